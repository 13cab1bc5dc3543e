import Checklists
package import Journal

/// Counts entries into a report, in two passes: corrections first (``CorrectionIndex``), then everything, in any order.
package struct ReportCounter: Sendable {
  private let definition: ReportDefinition
  private let period: ReportPeriod
  private let unit: String?
  private let grouping: ReportGrouping?
  private let corrections: CorrectionIndex
  /// How far an earlier report of the period counted; nil where there is none.
  private let earlier: [HeadKey: Int]?

  private var tally = ReportTally()
  private var shifts: [ShiftKey: (first: Int64, last: Int64)] = [:]
  private var days: [Day: DayCounts] = [:]
  private var groups: [String: ReportTally] = [:]
  private var corrected: [CorrectedSession] = []
  private var texts: [(order: Int64, text: ReportText)] = []
  private var heads: [HeadKey: Int] = [:]
  private var unreadable = 0
  private var change = ReportChange()

  private struct HeadKey: Hashable, Sendable {
    var chain: ChainID
    var branch: Int
  }

  private struct ShiftKey: Hashable {
    var device: DeviceID
    var volunteer: VolunteerCode
    var day: Day
  }

  /// - Parameters:
  ///   - unit: The commune's code; nil counts all.
  ///   - earlier: How far an earlier report of the same period and unit counted: what came since is told apart.
  package init(
    _ period: ReportPeriod, unit: String? = nil, grouping: ReportGrouping? = nil, corrections: CorrectionIndex,
    since earlier: [ReportHead]? = nil, by definition: ReportDefinition = .current
  ) {
    self.definition = definition
    self.period = period
    self.unit = unit
    self.grouping = grouping
    self.corrections = corrections
    self.earlier = earlier.map { heads in
      Dictionary(
        heads.map { (HeadKey(chain: $0.chain, branch: $0.branch), $0.sequence) },
        uniquingKeysWith: max)
    }
  }

  /// Counts one entry.
  ///
  /// - Parameter branch: 0, or the number of the fork that the entry stands on.
  package mutating func take(_ entry: StoredEntry, branch: Int = 0) {
    reach(ReportHead(entry.id.chain, branch: branch, sequence: entry.id.sequence))
    if case .quickHelp(let facts) = entry.body { return take(CountedQuickHelp(entry.id, facts), branch: branch) }
    if case .cancelled(let facts) = entry.body { return take(CountedCancellation(entry.id, facts), branch: branch) }
    // Most entries of a journal are of other days: their steps need not be looked at.
    if case .session(let facts) = entry.body, !period.contains(facts.began.day) { return }
    guard let session = CountedSession(entry, by: definition) else { return }
    take(session, branch: branch)
  }

  /// Counts one session as it was kept first, if it is of the period and unit.
  package mutating func take(_ session: CountedSession, branch: Int = 0) {
    guard period.contains(session.day), unit.map({ $0 == session.unit }) ?? true else { return }
    count(session, HeadKey(chain: session.id.chain, branch: branch))
  }

  /// Counts one quick question, if it is of the period and unit.
  package mutating func take(_ quick: CountedQuickHelp, branch: Int = 0) {
    guard period.contains(quick.day), unit.map({ $0 == quick.unit }) ?? true else { return }
    tally.count(quick)
    if let grouping { groups[grouping.key(of: quick), default: ReportTally()].count(quick) }
    if isLate(quick.id, branch) { change.late(quick) }
  }

  /// Counts one cancelled session, if it is of the period and unit.
  package mutating func take(_ cancellation: CountedCancellation, branch: Int = 0) {
    guard period.contains(cancellation.day), unit.map({ $0 == cancellation.unit }) ?? true else { return }
    tally.count(cancellation)
    if let key = grouping?.key(of: cancellation) { groups[key, default: ReportTally()].count(cancellation) }
    if isLate(cancellation.id, branch) { change.late(cancellation) }
  }

  /// Whether an entry came since the earlier report.
  private func isLate(_ id: EntryID, _ branch: Int) -> Bool {
    earlier.map { id.sequence > $0[HeadKey(chain: id.chain, branch: branch)] ?? 0 } ?? false
  }

  /// Notes how far a chain was looked at.
  package mutating func reach(_ head: ReportHead) {
    let key = HeadKey(chain: head.chain, branch: head.branch)
    if head.sequence > heads[key] ?? 0 { heads[key] = head.sequence }
  }

  /// Notes entries that cannot be read.
  package mutating func takeUnreadable(_ count: Int = 1) { unreadable += count }

  private mutating func count(_ first: CountedSession, _ key: HeadKey) {
    let later = corrections[first.id]
    let session = later.isEmpty ? first : first.corrected(by: later)
    count(session)
    let notes = first.noted(later)
    if let notes { corrected.append(notes) }
    guard let earlier else { return }
    guard first.id.sequence <= earlier[key] ?? 0 else {
      change.late(session, definition)
      return
    }
    // A correction stands on the chain of its device, though perhaps in a later incarnation of it.
    let known = later.filter {
      $0.id.sequence <= earlier[HeadKey(chain: $0.id.chain, branch: key.branch)] ?? 0
    }
    guard known.count < later.count, let notes else { return }
    change.corrected(from: first.corrected(by: known), to: session, notes, definition)
  }

  private mutating func count(_ session: CountedSession) {
    tally.count(session, definition)
    days[session.day, default: DayCounts()].sessions += 1
    if session.outcome == .completed { days[session.day]?.completed += 1 }
    if let grouping { groups[grouping.key(of: session), default: ReportTally()].count(session, definition) }
    if let volunteer = session.volunteer {
      let key = ShiftKey(device: session.id.device, volunteer: volunteer, day: session.day)
      let ended = session.began + session.length
      let known = shifts[key] ?? (session.began, ended)
      shifts[key] = (min(known.first, session.began), max(known.last, ended))
    }
    if let petition = session.petition, !petition.text.isEmpty {
      add(ReportText(kind: .petition(petition.topic), day: session.day, words: petition.text), session)
    }
    for fact in session.problems where fact.problem == nil {
      guard let words = fact.words, !words.isEmpty else { continue }
      add(ReportText(kind: .difficulty(session.checklist, fact.step), day: session.day, words: words), session)
    }
  }

  private mutating func add(_ text: ReportText, _ session: CountedSession) { take(text, began: session.began) }

  /// Takes words that were read apart from their session, which began then.
  package mutating func take(_ text: ReportText, began: Int64) {
    texts.append((began, text))
    guard texts.count > 4 * definition.mostTexts + 1_000 else { return }
    texts = newestTexts
  }

  private var newestTexts: [(order: Int64, text: ReportText)] {
    let sorted = texts.sorted {
      $0.order != $1.order ? $0.order > $1.order : ($0.text.day, $0.text.words) < ($1.text.day, $1.text.words)
    }
    return Array(sorted.prefix(definition.mostTexts))
  }

  /// The report over what was counted.
  package func report(desks: [ReportDesk] = []) -> ActivityReport {
    ActivityReport(
      definition: definition, period: period, unit: unit, heads: sortedHeads, desks: desks, tally: tally,
      volunteers: Set(shifts.keys.map { ShiftKey(device: $0.device, volunteer: $0.volunteer, day: .first) }).count,
      shifts: shifts.count, shiftSeconds: shifts.values.reduce(0) { $0 + Int(($1.last - $1.first) / 1_000) },
      days: days, grouping: grouping, groups: sortedGroups, corrected: corrected.sorted { $0.isBefore($1) },
      texts: newestTexts.map(\.text), unreadable: unreadable)
  }

  /// What came since the earlier report; nil where there was none.
  package var supplement: ReportChange? { earlier == nil ? nil : change.sorted }

  private var sortedHeads: [ReportHead] {
    heads.map { ReportHead($0.chain, branch: $0.branch, sequence: $1) }
      .sorted {
        ($0.chain.device.rawValue, $0.chain.incarnation, $0.branch)
          < ($1.chain.device.rawValue, $1.chain.incarnation, $1.branch)
      }
  }

  private var sortedGroups: [ReportGroup] {
    grouping?.sorted(groups.map { ReportGroup(key: $0.key, tally: $0.value) }) ?? []
  }
}

extension ReportGrouping {
  /// In which group a session stands.
  func key(of session: CountedSession) -> String {
    switch self {
    case .volunteer: session.volunteer?.rawValue ?? ""
    case .checklist: session.checklist.rawValue
    case .unit: session.unit
    case .day: session.day.iso
    }
  }

  /// In which group a quick question stands.
  func key(of quick: CountedQuickHelp) -> String {
    switch self {
    case .volunteer: quick.volunteer?.rawValue ?? ""
    case .checklist: quick.checklist?.rawValue ?? ""
    case .unit: quick.unit
    case .day: quick.day.iso
    }
  }

  /// In which group a cancelled session stands; nil where nobody knows.
  func key(of cancellation: CountedCancellation) -> String? {
    switch self {
    case .volunteer, .checklist: nil
    case .unit: cancellation.unit
    case .day: cancellation.day.iso
    }
  }

  /// Groups in the order in which a report has them: those that have a session.
  package func sorted(_ all: [ReportGroup]) -> [ReportGroup] {
    let groups = all.filter { $0.tally.sessions > 0 }
    if self == .day { return groups.sorted { $0.key < $1.key } }
    return groups.sorted { ($1.tally.sessions, $0.key) < ($0.tally.sessions, $1.key) }
  }
}

extension CorrectedSession {
  /// The order of chains.
  package func isBefore(_ other: CorrectedSession) -> Bool {
    (id.device.rawValue, id.incarnation, id.sequence)
      < (other.id.device.rawValue, other.id.incarnation, other.id.sequence)
  }
}
