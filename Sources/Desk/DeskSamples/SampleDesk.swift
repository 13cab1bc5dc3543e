package import Checklists
package import DeskPorts
import DeskUI
import Journal
import JournalInMemory
package import TerminalUI

extension Headless {
  /// A desk on made-up ports: a fresh journal in memory, a lead's exchange, a trainer's review, and a second
  /// for each input.
  package static func sample(
    shelf: any ShelfPort, size: Size, language: Language, capabilities: TerminalCapabilities
  ) throws -> Headless {
    let clock = SampleClock()
    let journal = MemoryJournal()
    let practice = MemoryJournal()
    try journal.set("language", language.rawValue)
    let runner = EffectRunner(
      journal: journal, shelf: shelf, exchange: SampleExchange.lead(now: clock.now.wallMilliseconds),
      review: SampleReview.trainer(on: shelf, now: clock.now.wallMilliseconds), clock: { clock.now },
      switchJournal: { $0 ? practice : journal })
    runner.reports = SampleReports()
    runner.printer = SamplePrinter()
    return try Headless(
      runner: runner, size: size, capabilities: capabilities, clock: { clock.now },
      pace: { clock.pass(milliseconds: 1000) })
  }
}

extension SampleReview {
  /// A trainer's review of everything on the shelf that can be opened.
  package static func trainer(on shelf: any ShelfPort, now: Int64) -> SampleReview {
    let checklists = shelf.shelf().headers.compactMap { header -> Checklist? in
      do { return try shelf.open(header.id).checklist } catch { return nil }
    }
    return .trainer(checklists, now: now)
  }
}
