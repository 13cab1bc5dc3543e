package import Checklists

extension Session {
  /// What an event does. Total: an event that makes no sense here changes nothing but the clock.
  mutating func apply(_ event: SessionEvent, in checklist: Checklist) {
    if case .typed(let text) = event {
      typed = text
      return
    }
    // It may be asked for while a text is being typed, which goes on.
    if case .addressed(let form, _) = event {
      address = form
      return
    }
    if case .resumed(let at) = event {
      // The time while nobody was helping (put aside, or the machine was off) is not help.
      shownSince = at
      last = at
      asideSince = nil
      return
    }
    if let at = event.at { clock(at) }
    typed = nil
    let before = place
    walk(event, in: checklist)
    noteReturn(from: before, in: checklist)
  }

  /// Counts it where somebody came back to a step from a later one, or from the finish.
  private mutating func noteReturn(from before: Place, in checklist: Checklist) {
    guard let step = place.step, before.step != step, before.isFinish || before.step != nil else { return }
    // Who began the finish by mistake was nowhere else.
    if before == .outcome, finishedFrom == place { return }
    let steps = checklist.steps(for: answers)
    let was = before.isFinish ? steps.count : steps.firstIndex { $0.id == before.step } ?? 0
    if let index = steps.firstIndex(where: { $0.id == step }), index < was {
      progress[step, default: StepProgress()].wentBack += 1
    }
  }

  private mutating func walk(_ event: SessionEvent, in checklist: Checklist) {
    switch event {
    case .began, .addressed, .typed, .resumed, .undone: break
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
    case .putAside(let nickname, let at):
      self.nickname = nickname
      asideSince = at
    case .problemMet(let step, let problem, let helped, _):
      problems.append(ProblemFact(step: step, problem: problem, helped: helped))
    case .problemWritten(let step, let words, _): problems.append(ProblemFact(step: step, words: words))
    case .noted(let step, let note, _):
      progress[step, default: StepProgress()].note = note.isEmpty ? nil : note
    case .servicePicked(_, let service, _):
      if self.service != service { papers = [] }
      self.service = service
    case .paperTicked(let paper, _): papers.formSymmetricDifference([paper])
    case .finishBegan:
      finishedFrom = place
      place = .outcome
    case .outcomeChosen(let outcome, _):
      self.outcome = outcome
      // Without consent nothing but the count is kept, so nothing more is asked; and who goes on with another session is
      // asked at its end.
      place = consent == true && from == nil ? .age : .keep
    case .ageGiven(let band, _):
      ageBand = band
      place = .satisfaction
    case .satisfactionGiven(let value, _):
      satisfaction = value
      place = .petitionTopic
    case .petitionTopicChosen(let topic, _):
      petitionTopic = topic
      place = topic == nil ? .contactConsent : .petition
    case .petitionWritten(let text, _):
      petitionText = text.isEmpty ? nil : text
      if petitionText == nil { petitionTopic = nil }
      place = .contactConsent
    case .contactConsented(let agreed, let version, _):
      contact = agreed ? Contact(name: "", phone: "", appointment: "", due: nil, consentVersion: version) : nil
      place = agreed ? .contactName : .keep
    case .contactNamed(let name, _):
      contact?.name = name
      place = .contactPhone
    case .contactPhoned(let phone, _):
      contact?.phone = phone
      place = .contactAppointment
    case .contactAppointed(let words, _):
      contact?.appointment = words
      place = .contactDue
    case .contactDue(let day, _):
      contact?.due = day
      place = .keep
    case .finishedEarly: place = .keep
    }
  }

  /// The next question that applies, else the first open step, else the outcome.
  private mutating func goOn(in checklist: Checklist) {
    if let question = checklist.nextQuestion(after: answers) {
      place = .question(question.id)
    } else {
      let open = checklist.steps(for: answers).first { (progress[$0.id]?.state ?? .open) == .open }
      place = open.map { .step($0.id) } ?? .outcome
      finishedFrom = nil
    }
  }

  /// The step after this one, else the outcome.
  private mutating func goOn(after step: StepID, in checklist: Checklist) {
    let steps = checklist.steps(for: answers)
    guard let index = steps.firstIndex(where: { $0.id == step }), index + 1 < steps.count else {
      finishedFrom = nil
      place = .outcome
      return
    }
    place = .step(steps[index + 1].id)
  }

  /// One place towards the beginning; from the outcome to where it was begun.
  private mutating func goBack(in checklist: Checklist) {
    let steps = checklist.steps(for: answers)
    switch place {
    case .consent: break
    case .step(let id):
      if let index = steps.firstIndex(where: { $0.id == id }), index > 0 {
        place = .step(steps[index - 1].id)
      } else {
        backToQuestion()
      }
    case .question(let id): backToQuestion(before: id)
    case .outcome:
      if let before = finishedFrom ?? steps.last.map({ .step($0.id) }) { place = before } else { backToQuestion() }
    case .age: place = .outcome
    case .satisfaction: place = .age
    case .petitionTopic: place = .satisfaction
    case .petition, .contactConsent: place = .petitionTopic
    case .contactName: place = .contactConsent
    case .contactPhone: place = .contactName
    case .contactAppointment: place = .contactPhone
    case .contactDue: place = .contactAppointment
    case .keep: place = consent == true ? .contactConsent : .outcome
    }
  }

  /// Asks the last question again; before the first there is only the consent.
  private mutating func backToQuestion(before id: QuestionID? = nil) {
    guard let last = answered.last(where: { $0 != id }) else {
      place = .consent
      return
    }
    answers[last] = nil
    answered.removeAll { $0 == last }
    place = .question(last)
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

}

extension Session {
  /// Steps of the branch that are neither done nor skipped.
  package func openSteps(in checklist: Checklist) -> Int {
    checklist.steps(for: answers).count { (progress[$0.id]?.state ?? .open) == .open }
  }

  /// The outcome to offer first: as it was chosen before, as a problem that could not be solved asks for, or as the
  /// checklist proposes once no step is open; nil where steps are.
  package func proposedOutcome(in checklist: Checklist) -> Outcome? {
    if let outcome { return outcome }
    if let asked = problems.last(where: { $0.helped == false })?.problem.flatMap(checklist.problem)?.outcome {
      return asked
    }
    return openSteps(in: checklist) == 0 ? checklist.proposedOutcome(for: answers) : nil
  }
}

extension Session {
  /// What the journal keeps of it: everything where the citizen agreed to the log, else the count.
  package func body(in checklist: Checklist, hash: String, ended: Moment) -> EntryBody {
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
