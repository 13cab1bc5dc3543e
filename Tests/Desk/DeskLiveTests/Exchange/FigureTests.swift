import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalStore
import Protocol
import Statistics
import SyncStore
import Testing

@testable import DeskLive

@Suite struct FigureTests {
  @Test func `a desk that is no trainer's, or has no exchange, has no figures of all desks, and asks for none`() throws
  {
    let place = try Place()
    let exchange = LiveExchange(folder: place.path, program: "", journal: { nil }, clock: { 0 })
    #expect(exchange.figures(of: "vneid", FigureFilter()) == nil)
    #expect(!FileManager.default.fileExists(atPath: place.file("exchange.sqlite")))
    let store = try ExchangeStore.open(folder: place.path)
    let report = FigureReport(Tally())
    try store.saveFigures(
      FigureAnswer(
        question: FigureQuestion("vneid"), made: 9, isWhole: true, desks: 1, versions: [], units: [], months: [],
        report: report))
    #expect(exchange.figures(of: "vneid", FigureFilter()) == nil)
    #expect(exchange.figures(of: "vneid", FigureFilter(unit: "29242")) == nil)
    #expect(try store.figureWishes().isEmpty)
  }

  @Test func `a trainer's desk shows what the hub told, and notes what it did not tell yet for the next exchange`()
    throws
  {
    let place = try Place()
    let exchange = LiveExchange(folder: place.path, program: "", journal: { nil }, clock: { 0 })
    let store = try ExchangeStore.open(folder: place.path)
    let hub = HubID(rawValue: String(repeating: "a", count: 32))
    let device = DeviceID(rawValue: String(repeating: "0", count: 32))
    try store.enrol(
      Enrolment(
        address: nil, hub: hub, hubKey: Array(repeating: 1, count: 32), hubIncarnation: 1, device: device,
        unit: "29242", role: .trainer, differenceMilliseconds: 0), leads: [])
    var tally = Tally()
    tally.sessions = 70
    let answer = FigureAnswer(
      question: FigureQuestion("vneid"), made: 9, isWhole: true, desks: 3, versions: [1], units: ["29242"], months: [],
      report: FigureReport(tally))
    try store.saveFigures(answer)
    #expect(exchange.figures(of: "vneid", FigureFilter()) == answer)
    // Whole checklists and versions come with every exchange; any other filter is wished for.
    #expect(exchange.figures(of: "vneid", FigureFilter(version: 1)) == nil)
    #expect(try store.figureWishes().isEmpty)
    #expect(exchange.figures(of: "vneid", FigureFilter(unit: "29242")) == nil)
    #expect(try store.figureWishes() == [FigureQuestion("vneid", FigureFilter(unit: "29242"))])
  }
}
