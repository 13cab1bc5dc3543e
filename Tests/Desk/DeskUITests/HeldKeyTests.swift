import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import TestTraits
import Testing

/// A key held down, or pressed before a screen was there, finishes nothing.
@Suite(.ownThread) struct HeldKeyTests {
  /// Everything on a keyboard but what ends the program.
  private static let keys: [Key] =
    [
      .enter, .escape, .tab, .backTab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown,
      .function(1), .function(2), .function(9), .control("u"), .control("w"), .control("l"),
    ] + Array("1234567890abcdefghijklmnoprstuvwxyz?/ ").map(Key.character)

  /// Where somebody falls asleep on the keyboard.
  enum Start: String, CaseIterable, CustomTestStringConvertible {
    case home, consent, question, step, lastStep, outcome, age, contactConsent, receipt
    var testDescription: String { rawValue }
  }

  private func desk(at start: Start) throws -> Story {
    let desk = try Story(shelf: shippedShelf())
    switch start {
    case .home: break
    case .consent: desk.press(.choose("vneid"))
    case .question: desk.press(.choose("vneid"), .agree)
    case .step: desk.begin()
    case .lastStep:
      desk.begin()
      for _ in 1...11 { desk.press(.done) }
    case .outcome:
      desk.begin()
      desk.press(.finish)
    case .age:
      desk.begin()
      desk.press(.finish, .choose("completed"))
    case .contactConsent:
      desk.begin()
      desk.press(.finish, .choose("completed"), .leaveOut, .leaveOut, .leaveOut)
    case .receipt:
      desk.begin()
      desk.press(.finish, .choose("completed"), .keepNow)
    }
    #expect(desk.missing.isEmpty)
    return desk
  }

  /// Keys whose first press answers the screen for good, because it is meant; the hundreds after it answer nothing more.
  private static let answers: [Start: [Key]] = [
    .consent: [.character("1"), .character("2")], .age: [.character("x")],
    .contactConsent: [.character("1"), .character("2"), .character("x")],
  ]

  /// Holds a key on, 500 presses in all or as many as are asked for: fewer where twenty of them changed nothing that is
  /// kept, asked for or seen, since the next ones would not either.
  private func holdOn(_ desk: Story, _ key: Key, presses: Int = 500) {
    func state() -> (String, Int) { (desk.text.filter { !$0.isNumber }, desk.effects.count) }
    for _ in 1...(presses / 20) {
      let before = state()
      desk.hold(key, times: 20, heldAlready: true)
      if state() == before { return }
    }
  }

  @Test(arguments: Start.allCases)
  func `five hundred of any key file nobody, consent to nothing, and lose no receipt`(start: Start) throws {
    for key in Self.keys where Self.answers[start]?.contains(key) != true {
      let desk = try desk(at: start)
      let (entries, receipt) = (desk.journal.entries.count, desk.desk.lastReceipt)
      let agreed = desk.desk.sessions.values.map(\.session.consent)
      desk.hold(key, times: 1)
      holdOn(desk, key)
      #expect(desk.journal.entries.count == entries, "\(key)")
      #expect(desk.desk.lastReceipt == receipt, "\(key)")
      #expect(desk.journal.contacts.isEmpty, "\(key)")
      for session in desk.desk.sessions.values.map(\.session) {
        #expect(session.contact == nil, "\(key)")
        // What was agreed to before may be undone, key by key; nothing is agreed to anew.
        #expect(session.consent == nil || agreed.contains(session.consent), "\(key)")
      }
    }
  }

  @Test func `a key held on beyond its answer answers nothing more`() throws {
    for (start, keys) in Self.answers {
      for key in keys {
        let desk = try desk(at: start)
        let entries = desk.journal.entries.count
        desk.hold(key, times: 1)
        let (kept, place) = (desk.journal.entries.count, desk.desk.live?.session.consent)
        desk.hold(key, times: 500, heldAlready: true)
        #expect(desk.journal.entries.count == kept && kept <= entries + 1, "\(start) \(key)")
        #expect(start != .consent || desk.desk.live?.session.consent == place)
      }
    }
  }

  /// Keys that do something on the screen in front, and those that do on most; what does nothing once does nothing 500
  /// times.
  private func keys(on desk: Story) -> Set<Key> {
    let ends: Set<CommandID> = ["quit", "suspend"]
    let own = desk.desk.commandsInView.filter { $0.disabled == nil && !ends.contains($0.id) }.flatMap(\.keys)
    let rows = min(9, desk.desk.inView.content.list?.count ?? 0)
    return Set(own + (0...rows).map { .character(Character("\($0)")) })
      .union([.enter, .escape, .backspace, .up, .down, .character(" "), .character("h"), .character("x")])
  }

  @Test(arguments: EveryScreen.names)
  func `on every screen a key that is held on files nothing more than its first press did`(name: String) throws {
    for key in keys(on: try EveryScreen.open(name)) {
      let desk = try EveryScreen.open(name)
      desk.hold(key, times: 1)
      let entries = desk.journal.entries.count
      let (receipt, contacts) = (desk.desk.lastReceipt, desk.journal.contacts)
      let agreed = Set(desk.desk.sessions.values.map(\.session.consent))
      // A draft of a checklist grows with every press of the key that adds to it.
      holdOn(desk, key, presses: 20)
      #expect(desk.journal.entries.count == entries, "\(key)")
      #expect(desk.desk.lastReceipt == receipt, "\(key)")
      #expect(desk.journal.contacts == contacts, "\(key)")
      for session in desk.desk.sessions.values.map(\.session) {
        #expect(session.consent == nil || agreed.contains(session.consent), "\(key)")
      }
    }
  }

  @Test func `a receipt that Enter closed is one key away`() throws {
    let desk = try desk(at: .receipt)
    let receipt = desk.text
    desk.press(.next)
    #expect(desk.text.contains("Hôm nay: 1 lượt"))
    desk.press(.command("receipt"))
    #expect(desk.text.split(separator: "\n").dropFirst() == receipt.split(separator: "\n").dropFirst())
    desk.press(.escape)
    // After a power cut, too.
    try desk.restart(after: 600)
    desk.play("Tick")
    // And it is among the keys that the first screen names.
    #expect(desk.text.contains("b Biên nhận"))
    desk.press(.command("receipt"))
    #expect(desk.text.contains("Mã biên nhận"))
    desk.press(.escape)
    // Then it is over.
    desk.wait(seconds: 400)
    desk.press(.command("receipt"))
    #expect(desk.text.contains("chỉ xem lại được trong 15 phút"))
    try desk.restart()
    desk.play("Tick")
    desk.press(.command("receipt"))
    #expect(!desk.text.contains("Mã biên nhận"))
  }

  @Test func `a key that came before the words were drawn does not consent to them`() throws {
    let desk = try Story(shelf: shippedShelf())
    // Both keys have arrived before the desk draws.
    desk.burst([.character("1"), .character("1")])
    #expect(desk.desk.live?.session.consent == nil)
    #expect(desk.text.contains("Màn này vừa mở"))
    desk.press(.agree)
    #expect(desk.desk.live?.session.consent == true)
  }

  @Test(arguments: ["agree", "refuse"])
  func `Enter consents to nothing by itself, an arrow or a digit does`(choice: String) throws {
    for arrow in [true, false] {
      let desk = try Story(shelf: shippedShelf())
      desk.press(.choose("vneid"), .enter, .enter, .enter)
      #expect(desk.desk.live?.session.consent == nil)
      #expect(desk.text.contains("Bấm 1 nếu bác đồng ý, 2 nếu không."))
      if arrow {
        desk.press(.down)
        if choice == "refuse" { desk.press(.down) }
        desk.press(.enter)
      } else {
        desk.press(.choose(choice))
      }
      #expect(desk.desk.live?.session.consent == (choice == "agree"))
    }
  }

  @Test func `Down and Enter take the line they lead to, on every optional question`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.finish, .choose("completed"))
    desk.press(.down, .enter)
    #expect(desk.desk.live?.session.ageBand == .under18)
    desk.press(.down, .down, .enter)
    #expect(desk.desk.live?.session.satisfaction == 2)
    desk.press(.enter)
    #expect(desk.desk.live?.session.petitionTopic == nil)
    #expect(desk.desk.live?.session.place == .contactConsent)
    desk.press(.down, .down, .enter)
    #expect(desk.journal.entries.count == 1)
    #expect(desk.journal.contacts.isEmpty)
  }

  @Test func `with open steps no outcome is highlighted, and completing says how many are left open`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.done, .finish)
    #expect(desk.text.contains("Còn 11 bước chưa làm."))
    desk.press(.enter)
    #expect(desk.desk.live?.session.outcome == nil)
    desk.press(.choose("completed"))
    #expect(desk.text.contains("Ghi là hoàn thành, còn 11 bước để mở."))
  }

  @Test func `once no step is open the outcome is highlighted, and one Enter takes it`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    for _ in 1...12 { desk.press(.done) }
    #expect(!desk.text.contains("bước chưa làm"))
    desk.press(.enter)
    #expect(desk.desk.live?.session.outcome == .appointment)
  }

  @Test func `where a list is open Enter belongs to its highlighted line`() throws {
    for preview in Previews.all {
      let desk = try Story(shelf: shippedShelf())
      desk.play(preview.keys)
      let (content, _) = desk.desk.inView
      guard content.list != nil else { continue }
      let onEnter = desk.desk.commandsInView.filter { $0.keys.contains(.enter) }
      #expect(onEnter.map(\.id) == ["choose"], "\(preview.name)")
    }
  }
}
