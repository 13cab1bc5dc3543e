public import Checklists
public import Journal
public import Review
public import Statistics

/// Where figures come from; the screen says it beside them.
public enum FigureSource: Hashable, Sendable {
  /// The journal of this laptop.
  case journal
  /// All desks, as the hub added them up at that time, in milliseconds since 1970.
  case hub(madeAt: Int64)
}

/// Words of a volunteer where no known problem fitted; free of anything that looks like a number of a person.
public struct VolunteerWords: Hashable, Sendable {
  public var step: StepID
  public var version: Int
  public var words: String
  /// ``Day/monthNumber``.
  public var month: Int

  public init(step: StepID, version: Int, words: String, month: Int) {
    self.step = step
    self.version = version
    self.words = words
    self.month = month
  }
}

/// What a filter can choose among, for one checklist and source.
public struct FilterChoices: Hashable, Sendable {
  /// Newest first.
  public var versions: [Int]
  public var units: [String]
  /// ``Day/monthNumber``, oldest first.
  public var months: [Int]

  public init(versions: [Int] = [], units: [String] = [], months: [Int] = []) {
    self.versions = versions
    self.units = units
    self.months = months
  }
}

/// What one source says of one checklist.
public struct ReviewFigures: Hashable, Sendable {
  public var source: FigureSource
  public var filter: FigureFilter
  public var report: FigureReport
  public var choices: FilterChoices
  /// Newest first; empty where the source has only figures.
  public var words: [VolunteerWords]

  public init(
    source: FigureSource, filter: FigureFilter, report: FigureReport, choices: FilterChoices,
    words: [VolunteerWords] = []
  ) {
    self.source = source
    self.filter = filter
    self.report = report
    self.choices = choices
    self.words = words
  }
}

/// One checklist in the list of all.
public struct ReviewRow: Hashable, Sendable {
  /// What one source says of it as a whole.
  public struct Short: Hashable, Sendable {
    public var source: FigureSource
    public var report: FigureReport

    public init(source: FigureSource, report: FigureReport) {
      self.source = source
      self.report = report
    }
  }

  public var id: ChecklistID
  public var title: LocalText
  /// The version that desks walk now; 0 where it was never published.
  public var version: Int
  /// The newest version in review and where it stands; nil where nobody works on one.
  public var work: ReviewLog.Version?
  public var languages: [Language]
  /// By source; nothing where the source cannot be read.
  public var figures: [Short]
  /// Of a session, in seconds.
  public var expectedSeconds: Int64
  /// What the version in use changed against the one before; nil where that one is not here.
  public var changes: ChangeCounts?
  public var openComments: Int
  public var toDos: [ReviewToDo]

  public init(
    id: ChecklistID, title: LocalText, version: Int, work: ReviewLog.Version?, languages: [Language],
    figures: [Short], expectedSeconds: Int64, changes: ChangeCounts?, openComments: Int, toDos: [ReviewToDo]
  ) {
    self.id = id
    self.title = title
    self.version = version
    self.work = work
    self.languages = languages
    self.figures = figures
    self.expectedSeconds = expectedSeconds
    self.changes = changes
    self.openComments = openComments
    self.toDos = toDos
  }
}

/// All checklists, as the review's first screen has them.
public struct ReviewOverview: Hashable, Sendable {
  public var rows: [ReviewRow]
  /// Names of the trainers' keys on this laptop.
  public var keys: [String]
  /// Sources of figures that can be asked, this journal first.
  public var sources: [FigureSource]

  public init(rows: [ReviewRow], keys: [String], sources: [FigureSource]) {
    self.rows = rows
    self.keys = keys
    self.sources = sources
  }
}

/// One version of a checklist, in use or in review.
public struct ReviewVersion: Hashable, Sendable {
  public var id: VersionID
  public var state: ReviewState
  /// Names of those who wrote it, in order; empty for what came from outside.
  public var authors: [String]
  public var reviewers: [String]
  /// When it was saved, by its author's clock; nil for what came from outside.
  public var saved: Int64?
  /// The version that it was made from.
  public var from: VersionID?

  public init(
    id: VersionID, state: ReviewState, authors: [String] = [], reviewers: [String] = [], saved: Int64? = nil,
    from: VersionID? = nil
  ) {
    self.id = id
    self.state = state
    self.authors = authors
    self.reviewers = reviewers
    self.saved = saved
    self.from = from
  }
}

/// A comment with the name of its author.
public struct NamedComment: Hashable, Sendable {
  public var comment: ReviewComment
  public var author: String

  public init(_ comment: ReviewComment, author: String) {
    self.comment = comment
    self.author = author
  }
}

/// Everything about one checklist but its figures.
public struct ReviewDossier: Hashable, Sendable {
  /// The version in use; where there is none, the newest draft.
  public var checklist: Checklist
  public var inUse: VersionID
  /// Newest first; the version in use and earlier ones of which the text is here are among them.
  public var versions: [ReviewVersion]
  /// In order.
  public var comments: [NamedComment]

  public init(checklist: Checklist, inUse: VersionID, versions: [ReviewVersion], comments: [NamedComment]) {
    self.checklist = checklist
    self.inUse = inUse
    self.versions = versions
    self.comments = comments
  }
}

/// What is wrong with a draft, with its place.
public struct DraftComplaint: Hashable, Sendable {
  /// Which value of the checklist it is about; nil where the file is not understood there.
  public var path: SchemaPath?
  /// Counted from 1, in the file as it lies on the disk; nil where the checklist lies in no file yet.
  public var line: Int?
  public var column: Int?
  public var words: LocalText

  public init(path: SchemaPath?, line: Int?, column: Int?, words: LocalText) {
    self.path = path
    self.line = line
    self.column = column
    self.words = words
  }
}

/// The draft that lies in the data folder, for the form and for a trainer's own editor.
public struct ReviewDraft: Hashable, Sendable {
  public var id: ChecklistID
  /// Where it lies.
  public var path: String
  /// Nil where the file cannot be understood; the complaints then say where.
  public var checklist: Checklist?
  public var complaints: [DraftComplaint]
  /// Another number stands for another state of the file.
  public var stamp: Int64
  /// The version that it was made from.
  public var from: VersionID?
  /// Whether this very text is a saved version already.
  public var isSaved: Bool

  public init(
    id: ChecklistID, path: String, checklist: Checklist?, complaints: [DraftComplaint], stamp: Int64, from: VersionID?,
    isSaved: Bool
  ) {
    self.id = id
    self.path = path
    self.checklist = checklist
    self.complaints = complaints
    self.stamp = stamp
    self.from = from
    self.isSaved = isSaved
  }
}

/// How far a version is on its way into a pack.
public enum Publication: Hashable, Sendable {
  /// The pack lies there and waits for signatures of more trainers.
  case waiting(file: String, signed: Int, needed: Int)
  /// The pack has all signatures, lies there, and this laptop uses it.
  case published(file: String, pack: Int)
}

/// What somebody types to unlock a key: it describes itself as nothing.
public struct Passphrase: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public let text: String
  public init(_ text: String) { self.text = text }
  public var description: String { "***" }
  public var debugDescription: String { "***" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}

/// Why something of the review could not be done; each has its sentence.
public enum ReviewTrouble: Error, Hashable, Sendable {
  /// There is no review in this program.
  case missing
  /// The practice journal is open.
  case practice
  /// The rules say no.
  case refused(ReviewRefusal)
  /// The figures cannot be made or read; they are made anew from the journal.
  case figures
  /// The hub was not asked this yet; the next exchange brings it.
  case comesLater
  /// The book of drafts and comments cannot be used.
  case book
  /// A newer program wrote it.
  case newer
  case full
  case noSuchText
  /// What came from outside is not signed by whom the root names.
  case notVerified
  /// The laptop has no key of a trainer.
  case noKey
  /// The key must be unlocked first.
  case locked
  case key(TrainerKeyProblem)
  case noSuchChecklist
  /// The draft has so many mistakes.
  case mistakes(Int)
  /// Nothing was changed since the version it was made from.
  case unchanged
  case cannotWrite(path: String)
  case pack(PackRefusal)
}

/// What the desk asks of the review. Whatever changes something is on the disk when the call returns.
public protocol ReviewPort: AnyObject {
  /// Whether the laptop holds a key of a trainer.
  var hasKeys: Bool { get }
  /// All checklists; asks all sources for their figures.
  func overview(at: Moment) throws(ReviewTrouble) -> ReviewOverview
  /// Counts some more entries of the journal into the figures; returns how many are left.
  func catchUp() throws(ReviewTrouble) -> Int
  func dossier(of: ChecklistID) throws(ReviewTrouble) -> ReviewDossier
  func figures(_ source: FigureSource, of: ChecklistID, _ filter: FigureFilter) throws(ReviewTrouble) -> ReviewFigures
  /// The text of a version.
  func checklist(_ id: VersionID) throws(ReviewTrouble) -> Checklist
  /// The draft in the data folder; where there is none, one is begun from the newest version.
  func draft(of: ChecklistID) throws(ReviewTrouble) -> ReviewDraft
  /// The state of the draft's file; nil where there is none.
  func draftStamp(of: ChecklistID) -> Int64?
  /// Writes the draft, as the form has it.
  func write(_ draft: Checklist) throws(ReviewTrouble) -> ReviewDraft
  /// What the linter says of a draft that is not written yet.
  func complaints(about draft: Checklist) -> [DraftComplaint]
  /// Takes the draft's text as a new version of the review, signed with the unlocked key.
  func save(_ id: ChecklistID, at: Moment) throws(ReviewTrouble) -> VersionID
  /// The bytes of the draft, to be walked.
  func rehearsal(of: ChecklistID) throws(ReviewTrouble) -> OpenedChecklist
  /// Unlocks a key for as long as the review is open; returns the trainer's name.
  func unlock(_ key: String, _ passphrase: Passphrase) throws(ReviewTrouble) -> String
  /// Forgets the unlocked key.
  func lock()
  /// Does something as the trainer whose key is unlocked.
  func take(_ event: ReviewEvent, at: Moment) throws(ReviewTrouble)
  /// Puts an approved version into a pack, or adds the trainer's signature to the pack that waits.
  func publish(_ id: VersionID, at: Moment) throws(ReviewTrouble) -> Publication
}
