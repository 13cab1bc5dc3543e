package import Checklists
package import DeskPorts
package import Journal
package import Review
package import Statistics

/// A review that is made up: previews draw it, and stories steer it. Drafts and events live in memory, by the rules of
/// ``ReviewLog``.
package final class SampleReview: ReviewPort {
  /// Checklists in use.
  package var shelf: [Checklist]
  /// Versions by their names; those in use are among them.
  package var texts: [VersionID: Checklist] = [:]
  package var figures: [ChecklistID: [FigureSource: ReviewFigures]] = [:]
  package var log = ReviewLog()
  package var people: [TrainerID: String] = ["an": "An", "binh": "Bình"]
  package var keys: [String] = ["an"]
  /// Whether the first screen hints at the review.
  package var hasKeys = false
  /// Thrown by the next call that can throw, once.
  package var trouble: ReviewTrouble?
  /// What the linter says of a draft.
  package var lint: (Checklist) -> [DraftComplaint] = { _ in [] }
  package var uncounted: [Int] = [0]
  /// The passphrase of every key; `TrainerID` is the key's name.
  package static let passphrase = "bảy con ngựa"

  // What was asked of it
  package private(set) var taken: [ReviewEvent] = []
  package private(set) var written: [Checklist] = []
  package private(set) var asked: [FigureFilter] = []
  package private(set) var locks = 0
  package private(set) var signer: String?
  private var drafts: [ChecklistID: ReviewDraft] = [:]
  private var stamp: Int64 = 0

  package init(shelf: [Checklist] = []) {
    self.shelf = shelf
    for checklist in shelf { texts[Self.name(of: checklist)] = checklist }
  }

  /// The name of a version: a hash of its texts in memory stands for that of its bytes.
  package static func name(of checklist: Checklist) -> VersionID {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in "\(checklist)".utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    let digits = String(hash, radix: 16)
    return VersionID(
      checklist: checklist.id, version: checklist.version,
      hash: String(repeating: "0", count: 16 - digits.count) + digits + String(repeating: "0", count: 48))
  }

  private func checked() throws(ReviewTrouble) {
    guard let trouble else { return }
    self.trouble = nil
    throw trouble
  }

  private func inUse(_ id: ChecklistID) throws(ReviewTrouble) -> Checklist {
    guard let checklist = shelf.first(where: { $0.id == id }) else { throw .noSuchChecklist }
    return checklist
  }

  package func overview(at now: Moment) throws(ReviewTrouble) -> ReviewOverview {
    try checked()
    let rows = shelf.map { checklist in
      let shown = figures[checklist.id] ?? [:]
      let sources = self.sources.compactMap { source in
        shown[source].map { ReviewRow.Short(source: source, report: $0.report) }
      }
      let former = texts.values.filter { $0.id == checklist.id && $0.version < checklist.version }
        .max { $0.version < $1.version }
      return ReviewRow(
        id: checklist.id, title: checklist.title, version: checklist.version, work: log.newest(of: checklist.id),
        languages: Language.allCases, figures: sources,
        expectedSeconds: sources.first.map { checklist.expectedSeconds(of: $0.report) } ?? 0,
        changes: former.map { ChangeCounts(VersionDiff(from: $0, to: checklist)) },
        openComments: log.comments.filter { $0.version.checklist == checklist.id && !$0.isResolved }.count,
        toDos: ReviewToDo.all(in: checklist, today: now.day.daysSince1970))
    }
    return ReviewOverview(rows: rows, keys: keys, sources: sources)
  }

  private var sources: [FigureSource] {
    var all: [FigureSource] = [.journal]
    for source in figures.values.flatMap(\.keys) where !all.contains(source) { all.append(source) }
    return all
  }

  package func catchUp() throws(ReviewTrouble) -> Int {
    uncounted.count > 1 ? uncounted.removeFirst() : uncounted.first ?? 0
  }

  package func dossier(of id: ChecklistID) throws(ReviewTrouble) -> ReviewDossier {
    try checked()
    let checklist = try inUse(id)
    let name = Self.name(of: checklist)
    let work = log.versions.filter { $0.id.checklist == id }.reversed().map { version in
      ReviewVersion(
        id: version.id, state: version.state, authors: version.authors.map(person).sorted(),
        reviewers: version.reviewers.map(person).sorted(), saved: version.saved, from: version.from)
    }
    let others = texts.keys.filter { key in key.checklist == id && !work.contains { $0.id == key } }
      .sorted { $0.version > $1.version }
    return ReviewDossier(
      checklist: checklist, inUse: name,
      versions: work + others.map { ReviewVersion(id: $0, state: $0 == name ? .published : .retired) },
      comments: log.comments.filter { $0.version.checklist == id }.map { NamedComment($0, author: person($0.author)) })
  }

  private func person(_ id: TrainerID) -> String { people[id] ?? id.rawValue }

  package func figures(
    _ source: FigureSource, of id: ChecklistID, _ filter: FigureFilter
  ) throws(ReviewTrouble) -> ReviewFigures {
    asked.append(filter)
    guard var found = figures[id]?[source] else { throw .figures }
    found.filter = filter
    return found
  }

  package func checklist(_ id: VersionID) throws(ReviewTrouble) -> Checklist {
    guard let checklist = texts[id] else { throw .noSuchText }
    return checklist
  }

  package func draft(of id: ChecklistID) throws(ReviewTrouble) -> ReviewDraft {
    try checked()
    if let draft = drafts[id] { return draft }
    var checklist = try inUse(id)
    let from = Self.name(of: checklist)
    checklist.version += 1
    stamp += 1
    let draft = ReviewDraft(
      id: id, path: "drafts/\(id).yaml", checklist: checklist, complaints: lint(checklist), stamp: stamp, from: from,
      isSaved: false)
    drafts[id] = draft
    return draft
  }

  package func draftStamp(of id: ChecklistID) -> Int64? { drafts[id]?.stamp }

  /// Another program writes the draft's file; nil: what cannot be understood.
  package func edit(_ id: ChecklistID, _ checklist: Checklist?, _ complaints: [DraftComplaint] = []) {
    stamp += 1
    drafts[id]?.checklist = checklist
    drafts[id]?.complaints = complaints
    drafts[id]?.stamp = stamp
    drafts[id]?.isSaved = false
  }

  package func write(_ checklist: Checklist) throws(ReviewTrouble) -> ReviewDraft {
    try checked()
    written.append(checklist)
    var draft = try draft(of: checklist.id)
    stamp += 1
    draft.checklist = checklist
    draft.complaints = lint(checklist)
    draft.stamp = stamp
    draft.isSaved = texts[Self.name(of: checklist)] != nil
    drafts[checklist.id] = draft
    return draft
  }

  package func complaints(about draft: Checklist) -> [DraftComplaint] { lint(draft) }

  package func save(_ id: ChecklistID, at now: Moment) throws(ReviewTrouble) -> VersionID {
    guard let draft = drafts[id], let checklist = draft.checklist else { throw .noSuchChecklist }
    let name = Self.name(of: checklist)
    try take(.saved(name, from: draft.from), at: now)
    texts[name] = checklist
    drafts[id]?.isSaved = true
    drafts[id]?.from = name
    return name
  }

  package func rehearsal(of id: ChecklistID) throws(ReviewTrouble) -> OpenedChecklist {
    guard let checklist = drafts[id]?.checklist else { throw .noSuchChecklist }
    return OpenedChecklist(
      checklist: checklist, text: ChecklistText(id: id, version: checklist.version, bytes: []),
      hash: Self.name(of: checklist).hash)
  }

  package func unlock(_ key: String, _ passphrase: Passphrase) throws(ReviewTrouble) -> String {
    guard passphrase.text == Self.passphrase else { throw .pack(.key(.wrongPassphrase)) }
    signer = key
    return person(TrainerID(rawValue: key))
  }

  package func lock() {
    locks += 1
    signer = nil
  }

  package func take(_ event: ReviewEvent, at now: Moment) throws(ReviewTrouble) {
    try checked()
    guard let signer else { throw .locked }
    if let refusal = log.take(event, by: TrainerID(rawValue: signer), at: now.wallMilliseconds) {
      throw .refused(refusal)
    }
    taken.append(event)
  }

  package func publish(_ id: VersionID, at now: Moment) throws(ReviewTrouble) -> Publication {
    try checked()
    guard signer == "binh" else { return .waiting(file: "publish/pack-000002.tsp", signed: 1, needed: 2) }
    try take(.published(id), at: now)
    return .published(file: "publish/pack-000002.tsp", pack: 2)
  }
}
