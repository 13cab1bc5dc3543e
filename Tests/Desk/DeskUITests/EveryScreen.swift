import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Foundation
import Journal
import JournalFixtures
import JournalInMemory
import Protocol
import Reports
import TerminalUI
import TestSupport
import TestTraits
import Testing

/// Where a person can be: every screen of the program, by the keys that lead there from a fresh desk, or on a desk that
/// was made for it.
struct EveryScreen {
  let name: String
  private let make: () throws -> Story

  func open() throws -> Story { try make() }

  static var names: [String] { all.map(\.name) }
  static func open(_ name: String) throws -> Story {
    try #require(all.first { $0.name == name }, "\(name)").open()
  }

  private static var all: [EveryScreen] { Previews.all.map { shown($0.name, $0.keys) } + made }

  private static func shown(_ name: String, _ keys: String) -> EveryScreen {
    EveryScreen(name: name) {
      let story = try Story(shelf: shippedShelf())
      #expect(story.play(keys) == nil)
      return story
    }
  }

  /// Screens that no keys lead to on a fresh desk: something must have happened before.
  private static var made: [EveryScreen] {
    [
      EveryScreen(name: "damaged session") {
        let desk = try Story(shelf: shippedShelf())
        desk.begin()
        desk.journal.damage(try #require(desk.desk.current), event: 2)
        try desk.restart()
        desk.press(.choose("damaged"))
        return desk
      },
      EveryScreen(name: "forgotten shift") {
        let desk = try Story(shelf: shippedShelf())
        desk.play(":volunteers :addVolunteer \"Nguyễn Thị Mẫu\" Enter")
        desk.press(.command("shifts"), .command("beginShift"), .escape)
        try desk.restart(after: 20 * 3600)
        desk.play("Tick")
        return desk
      },
      EveryScreen(name: "not kept") {
        let desk = try Story(shelf: shippedShelf())
        desk.begin()
        desk.press(.finish, .choose("completed"))
        desk.journal.fault = .full(path: "/data", freeBytes: 0)
        desk.press(.keepNow)
        desk.journal.fault = nil
        return desk
      },
      EveryScreen(name: "lead's key") {
        let exchange = SampleExchange.lead(now: 0)
        exchange.remembered.leadKeys = [LeadKeyID(rawValue: "0123456789abcdef")]
        let desk = try Story(shelf: shippedShelf(), exchange: exchange)
        desk.play("Tick :exchange :leadKeys")
        return desk
      },
      EveryScreen(name: "questions about shifts") { try asking() },
      EveryScreen(name: "an answer about a shift") {
        let desk = try asking()
        desk.press(.enter)
        return desk
      },
      EveryScreen(name: "setup") { try Story(shelf: shippedShelf(), setup: SetupChoices()) },
      EveryScreen(name: "setup, confirmed at the end") {
        let desk = try Story(shelf: shippedShelf(), setup: SetupChoices())
        desk.type("29242")
        desk.press(.enter, .submit, .submit, .choose("no"), .choose("no"))
        return desk
      },
      EveryScreen(name: "PIN") {
        let unit = try PINUnit()
        unit.desk.press(.enter)
        return unit.desk
      },
      EveryScreen(name: "code in place of a PIN") {
        let unit = try PINUnit()
        unit.desk.press(.enter, .command("usePINCode"))
        return unit.desk
      },
      EveryScreen(name: "what is to be corrected") {
        try marking { $0.press(.command("mark")) }
      },
      EveryScreen(name: "what a lead wants corrected") {
        try marking { desk in
          desk.press(.command("mark"))
          desk.type("kết quả chưa đúng")
          desk.press(.enter, .escape, .escape, .command("marks"))
        }
      },
      EveryScreen(name: "a period is opened again") {
        let exchange = SampleExchange.lead(now: 0)
        let day = SampleClock().now.day.later(days: -7)
        exchange.remembered.periods = [
          PeriodStep(
            unit: "29242", period: ReportPeriod(.week, holding: day), act: .sign, voice: .unit, reason: nil, time: 1)
        ]
        let desk = try Story(shelf: shippedShelf(), exchange: exchange)
        desk.play("Tick :exchange :desks")
        desk.press(.command("report"), .command("earlier"), .command("reopen"))
        return desk
      },
      EveryScreen(name: "which trainer's key") {
        let desk = try Story(shelf: shippedShelf())
        desk.review.keys = ["an", "binh"]
        desk.play(":review Enter =prepare :comments :resolve")
        return desk
      },
    ]
  }
}

extension EveryScreen {
  /// Somebody was at the desk for eleven hours.
  private static func asking() throws -> Story {
    let desk = try Story(shelf: shippedShelf())
    desk.play(":volunteers :addVolunteer \"Nguyễn Thị Mẫu\" Enter")
    desk.press(.command("shifts"), .command("beginShift"))
    desk.wait(seconds: 11 * 3600)
    desk.press(.command("endShift"), .command("everyonesHours"), .command("answerQuestions"))
    return desk
  }

  /// A lead reads an entry of another desk, and goes on.
  private static func marking(_ goOn: (Story) -> Void) throws -> Story {
    let desk = try Story(shelf: shippedShelf())
    var bodies = Bodies(seed: 1)
    _ = try desk.copies.keep(.session(bodies.session()), closing: nil, contact: nil)
    desk.play("Tick :exchange :desks")
    desk.press(.command("unitJournal"), .enter)
    goOn(desk)
    return desk
  }
}

@Suite(.ownThread) struct EveryScreenTests {
  /// A screen is a value that conforms to `Screen`, by whatever protocol: the program's own text is asked which there are.
  @Test func `no screen of the program is forgotten`() throws {
    var root = URL(fileURLWithPath: #filePath)
    for _ in 1...4 { root.deleteLastPathComponent() }
    let folder = root.appendingPathComponent("Sources/Desk/DeskUI")
    let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
    var declared: [(isProtocol: Bool, name: String, bases: [String])] = []
    for case let file as URL in files where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: #/(?m)^(?:package )?(struct|protocol) (\w+): ([\w, ]+?)(?: where [^{]+)? \{/#) {
        let bases = match.3.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        declared.append((match.1 == "protocol", String(match.2), bases))
      }
    }
    var protocols: Set = ["Screen"]
    for _ in 1...3 {
      for one in declared where one.isProtocol && !protocols.isDisjoint(with: one.bases) { protocols.insert(one.name) }
    }
    let screens = Set(declared.filter { !$0.isProtocol && !protocols.isDisjoint(with: $0.bases) }.map(\.name))
    #expect(screens.count > 80)
    let seen = Set(
      try EveryScreen.names.map { String(describing: type(of: try EveryScreen.open($0).desk.navigation.top)) })
    #expect(screens.subtracting(seen) == [], "a screen without a preview, or a place of its own in EveryScreen")
  }
}
