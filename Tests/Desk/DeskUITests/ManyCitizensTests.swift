import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import Testing

@Suite struct ManyCitizensTests {
  @Test func `twenty citizens wait, and each comes back to their own step`() throws {
    let desk = try Story(shelf: shippedShelf())
    for number in 1...20 {
      desk.play("1 Enter Enter Enter Enter Enter")
      for _ in 0..<(number % 5) { desk.press(.enter) }
      desk.press("c")
      desk.type("áo \(number)")
      desk.press(.enter)
    }
    #expect(desk.journal.draftsByID.count == 20)
    desk.wait(seconds: 120)
    #expect(desk.text.contains("chờ"))
    desk.press(.end, .enter)
    #expect(desk.text.contains("áo 20"))
    #expect(desk.text.contains("Bước 1/12"))
    desk.press(.escape)
    desk.press("6")
    #expect(desk.text.contains("áo 3"))
    #expect(desk.text.contains("Bước 4/12"))
  }

  @Test func `after a power cut the desk stands at the same place, text and cursor`() throws {
    let places = Previews.all.filter { !["home", "waiting", "receipt", "actions"].contains($0.name) }
    for place in places {
      let desk = try Story(shelf: shippedShelf())
      desk.play(place.keys + " Left")
      guard !desk.journal.draftsByID.isEmpty else { continue }
      // What was typed since the last step of the walk has no time of its own; the clock may be behind by that.
      let (before, cursor) = (desk.text, desk.frame.cursor.map { [$0.column, $0.row] })
      try desk.restart()
      #expect(withoutTimes(desk.text) == withoutTimes(before), "\(place.name)")
      #expect(desk.frame.cursor.map { [$0.column, $0.row] } == cursor, "\(place.name)")
    }
  }

  @Test func `the time while the machine was off is not help`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.play("1 Enter Enter Enter Enter Enter")
    try desk.restart(after: 3600)
    #expect(desk.text.contains("bước 0:00/1:30"))
  }

  @Test func `a waiting citizen's time stands still`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.play("1 Enter Enter Enter Enter Enter c Enter")
    desk.wait(seconds: 600)
    #expect(desk.text.contains("chờ 10 phút"))
    desk.press("4")
    #expect(desk.text.contains("bước 0:02/1:30"))
  }

  @Test func `a session stays on the version it began with`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.play("1 Enter Enter Enter Enter Enter")
    try desk.restart(shelf: NewerShelf(try shippedShelf()))
    #expect(desk.text.contains("Cài và kích hoạt VNeID"))
    desk.press("fx")
    desk.press(.enter)
    desk.press("x")
    guard case .session(let facts)? = desk.journal.entries.last?.body else { return #expect(Bool(false)) }
    #expect(facts.version == 1)
    desk.press(.escape)
    #expect(desk.text.contains("bản 2"))
  }

  @Test func `while the disk refuses, the citizen is helped, and everything is kept once it works again`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.play("1 Enter Enter Enter Enter Enter")
    desk.journal.fault = .full(path: "/data", freeBytes: 0)
    for _ in 1...12 { desk.press(.enter) }
    #expect(desk.text.contains("CHƯA GHI ĐƯỢC"))
    desk.press(.enter)
    desk.press("x")
    #expect(desk.journal.entries.isEmpty)
    #expect(desk.text.contains("Ổ đĩa") || desk.text.contains("CHƯA GHI ĐƯỢC"))
    desk.journal.fault = nil
    desk.press(.enter)
    #expect(desk.journal.entries.count == 1)
    guard case .session(let facts)? = desk.journal.entries.last?.body else { return #expect(Bool(false)) }
    #expect(facts.steps.allSatisfy { $0.state == .done })
  }

  @Test func `what the disk refused is tried again without a key`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.play("1 Enter Enter Enter Enter Enter")
    desk.journal.fault = .disk(path: "/data", code: 5)
    desk.press(.enter, .enter)
    let kept = desk.journal.draftsByID.values.first?.events.count
    desk.journal.fault = nil
    desk.wait(seconds: 1)
    #expect(desk.journal.draftsByID.values.first?.events.count == (kept ?? 0) + 2)
    #expect(!desk.text.contains("CHƯA GHI ĐƯỢC"))
  }

  @Test func `a clock that jumps ten years keeps the order and the durations`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.play("1 Enter Enter Enter Enter Enter")
    desk.jumpClock(years: 10)
    desk.press(.enter)
    desk.jumpClock(years: -20)
    desk.press(.enter)
    desk.press("fx")
    desk.press(.enter)
    desk.press("x")
    guard case .session(let facts)? = desk.journal.entries.last?.body else { return #expect(Bool(false)) }
    #expect(facts.steps[0].milliseconds == 1000)
    #expect(facts.steps[1].milliseconds == 1000)
  }
}

/// A picture without its times of day and durations.
private func withoutTimes(_ text: String) -> String { text.replacing(/[0-9]+:[0-9][0-9]/, with: "0:00") }

/// The shelf after a trainer installed version 2 of everything.
private final class NewerShelf: ShelfPort {
  private let older: any ShelfPort
  init(_ older: any ShelfPort) { self.older = older }

  func shelf() -> Shelf {
    var shelf = older.shelf()
    for index in shelf.headers.indices { shelf.headers[index].version = 2 }
    return shelf
  }

  func open(_ id: ChecklistID) throws(BrokenChecklist) -> OpenedChecklist {
    var opened = try older.open(id)
    opened.checklist.version = 2
    opened.text.version = 2
    return opened
  }

  func reopen(_ text: ChecklistText) throws(BrokenChecklist) -> OpenedChecklist { try older.reopen(text) }
  func catalogue() throws(BrokenChecklist) -> ServiceCatalogue { try older.catalogue() }
  func consent(_ id: String) throws(BrokenChecklist) -> ConsentText { try older.consent(id) }
  func units(file: String?) throws(BrokenChecklist) -> [Unit] { try older.units(file: file) }
}
