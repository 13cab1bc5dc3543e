import Checklists
package import Journal

/// A journal in memory that keeps its promises, and breaks them on demand.
package final class MemoryJournal: JournalPort {
  package private(set) var entries: [(id: EntryID, body: EntryBody, code: ReceiptCode?)] = []
  package private(set) var contacts: [Int64: Contact] = [:]
  package private(set) var draftsByID: [SessionID: Draft] = [:]
  package private(set) var stored: [String: String] = [:]
  package private(set) var people: [Volunteer] = []
  /// Thrown by every call that changes something, while set.
  package var fault: JournalProblem?
  private var nextDraft: Int64 = 1
  /// Where the present life starts, and how many entries there were before.
  private var life = EntryID(
    device: DeviceID(rawValue: String(repeating: "0", count: 32)), incarnation: 1, sequence: 0)
  private var base = 0
  private var names = 0
  private var receipt: (code: ReceiptCode, at: Moment)?

  package init() {}

  private func change() throws(JournalProblem) { if let fault { throw fault } }

  package func drafts() throws(JournalProblem) -> [Draft] { draftsByID.values.sorted { $0.session < $1.session } }

  /// Makes an event of a session unreadable, as a failing disk does.
  package func damage(_ session: SessionID, event: Int) { draftsByID[session]?.events[event] = [0xFF] }

  package func begin(_ checklist: ChecklistText, event: [UInt8]) throws(JournalProblem) -> SessionID {
    try change()
    let id = SessionID(rawValue: nextDraft)
    nextDraft += 1
    draftsByID[id] = Draft(session: id, checklist: checklist, events: [event])
    return id
  }

  package func append(_ event: [UInt8], number: Int, to session: SessionID) throws(JournalProblem) {
    try change()
    guard let count = draftsByID[session]?.events.count else { throw .noSuchEntry }
    if number == count { draftsByID[session]?.events.append(event) }
    guard draftsByID[session]?.events.indices.contains(number) == true else { throw .noSuchEntry }
  }

  package func discard(_ session: SessionID) throws(JournalProblem) {
    try change()
    draftsByID[session] = nil
  }

  package func keep(_ body: EntryBody, closing: SessionID?, contact: Contact?) throws(JournalProblem) -> KeptEntry {
    try change()
    let row = Int64(entries.count + 1)
    let id = EntryID(device: life.device, incarnation: life.incarnation, sequence: Int(row) - base)
    var code: ReceiptCode?
    if case .session = body { code = ReceiptCode(values: (0..<7).map { (Int(row) * 5 + $0 * 3) % 23 }) }
    entries.append((id, body, code))
    if case .session(let facts) = body { receipt = code.map { ($0, facts.ended) } }
    if let closing { draftsByID[closing] = nil }
    if let contact { contacts[row] = contact }
    return KeptEntry(id: id, row: row, receipt: code)
  }

  package func page(_ filter: EntryFilter, _ start: PageStart, limit: Int) throws(JournalProblem) -> [EntrySummary] {
    let all = entries.indices.reversed().map { summary(Int64($0 + 1)) }.filter { fits($0, filter) }
    switch start {
    case .newest: return Array(all.prefix(limit))
    case .before(let row): return Array(all.filter { $0.row < row }.prefix(limit))
    case .after(let row): return Array(all.filter { $0.row > row }.suffix(limit))
    case .oldest: return Array(all.suffix(limit))
    }
  }

  private func fits(_ entry: EntrySummary, _ filter: EntryFilter) -> Bool {
    (filter.checklist == nil || filter.checklist == entry.checklist)
      && (filter.outcome == nil || filter.outcome == entry.outcome)
      && (filter.volunteer == nil || filter.volunteer == entry.volunteer)
      && (filter.from.map { $0 <= entry.day } ?? true) && (filter.through.map { entry.day <= $0 } ?? true)
      && (filter.words.isEmpty
        || entry.problems.contains { $0.rawValue.lowercased().contains(filter.words.lowercased()) })
  }

  private func summary(_ row: Int64) -> EntrySummary {
    let (id, body, _) = entries[Int(row - 1)]
    let amended = entries.contains { if case .amendment(of: id, _, _, _) = $0.body { true } else { false } }
    switch body {
    case .session(let facts):
      return EntrySummary(
        row: row, id: id, kind: .session, day: facts.began.day, minuteOfDay: facts.began.minuteOfDay,
        checklist: facts.checklist, outcome: facts.outcome, volunteer: facts.volunteer,
        milliseconds: facts.steps.reduce(0) { $0 + $1.milliseconds }, problems: facts.problems.compactMap(\.problem),
        isAmended: amended)
    case .count(let facts):
      return plain(row, id, .count, facts.day, facts.outcome, facts.checklist)
    case .amendment(_, let amendment, _, let at): return plain(row, id, .amendment, at.day, amendment.outcome, nil)
    case .followUpClosed(_, _, let at): return plain(row, id, .followUpClosed, at.day, nil, nil)
    case .erasure(_, let at): return plain(row, id, .erasure, at.day, nil, nil)
    }
  }

  private func plain(
    _ row: Int64, _ id: EntryID, _ kind: EntrySummary.Kind, _ day: Day, _ outcome: Outcome?, _ checklist: ChecklistID?
  ) -> EntrySummary {
    EntrySummary(
      row: row, id: id, kind: kind, day: day, minuteOfDay: nil, checklist: checklist, outcome: outcome, volunteer: nil,
      milliseconds: 0, problems: [], isAmended: false)
  }

  package func entryCount() throws(JournalProblem) -> Int { entries.count }

  package func detail(row: Int64) throws(JournalProblem) -> EntryDetail {
    guard entries.indices.contains(Int(row - 1)) else { throw .noSuchEntry }
    let id = entries[Int(row - 1)].id
    let later = entries.indices.filter { names(entries[$0].body, id) }.map { summary(Int64($0 + 1)) }
    return EntryDetail(
      summary: summary(row), body: entries[Int(row - 1)].body, hash: String(repeating: "a", count: 64),
      previousHash: String(repeating: "0", count: 64), later: later, hasContact: contacts[row] != nil)
  }

  private func names(_ body: EntryBody, _ id: EntryID) -> Bool {
    switch body {
    case .amendment(let of, _, _, _), .followUpClosed(let of, _, _), .erasure(let of, _): of == id
    case .session, .count: false
    }
  }

  package func find(code: String) throws(JournalProblem) -> Int64 {
    guard let code = ReceiptCode(code) else { throw .malformedCode }
    guard let index = entries.firstIndex(where: { $0.code == code }) else { throw .unknownCode }
    return Int64(index + 1)
  }

  package func count(on day: Day) throws(JournalProblem) -> DayCount {
    var count = DayCount()
    for row in entries.indices.map({ summary(Int64($0 + 1)) }) where row.day == day {
      guard row.kind == .session || row.kind == .count, let outcome = row.outcome else { continue }
      count.sessions += 1
      count.byOutcome[outcome, default: 0] += 1
    }
    return count
  }

  package func contact(row: Int64) throws(JournalProblem) -> Contact {
    guard let contact = contacts[row] else { throw .contactGone }
    return contact
  }

  package func followUps(through day: Day?) throws(JournalProblem) -> [FollowUp] {
    contacts.filter { _, contact in day.map { day in contact.due.map { $0 <= day } ?? false } ?? true }
      .sorted { ($0.value.due?.daysSince1970 ?? .max, $0.key) < ($1.value.due?.daysSince1970 ?? .max, $1.key) }
      .map { FollowUp(entry: summary($0.key), contact: $0.value) }
  }

  package func erase(row: Int64, at: Moment) throws(JournalProblem) -> KeptEntry {
    guard contacts.removeValue(forKey: row) != nil else { throw .contactGone }
    return try keep(.erasure(of: entries[Int(row - 1)].id, at: at), closing: nil, contact: nil)
  }

  package func closeFollowUp(row: Int64, by: VolunteerCode?, at: Moment) throws(JournalProblem) -> KeptEntry {
    guard contacts.removeValue(forKey: row) != nil else { throw .contactGone }
    return try keep(.followUpClosed(of: entries[Int(row - 1)].id, by: by, at: at), closing: nil, contact: nil)
  }

  package func purgeContacts(at now: Moment) throws(JournalProblem) -> Int {
    let old = contacts.filter { row, contact in
      guard case .session(let facts) = entries[Int(row - 1)].body else { return false }
      return now.milliseconds(since: facts.ended) >= Contact.lifetime(due: contact.due, keptAt: facts.ended)
    }
    for row in old.keys { contacts[row] = nil }
    return old.count
  }

  package func lastReceipt(at now: Moment) throws(JournalProblem) -> ReceiptCode? {
    guard let receipt, now.milliseconds(since: receipt.at) < receiptReach else {
      receipt = nil
      return nil
    }
    return receipt.code
  }

  package func eraseOrdered(receipt: EntryHash, at: Moment) throws(JournalProblem) -> OrderedErasure {
    guard let index = entries.firstIndex(where: { $0.code?.hash == receipt }) else { return .unknown }
    guard contacts[Int64(index + 1)] != nil else { return .alreadyGone }
    try change()
    return .erased(try erase(row: Int64(index + 1), at: at))
  }

  package func beginLife() throws(JournalProblem) -> EntryID {
    try change()
    life.incarnation += 1
    base = entries.count
    return life
  }

  package func renewIdentity() throws(JournalProblem) -> DeviceID {
    try change()
    names += 1
    life = EntryID(device: DeviceID(publicKey: [UInt8(truncatingIfNeeded: names)]), incarnation: 1, sequence: 0)
    base = entries.count
    return life.device
  }

  package func volunteers() throws(JournalProblem) -> [Volunteer] { people }

  package func addVolunteer(named name: String) throws(JournalProblem) -> Volunteer {
    try change()
    let number = people.count + 1
    let volunteer = Volunteer(code: VolunteerCode(rawValue: number < 10 ? "TN0\(number)" : "TN\(number)"), name: name)
    people.append(volunteer)
    return volunteer
  }

  package func settings() throws(JournalProblem) -> [String: String] { stored }
  package func set(_ key: String, _ value: String) throws(JournalProblem) {
    try change()
    stored[key] = value
  }
}
