import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Journal
import JournalInMemory
import Phrases
import Protocol
import TerminalUI
import TestSupport
import Testing

/// How a laptop gets in, sticks, and what the hub orders.
@Suite(.bothFaces) struct EnrolAndStickTests {
  private let now: Int64 = SampleClock().now.wallMilliseconds

  private func enrolled(_ change: (inout ExchangeOverview) -> Void = { _ in }) -> SampleExchange {
    var overview = ExchangeOverview(
      summary: ExchangeSummary(
        kept: 20, sent: 0, unsent: 20, oldestUnsent: now - 3_600_000, hub: "https://tram.mau.example", unit: "29242",
        role: .desk))
    change(&overview)
    return SampleExchange(overview)
  }

  private func desk(_ exchange: SampleExchange, _ size: Size = Size(columns: 80, rows: 24)) throws -> Story {
    try Story(shelf: shippedShelf(), size: size, exchange: exchange)
  }

  private func news(_ lines: SyncLine..., end: SyncEnd? = nil) -> SyncNews { SyncNews(lines: lines, end: end) }

  @Test func `enrolment asks for the address, then the code, and sends at once`() throws {
    let exchange = SampleExchange()
    let desk = try desk(exchange)
    desk.play("Tick :exchange")
    #expect(desk.text.contains("Chưa đăng ký với máy chủ nào."))
    // There is nothing to send to yet: the one key begins with what is missing.
    desk.press(.enter)
    #expect(exchange.started.isEmpty)
    #expect(desk.text.contains("Địa chỉ máy chủ (trưởng nhóm cho)"))
    desk.type("http://tram.mau.example")
    desk.press(.enter)
    #expect(desk.text.contains("http://tram.mau.example"))
    #expect(!desk.text.contains("https://http"))
    desk.press(.escape)
    desk.press(.escape)
    desk.press("d")
    desk.press(.control("u"))
    desk.type("tram mau")
    desk.press(.enter)
    #expect(desk.text.contains("Địa chỉ máy chủ chưa đúng."))
    desk.press(.control("u"))
    desk.type("tram.mau.example:8443")
    desk.press(.enter)
    #expect(desk.text.contains("tram.mau.example:8443"))
    desk.type("acdef hjkm")
    desk.press(.enter)
    #expect(desk.text.contains("Chưa đúng dạng mã"))
    desk.type("n")
    exchange.script = [news(SyncLine(.stage, stage: .enrolling), SyncLine(.done), end: .exited(0))]
    exchange.ended = { ($0.remembered.summary.unit, $0.remembered.summary.role) = ("29242", .desk) }
    desk.press(.enter)
    #expect(desk.text.contains("Bàn này gọi là gì?"))
    desk.type("Bàn 1")
    desk.press(.enter)
    #expect(exchange.started == [.enrol(url: "tram.mau.example:8443", code: "ACDEFHJKMN", name: "Bàn 1")])
    desk.play("Tick")
    #expect(exchange.started.count == 2)
    #expect(exchange.started.last == .push)
    #expect(desk.text.contains("Máy này đã đăng ký xong."))
  }

  @Test func `an enrolled desk takes the unit of its enrolment, whatever was chosen before`() throws {
    let exchange = SampleExchange()
    let desk = try desk(exchange)
    desk.press(.settings, .choose("unit"))
    desk.type("van lang")
    desk.press(.choose("02143"), .escape)
    #expect(desk.text.contains("Xã Văn Lang"))
    exchange.script = [
      news(SyncLine(.done), end: .exited(0)), news(SyncLine(.done), end: .exited(0)),
    ]
    exchange.ended = { ($0.remembered.summary.unit, $0.remembered.summary.role) = ("29242", .desk) }
    desk.play("Tick :exchange :enrol \"tram.mau.example\" Enter \"ACDEFHJKMN\" Enter Enter Tick Tick Esc")
    #expect(desk.desk.unit?.name == "Phường Trà Vinh")
    #expect(desk.text.contains("Phường Trà Vinh, Tỉnh Vĩnh Long"))
    #expect(desk.journal.stored["unit"]?.hasPrefix("29242|Phường Trà Vinh|") == true)
    // Nobody chooses another one beside it.
    desk.press(.settings, .choose("unit"))
    #expect(words(desk).contains("Máy đã đăng ký cho Phường Trà Vinh."))
    try desk.restart()
    desk.play("Tick Tick")
    #expect(desk.desk.unit?.code == "29242")
    // Sessions are the unit's.
    desk.begin()
    #expect(desk.desk.live?.session.unit == "29242")
  }

  @Test func `a unit that the table does not know is looked for once, and what was chosen stays`() throws {
    let exchange = enrolled { $0.summary.unit = "00000" }
    let desk = try desk(exchange)
    desk.press(.settings, .choose("unit"))
    desk.type("van lang")
    desk.press(.choose("02143"), .escape)
    desk.play("Tick Tick :exchange Esc :exchange Esc :exchange Esc")
    #expect(desk.desk.unit?.code == "02143")
    #expect(desk.effects.count { if case .checklists(.loadUnits) = $0 { true } else { false } } == 1)
  }

  @Test func `a wrong code sends nothing, and the form opens again`() throws {
    let exchange = SampleExchange()
    exchange.script = [news(SyncLine(.failed, failure: .badCode), end: .exited(24))]
    let desk = try desk(exchange)
    desk.play("Tick :exchange :enrol \"tram.mau.example\" Enter \"ACDEFHJKMN\" Enter Enter Tick")
    #expect(desk.text.contains("Mã đăng ký sai, đã dùng hoặc quá hạn."))
    #expect(exchange.started.count == 1)
    desk.press("d")
    #expect(desk.text.contains("Địa chỉ máy chủ (trưởng nhóm cho)"))
    // What was typed is still there: only what was wrong is typed anew.
    #expect(desk.text.contains("tram.mau.example"))
    desk.press(.enter)
    #expect(desk.text.contains("ACDEFHJKMN"))
    desk.press(.control("u"))
    desk.type("ACDEFHJKMP")
    desk.press(.enter, .enter)
    #expect(exchange.started.last == .enrol(url: "tram.mau.example", code: "ACDEFHJKMP"))
  }

  @Test func `the fields of enrolment begin empty and take the examples that they show`() throws {
    let exchange = SampleExchange()
    let desk = try desk(exchange)
    desk.play("Tick :exchange :enrol")
    #expect(desk.text.contains(Phrase.exampleAddress))
    #expect(desk.desk.navigation.top.focus.field.text.isEmpty)
    desk.type(Phrase.exampleAddress)
    desk.press(.enter)
    #expect(desk.text.contains(Phrase.exampleCode))
    #expect(desk.desk.navigation.top.focus.field.text.isEmpty)
    desk.type(Phrase.exampleCode)
    desk.press(.enter, .enter)
    let code = try #require(EnrolCode(typed: Phrase.exampleCode)).letters
    #expect(exchange.started == [.enrol(url: Phrase.exampleAddress, code: code)])
  }

  @Test func `where the hub answers only on an open line the desk says so and goes on after one key`() throws {
    let exchange = SampleExchange()
    exchange.script = [
      news(SyncLine(.failed, failure: .onlyOpenLine, subject: "http://tram.mau.example"), end: .exited(35))
    ]
    let desk = try desk(exchange)
    desk.play("Tick :exchange :enrol \"tram.mau.example\" Enter \"ACDEFHJKMN\" Enter \"Bàn 1\" Enter Tick")
    #expect(words(desk).contains("người cùng đường mạng đọc được"))
    #expect(desk.text.contains("Enter Đăng ký không mã hoá") && !desk.text.contains("Enter Đăng ký máy"))
    desk.press(.enter)
    #expect(exchange.started.last == .enrol(url: "http://tram.mau.example", code: "ACDEFHJKMN", name: "Bàn 1"))
  }

  @Test func `a name that two laptops use is given up once before the desk enrols anew`() throws {
    let exchange = enrolled { $0.summary.isForked = true }
    let desk = try desk(exchange)
    desk.play("Tick")
    #expect(desk.text.contains("! cần xem (e)"))
    desk.press("e")
    #expect(desk.text.contains("Hai máy ghi dưới cùng một tên."))
    desk.play(":enrol Enter \"ACDEFHJKMN\" Enter Enter")
    #expect(exchange.started.count == 1)
    #expect(desk.effects.count { if case .journal(.renewIdentity) = $0 { true } else { false } } == 1)
    exchange.script = [news(SyncLine(.failed, failure: .badCode), end: .exited(24))]
    desk.play("Tick :enrol Enter")
    desk.press(.control("u"))
    desk.play("\"ACDEFHJKMP\" Enter Enter")
    #expect(exchange.started.count == 2)
    #expect(desk.effects.count { if case .journal(.renewIdentity) = $0 { true } else { false } } == 1)
  }

  @Test func `where the disk refuses the new name, the desk does not enrol under the old one`() throws {
    let exchange = enrolled { $0.summary.isForked = true }
    let desk = try desk(exchange)
    desk.play("Tick :exchange :enrol Enter \"ACDEFHJKMN\" Enter")
    desk.journal.fault = .full(path: "/data", freeBytes: 0)
    desk.press(.enter)
    #expect(exchange.started.isEmpty)
    #expect(desk.text.contains("Ổ đĩa chứa /data đã đầy"))
  }

  @Test func `one stick is read and written at once, a broken file on it does not keep this laptop from writing`()
    throws
  {
    let exchange = enrolled()
    exchange.mounted = [Stick(folder: "/media/USB", freeBytes: 1_000_000, bundles: ["/media/USB/a.tsb"])]
    exchange.script = [
      news(SyncLine(.failed, failure: .badBundle, subject: "a.tsb"), end: .exited(27)),
      news(SyncLine(.progress, entries: 20, ofEntries: 20, bytes: 3100), SyncLine(.done), end: .exited(0)),
    ]
    let desk = try desk(exchange)
    desk.play("Tick :exchange :stick Tick Tick")
    #expect(exchange.started == [.readStick(folder: "/media/USB"), .writeStick(folder: "/media/USB")])
    #expect(desk.text.contains("Tệp trên USB (a.tsb) bị cắt, hỏng hoặc giả."))
    #expect(desk.text.contains("Đã ghi 20 mục nhật ký lên USB."))
    // Written is not sent.
    #expect(words(desk).contains("Chưa gửi 20"))
  }

  @Test func `a laptop that is never online takes its ticket from the stick, and writes its request onto it`() throws {
    let exchange = SampleExchange()
    exchange.mounted = [Stick(folder: "/media/USB", freeBytes: 1, bundles: [], tickets: ["/media/USB/a.ticket"])]
    exchange.script = [news(SyncLine(.done), end: .exited(0)), news(SyncLine(.done), end: .exited(0))]
    let desk = try desk(exchange)
    desk.play("Tick :exchange :stick Tick Tick")
    #expect(exchange.started == [.enrolTicket(file: "/media/USB/a.ticket"), .writeStick(folder: "/media/USB")])
    #expect(desk.text.contains("Đã nhận phiếu."))
    #expect(!desk.text.contains("đã đăng ký xong"))
    // Once it is enrolled, a ticket that still lies there is left alone.
    exchange.remembered.summary.unit = "29242"
    desk.play("Tick Esc :exchange :stick")
    #expect(exchange.started.last == .writeStick(folder: "/media/USB"))
    #expect(exchange.started.count == 3)
  }

  @Test func `of several sticks one is chosen, none says how`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.play("Tick :exchange :stick")
    #expect(desk.text.contains("Không thấy USB nào ghi được."))
    exchange.mounted = [
      Stick(folder: "/media/A", freeBytes: 1, bundles: []), Stick(folder: "/media/B", freeBytes: 1, bundles: []),
    ]
    desk.play(":stick 2")
    #expect(exchange.started == [.writeStick(folder: "/media/B")])
  }

  @Test func `what was ordered is done at the start, without a key, and never in practice`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.begin()
    desk.play(":finish =completed =leave-out =leave-out =leave-out =agree \"bác Mẫu\" Enter Enter Enter Enter Esc")
    #expect(desk.journal.contacts.count == 1)
    exchange.orders = [desk.journal.receiptHash(of: try #require(desk.journal.entries.last?.code))]
    try desk.restart()
    desk.press("p")
    desk.play("Tick Tick")
    #expect(desk.journal.contacts.count == 1)
    desk.press("p")
    desk.play("Tick")
    #expect(desk.journal.contacts.isEmpty)
    #expect(exchange.orders.isEmpty)
    #expect(exchange.started.isEmpty)
  }

  @Test func `what was ordered is done after an exchange, and what it wrote is sent in one more round`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.begin()
    desk.play(":finish =completed =leave-out =leave-out =leave-out =agree \"bác Mẫu\" Enter Enter Enter Enter")
    desk.play("Esc Tick :exchange Enter")
    let order = desk.journal.receiptHash(of: try #require(desk.journal.entries.last?.code))
    exchange.script = [news(SyncLine(.done), end: .exited(0)), news(SyncLine(.done), end: .exited(0))]
    exchange.ended = { $0.orders = [order] }
    desk.play("Tick")
    #expect(desk.journal.contacts.isEmpty)
    #expect(exchange.started == [.push, .push])
    // An order that comes again and again starts no third.
    desk.play("Tick Tick Tick")
    #expect(exchange.started.count == 2)
  }

  @Test func `a disk that refuses what was ordered interrupts nobody, and is said on the screen`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    exchange.orders = [EntryHash(of: [1])]
    desk.begin()
    let before = desk.text
    exchange.refusal = .full(path: "/data", freeBytes: 0)
    desk.play("Tick Tick")
    #expect(desk.text.split(separator: "\n").dropFirst(2) == before.split(separator: "\n").dropFirst(2))
    desk.play("Esc :exchange")
    #expect(desk.text.contains("Ổ đĩa chứa /data đã đầy"))
  }
}
