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

@Suite(.bothFaces) struct AutomaticExchangeTests {
  private func online(hub: String? = "https://tram.mau.example") -> SampleExchange {
    let exchange = SampleExchange(
      ExchangeOverview(summary: ExchangeSummary(kept: 3, unsent: 3, hub: hub, unit: "29242", role: .desk)))
    exchange.isOnline = true
    return exchange
  }

  @Test func `it starts by itself where a network is, at most every quarter of an hour`() throws {
    let exchange = online()
    exchange.isOnline = false
    let desk = try Story(shelf: shippedShelf(), exchange: exchange)
    for _ in 1...60 { desk.wait(seconds: 1) }
    #expect(exchange.started.isEmpty)
    // It does not look all the time, either.
    #expect((5...7).contains(exchange.looks))
    exchange.isOnline = true
    for _ in 1...12 { desk.wait(seconds: 1) }
    #expect(exchange.started == [.push])
    exchange.script = [SyncNews(lines: [SyncLine(.failed, failure: .noAnswer)], end: .exited(12))]
    for _ in 1...85 { desk.wait(seconds: 10) }
    #expect(exchange.started.count == 1)
    for _ in 1...12 { desk.wait(seconds: 10) }
    #expect(exchange.started.count == 2)
  }

  @Test func `it never starts while somebody types, and its failure interrupts nobody`() throws {
    let exchange = online()
    let desk = try Story(shelf: shippedShelf(), exchange: exchange)
    desk.begin()
    desk.play(":note \"bác cần\"")
    for _ in 1...100 { desk.wait(seconds: 10) }
    #expect(exchange.started.isEmpty)
    desk.press(.enter)
    desk.wait(seconds: 10)
    #expect(exchange.started == [.push])
    exchange.script = [SyncNews(lines: [SyncLine(.failed, failure: .portal)], end: .exited(15))]
    desk.wait(seconds: 1)
    #expect(!desk.text.contains("đăng nhập"))
    desk.press(.escape)
    #expect(desk.text.contains("chưa gửi 3"))
  }

  @Test(arguments: [nil, "https://tram.mau.example"])
  func `it is off before enrolment and where there is no address, and as chosen in settings`(hub: String?) throws {
    let exchange = online(hub: hub)
    let desk = try Story(shelf: shippedShelf(), exchange: exchange)
    if hub != nil { desk.play("Tick :settings =exchange Esc") }
    for _ in 1...100 { desk.wait(seconds: 10) }
    #expect(exchange.started.isEmpty)
    #expect(desk.journal.stored["exchange-automatic"] == (hub == nil ? nil : "off"))
    guard hub != nil else { return }
    try desk.restart()
    for _ in 1...10 { desk.wait(seconds: 10) }
    #expect(exchange.started.isEmpty)
    desk.play(":settings =exchange Esc")
    #expect(desk.journal.stored["exchange-automatic"] == "on")
    desk.wait(seconds: 10)
    #expect(exchange.started == [.push])
  }

  @Test func `a desk that was revoked or is one of two does not knock by itself`() throws {
    for change: (SampleExchange) -> Void in [
      { $0.remembered.summary.isRevoked = true }, { $0.remembered.summary.isForked = true },
    ] {
      let exchange = online()
      change(exchange)
      let desk = try Story(shelf: shippedShelf(), exchange: exchange)
      for _ in 1...100 { desk.wait(seconds: 10) }
      #expect(exchange.started.isEmpty)
    }
  }
}
