import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI
import VietnameseText

extension Desk {
  func walkBindings(_ walk: Walk) -> [Binding] {
    guard let live else { return [] }
    switch live.session.place {
    case .consent:
      return [
        Binding([.enter, .character("1")], .agree, Phrase.agree),
        Binding([.character("0"), .character("2")], .refuse, Phrase.refuse),
      ]
    case .step(let id): return stepBindings(live, id)
    case .qr: return [Binding([.enter], .out, Phrase.out)]
    case .fix: return [Binding("1", .helped, Phrase.itHelped), Binding("2", .notHelped, Phrase.itDidNot)]
    case .contactConsent:
      return [
        Binding([.character("1")], .agree, Phrase.agree),
        Binding([.enter, .character("0"), .character("2")], .refuse, Phrase.refuse),
        Binding("x", .keepNow, Phrase.keepNow), undoBinding(live),
      ]
    case .age, .satisfaction, .petitionTopic:
      return [
        Binding([.enter, .character("0")], .leaveOut, Phrase.leaveOut), Binding("x", .keepNow, Phrase.keepNow),
        undoBinding(live),
      ]
    case .keep: return [Binding([.enter], .keepNow, Phrase.keep), undoBinding(live)]
    case .outcome: return [Binding([.enter], .choose, Phrase.choose), undoBinding(live)]
    case .question:
      return [
        Binding([.enter], .choose, Phrase.choose), undoBinding(live),
        Binding([.character("l"), .left], .back, Phrase.back), Binding("c", .aside, Phrase.putAside),
      ]
    case .skip, .stuck, .service: return [Binding([.enter], .choose, Phrase.choose)]
    default: return [Binding([.enter], .submit, Phrase.confirm)]
    }
  }

  private func undoBinding(_ live: LiveSession) -> Binding {
    Binding("u", .undo, Phrase.undo, disabled: live.history.canUndo ? nil : Phrase.nothingToUndo)
  }

  private func stepBindings(_ live: LiveSession, _ id: StepID) -> [Binding] {
    let step = live.checklist.step(id)
    var all = [
      Binding([.enter, .character(" ")], .done, Phrase.done),
      Binding("k", .stuck, Phrase.stuck), Binding("b", .skip, Phrase.skip),
      Binding([.character("l"), .left, .backspace], .back, Phrase.back),
      Binding("c", .aside, Phrase.putAside),
    ]
    if step?.asks == .service { all.insert(Binding("d", .pickService, Phrase.pickService), at: 1) }
    all += [
      Binding("g", .note, Phrase.note, hint: false),
      Binding("m", .showQR, Phrase.showQR, disabled: step?.links.isEmpty == false ? nil : Phrase.noLink, hint: false),
      Binding("u", .undo, Phrase.undo, disabled: live.history.canUndo ? nil : Phrase.nothingToUndo, hint: false),
      Binding("f", .finish, Phrase.finish, hint: false),
      Binding([.pageDown], .scrollDown, Phrase.scrollDown, hint: false),
      Binding([.pageUp], .scrollUp, Phrase.scrollUp, hint: false),
    ]
    return all
  }

  mutating func performWalk(_ act: Act, _ walk: Walk) -> [Effect] {
    guard let live else { return goOut() }
    switch act {
    case .out: return leave(live)
    case .chooseDigit(let digit):
      let (effects, found) = selectDigit(digit)
      return found ? effects + performWalk(.choose, walk) : effects
    case .choose: return choose(live)
    case .submit: return submit(live)
    case .scrollDown, .scrollUp:
      var walk = walk
      walk.scroll = max(0, walk.scroll + (act == .scrollDown ? 6 : -6))
      replaceTop(.walk(walk))
      return []
    case .undo: return record(.undone(at: now), of: live.id) + walkNeeds()
    case .back: return record(.wentBack(at: now), of: live.id)
    case .aside: return record(.went(to: .aside(live.session.place), at: now), of: live.id)
    case .keepNow:
      if live.session.place == .keep { return keep(live) }
      let effects = record(.finishedEarly(at: now), of: live.id)
      return effects + (sessions[live.id].map { keep($0) } ?? [])
    default:
      let effects = event(for: act, live).map { record($0, of: live.id) } ?? []
      return effects + walkNeeds() + keepIfComplete(live.id)
    }
  }

  /// What a key means at the present place.
  private func event(for act: Act, _ live: LiveSession) -> SessionEvent? {
    let session = live.session
    let step = session.place.step
    switch (act, session.place) {
    case (.agree, .contactConsent): return .contactConsented(true, version: consents["contact"]?.version ?? 0, at: now)
    case (.refuse, .contactConsent): return .contactConsented(false, version: 0, at: now)
    case (.agree, _): return .consented(true, version: consents["log"]?.version ?? 0, at: now)
    case (.refuse, _): return .consented(false, version: consents["log"]?.version ?? 0, at: now)
    case (.done, .step(let id)):
      if live.checklist.step(id)?.asks == .service, session.service == nil, !catalogue.services.isEmpty {
        return .went(to: .service(id), at: now)
      }
      return .stepDone(id, at: now)
    case (.skip, _): return step.map { .went(to: .skip($0), at: now) }
    case (.stuck, _): return step.map { .went(to: .stuck($0), at: now) }
    case (.note, _): return step.map { .went(to: .note($0), at: now) }
    case (.showQR, _): return step.map { .went(to: .qr($0), at: now) }
    case (.pickService, _): return step.map { .went(to: .service($0), at: now) }
    case (.finish, _): return .went(to: .outcome, at: now)
    case (.helped, .fix(let step, let problem)): return .problemMet(step, problem, helped: true, at: now)
    case (.notHelped, .fix(let step, let problem)): return .problemMet(step, problem, helped: false, at: now)
    case (.leaveOut, .age): return .ageGiven(nil, at: now)
    case (.leaveOut, .satisfaction): return .satisfactionGiven(nil, at: now)
    case (.leaveOut, .petitionTopic): return .petitionTopicChosen(nil, at: now)
    default: return nil
    }
  }

  /// The highlighted row is chosen.
  private mutating func choose(_ before: LiveSession) -> [Effect] {
    guard let live = sessions[before.id] else { return [] }
    let rows = walkRows(live)
    guard rows.indices.contains(live.session.selection) else { return [] }
    let row = rows[live.session.selection]
    let event: SessionEvent?
    switch (row, live.session.place) {
    case (.answer(let answer), .question(let id)): event = .answered(id, answer.id, at: now)
    case (.reason(let reason), .skip(let step)): event = .stepSkipped(step, reason, at: now)
    case (.problem(let problem), .stuck(let step)): event = .went(to: .fix(step, problem.id), at: now)
    case (.writeIt, .stuck(let step)): event = .went(to: .write(step), at: now)
    case (.service(let service), .service(let step)): event = .servicePicked(step, service.id, at: now)
    case (.outcome(let outcome), _): event = .outcomeChosen(outcome, at: now)
    case (.age(let band), _): event = .ageGiven(band, at: now)
    case (.satisfaction(let value), _): event = .satisfactionGiven(value, at: now)
    case (.topic(let topic), _): event = .petitionTopicChosen(topic, at: now)
    case (.paper(let paper), _): event = .paperTicked(paper, at: now)
    case (.yes, .consent), (.yes, .contactConsent): event = self.event(for: .agree, live)
    case (.no, .consent), (.no, .contactConsent): event = self.event(for: .refuse, live)
    case (.yes, .fix): event = self.event(for: .helped, live)
    case (.no, .fix): event = self.event(for: .notHelped, live)
    default: event = nil
    }
    return (event.map { record($0, of: live.id) } ?? []) + walkNeeds() + keepIfComplete(live.id)
  }

  /// The text typed at the present place is taken.
  private mutating func submit(_ live: LiveSession) -> [Effect] {
    let words = trimmed(live.session.field.text)
    let event: SessionEvent
    switch live.session.place {
    case .write(let step): event = words.isEmpty ? .wentBack(at: now) : .problemWritten(step, words, at: now)
    case .note(let step): event = .noted(step, words, at: now)
    case .aside:
      let effects = record(.putAside(nickname: words, at: now), of: live.id)
      return effects + home(saying: Phrase.waitsNow)
    case .petition: event = .petitionWritten(words, at: now)
    case .contactName: event = .contactNamed(words, at: now)
    case .contactPhone:
      if !words.isEmpty, !isPhone(words) {
        warn(Phrase.notAPhone)
        return []
      }
      event = .contactPhoned(words, at: now)
    case .contactAppointment: event = .contactAppointed(words, at: now)
    case .contactDue:
      guard words.isEmpty || day(from: words) != nil else {
        warn(Phrase.notADay)
        return []
      }
      event = .contactDue(day(from: words), at: now)
    default: return []
    }
    return record(event, of: live.id) + walkNeeds() + keepIfComplete(live.id)
  }

  /// Esc: from a place beside the step back to it; from the step home, where the citizen waits.
  private mutating func leave(_ live: LiveSession) -> [Effect] {
    switch live.session.place {
    case .consent:
      sessions[live.id] = nil
      return [.journal(.discard(live.id))] + home(saying: nil)
    case .question, .step:
      let effects = record(.putAside(nickname: live.session.nickname, at: now), of: live.id)
      return effects + home(saying: Phrase.waitsNow)
    default: return record(.wentBack(at: now), of: live.id)
    }
  }

  private mutating func home(saying text: LocalText?) -> [Effect] {
    current = nil
    screens = [.home(Home(day: now.day))]
    if let text { tell(text) }
    return []
  }

  /// The last question is answered: the entry is kept without another key.
  private mutating func keepIfComplete(_ id: SessionID) -> [Effect] {
    guard let live = sessions[id], live.session.place == .keep else { return [] }
    return keep(live)
  }

  /// Asks the journal to keep the session. The screen says so only once the journal did.
  private func keep(_ live: LiveSession) -> [Effect] {
    let session = live.session
    let body = session.body(in: live.checklist, hash: live.opened.hash, ended: now)
    let contact = session.contact.flatMap { $0.name.isEmpty && $0.phone.isEmpty ? nil : $0 }
    return [.journal(.keep(body, closing: live.id, session.consent == true ? contact : nil))]
  }

  /// The journal has it.
  mutating func kept(_ entry: KeptEntry, closing: SessionID?) -> [Effect] {
    guard let closing else { return journalKept(entry) }
    sessions[closing] = nil
    unsaved.removeAll { if case .journal(.append(closing, _, _)) = $0 { true } else { false } }
    trouble = unsaved.isEmpty ? nil : trouble
    current = nil
    screens = [.home(Home(day: now.day))]
    if let receipt = entry.receipt {
      screens.append(.receipt(Receipt(code: receipt)))
    } else {
      tell(Phrase.counted)
    }
    return [.journal(.countToday(now.day))]
  }

  var receiptBindings: [Binding] { [Binding([.enter, .character(" ")], .out, Phrase.nextCitizen)] }

  mutating func performReceipt(_ act: Act, _ receipt: Receipt) -> [Effect] { act == .out ? goOut() : [] }
}
