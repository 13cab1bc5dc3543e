import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Journal
import Phrases
import Protocol
import TerminalUI
import TestSupport
import Testing

/// The text of the screen without its line ends and runs of blanks.
func words(_ desk: Story) -> String { desk.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

@Suite struct ExchangeSentenceTests {
  private static let subjects: [String?] = [
    nil, "tram.mau.example", "https://mot-ten-may-chu-rat-la-dai.tinh-mau.example.vn:8443/duong/dan",
  ]

  @Test(arguments: SyncFailure.allCases, Language.allCases)
  func `every failure is a sentence that fits the small screen whole`(failure: SyncFailure, language: Language) throws {
    for subject in Self.subjects {
      let sentence = Phrase.sentence(failure, subject: subject, refusal: nil)[language]
      try fits(sentence, SyncLine(.failed, failure: failure, subject: subject), language)
      // What happened, what is safe, what to do.
      #expect(sentence.count { ".;".contains($0) } >= 2, "\(sentence)")
    }
  }

  @Test(arguments: Refusal.Kind.allCases, Language.allCases)
  func `every refusal is a sentence that fits the small screen whole`(kind: Refusal.Kind, language: Language) throws {
    try fits(
      Phrase.sentence(.refused, subject: nil, refusal: kind)[language],
      SyncLine(.failed, failure: .refused, refusal: kind.rawValue), language)
  }

  @Test func `a refusal of a newer hub is still a refusal`() throws {
    try fits(
      Phrase.sentence(.refused, subject: nil, refusal: nil)[.vietnamese],
      SyncLine(.failed, failure: .refused, refusal: "out-of-coffee"), .vietnamese)
  }

  @Test(arguments: SyncAttention.allCases, Language.allCases)
  func `everything that must be read is on the small screen whole`(attention: SyncAttention, language: Language) throws
  {
    try fits(
      Phrase.sentence(attention, count: 12_345)[language], SyncLine(.attention, attention: attention, count: 12_345),
      language)
  }

  @Test(arguments: Quarantine.Reason.allCases, Language.allCases)
  func `every reason is on the small screen whole, below its entry`(reason: Quarantine.Reason, language: Language)
    throws
  {
    let exchange = SampleExchange(
      ExchangeOverview(
        summary: ExchangeSummary(kept: 1, sent: 1, quarantined: 1, unit: "29242", role: .desk),
        quarantined: [
          QuarantinedEntry(quarantine: Quarantine(incarnation: 1, sequence: 1, reason: reason), row: nil)
        ]))
    let desk = try Story(
      shelf: shippedShelf(), size: Size(columns: 60, rows: 20), language: language, exchange: exchange)
    desk.play("Tick :exchange :quarantined")
    #expect(words(desk).contains(Phrase.sentence(reason)[language]))
    #expect(words(desk).contains(Phrase.word(reason)[language]))
  }

  /// Plays an exchange that ends with a line, and looks for all of a sentence.
  private func fits(_ sentence: String, _ line: SyncLine, _ language: Language) throws {
    let exchange = SampleExchange(
      ExchangeOverview(
        summary: ExchangeSummary(
          kept: 123_456, sent: 1, unsent: 123_455, oldestUnsent: 0, hub: "https://tram.mau.example", unit: "29242",
          role: .desk)))
    let end = SyncEnd.exited(line.failure?.exitCode ?? 0)
    exchange.script = [
      SyncNews(lines: line.event == .failed ? [line] : [line, SyncLine(.done)], end: end)
    ]
    let desk = try Story(
      shelf: shippedShelf(), size: Size(columns: 60, rows: 20), language: language, exchange: exchange)
    desk.play("Tick :exchange Enter Tick")
    #expect(words(desk).contains(sentence), "\(desk.text)")
    #expect(!desk.text.contains(Phrase.moreBelow[language]))
  }
}
