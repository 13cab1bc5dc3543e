import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI

extension Desk {
  /// The lines of a step, wrapped: what to say, what to do, how one sees that it worked, warnings, link, source.
  func stepLines(_ step: Step, _ live: LiveSession, columns: Int) -> [(text: String, role: Role)] {
    var lines: [(String, Role)] = []
    for line in wrapped("“" + say(step.say) + "”", columns: columns) { lines.append((line, .say)) }
    for (index, action) in step.actions.enumerated() {
      lines += hanging("\(index + 1) ", say(action), columns: columns, role: .text)
    }
    lines += hanging(capabilities.hasSymbols ? "→ " : "=> ", say(step.check), columns: columns, role: .good)
    for warning in step.warnings { lines += hanging("! ", say(warning), columns: columns, role: .caution) }
    if let link = step.links.first {
      lines.append((shortened("m \(say(link.label)): \(link.host)", columns: columns), .accent))
    }
    if let source = step.source { lines += sourceLine(source, columns: columns) }
    if step.asks != nil { lines += serviceLines(live, columns: columns) }
    return lines
  }

  /// The source with the day it was checked; what nobody confirmed says so first.
  private func sourceLine(_ source: Source, columns: Int) -> [(String, Role)] {
    let day = source.checked.split(separator: "-").reversed().joined(separator: "/")
    let unverified = source.isVerified ? "" : say(Phrase.checkLocally) + " · "
    let text = unverified + source.text + " (" + day + ")"
    return [(shortened(text, columns: columns), source.isVerified ? .muted : .caution)]
  }

  /// The chosen service: where, how long, how much.
  private func serviceLines(_ live: LiveSession, columns: Int) -> [(String, Role)] {
    guard let service = live.session.service.flatMap(catalogue.service) else {
      return [(say(Phrase.noServiceYet), .caution)]
    }
    var lines: [(String, Role)] = [(shortened(say(service.name), columns: columns), .title)]
    if live.session.step(in: live.checklist)?.asks == .service {
      lines += hanging("- ", say(service.place), columns: columns, role: .text)
      lines += hanging("- ", say(service.limit) + " · " + say(service.fee), columns: columns, role: .text)
      lines += sourceLine(service.source, columns: columns)
    }
    return lines
  }

  /// Wrapped text behind a mark; further lines are indented by it.
  private func hanging(_ mark: String, _ text: String, columns: Int, role: Role) -> [(String, Role)] {
    let indent = displayWidth(mark)
    return wrapped(text, columns: columns - indent).enumerated().map { index, line in
      ((index == 0 ? mark : String(repeating: " ", count: indent)) + line, role)
    }
  }

  func drawStep(_ step: Step, _ live: LiveSession, _ walk: Walk, in area: Rect, of frame: inout Frame) {
    frame.put(shortened(say(step.title), columns: area.columns), column: area.column, row: area.row, role: .title)
    let note = live.session.progress[step.id]?.note
    let lines = stepLines(step, live, columns: area.columns)
    let papers = walkRows(live)
    // The safety line of a narrow terminal may need two rows.
    let room = area.rows - 1 - (size.columns < 80 ? 1 : 0)
    let total = lines.count + papers.count + (note == nil ? 0 : 1)
    // Where there is room, a blank line sets apart what is said from what is done.
    let isAiry = total + 2 <= room
    let scroll = min(walk.scroll, max(0, total - room))
    var row = area.row + 1
    var previous: Role?
    for (text, role) in lines.dropFirst(scroll) where row < area.row + 1 + room {
      if isAiry, previous == .say, role != .say { row += 1 }
      frame.put(text, column: area.column, row: row, role: role, limit: area.columns)
      previous = role
      row += 1
    }
    if let note, row < area.bottom {
      frame.put(
        shortened(say(Phrase.note) + ": " + note, columns: area.columns), column: area.column, row: row, role: .accent)
      row += 1
    }
    if !papers.isEmpty {
      drawList(
        papers.map { listRow($0, live) }, selection: min(live.session.selection, papers.count - 1),
        in: walkListArea(live),
        of: &frame)
    }
    if total - scroll > room {
      let more = mark(.more) + " " + say(Phrase.moreBelow)
      frame.put(more, column: area.end - displayWidth(more), row: area.row, role: .caution)
      frame.click(
        Rect(column: area.end - displayWidth(more), row: area.row, columns: displayWidth(more), rows: 1),
        .key(.pageDown))
    }
  }

  /// What stands above the field or the list of a place.
  func formTexts(_ live: LiveSession) -> [(String, Role)] {
    let session = live.session
    switch session.place {
    case .consent:
      let consent = consents["log"].map { say($0.text) } ?? say(Phrase.consentMissing)
      let controller = unit?.name ?? say(Phrase.thisOffice)
      return [(say(Phrase.readAloud), .muted), (consent.replacing("{unit}", with: controller), .say)]
    case .question(let id): return [(live.checklist.question(id).map { say($0.text) } ?? "", .say)]
    case .skip: return [(say(Phrase.whySkip), .title)]
    case .stuck: return [(say(Phrase.whatHappened), .title)]
    case .fix(_, let id): return fixTexts(live, id)
    case .write: return [(say(Phrase.writeWhatHappened), .title), (say(Phrase.noNumbers), .muted)]
    case .note: return [(say(Phrase.noteTitle), .title), (say(Phrase.noNumbers), .muted)]
    case .service: return [(say(Phrase.whichService), .title)]
    case .aside: return [(say(Phrase.asideTitle), .title), (say(Phrase.asideWords), .muted)]
    case .outcome: return [(say(Phrase.askOutcome), .title)]
    case .age: return [(say(Phrase.askAge), .say)]
    case .petitionTopic: return [(say(Phrase.askPetition), .say)]
    case .petition: return [(say(Phrase.writePetition), .title), (say(Phrase.noNumbers), .muted)]
    case .contactConsent:
      let consent = consents["contact"].map { say($0.text) } ?? say(Phrase.consentMissing)
      let controller = unit?.name ?? say(Phrase.thisOffice)
      return [(say(Phrase.readAloud), .muted), (consent.replacing("{unit}", with: controller), .say)]
    case .contactName: return [(say(Phrase.askContactName), .title), (say(Phrase.contactSealed), .muted)]
    case .contactPhone: return [(say(Phrase.askContactPhone), .title), (say(Phrase.contactSealed), .muted)]
    case .contactAppointment: return [(say(Phrase.askAppointment), .title), (say(Phrase.noNumbers), .muted)]
    case .contactDue: return [(say(Phrase.askDue), .title)]
    case .keep: return [(say(trouble.map(Phrase.sentence) ?? Phrase.readyToKeep), trouble == nil ? .title : .caution)]
    case .step, .qr, .satisfaction: return []
    }
  }

  private func fixTexts(_ live: LiveSession, _ id: ProblemID) -> [(String, Role)] {
    guard let problem = live.checklist.problem(id) else { return [] }
    var texts: [(String, Role)] = [("\(id.rawValue) · " + say(problem.symptom), .title)]
    for (index, line) in problem.fix.enumerated() { texts.append(("\(index + 1) " + say(line), .text)) }
    if let source = problem.source { texts += sourceLine(source, columns: walkArea.columns) }
    texts.append((say(Phrase.didItHelp), .say))
    return texts
  }

  func listRow(_ row: WalkRow, _ live: LiveSession) -> ListRow {
    switch row {
    case .yes:
      if case .fix = live.session.place { return ListRow(say(Phrase.itHelped)) }
      return ListRow(
        consents[live.session.place == .consent ? "log" : "contact"].map { say($0.agree) } ?? say(Phrase.agree))
    case .no:
      if case .fix = live.session.place { return ListRow(say(Phrase.itDidNot)) }
      return ListRow(
        consents[live.session.place == .consent ? "log" : "contact"].map { say($0.refuse) } ?? say(Phrase.refuse),
        detail: live.session.place == .consent ? say(Phrase.onlyCounted) : "")
    case .writeIt: return ListRow(say(Phrase.notInList), role: .accent)
    case .answer(let answer): return ListRow(say(answer.text))
    case .reason(let reason): return ListRow(say(Phrase.reason(reason)))
    case .problem(let problem): return ListRow(say(problem.symptom), detail: problem.id.rawValue)
    case .service(let service):
      return ListRow(say(service.name), detail: service.isOnlineOnly ? say(Phrase.onlineOnly) : "")
    case .outcome(let outcome): return ListRow(say(Phrase.outcome(outcome)))
    case .age(let band): return ListRow(say(Phrase.age(band)))
    case .satisfaction(let value): return ListRow(say(Phrase.satisfaction(value)))
    case .topic(let topic): return ListRow(say(Phrase.topic(topic)))
    case .paper(let index):
      let paper = live.session.service.flatMap(catalogue.service).map { say($0.papers[index]) } ?? ""
      let has = live.session.papers.contains(index)
      return ListRow(
        mark(has ? .done : .open) + " " + paper, detail: say(has ? Phrase.hasPaper : Phrase.lacksPaper),
        role: has ? .good : .text)
    }
  }
}
