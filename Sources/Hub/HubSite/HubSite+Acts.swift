import AccountStore
import HubPages
import HubService
import HubStore
import Journal
import Phrases
import Protocol
import ReportStore
import Reports

/// What people do on the pages: the province with the units' periods, leads with entries of their unit.
extension HubSite {
  /// Sessions that a lead is shown, and rows of the feed that are looked through for them.
  private static let newestShown = 50
  private static let mostLookedAt = 20_000

  // MARK: Periods

  func periods(_ query: Query, _ person: Person, _ reader: PageReader, _ now: Int64) async throws -> HTML {
    let question = periodQuestion(query, now)
    let lines = try await periodLines(question.period, person)
    let voice: PeriodVoice? = person.role == .province ? .province : nil
    let chooser = FigurePages.chooser(.periods, question.kind, on: question.on, reader)
    let list = PeriodPages.list(lines, question.period, query: question.query, voice: voice, reader)
    let own = ownUnit(person).flatMap { unit in lines.first { $0.unit == unit } }
    var history = own.map { PeriodPages.history($0, reader) } ?? .none
    if let own, PeriodStep.signedHeads(of: own.steps) != nil,
      let change = try await signed(question.period, own.unit).change
    {
      history += PeriodPages.supplement(change, query: question.query, reader)
    }
    return chooser + FigurePages.paragraph(Phrase.signedOnLaptops, reader) + list + history
  }

  /// Who chose nothing gets the last month that has ended.
  private func periodQuestion(_ query: Query, _ now: Int64) -> PageQuestion {
    let today = PageTime.day(now)
    var question = PageQuestion(query, today: today)
    if query["on"] == nil {
      question.on = month(1, before: today).from
      question.period = ReportPeriod(question.kind, holding: question.on)
    }
    question.unit = nil
    return question
  }

  /// Somebody's communes with a desk that is not shut out: each is to report.
  private func periodLines(_ period: ReportPeriod, _ person: Person) async throws -> [PeriodLine] {
    let units = Set(try await own(person).filter { $0.device.revoked == nil }.map(\.device.unit))
    let steps = Dictionary(
      grouping: try await hub.store.periodSteps(
        of: nil, days: PeriodStep.days(of: period), limit: units.count * PeriodStep.mostOfPeriod + 1_000),
      by: \.step.unit)
    return units.sorted().map { unit in
      let own = steps[unit] ?? []
      return PeriodLine(unit: unit, name: unitName(unit), steps: own.map(\.step), times: own.map(\.time))
    }
  }

  // MARK: Entries

  /// The newest sessions of a lead's unit; nil for readers outside the units.
  func newestEntries(_ person: Person) async throws -> [EntryLine]? {
    guard let unit = ownUnit(person) else { return nil }
    let newest: [EntryMark] = try await hub.store.words(ofUnit: unit)
    let marks = Dictionary(newest.map { ($0.entry, $0) }, uniquingKeysWith: { newest, _ in newest })
    return try await board.read { reports in
      var lines: [EntryLine] = []
      var corrections: [EntryID: [EntryID]] = [:]
      var looked = 0
      var question = FeedQuestion()
      question.isNewestFirst = true
      try reports.feed(question) { row in
        looked += 1
        switch row.body {
        case .correction(let target, _): corrections[target, default: []].append(row.id)
        case .session(let session) where row.unit == unit && row.branch == 0:
          let mark = marks[session.id]
          let later = corrections[session.id] ?? []
          lines.append(
            EntryLine(
              entry: session.id, day: session.day, checklist: session.checklist, outcome: session.outcome, mark: mark,
              isCorrected: mark.map { mark in later.contains { mark.isAnswered(by: $0) } } ?? false))
        case .session: break
        }
        return lines.count < Self.newestShown && looked < Self.mostLookedAt
      }
      return lines
    }
  }

  // MARK: Forms

  /// Does what a form asks for, once; then the page is shown anew.
  func act(
    _ page: PagePath, _ request: HubRequest, _ query: Query, _ secret: Secret, _ person: Person, _ visitor: Visitor,
    _ now: Int64
  ) async throws -> HubAnswer {
    let form = Query(form: request.body)
    guard secret.holds(formToken: form["token"]) else { return failure(403, page.title, Phrase.formIsOld, visitor) }
    switch page {
    case .periods: return try await step(form, periodQuestion(query, now), person, visitor, now)
    case .entries: return try await mark(form, person, visitor, now)
    default: return failure(405, Phrase.noSuchPage, Phrase.noSuchPageWords, visitor)
    }
  }

  private func step(
    _ form: Query, _ question: PageQuestion, _ person: Person, _ visitor: Visitor, _ now: Int64
  ) async throws -> HubAnswer {
    let lines = try await periodLines(question.period, person)
    guard person.role == .province, let unit = form["unit"], lines.contains(where: { $0.unit == unit }) else {
      try accounts.note(.refused, who: person.name, subject: PagePath.periods.path, at: now)
      return failure(403, Phrase.notYours, Phrase.notYoursWords, visitor)
    }
    guard let act = form["act"].flatMap(PeriodAct.init(rawValue:)) else {
      return failure(400, Phrase.noSuchPage, Phrase.noSuchPageWords, visitor)
    }
    let step = PeriodStep(
      unit: unit, period: question.period, act: act, voice: .province,
      reason: act.needsReason ? form["reason"].flatMap(PeriodStep.clean) : nil, time: now)
    if let lock = try await hub.take(step, by: "person \(person.name)") {
      return failure(409, Phrase.periodsPage, Phrase.sentence(lock), visitor)
    }
    try accounts.note(.periodStep, who: person.name, subject: "\(unit) \(step.days) \(act.rawValue)", at: now)
    return Self.redirect("\(PagePath.periods.path)?\(question.query)")
  }

  private func mark(
    _ form: Query, _ person: Person, _ visitor: Visitor, _ now: Int64
  ) async throws -> HubAnswer {
    let entry = form["entry"].flatMap(EntryLine.entry)
    guard let own = ownUnit(person), let entry, try await hub.store.device(entry.device)?.unit == own else {
      try accounts.note(.refused, who: person.name, subject: PagePath.entries.path, at: now)
      return failure(403, Phrase.notYours, Phrase.notYoursWords, visitor)
    }
    let chain = try await hub.store.chains(of: entry.device).first {
      $0.incarnation == entry.incarnation && $0.branch == 0
    }
    guard let note = form["note"].flatMap(EntryMark.clean), let chain,
      (1...max(1, chain.size)).contains(entry.sequence)
    else { return failure(400, Phrase.toCorrect, Phrase.notAMarkNote, visitor) }
    let mark = EntryMark(entry: entry, note: note, after: chain.size, time: now)
    guard try await hub.store.keep(mark, by: "person \(person.name)") else {
      return failure(409, Phrase.toCorrect, Phrase.notAMarkNote, visitor)
    }
    try accounts.note(
      .entryMarked, who: person.name, subject: "\(entry.device.rawValue) \(entry.incarnation).\(entry.sequence)",
      at: now)
    return Self.redirect(PagePath.entries.path)
  }
}
