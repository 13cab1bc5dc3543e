import Checklists
package import Journal
import VietnameseText

/// A journal in memory that keeps its promises, and breaks them on demand: `JournalContract` holds it to what the one
/// on the disk does.
package final class MemoryJournal: JournalPort {
  /// One kept entry, with what lists show of it.
  package struct Line {
    package var body: EntryBody
    package var id: EntryID
    package var code: ReceiptCode?
    var listing: EntryListing
    var previous: EntryHash
    var hash: EntryHash
  }

  /// In the order of their rows, which begin at 1.
  package private(set) var entries: [Line] = []
  /// By row.
  package private(set) var contacts: [Int64: Contact] = [:]
  package private(set) var draftsByID: [SessionID: Draft] = [:]
  package private(set) var stored: [String: String] = [:]
  package private(set) var people: [Volunteer] = []
  /// Thrown by every call that changes something, while set.
  package var fault: JournalProblem?
  private var nextDraft: Int64 = 1
  /// Where the present incarnation starts, and how many entries there were before.
  private var incarnation = EntryID(
    device: DeviceID(rawValue: String(repeating: "0", count: 32)), incarnation: 1, sequence: 0)
  private var base = 0
  private var identities = 0
  private var receipt: (code: ReceiptCode, at: Moment)?

  private let signer: DeviceKey?

  package init() {
    var chance = SystemRandomNumberGenerator()
    signer = DeviceKey(using: &chance)
  }

  private func change() throws(JournalProblem) { if let fault { throw fault } }

  // MARK: Drafts

  package func drafts() throws(JournalProblem) -> [Draft] { draftsByID.values.sorted { $0.session < $1.session } }

  /// Makes an event of a session unreadable, as a failing disk does.
  package func damage(_ session: SessionID, event: Int) { draftsByID[session]?.events[event] = [0xFF] }

  package func begin(_ checklist: ChecklistText, event: [UInt8]) throws(JournalProblem) -> SessionID {
    try change()
    guard checklist.bytes.count <= JournalLimits.checklist else { throw .tooLarge(bytes: checklist.bytes.count) }
    guard event.count <= JournalLimits.event else { throw .tooLarge(bytes: event.count) }
    let id = SessionID(rawValue: nextDraft)
    nextDraft += 1
    draftsByID[id] = Draft(session: id, checklist: checklist, events: [event])
    return id
  }

  package func append(_ event: [UInt8], number: Int, to session: SessionID) throws(JournalProblem) {
    guard number > 0, number < Int(JournalLimits.events) else { throw .tooLarge(bytes: number) }
    try change()
    guard let events = draftsByID[session]?.events, number <= events.count else { throw .noSuchEntry }
    if number < events.count {
      guard events[number] == event else { throw .damaged(path: "", what: "event \(number) exists with other bytes") }
      return
    }
    guard event.count <= JournalLimits.event else { throw .tooLarge(bytes: event.count) }
    draftsByID[session]?.events.append(event)
  }

  package func discard(_ session: SessionID) throws(JournalProblem) {
    try change()
    guard draftsByID.removeValue(forKey: session) != nil else { throw .noSuchEntry }
  }

  // MARK: Entries

  package func keep(_ body: EntryBody, closing: SessionID?, contact: Contact?) throws(JournalProblem) -> KeptEntry {
    try change()
    if let closing, draftsByID[closing] == nil { throw .noSuchEntry }
    let target = body.target.flatMap { id in entries.firstIndex { $0.id == id } }
    if body.target != nil, target == nil { throw .noSuchEntry }
    if let contact {
      guard body.target == nil else { throw .noSuchEntry }
      guard contact.sealedByteCount <= Contact.largestBytes else { throw .tooLarge(bytes: contact.sealedByteCount) }
    }
    let row = Int64(entries.count + 1)
    let id = EntryID(device: incarnation.device, incarnation: incarnation.incarnation, sequence: Int(row) - base)
    var code: ReceiptCode?
    if body.kind == .session { code = ReceiptCode(values: (0..<7).map { (Int(row) * 5 + $0 * 3) % 23 }) }
    let previous = id.sequence == 1 ? EntryHash.zero : entries.last?.hash ?? .zero
    let bytes = try EntryBytes.encode(
      StoredEntry(id: id, previous: previous, body: body, receipt: code.map(receiptHash(of:))))
    entries.append(
      Line(
        body: body, id: id, code: code,
        listing: EntryListing(body, checklistOfTarget: target.flatMap { entries[$0].listing.checklist }),
        previous: previous, hash: EntryHash(of: bytes)))
    if let code { receipt = (code, body.moment) }
    if let closing { draftsByID[closing] = nil }
    if let contact { contacts[row] = contact }
    if body.destroysContact, let target { contacts[Int64(target + 1)] = nil }
    return KeptEntry(id: id, row: row, kind: body.kind, receipt: code)
  }

  package func entryCount() throws(JournalProblem) -> Int { entries.count }

  package func listedCount() throws(JournalProblem) -> Int { entries.count { $0.body.kind.isListed } }

  package func kindsByDevice() throws(JournalProblem) -> [DeviceID: EntryKinds] {
    entries.reduce(into: [:]) { $0[$1.id.device, default: EntryKinds()].add($1.body.kind) }
  }

  package func page(_ filter: EntryFilter, _ start: PageStart, limit: Int) throws(JournalProblem) -> [EntrySummary] {
    guard limit > 0 else { return [] }
    let query = SearchQuery(filter.words)
    let all = entries.indices.reversed().filter { entries[$0].body.kind.isListed && fits($0, filter, query) }
      .map { summary(Int64($0 + 1)) }
    switch start {
    case .newest: return Array(all.prefix(limit))
    case .before(let row): return Array(all.filter { $0.row < row }.prefix(limit))
    case .after(let row): return Array(all.filter { $0.row > row }.suffix(limit))
    case .oldest: return Array(all.suffix(limit))
    }
  }

  private func fits(_ index: Int, _ filter: EntryFilter, _ query: SearchQuery) -> Bool {
    let listing = entries[index].listing
    return (filter.checklist == nil || filter.checklist == listing.checklist)
      && (filter.outcome == nil || filter.outcome == (correction(of: entries[index])?.listing ?? listing).outcome)
      && (filter.volunteer == nil || filter.volunteer == listing.volunteer)
      && (filter.from.map { $0 <= listing.day } ?? true) && (filter.through.map { listing.day <= $0 } ?? true)
      && (query.isEmpty || query.isFound(in: words(index)))
  }

  private func words(_ index: Int) -> [String] {
    let listing = entries[index].listing
    return SearchWords.document(
      entries[index].body, checklist: listing.checklist,
      outcome: (correction(of: entries[index])?.listing ?? listing).outcome, volunteer: listing.volunteer,
      volunteerName: people.first { $0.code == listing.volunteer }?.name)
  }

  private func summary(_ row: Int64) -> EntrySummary {
    let line = entries[Int(row - 1)]
    let isAmended = entries.contains { $0.body.kind == .amendment && $0.body.target == line.id }
    let listing = line.listing
    let target = line.body.target.flatMap { id in entries.firstIndex { $0.id == id } }
    let summary = EntrySummary(
      row: row, id: line.id, kind: listing.kind, day: listing.day, minuteOfDay: listing.minuteOfDay,
      checklist: listing.checklist, outcome: listing.outcome, volunteer: listing.volunteer,
      milliseconds: listing.milliseconds, problems: listing.problems, isAmended: isAmended,
      target: target.map { Int64($0 + 1) })
    guard let last = correction(of: line), case .amendment(_, let change, let by, _) = last.body,
      let outcome = change.outcome, let place = entries.firstIndex(where: { $0.id == last.id })
    else { return summary }
    return summary.corrected(to: outcome, reason: change.note, by: by, row: Int64(place + 1))
  }

  /// The last entry that corrects the outcome of another.
  private func correction(of line: Line) -> Line? {
    guard line.listing.outcome != nil else { return nil }
    return entries.last { $0.body.target == line.id && $0.body.kind == .amendment && $0.listing.outcome != nil }
  }

  private func line(_ row: Int64) throws(JournalProblem) -> Line {
    guard row > 0, row <= Int64(entries.count) else { throw .noSuchEntry }
    return entries[Int(row - 1)]
  }

  package func detail(row: Int64) throws(JournalProblem) -> EntryDetail {
    let line = try line(row)
    let later = entries.indices.filter { entries[$0].body.target == line.id }.map { summary(Int64($0 + 1)) }
    return EntryDetail(
      summary: summary(row), body: line.body, hash: line.hash.hex, previousHash: line.previous.hex, later: later,
      hasContact: contacts[row] != nil)
  }

  package func find(code: String) throws(JournalProblem) -> Int64 {
    guard let code = ReceiptCode(code) else { throw .malformedCode }
    guard let index = entries.firstIndex(where: { $0.code == code }) else { throw .unknownCode }
    return Int64(index + 1)
  }

  package func count(on day: Day) throws(JournalProblem) -> DayCount {
    var count = DayCount()
    for line in entries where line.listing.day == day && [.session, .count].contains(line.listing.kind) {
      count.sessions += 1
      if let outcome = (correction(of: line) ?? line).listing.outcome { count.byOutcome[outcome, default: 0] += 1 }
    }
    count.cancelled = entries.count { $0.listing.day == day && $0.listing.kind == .cancelled }
    return count
  }

  package func bodies(
    _ kinds: Set<EntrySummary.Kind>, from: Day?, through: Day?
  ) throws(JournalProblem) -> [KeptBody] {
    let days = EntryFilter(from: from, through: through)
    return entries.indices.filter { kinds.contains(entries[$0].listing.kind) && fits($0, days, SearchQuery("")) }
      .suffix(JournalLimits.bodies).map {
        KeptBody(id: entries[$0].id, row: Int64($0 + 1), body: entries[$0].body)
      }
  }

  // MARK: Contacts

  package func contact(row: Int64) throws(JournalProblem) -> Contact {
    _ = try line(row)
    guard let contact = contacts[row] else { throw .contactGone }
    return contact
  }

  package func followUps(through day: Day?) throws(JournalProblem) -> [FollowUp] {
    contacts.filter { _, contact in day.map { day in contact.due.map { $0 <= day } ?? false } ?? true }
      .sorted { a, b in
        switch (a.value.due, b.value.due) {
        case (let first?, let second?) where first != second: first < second
        case (_?, nil): true
        case (nil, _?): false
        default: a.key < b.key
        }
      }
      .map { FollowUp(entry: summary($0.key), contact: $0.value) }
  }

  package func erase(row: Int64, at moment: Moment) throws(JournalProblem) -> KeptEntry {
    let id = try idWithContact(row)
    return try keep(.erasure(of: id, at: moment), closing: nil, contact: nil)
  }

  package func closeFollowUp(row: Int64, by: VolunteerCode?, at moment: Moment) throws(JournalProblem) -> KeptEntry {
    let id = try idWithContact(row)
    return try keep(.followUpClosed(of: id, by: by, at: moment), closing: nil, contact: nil)
  }

  private func idWithContact(_ row: Int64) throws(JournalProblem) -> EntryID {
    let line = try line(row)
    guard contacts[row] != nil else { throw .contactGone }
    return line.id
  }

  package func purgeContacts(at now: Moment) throws(JournalProblem) -> Int {
    let old = contacts.filter { row, contact in
      let entry = entries[Int(row - 1)]
      return now.milliseconds(since: entry.body.moment)
        >= Contact.lifetime(due: contact.due, keptOn: entry.listing.day)
    }
    guard !old.isEmpty else { return 0 }
    try change()
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

  package func eraseOrdered(receipt: EntryHash, at moment: Moment) throws(JournalProblem) -> OrderedErasure {
    guard let index = entries.firstIndex(where: { $0.code.map(receiptHash(of:)) == receipt }) else { return .unknown }
    guard contacts[Int64(index + 1)] != nil else { return .alreadyGone }
    return .erased(try erase(row: Int64(index + 1), at: moment))
  }

  /// What an entry holds of a code. Who reads memory needs no key for it.
  package func receiptHash(of code: ReceiptCode) -> EntryHash { EntryHash(of: Array(code.letters.utf8)) }

  // MARK: Incarnations

  package func beginIncarnation() throws(JournalProblem) -> EntryID {
    try change()
    incarnation.incarnation += 1
    base = entries.count
    return incarnation
  }

  package func renewIdentity() throws(JournalProblem) -> DeviceID {
    try change()
    identities += 1
    incarnation = EntryID(
      device: DeviceID(publicKey: [UInt8(truncatingIfNeeded: identities)]), incarnation: 1, sequence: 0)
    base = entries.count
    return incarnation.device
  }

  package func sign(_ message: [UInt8]) throws(JournalProblem) -> SignedWords {
    guard let signer else { throw .keyUnusable(path: "") }
    do {
      return SignedWords(publicKey: signer.publicKey, signature: try signer.signature(over: message))
    } catch {
      throw .keyUnusable(path: "")
    }
  }

  // MARK: People and settings

  package func volunteers() throws(JournalProblem) -> [Volunteer] {
    let order = VietnameseOrder()
    return people.map { (key: order.sortKey($0.name), volunteer: $0) }
      .sorted { a, b in a.key == b.key ? false : a.key.lexicographicallyPrecedes(b.key) }
      .map(\.volunteer)
  }

  package func addVolunteer(named name: String, code: VolunteerCode?) throws(JournalProblem) -> Volunteer {
    guard name.utf8.count <= JournalLimits.name else { throw .tooLarge(bytes: name.utf8.count) }
    try change()
    let known = people.compactMap(\.code.number)
    let wanted = code?.number.flatMap { known.contains($0) ? nil : $0 }
    let volunteer = Volunteer(code: VolunteerCode(number: wanted ?? (known.max() ?? 0) + 1), name: name)
    people.append(volunteer)
    return volunteer
  }

  package func settings() throws(JournalProblem) -> [String: String] { stored }

  package func set(_ key: String, _ value: String) throws(JournalProblem) {
    let size = key.utf8.count + value.utf8.count
    guard size <= JournalLimits.setting else { throw .tooLarge(bytes: size) }
    try change()
    stored[key] = value
  }
}
