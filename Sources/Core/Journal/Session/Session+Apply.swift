public import Checklists

extension Session {
  /// What an event does. Total: an event that makes no sense here changes nothing but the clock.
  mutating func apply(_ event: SessionEvent, in checklist: Checklist) {
    if case .resumed(let at) = event {
      // The time while nobody was helping (put aside, or the machine was off) is not help.
      shownSince = at
      last = at
      asideSince = nil
      return
    }
    if let at = event.at { clock(at) }
    switch event {
    case .began, .resumed, .undone: break
    case .typed(let field):
      if place.hasField {
        self.field = field
        selection = 0
      }
    case .selected(let row): selection = max(0, row)
    case .putAside(let nickname, let at):
      self.nickname = nickname
      asideSince = at
      if case .aside(let before) = place { go(before) }
    default:
      let before = place
      applyWalk(event, in: checklist)
      noteReturn(from: before, in: checklist)
    }
  }

  /// Counts it where somebody came back to a step from a later one, or from the finish.
  private mutating func noteReturn(from before: Place, in checklist: Checklist) {
    guard case .step(let step) = place, before.step != step, before.isFinish || before.step != nil else { return }
    let steps = checklist.steps(for: answers)
    let was = before.isFinish ? steps.count : steps.firstIndex { $0.id == before.step } ?? 0
    if let index = steps.firstIndex(where: { $0.id == step }), index < was {
      progress[step, default: StepProgress()].wentBack += 1
    }
  }

  /// The walk: consent, questions, steps and what lies beside them.
  private mutating func applyWalk(_ event: SessionEvent, in checklist: Checklist) {
    switch event {
    case .consented(let agreed, let version, _):
      consent = agreed
      consentVersion = version
      goOn(in: checklist)
    case .answered(let question, let answer, _):
      answers[question] = answer
      answered.removeAll { $0 == question }
      answered.append(question)
      forgetUnasked(in: checklist)
      goOn(in: checklist)
    case .stepDone(let step, _):
      progress[step, default: StepProgress()].state = .done
      progress[step]?.reason = nil
      goOn(after: step, in: checklist)
    case .stepSkipped(let step, let reason, _):
      progress[step, default: StepProgress()].state = .skipped
      progress[step]?.reason = reason
      goOn(after: step, in: checklist)
    case .wentBack: goBack(in: checklist)
    case .went(let place, _):
      go(place, field: startingField(at: place), selection: startingSelection(at: place, checklist))
    case .problemMet(let step, let problem, let helped, _):
      problems.append(ProblemFact(step: step, problem: problem, helped: helped))
      go(.step(step))
    case .problemWritten(let step, let words, _):
      problems.append(ProblemFact(step: step, words: words))
      go(.step(step))
    case .noted(let step, let note, _):
      progress[step, default: StepProgress()].note = note.isEmpty ? nil : note
      go(.step(step))
    case .servicePicked(let step, let service, _):
      if self.service != service { papers = [] }
      self.service = service
      go(.step(step))
    case .paperTicked(let paper, _): papers.formSymmetricDifference([paper])
    default: applyFinish(event, in: checklist)
    }
  }

  /// The finish: outcome, then what is optional.
  private mutating func applyFinish(_ event: SessionEvent, in checklist: Checklist) {
    switch event {
    case .outcomeChosen(let outcome, _):
      self.outcome = outcome
      // Without consent nothing but the count is kept, so nothing more is asked.
      go(consent == true ? .age : .keep)
    case .ageGiven(let band, _):
      ageBand = band
      go(.satisfaction)
    case .satisfactionGiven(let value, _):
      satisfaction = value
      go(.petitionTopic)
    case .petitionTopicChosen(let topic, _):
      petitionTopic = topic
      go(topic == nil ? .contactConsent : .petition)
    case .petitionWritten(let text, _):
      petitionText = text.isEmpty ? nil : text
      if petitionText == nil { petitionTopic = nil }
      go(.contactConsent)
    case .contactConsented(let agreed, let version, _):
      contact = agreed ? Contact(name: "", phone: "", appointment: "", due: nil, consentVersion: version) : nil
      go(agreed ? .contactName : .keep)
    case .contactNamed(let name, _):
      contact?.name = name
      go(.contactPhone)
    case .contactPhoned(let phone, _):
      contact?.phone = phone
      go(.contactAppointment)
    case .contactAppointed(let words, _):
      contact?.appointment = words
      go(.contactDue)
    case .contactDue(let day, _):
      contact?.due = day
      go(.keep)
    case .finishedEarly: go(.keep)
    default: break
    }
  }

  /// The next question that applies, else the first open step, else the outcome.
  private mutating func goOn(in checklist: Checklist) {
    if let question = checklist.nextQuestion(after: answers) {
      go(.question(question.id))
    } else {
      let steps = checklist.steps(for: answers)
      let open = steps.first { (progress[$0.id]?.state ?? .open) == .open }
      go(open.map { .step($0.id) } ?? .outcome, selection: open == nil ? proposal(in: checklist) : 0)
    }
  }

  /// The step after this one, else the outcome.
  private mutating func goOn(after step: StepID, in checklist: Checklist) {
    let steps = checklist.steps(for: answers)
    guard let index = steps.firstIndex(where: { $0.id == step }), index + 1 < steps.count else {
      return go(.outcome, selection: proposal(in: checklist))
    }
    go(.step(steps[index + 1].id))
  }

  /// One place towards the beginning; from a place beside a step to that step.
  private mutating func goBack(in checklist: Checklist) {
    let steps = checklist.steps(for: answers)
    switch place {
    case .step(let id):
      if let index = steps.firstIndex(where: { $0.id == id }), index > 0 {
        go(.step(steps[index - 1].id))
      } else {
        backToQuestion()
      }
    case .question(let id): backToQuestion(before: id)
    case .aside(let before): go(before)
    case .outcome: steps.last.map { go(.step($0.id)) } ?? backToQuestion()
    case .age: go(.outcome, selection: proposal(in: checklist))
    case .satisfaction: go(.age)
    case .petitionTopic: go(.satisfaction)
    case .petition: go(.petitionTopic)
    case .contactConsent: go(.petitionTopic)
    case .contactName: go(.contactConsent)
    case .contactPhone: go(.contactName, field: Field(contact?.name ?? ""))
    case .contactAppointment: go(.contactPhone, field: Field(contact?.phone ?? ""))
    case .contactDue: go(.contactAppointment, field: Field(contact?.appointment ?? ""))
    case .keep: go(consent == true ? .contactConsent : .outcome)
    default: if let step = place.step { go(.step(step)) }
    }
  }

  /// Asks the last question again; before the first there is only the consent.
  private mutating func backToQuestion(before id: QuestionID? = nil) {
    guard let last = answered.last(where: { $0 != id }) else { return go(.consent) }
    answers[last] = nil
    answered.removeAll { $0 == last }
    go(.question(last))
  }

  /// Drops answers to questions that no longer apply.
  private mutating func forgetUnasked(in checklist: Checklist) {
    var changed = true
    while changed {
      let asked = Set(checklist.questions(for: answers).map(\.id))
      let stale = answers.keys.filter { !asked.contains($0) }
      changed = !stale.isEmpty
      for id in stale { answers[id] = nil }
    }
    answered.removeAll { answers[$0] == nil }
  }

  /// The place of the proposed outcome in the list of outcomes.
  private func proposal(in checklist: Checklist) -> Int {
    let proposed = problems.last { $0.helped == false }.flatMap { $0.problem.flatMap(checklist.problem)?.outcome }
    return Outcome.allCases.firstIndex(of: outcome ?? proposed ?? checklist.proposedOutcome(for: answers)) ?? 0
  }

  /// A note is opened with what it held.
  private func startingField(at place: Place) -> Field {
    switch place {
    case .note(let step): Field(progress[step]?.note ?? "")
    case .aside: Field(nickname)
    default: Field()
    }
  }

  private func startingSelection(at place: Place, _ checklist: Checklist) -> Int {
    place == .outcome ? proposal(in: checklist) : 0
  }
}

extension Session {
  /// What the journal keeps of it: everything where the citizen agreed to the log, else the count.
  public func body(in checklist: Checklist, hash: String, ended: Moment) -> EntryBody {
    let outcome = outcome ?? checklist.proposedOutcome(for: answers)
    guard consent == true else {
      return .count(
        CountFacts(
          day: ended.day, unit: unit, checklist: checklist.id, version: checklist.version, outcome: outcome))
    }
    let steps = checklist.steps(for: answers).map { step in
      let progress = progress[step.id] ?? StepProgress()
      return StepFact(
        step: step.id, state: progress.state, milliseconds: progress.milliseconds, reason: progress.reason,
        note: progress.note, wentBack: progress.wentBack > 0 ? progress.wentBack : nil)
    }
    return .session(
      SessionFacts(
        began: began, ended: ended, unit: unit, volunteer: volunteer, checklist: checklist.id,
        version: checklist.version, checklistHash: hash, consentVersion: consentVersion,
        answers: answered.compactMap { id in answers[id].map { AnswerFact(question: id, answer: $0) } }, steps: steps,
        problems: problems, service: service, outcome: outcome, ageBand: ageBand, satisfaction: satisfaction,
        petition: petitionText.flatMap { text in petitionTopic.map { Petition(topic: $0, text: text) } }))
  }
}
