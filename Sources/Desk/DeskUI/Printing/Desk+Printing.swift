import Checklists
import DeskPorts
import Journal
import Phrases
import Printing
import TerminalUI

extension Desk {
  /// The command that prints; none where there is no printer. A key held down prints one page, not a roll of them.
  func printCommand<Action>(
    _ action: Action, _ label: LocalText, key: Character = "i", hint: Bool = true
  ) -> [Command<Action>] {
    guard printer != nil else { return [] }
    return [
      Command(key, action, label, disabled: isPrinting ? Phrase.printerBusy : nil, hint: hint, deliberate: true)
    ]
  }

  mutating func print(_ page: PrintedPage) -> [Effect] {
    guard let printer else { return [] }
    isPrinting = true
    return [.printer(.print(page, printer))]
  }

  /// A printer that has not taken everything is asked again.
  func printerTicked() -> [Effect] { isPrinting ? [.printer(.goOn)] : [] }

  mutating func printerReplied(_ reply: PrinterReply) -> [Effect] {
    switch reply {
    case .printing: tell(Phrase.printing)
    case .printed:
      if isPrinting { tell(Phrase.printed) }
      isPrinting = false
    case .failed(let problem):
      isPrinting = false
      warn(Phrase.sentence(problem))
    // Whoever asked is in front.
    case .devices: break
    }
    return []
  }
}

// MARK: Pages

extension Desk {
  /// What the citizen takes home: the code, and nothing else that tells of them.
  func receiptPage(_ code: ReceiptCode) -> PrintedPage {
    page([
      .text(say(Phrase.receiptTitle)), .heading(code.display), .code(code.letters), .text(moment), .gap,
      .text(say(Phrase.slipWords)),
    ])
  }

  /// What to bring for a service, where to, and what it costs.
  func papersPage(_ service: Service) -> PrintedPage {
    page(
      [.text(say(service.name)), .gap, .text(say(Phrase.slipPapers) + ":")]
        + service.papers.map { .text(say($0), mark: "[ ] ") } + [.gap]
        + [service.place, service.limit, service.fee].map { .text(say($0), mark: "- ") }
        + (service.link.map { [.gap, .code($0.address), .text($0.host)] } ?? []) + [.gap, .text(words(service.source))])
  }

  /// The steps of a checklist, to be done again at home.
  func leafletPage(_ checklist: Checklist) -> PrintedPage {
    var blocks: [PrintedPage.Block] = [.text(say(checklist.title))]
    blocks += checklist.safety.map { .text(say($0.text), mark: "! ") }
    for (index, step) in checklist.steps.enumerated() {
      blocks += [.gap, .text(say(step.title), mark: "\(index + 1). ")]
      blocks += step.actions.map { .text(say($0), mark: "- ") }
      blocks += step.warnings.map { .text(say($0), mark: "! ") }
    }
    return page(blocks + [.gap, .text(date(checklist.checked))])
  }

  /// One thing that was looked up.
  func answerPage(_ topic: QuickHelp.Topic, safety: String?) -> PrintedPage {
    var blocks: [PrintedPage.Block] = [.text(say(topic.title)), .gap]
    blocks += topic.answer.enumerated().map { .text(say($1), mark: "\($0 + 1). ") }
    if let safety { blocks += [.gap, .text(safety, mark: "! ")] }
    if let source = topic.source { blocks += [.gap, .text(words(source))] }
    return page(blocks)
  }

  /// Below where it comes from.
  private func page(_ blocks: [PrintedPage.Block]) -> PrintedPage {
    let desk = [unit?.name ?? "", deskName].filter { !$0.isEmpty }.joined(separator: " · ")
    var head: [PrintedPage.Block] = [.heading("Tiếp Sức")]
    if !desk.isEmpty { head.append(.text(desk)) }
    if isPractice { head.append(.heading(say(Phrase.slipPractice))) }
    return PrintedPage(head + [.rule] + blocks)
  }

  private var moment: String { Numbers.date(now.day) + " " + Numbers.clock(now.minuteOfDay) }

  private func words(_ source: Source) -> String {
    (source.isVerified ? "" : say(Phrase.checkLocally) + " · ") + source.text + " (" + date(source.checked) + ")"
  }

  /// A day as people write it.
  private func date(_ day: String) -> String { day.split(separator: "-").reversed().joined(separator: "/") }
}
