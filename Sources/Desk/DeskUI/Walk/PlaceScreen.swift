import Checklists
import DeskPorts
package import Journal
import Phrases
import TerminalUI

/// The screen of a place of the session in front. What a volunteer opens beside it lies on it.
package protocol PlaceScreen: Screen {
  var place: Place { get }
}

extension Desk {
  /// The screen of the place where a session stands, with what was being typed there.
  private func screen(of live: LiveSession) -> any PlaceScreen {
    let session = live.session
    let typed = session.typed?.text
    return switch session.place {
    case .consent: ConsentScreen()
    case .question(let id): QuestionScreen(id: id)
    case .step(let id): StepScreen(id: id, live: live, catalogue: catalogue)
    case .outcome: OutcomeScreen(live: live)
    case .age: AgeScreen()
    case .satisfaction: SatisfactionScreen()
    case .petitionTopic: PetitionTopicScreen()
    case .petition: PetitionScreen(typed ?? session.petitionText ?? "")
    case .contactConsent: ContactConsentScreen()
    case .contactName: ContactScreen(.name, typed ?? session.contact?.name ?? "")
    case .contactPhone: ContactScreen(.phone, typed ?? session.contact?.phone ?? "")
    case .contactAppointment: ContactScreen(.appointment, typed ?? session.contact?.appointment ?? "")
    case .contactDue: ContactScreen(.due, typed ?? "")
    case .keep: KeepScreen()
    }
  }

  /// What lay beside the step when the program ended, with what was being typed there.
  private func besides(_ typed: TypedText?) -> [any Screen] {
    guard let typed else { return [] }
    return switch typed.purpose {
    case .problem(let step): [StuckScreen(step: step, typed.text)]
    case .words(let step): [StuckScreen(step: step), WriteScreen(step: step, typed.text)]
    case .note(let step): [NoteScreen(step: step, typed.text)]
    case .service(let step): [ServiceScreen(step: step, typed.text)]
    case .nickname: [AsideScreen(typed.text)]
    case .petition, .contactName, .contactPhone, .contactAppointment, .contactDue: []
    }
  }

  /// Brings the place of the session in front: whatever lies beside it goes, and what stays keeps its focus.
  mutating func showPlace() {
    guard let live else { return navigation.popToHome() }
    if let shown = navigation.above?.screen as? any PlaceScreen, shown.place == live.session.place {
      navigation.popToAbove()
    } else {
      navigation.popToHome()
      navigation.push(screen(of: live))
    }
  }

  /// Brings a session back as the program's end left it.
  mutating func showSession() {
    showPlace()
    for screen in besides(live?.session.typed) { navigation.push(screen) }
  }

  /// What the place in view needs from outside.
  func placeNeeds() -> [Effect] {
    guard let live else { return [] }
    var effects: [Effect] = []
    if consents["log"] == nil, live.session.place == .consent { effects.append(.checklists(.loadConsent("log"))) }
    if consents["contact"] == nil, live.session.place == .contactConsent {
      effects.append(.checklists(.loadConsent("contact")))
    }
    if live.session.step(in: live.checklist)?.asks != nil, catalogue.services.isEmpty {
      effects.append(.checklists(.loadCatalogue))
    }
    return effects
  }
}

// MARK: What happens to a session

extension Desk {
  /// Applies an event to the session in front, shows the place it leads to, and asks for it to be on the disk before that
  /// is seen. After the last answer the entry is kept without another key.
  mutating func record(_ event: SessionEvent) -> [Effect] {
    guard let current else { return [] }
    let effects = record(event, of: current)
    if case .typed = event { return effects }
    showPlace()
    guard live?.session.place == .keep, event.isAnswer else { return effects + placeNeeds() }
    return effects + keep()
  }

  /// Applies an event to a session and asks for it to be on the disk before it is shown.
  mutating func record(_ event: SessionEvent, of id: SessionID) -> [Effect] {
    guard var live = sessions[id] else { return [] }
    let number = live.history.eventCount
    live.history.apply(event, in: live.checklist)
    sessions[id] = live
    return unsaved + [.journal(.append(id, number: number, event))]
  }

  /// What is being typed is on the disk with every letter, but for the digits of a number that is never kept.
  mutating func recordTyped(_ text: String, for purpose: TypedText.Purpose) -> [Effect] {
    let isPhone = purpose == .contactPhone
    return record(.typed(TypedText(isPhone ? text : PersonalDigits.blotted(text), for: purpose)))
  }

  /// A field beside the step is left without taking what was typed.
  mutating func leaveField() -> [Effect] {
    navigation.pop()
    return live?.session.typed == nil ? [] : record(.typed(nil))
  }

  /// The citizen waits, and the next one can be helped.
  mutating func putAside(as nickname: String) -> [Effect] {
    guard let current else { return [] }
    let effects = record(.putAside(nickname: nickname, at: now), of: current)
    goHome()
    tell(Phrase.waitsNow)
    return effects
  }

  /// Opens another checklist for the citizen in front, whose session waits meanwhile and is come back to.
  mutating func begin(other checklist: ChecklistID) -> [Effect] {
    guard let live else { return [] }
    return record(.putAside(nickname: live.session.nickname, at: now), of: live.id) + [
      .checklists(
        .open(checklist, toBegin: .began(at: now, unit: unit?.code, volunteer: volunteer, from: live.id)))
    ]
  }

  /// What a session begins with that another one of the same citizen has said already.
  mutating func takeOver(from id: SessionID?) -> [Effect] {
    guard let before = id.flatMap({ sessions[$0]?.session }), let agreed = before.consent else { return [] }
    return address(before.address) + record(.consented(agreed, version: before.consentVersion, at: now))
  }

  /// Comes back to the session from which another one of the same citizen was opened; home where it waits no more.
  mutating func goBack(to id: SessionID?) -> [Effect] {
    goHome()
    return id.flatMap { sessions[$0] == nil ? nil : resume($0) } ?? []
  }

  /// The citizen comes back to the laptop.
  mutating func resume(_ id: SessionID) -> [Effect] {
    current = id
    navigation.popToHome()
    return record(.resumed(at: now))
  }

  /// No session is in front.
  mutating func goHome() {
    current = nil
    navigation.popToHome()
    giveDigits()
  }

  /// Asks the journal to keep the session in front. The screen says so only once the journal did.
  func keep() -> [Effect] {
    guard let live else { return [] }
    let session = live.session
    let body = session.body(in: live.checklist, hash: live.opened.hash, ended: now)
    let contact = session.contact.flatMap { $0.name.isEmpty && $0.phone.isEmpty ? nil : $0 }
    return [.journal(.keep(body, closing: live.id, session.consent == true ? contact : nil))]
  }

  /// The journal has it.
  mutating func kept(_ entry: KeptEntry, closing: SessionID) -> [Effect] {
    let from = sessions[closing]?.session.from
    sessions[closing] = nil
    unsaved.removeAll { if case .journal(.append(closing, _, _)) = $0 { true } else { false } }
    trouble = unsaved.isEmpty ? nil : trouble
    let effects = goBack(to: from)
    if let receipt = entry.receipt {
      lastReceipt = receipt
      navigation.push(ReceiptScreen(code: receipt))
    } else {
      tell(Phrase.counted)
    }
    return effects + [.journal(.countToday(now.day))]
  }
}

extension SessionEvent {
  /// Whether it answers what was asked last, so that the entry is kept where nothing more is.
  fileprivate var isAnswer: Bool {
    switch self {
    case .outcomeChosen, .ageGiven, .satisfactionGiven, .petitionTopicChosen, .petitionWritten, .contactConsented,
      .contactNamed, .contactPhoned, .contactAppointed, .contactDue, .finishedEarly:
      true
    case .began, .addressed, .consented, .answered, .stepDone, .stepSkipped, .wentBack, .finishBegan, .typed,
      .problemMet,
      .problemWritten, .noted, .servicePicked, .paperTicked, .putAside, .resumed, .undone:
      false
    }
  }
}

// MARK: What all places show

extension Desk {
  /// Title, progress, safety line and, where the terminal is wide, all steps: what is the same at every place.
  func placeContent() -> ScreenContent {
    guard let live else { return ScreenContent(title: "Tiếp Sức") }
    let session = live.session
    let nickname = session.nickname.isEmpty ? "" : " · " + session.nickname
    var content = ScreenContent(title: say(live.checklist.title) + nickname)
    let (steps, index) = session.walk(in: live.checklist)
    let label =
      index.map { Phrase.stepOf($0 + 1, steps.count) } ?? (session.place.isFinish ? Phrase.finish : Phrase.beginning)
    content.head = [
      HeadLine(
        say(label), .title, right: StyledText(text: times(live, steps), role: isLate(live) ? .caution : .muted),
        progress: (session.place.isFinish ? steps.count : index ?? 0, steps.count))
    ]
    let step = session.step(in: live.checklist)
    content.safety = (step.flatMap { live.checklist.safetyLine($0.safety) } ?? live.checklist.safety.first).map {
      say($0.text)
    }
    if size.columns >= 100 { content.panel = panel(live, steps, index) }
    return content
  }

  private func isLate(_ live: LiveSession) -> Bool {
    guard let step = live.session.step(in: live.checklist) else { return false }
    return live.session.milliseconds(on: step.id, now: now) > step.expected.wholeSeconds * 1000
  }

  /// Elapsed against expected time, of the step and of all.
  private func times(_ live: LiveSession, _ steps: [Step]) -> String {
    let total = steps.reduce(Int64(0)) { $0 + $1.expected.wholeSeconds }
    let all = "\(duration(live.session.milliseconds(now: now) / 1000))/\(duration(total))"
    guard let step = live.session.step(in: live.checklist) else { return all }
    let spent = live.session.milliseconds(on: step.id, now: now) / 1000
    let one = "\(say(Phrase.thisStep)) \(duration(spent))/\(duration(step.expected.wholeSeconds))"
    return size.columns < 70 ? "\(one) · \(all)" : "\(one) · \(say(Phrase.allSteps)) \(all)"
  }

  private func panel(_ live: LiveSession, _ steps: [Step], _ index: Int?) -> Panel {
    let lines = steps.enumerated().map { place, step in
      let state = live.session.progress[step.id]?.state ?? .open
      let sign: Sign = place == index ? .current : state == .done ? .done : state == .skipped ? .skipped : .open
      return StyledText(
        text: mark(sign) + " \(place + 1). " + say(step.title),
        role: place == index ? .accent : state == .open ? .text : .muted)
    }
    return Panel(columns: 34, lines: lines, current: index ?? 0)
  }
}

extension Duration {
  /// Whole seconds.
  var wholeSeconds: Int64 { components.seconds }
}
