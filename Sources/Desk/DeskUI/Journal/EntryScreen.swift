import Checklists
import Journal
import People
import Phrases
import TerminalUI

/// One entry with its times, and what can be done about it.
struct EntryScreen: Screen {
  var focus = Focus()
  var detail: EntryDetail
  /// The citizen gave the code: only then can the contact be erased.
  let byCode: Bool
  let scope: JournalScope
  private var contact: Contact?
  /// What became of the session's petition.
  private var petition: PetitionCase?
  /// The erasing key was pressed once.
  private var isErasing = false

  init(detail: EntryDetail, byCode: Bool, scope: JournalScope = .own) {
    self.detail = detail
    self.byCode = byCode
    self.scope = scope
  }

  enum Action: String { case mark, amend, contact, closeFollowUp, erase, notSolved }

  private var row: Int64 { detail.summary.row }
  private var isSession: Bool { if case .session = detail.body { true } else { false } }

  func content(_ desk: Desk) -> ScreenContent {
    let id = detail.summary.id
    var content = ScreenContent(title: "\(desk.say(Phrase.journalTitle)) · \(id.incarnation).\(id.sequence)")
    content.texts = texts(desk)
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    guard scope == .own else {
      return [
        Command("c", .mark, Phrase.markEntry, disabled: isSession ? nil : Phrase.onlySessions),
        Command("s", .amend, Phrase.amend, disabled: Phrase.readOnlyCopy, hint: false),
      ]
    }
    let none = detail.hasContact ? nil : Phrase.noContact
    return [
      Command("s", .amend, Phrase.amend, disabled: isSession ? nil : Phrase.onlySessions),
      Command("l", .contact, Phrase.showContact, disabled: none),
      Command("h", .closeFollowUp, Phrase.closeFollowUp, disabled: none, deliberate: true),
      Command("x", .erase, Phrase.erase, disabled: none ?? (byCode ? nil : Phrase.eraseByCode), deliberate: true),
    ] + (petition != nil && byCode ? [notSolved] : [])
  }

  /// What only the citizen says, with the code in hand.
  private var notSolved: Command<Action> {
    let isAnswered = petition?.isClosed == true || petition?.state == .answered
    return Command("k", .notSolved, Phrase.notSolved, disabled: isAnswered ? nil : Phrase.petitionIsOpen)
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    let wasErasing = isErasing
    isErasing = action == .erase && !wasErasing
    switch action {
    case .mark:
      desk.navigation.push(MarkNoteScreen(detail))
      return []
    case .amend:
      desk.navigation.push(AmendScreen(entry: detail.summary))
      return []
    case .contact: return [.journal(.loadContact(row: row))]
    case .notSolved:
      desk.navigation.push(PetitionWordsScreen(of: detail.summary.id, act: .reopened, from: .citizen))
      return []
    case .closeFollowUp: return [.journal(.closeFollowUp(row: row, by: desk.volunteer, at: desk.now))]
    case .erase:
      if wasErasing { return [.journal(.erase(row: row, at: desk.now))] }
      desk.warn(Phrase.confirmErase)
      return []
    }
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .journal(.detail(let detail)) where detail.summary.row == row: self.detail = detail
    case .journal(.contact(row, let contact)): self.contact = contact
    case .people(.loaded(_, _, let bodies)): petition = PetitionBook.cases(bodies).first { $0.row == row }
    case .journal(.erased(row)): return contactWent(Phrase.wasErased, &desk)
    case .journal(.followUpClosed(row)): return contactWent(Phrase.wasClosed, &desk)
    default: break
    }
    return []
  }

  private mutating func contactWent(_ words: LocalText, _ desk: inout Desk) -> [Effect] {
    contact = nil
    desk.tell(words)
    return [.journal(.loadDetail(row: row)), .journal(.countToday(desk.now.day))]
  }

  /// Esc forgets that the erasing key was pressed, first.
  mutating func left(_ desk: inout Desk) -> [Effect] {
    if isErasing { isErasing = false } else { desk.navigation.pop() }
    return []
  }
}

extension EntryScreen {
  private func texts(_ desk: Desk) -> [TextBlock] {
    var texts: [TextBlock] = []
    if scope == .unit { texts.append(TextBlock(desk.name(of: detail.summary.id.device), .title)) }
    texts += desk.markTexts(detail, scope)
    if scope == .own, let reason = desk.quarantine(of: row) {
      texts.append(TextBlock(desk.mark(.warning) + " " + desk.say(Phrase.sentence(reason)), .caution))
    }
    if let contact {
      let due = contact.due.map(Numbers.date) ?? desk.say(Phrase.dueUnknown)
      let words = [contact.name, contact.phone, contact.appointment, desk.say(Phrase.due) + " " + due]
      texts.append(TextBlock(words.joined(separator: " · "), .accent))
    } else if detail.hasContact {
      texts.append(TextBlock(desk.say(Phrase.contactKept), .accent))
    }
    texts += bodyTexts(desk)
    if let petition {
      let state = [petition.number, desk.say(Phrase.petitionState(petition.state)), petition.answer]
      texts.append(
        TextBlock(
          "\(desk.say(Phrase.petitionLabel)): \(state.compactMap(\.self).joined(separator: " · "))",
          petition.isClosed ? .muted : .caution))
    }
    if !detail.later.isEmpty {
      texts.append(TextBlock(desk.say(Phrase.later), .title))
      texts += detail.later.map { later in
        let row = EntryWording(desk, scope).row(later)
        return TextBlock(row.text + " " + row.detail)
      }
    }
    if scope == .own, let isSent = desk.isSent(detail.summary.id) {
      texts.append(TextBlock(desk.say(isSent ? Phrase.entryIsSent : Phrase.entryIsUnsent), isSent ? .good : .caution))
    }
    return texts + [TextBlock("\(desk.say(Phrase.hash)) \(detail.hash)", .muted)]
  }

  private func bodyTexts(_ desk: Desk) -> [TextBlock] {
    func number(_ id: EntryID) -> String { "\(id.incarnation).\(id.sequence)" }
    switch detail.body {
    case .session(let facts): return sessionTexts(facts, desk)
    case .count(let facts):
      return [
        TextBlock(desk.title(of: facts.checklist) + " · " + desk.say(Phrase.count), .title),
        TextBlock(
          Numbers.date(facts.day) + " · " + desk.say(Phrase.outcome(detail.summary.outcome ?? facts.outcome))),
      ] + correctionTexts(desk)
    case .cancelled(let facts):
      return [TextBlock(desk.say(Phrase.cancelled), .title), TextBlock(Numbers.date(facts.day))]
    case .amendment(let id, let amendment, _, _):
      return [TextBlock("\(desk.say(Phrase.amendment)): \(number(id))", .title)]
        + [amendment.outcome.map { desk.say(Phrase.outcome($0)) }, amendment.note].compactMap(\.self).map {
          TextBlock($0)
        }
    case .followUpClosed(let id, _, _):
      return [TextBlock("\(desk.say(Phrase.followUpClosed)): \(number(id))", .title)]
    case .quickHelp(let facts):
      let names = facts.checklist.flatMap { desk.checklists[$0] }
      let topic =
        switch facts.topic {
        case .problem(let id): id.rawValue + (names?.problem(id).map { " " + desk.say($0.symptom) } ?? "")
        case .step(let id): names?.step(id).map { desk.say($0.title) } ?? id.rawValue
        case .service(let id): desk.catalogue.service(id).map { desk.say($0.name) } ?? id.rawValue
        }
      let time = "\(Numbers.date(facts.at.day)) \(clockText(facts.at.minuteOfDay))"
      return [
        TextBlock("\(desk.say(Phrase.quickHelp)): \(topic)", .title),
        TextBlock([time, desk.name(of: facts.volunteer), facts.unit].compactMap(\.self).joined(separator: " · ")),
        TextBlock(desk.say(facts.helped ? Phrase.itHelped : Phrase.itDidNot), facts.helped ? .good : .caution),
      ]
    case .erasure(let id, _): return [TextBlock("\(desk.say(Phrase.erasure)): \(number(id))", .title)]
    case .shift, .plan, .event, .petition, .shiftAnswer: return desk.unitTexts(detail.body)
    }
  }

  /// What the outcome was first, why it was corrected, and by whom.
  private func correctionTexts(_ desk: Desk) -> [TextBlock] {
    guard let correction = detail.summary.correction else { return [] }
    return [
      TextBlock(
        desk.say(
          Phrase.corrected(
            from: correction.first, reason: correction.reason,
            by: scope == .own ? desk.name(of: correction.by) : correction.by?.rawValue)), .caution)
    ]
  }

  private func sessionTexts(_ facts: SessionFacts, _ desk: Desk) -> [TextBlock] {
    let times = "\(clockText(facts.began.minuteOfDay)) - \(clockText(facts.ended.minuteOfDay))"
    let parts = [
      "\(Numbers.date(facts.began.day)) \(times)",
      "\(desk.say(Phrase.took)) \(duration(detail.summary.milliseconds / 1000))",
      scope == .own ? desk.name(of: facts.volunteer) : facts.volunteer?.rawValue, facts.unit,
    ]
    var texts = [
      TextBlock("\(desk.title(of: facts.checklist)) · \(desk.say(Phrase.version(facts.version)))", .title),
      TextBlock(parts.compactMap(\.self).joined(separator: " · ")),
      TextBlock(
        "\(desk.say(Phrase.outcomeLabel)): \(desk.say(Phrase.outcome(detail.summary.outcome ?? facts.outcome)))", .good),
    ]
    texts += correctionTexts(desk)
    if let age = facts.ageBand {
      texts.append(TextBlock("\(desk.say(Phrase.ageLabel)): \(desk.say(Phrase.age(age)))"))
    }
    if let value = facts.satisfaction {
      texts.append(
        TextBlock("\(desk.say(Phrase.satisfactionLabel)): \(value)/5 \(desk.say(Phrase.satisfaction(value)))"))
    }
    if let petition = facts.petition {
      texts.append(
        TextBlock(
          "\(desk.say(Phrase.petitionLabel)): \(desk.say(Phrase.topic(petition.topic))) - \(petition.text)"))
    }
    for problem in facts.problems {
      let helped = problem.helped.map { " - " + desk.say($0 ? Phrase.itHelped : Phrase.itDidNot) } ?? ""
      let what = problem.problem?.rawValue ?? problem.words ?? ""
      texts.append(TextBlock("\(desk.say(Phrase.problems)): \(what)\(helped)", .caution))
    }
    for (index, step) in facts.steps.enumerated() {
      texts.append(TextBlock(stepLine(step, number: index + 1, facts.checklist, desk)))
    }
    return texts
  }

  private func stepLine(_ step: StepFact, number: Int, _ checklist: ChecklistID, _ desk: Desk) -> String {
    let sign: Desk.Sign = step.state == .done ? .done : step.state == .skipped ? .skipped : .open
    // The title as it is now, or the id where the step is no longer there.
    let title = desk.checklists[checklist]?.step(step.step).map { desk.say($0.title) } ?? step.step.rawValue
    let reason = step.reason.map { " (" + desk.say(Phrase.reason($0)) + ")" } ?? ""
    let note = step.note.map { " · " + $0 } ?? ""
    return "\(desk.mark(sign)) \(number) \(title) \(duration(step.milliseconds / 1000)) "
      + desk.say(Phrase.state(step.state)) + reason + note
  }
}

extension Desk {
  /// Shows an entry; its checklist is asked for, so that its steps have titles.
  mutating func open(_ detail: EntryDetail, byCode: Bool = false, scope: JournalScope = .own) -> [Effect] {
    navigation.push(EntryScreen(detail: detail, byCode: byCode, scope: scope))
    return titles(of: detail) + (scope == .own ? petition(of: detail) : [])
  }

  /// What became of a petition is asked for where the session has one.
  func petition(of detail: EntryDetail) -> [Effect] {
    guard case .session(let facts) = detail.body, facts.petition != nil else { return [] }
    return [.people(.load([.session, .petition], from: detail.summary.day, through: now.day))]
  }

  private func titles(of detail: EntryDetail) -> [Effect] {
    guard let id = detail.summary.checklist, checklists[id] == nil else { return [] }
    return [.checklists(.loadChecklist(id))]
  }
}
