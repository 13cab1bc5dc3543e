import Bytes
package import Checklists

/// The person behind a signature: the name under which the pinned root lists the signing key, else `key:` and the hex of
/// the key itself, a stranger of their own. A name that somebody types in the review means nothing here.
package struct TrainerID: Name {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// Where a version of a checklist stands on its way.
package enum ReviewState: String, Hashable, Sendable, Codable, CaseIterable {
  case draft
  case inReview = "in-review"
  case approved, published, retired
}

/// Names a draft version: the SHA-256 of its file's bytes.
package struct VersionID: Hashable, Sendable, Codable {
  package var checklist: ChecklistID
  package var version: Int
  /// Hex.
  package var hash: String
  package init(checklist: ChecklistID, version: Int, hash: String) {
    self.checklist = checklist
    self.version = version
    self.hash = hash
  }
}

/// Something that happened to a version in review. Kept in order, signed by who did it; never changed.
package enum ReviewEvent: Hashable, Sendable, Codable {
  /// A draft was saved: the bytes of the file, made from that earlier version (nil: a new checklist).
  case saved(VersionID, from: VersionID?)
  /// A comment: on a step (nil: on the whole), as an answer to another one (nil: a thread of its own), perhaps with a
  /// proposed text. The version need not be one of the review: what ships, or came in a pack, is commented on, too.
  case commented(
    CommentID, on: VersionID, step: StepID?, answers: CommentID?, words: String, proposal: TextProposal? = nil)
  case resolved(CommentID)
  case reopened(CommentID)
  case reviewAsked(VersionID)
  case approved(VersionID)
  case sentBack(VersionID, words: String)
  case published(VersionID)
  case retired(VersionID)
}

/// The name of a comment, 16 hex digits that its author's desk derives from the moment, the words and how many comments
/// it knows: pure, so that a recording makes the same one again. Two comments of one name count as one, the first.
package struct CommentID: Name {
  package let rawValue: String
  package init(rawValue: String) { self.rawValue = rawValue }
}

/// A comment with what became of it.
package struct ReviewComment: Hashable, Sendable {
  package var id: CommentID
  package var version: VersionID
  package var step: StepID?
  package var answers: CommentID?
  package var words: String
  /// A text that its author would rather read at the step.
  package var proposal: TextProposal?
  package var author: TrainerID
  /// By the author's clock, in milliseconds since 1970; for people, never for order.
  package var time: Int64
  package var isResolved = false
}

/// Why something may not be done.
package enum ReviewRefusal: Hashable, Sendable, CaseIterable {
  /// Whoever wrote any of it, or asked for its review, cannot approve it: two people.
  case samePerson
  /// The version is unknown.
  case noSuchVersion
  /// A published version never changes; neither does its number.
  case alreadyPublished
  /// Nobody asked for its review, or it was sent back.
  case notInReview
  case notApproved
  case noSuchComment
  /// There is a newer draft.
  case notNewest
}

/// All that happened in review, and what follows from it: pure, the same on every machine that has the same events.
package struct ReviewLog: Hashable, Sendable {
  /// One version and where it stands.
  package struct Version: Hashable, Sendable {
    package var id: VersionID
    package var from: VersionID?
    package var state = ReviewState.draft
    /// Everybody who wrote some of it: whoever saved it, or one of those that it was made from since the last published
    /// one, and whoever asked for its review.
    package var authors: Set<TrainerID>
    package var reviewers: Set<TrainerID> = []
    package var saved: Int64
  }

  /// In the order in which they were first saved.
  package private(set) var versions: [Version] = []
  /// In order.
  package private(set) var comments: [ReviewComment] = []

  package init() {}

  package func version(_ id: VersionID) -> Version? { versions.first { $0.id == id } }
  /// The newest version of a checklist, whatever its state.
  package func newest(of checklist: ChecklistID) -> Version? { versions.last { $0.id.checklist == checklist } }
  /// Comments on a version and on those it was made from, in order.
  package func comments(on id: VersionID) -> [ReviewComment] {
    var line: Set<VersionID> = []
    var next: VersionID? = id
    while let version = next, line.insert(version).inserted { next = self.version(version)?.from }
    return comments.filter { line.contains($0.version) }
  }

  /// Takes an event of a trainer and returns nil, or says why it may not be; nothing changes then.
  package mutating func take(_ event: ReviewEvent, by trainer: TrainerID, at time: Int64) -> ReviewRefusal? {
    switch event {
    case .saved(let id, let from): return save(id, from, trainer, time)
    case .commented(let comment, let id, let step, let answers, let words, let proposal):
      if let answers, !comments.contains(where: { $0.id == answers }) { return .noSuchComment }
      guard !comments.contains(where: { $0.id == comment }) else { return nil }
      comments.append(
        ReviewComment(
          id: comment, version: id, step: step, answers: answers, words: words, proposal: proposal,
          author: trainer, time: time))
      return nil
    case .resolved(let comment): return mark(comment, isResolved: true)
    case .reopened(let comment): return mark(comment, isResolved: false)
    case .reviewAsked(let id), .approved(let id), .sentBack(let id, _), .published(let id), .retired(let id):
      guard let index = versions.firstIndex(where: { $0.id == id }) else { return .noSuchVersion }
      return move(index, event, trainer)
    }
  }

  private mutating func save(
    _ id: VersionID, _ from: VersionID?, _ trainer: TrainerID, _ time: Int64
  ) -> ReviewRefusal? {
    if let index = versions.firstIndex(where: { $0.id == id }) {
      versions[index].authors.insert(trainer)
      return nil
    }
    let published = versions.filter { $0.id.checklist == id.checklist && $0.state != .draft && $0.state != .inReview }
    guard published.allSatisfy({ $0.id.version < id.version }) else { return .alreadyPublished }
    var authors: Set<TrainerID> = [trainer]
    if let from, let base = version(from), base.state != .published, base.state != .retired {
      authors.formUnion(base.authors)
    }
    versions.append(Version(id: id, from: from, authors: authors, saved: time))
    return nil
  }

  private mutating func mark(_ comment: CommentID, isResolved: Bool) -> ReviewRefusal? {
    guard let index = comments.firstIndex(where: { $0.id == comment }) else { return .noSuchComment }
    comments[index].isResolved = isResolved
    return nil
  }

  /// A step along the way of the version at a place.
  private mutating func move(_ index: Int, _ event: ReviewEvent, _ trainer: TrainerID) -> ReviewRefusal? {
    let version = versions[index]
    switch event {
    case .reviewAsked(let id):
      guard newest(of: id.checklist)?.id == id else { return .notNewest }
      guard version.state == .draft || version.state == .inReview else { return .alreadyPublished }
      versions[index].authors.insert(trainer)
      versions[index].state = .inReview
    case .approved:
      guard version.state == .inReview || version.state == .approved else { return .notInReview }
      guard !version.authors.contains(trainer) else { return .samePerson }
      versions[index].reviewers.insert(trainer)
      versions[index].state = .approved
    case .sentBack:
      guard version.state == .inReview || version.state == .approved else { return .notInReview }
      guard !version.authors.contains(trainer) else { return .samePerson }
      versions[index].reviewers = []
      versions[index].state = .draft
    case .published(let id):
      guard version.state == .approved || version.state == .published else { return .notApproved }
      for other in versions.indices
      where versions[other].id.checklist == id.checklist && versions[other].state == .published && other != index {
        versions[other].state = .retired
      }
      versions[index].state = .published
    case .retired: versions[index].state = .retired
    case .saved, .commented, .resolved, .reopened: break
    }
    return nil
  }
}
