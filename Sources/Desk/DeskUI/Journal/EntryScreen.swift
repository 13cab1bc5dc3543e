package import Checklists
package import Journal
import Phrases
import TerminalUI

/// One entry with its times, and what can be done about it.
package struct EntryScreen: Equatable, Sendable {
  package var detail: EntryDetail
  package var contact: Contact?
  package var mode = Mode.reading
  /// The citizen gave the code: only then can the contact be erased.
  package var byCode = false
  package var field = Field()
  package var selection = 0
  package var scroll = 0
  package var outcome: Outcome?

  package enum Mode: Sendable {
    case reading
    /// Choosing the right outcome.
    case outcome
    /// Saying why.
    case note
    /// The erasing key was pressed once.
    case erasing
  }
}

extension Desk {
  func entryBindings(_ entry: EntryScreen) -> [Binding] {
    switch entry.mode {
    case .outcome: return [Binding([.enter], .choose, Phrase.choose)]
    case .note: return [Binding([.enter], .submit, Phrase.confirm)]
    case .reading, .erasing: break
    }
    let isSession = if case .session = entry.detail.body { true } else { false }
    let noContact = entry.detail.hasContact ? nil : Phrase.noContact
    return [
      Binding("s", .amend, Phrase.amend, disabled: isSession ? nil : Phrase.onlySessions),
      Binding("l", .showContact, Phrase.showContact, disabled: noContact),
      Binding("h", .closeFollowUp, Phrase.closeFollowUp, disabled: noContact),
      Binding("x", .erase, Phrase.erase, disabled: noContact ?? (entry.byCode ? nil : Phrase.eraseByCode)),
    ]
  }

  func entryList(_ entry: EntryScreen) -> (selection: Int, count: Int, visible: Int)? {
    entry.mode == .outcome ? (entry.selection, Outcome.allCases.count, listArea.rows - 2) : nil
  }

  mutating func performEntry(_ act: Act, _ before: EntryScreen) -> [Effect] {
    var entry = before
    let row = entry.detail.summary.row
    switch act {
    case .out:
      guard entry.mode != .reading else { return goOut() }
      entry.mode = .reading
    case .amend:
      entry.mode = .outcome
      entry.selection = Outcome.allCases.firstIndex { $0 == entry.detail.summary.outcome } ?? 0
    case .chooseDigit(let digit):
      let (effects, found) = selectDigit(digit)
      guard found, case .entry(let entry) = screens.last else { return effects }
      return effects + performEntry(.choose, entry)
    case .choose where entry.mode == .outcome:
      entry.outcome = Outcome.allCases[min(entry.selection, Outcome.allCases.count - 1)]
      entry.mode = .note
      entry.field = Field()
    case .submit:
      let words = trimmed(entry.field.text)
      entry.mode = .reading
      replaceTop(.entry(entry))
      let amendment = Amendment(outcome: entry.outcome, note: words.isEmpty ? nil : words)
      return [
        .journal(.keep(.amendment(of: entry.detail.summary.id, amendment, by: volunteer, at: now), closing: nil, nil))
      ]
    case .showContact: return [.journal(.loadContact(row: row))]
    case .closeFollowUp: return [.journal(.closeFollowUp(row: row, by: volunteer, at: now))]
    case .erase where entry.mode == .erasing: return [.journal(.erase(row: row, at: now))]
    case .erase:
      entry.mode = .erasing
      warn(Phrase.confirmErase)
    default: return []
    }
    replaceTop(.entry(entry))
    return []
  }

  /// A correction was kept: the entry shows it.
  mutating func journalKept(_ kept: KeptEntry) -> [Effect] {
    tell(Phrase.wasAmended)
    guard case .entry(let entry) = screens.last else { return [] }
    return [.journal(.loadDetail(row: entry.detail.summary.row))]
  }
}

extension Desk {
  func drawEntry(_ entry: EntryScreen, in frame: inout Frame) {
    let summary = entry.detail.summary
    drawHeader("\(say(Phrase.journalTitle)) · \(summary.id.incarnation).\(summary.id.sequence)", in: &frame)
    let area = listArea
    switch entry.mode {
    case .outcome:
      frame.put(say(Phrase.whichOutcome), column: 1, row: area.row, role: .title)
      drawList(
        Outcome.allCases.map { ListRow(say(Phrase.outcome($0))) }, selection: entry.selection, in: area.from(2),
        of: &frame)
    case .note:
      frame.put(say(Phrase.whyAmended), column: 1, row: area.row, role: .title)
      frame.put(shortened(say(Phrase.noNumbers), columns: area.columns), column: 1, row: area.row + 1, role: .muted)
      drawField(entry.field.text, cursor: entry.field.cursor, in: area.from(3), of: &frame)
    case .reading, .erasing:
      let lines = entryLines(entry).flatMap { text, role in wrapped(text, columns: area.columns).map { ($0, role) } }
      let scroll = min(entry.scroll, max(0, lines.count - area.rows))
      for (index, line) in lines.dropFirst(scroll).prefix(area.rows).enumerated() {
        frame.put(line.0, column: area.column, row: area.row + index, role: line.1, limit: area.columns)
      }
      if lines.count - scroll > area.rows {
        let more = mark(.more) + " " + say(Phrase.moreBelow)
        frame.put(more, column: area.end - displayWidth(more), row: 1, role: .caution)
      }
    }
  }

  private func entryLines(_ entry: EntryScreen) -> [(String, Role)] {
    var lines: [(String, Role)] = []
    if let reason = quarantine(of: entry.detail.summary.row) {
      lines.append((mark(.warning) + " " + say(Phrase.sentence(reason)), .caution))
    }
    if let contact = entry.contact {
      let due = contact.due.map(Numbers.date) ?? say(Phrase.dueUnknown)
      lines.append(("\(contact.name) · \(contact.phone) · \(contact.appointment) · \(say(Phrase.due)) \(due)", .accent))
    } else if entry.detail.hasContact {
      lines.append((say(Phrase.contactKept), .accent))
    }
    switch entry.detail.body {
    case .session(let facts): lines += sessionLines(facts, entry.detail.summary)
    case .count(let facts):
      lines.append((title(of: facts.checklist) + " · " + say(Phrase.count), .title))
      lines.append((Numbers.date(facts.day) + " · " + say(Phrase.outcome(facts.outcome)), .text))
    case .amendment(let id, let amendment, _, _):
      lines.append(("\(say(Phrase.amendment)): \(id.incarnation).\(id.sequence)", .title))
      if let outcome = amendment.outcome { lines.append((say(Phrase.outcome(outcome)), .text)) }
      if let note = amendment.note { lines.append((note, .text)) }
    case .followUpClosed(let id, _, _):
      lines.append(("\(say(Phrase.followUpClosed)): \(id.incarnation).\(id.sequence)", .title))
    case .erasure(let id, _): lines.append(("\(say(Phrase.erasure)): \(id.incarnation).\(id.sequence)", .title))
    }
    if !entry.detail.later.isEmpty {
      lines.append((say(Phrase.later), .title))
      lines += entry.detail.later.map { (entryRow($0).text + " " + entryRow($0).detail, .text) }
    }
    if let isSent = isSent(entry.detail.summary.id) {
      lines.append((say(isSent ? Phrase.entryIsSent : Phrase.entryIsUnsent), isSent ? .good : .caution))
    }
    lines.append(("\(say(Phrase.hash)) \(entry.detail.hash)", .muted))
    return lines
  }

  /// The title as it is now, or the id where the step is no longer there.
  private func stepTitle(_ step: StepID, _ checklist: ChecklistID) -> String {
    checklists[checklist]?.step(step).map { say($0.title) } ?? step.rawValue
  }

  private func sessionLines(_ facts: SessionFacts, _ summary: EntrySummary) -> [(String, Role)] {
    var lines: [(String, Role)] = [("\(title(of: facts.checklist)) · \(say(Phrase.version(facts.version)))", .title)]
    lines.append(
      (
        "\(Numbers.date(facts.began.day)) \(clockText(facts.began.minuteOfDay)) - \(clockText(facts.ended.minuteOfDay))"
          + " · \(say(Phrase.took)) \(duration(summary.milliseconds / 1000))"
          + (name(of: facts.volunteer).map { " · \($0)" } ?? "") + (facts.unit.map { " · \($0)" } ?? ""), .text
      ))
    lines.append(("\(say(Phrase.outcomeLabel)): \(say(Phrase.outcome(facts.outcome)))", .good))
    if let age = facts.ageBand { lines.append(("\(say(Phrase.ageLabel)): \(say(Phrase.age(age)))", .text)) }
    if let value = facts.satisfaction {
      lines.append(("\(say(Phrase.satisfactionLabel)): \(value)/5 \(say(Phrase.satisfaction(value)))", .text))
    }
    if let petition = facts.petition {
      lines.append(("\(say(Phrase.petitionLabel)): \(say(Phrase.topic(petition.topic))) - \(petition.text)", .text))
    }
    for problem in facts.problems {
      let helped = problem.helped.map { " - " + say($0 ? Phrase.itHelped : Phrase.itDidNot) } ?? ""
      lines.append(("\(say(Phrase.problems)): \(problem.problem?.rawValue ?? problem.words ?? "")\(helped)", .caution))
    }
    for (index, step) in facts.steps.enumerated() {
      let sign: Sign = step.state == .done ? .done : step.state == .skipped ? .skipped : .open
      let reason = step.reason.map { " (" + say(Phrase.reason($0)) + ")" } ?? ""
      let note = step.note.map { " · " + $0 } ?? ""
      lines.append(
        (
          "\(mark(sign)) \(index + 1) \(stepTitle(step.step, facts.checklist)) \(duration(step.milliseconds / 1000)) \(say(Phrase.state(step.state)))"
            + reason + note, .text
        ))
    }
    return lines
  }
}
