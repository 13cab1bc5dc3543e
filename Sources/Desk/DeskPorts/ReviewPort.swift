package import Checklists
package import Journal
package import Review
package import Statistics

/// Where figures come from; the screen says it beside them.
package enum FigureSource: Hashable, Sendable {
  /// The journal of this laptop.
  case journal
  /// All desks, as the hub added them up at that time, in milliseconds since 1970.
  case hub(madeAt: Int64)
}

/// Words of a volunteer where no known problem fitted; free of anything that looks like a number of a person.
package struct VolunteerWords: Hashable, Sendable {
  package var step: StepID
  package var version: Int
  package var words: String
  /// ``Day/monthNumber``.
  package var month: Int

  package init(step: StepID, version: Int, words: String, month: Int) {
    self.step = step
    self.version = version
    self.words = words
    self.month = month
  }
}

/// What a filter can choose among, for one checklist and source.
package struct FilterChoices: Hashable, Sendable {
  /// Newest first.
  package var versions: [Int]
  package var units: [String]
  /// ``Day/monthNumber``, oldest first.
  package var months: [Int]

  package init(versions: [Int] = [], units: [String] = [], months: [Int] = []) {
    self.versions = versions
    self.units = units
    self.months = months
  }
}

/// What one source says of one checklist.
package struct ReviewFigures: Hashable, Sendable {
  package var source: FigureSource
  package var filter: FigureFilter
  package var report: FigureReport
  package var choices: FilterChoices
  /// Newest first; empty where the source has only figures.
  package var words: [VolunteerWords]

  package init(
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
package struct ReviewRow: Hashable, Sendable {
  /// What one source says of it as a whole.
  package struct Short: Hashable, Sendable {
    package var source: FigureSource
    package var report: FigureReport

    package init(source: FigureSource, report: FigureReport) {
      self.source = source
      self.report = report
    }
  }

  package var id: ChecklistID
  package var title: LocalText
  /// The version that desks walk now; 0 where it was never published.
  package var version: Int
  /// The newest version in review and where it stands; nil where nobody works on one.
  package var work: ReviewLog.Version?
  package var languages: [Language]
  /// By source; nothing where the source cannot be read.
  package var figures: [Short]
  /// Of a session, in seconds.
  package var expectedSeconds: Int64
  /// What the version in use changed against the one before; nil where that one is not here.
  package var changes: ChangeCounts?
  package var openComments: Int
  package var toDos: [ReviewToDo]

  package init(
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
package struct ReviewOverview: Hashable, Sendable {
  package var rows: [ReviewRow]
  /// Names of the trainers' keys on this laptop.
  package var keys: [String]
  /// Sources of figures that can be asked, this journal first.
  package var sources: [FigureSource]

  package init(rows: [ReviewRow], keys: [String], sources: [FigureSource]) {
    self.rows = rows
    self.keys = keys
    self.sources = sources
  }
}

/// One version of a checklist, in use or in review.
package struct ReviewVersion: Hashable, Sendable {
  package var id: VersionID
  package var state: ReviewState
  /// Names of those who wrote it, in order; empty for what came from outside.
  package var authors: [String]
  package var reviewers: [String]
  /// When it was saved, by its author's clock; nil for what came from outside.
  package var saved: Int64?
  /// The version that it was made from.
  package var from: VersionID?

  package init(
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
package struct NamedComment: Hashable, Sendable {
  package var comment: ReviewComment
  package var author: String

  package init(_ comment: ReviewComment, author: String) {
    self.comment = comment
    self.author = author
  }
}

/// Everything about one checklist but its figures.
package struct ReviewDossier: Hashable, Sendable {
  /// The version in use; where there is none, the newest draft.
  package var checklist: Checklist
  package var inUse: VersionID
  /// Newest first; the version in use and earlier ones of which the text is here are among them.
  package var versions: [ReviewVersion]
  /// In order.
  package var comments: [NamedComment]

  package init(checklist: Checklist, inUse: VersionID, versions: [ReviewVersion], comments: [NamedComment]) {
    self.checklist = checklist
    self.inUse = inUse
    self.versions = versions
    self.comments = comments
  }
}

/// What is wrong with a draft, with its place.
package struct DraftComplaint: Hashable, Sendable {
  /// Which value of the checklist it is about; nil where the file is not understood there.
  package var path: SchemaPath?
  /// Counted from 1, in the file as it lies on the disk; nil where the checklist lies in no file yet.
  package var line: Int?
  package var column: Int?
  package var words: LocalText

  package init(path: SchemaPath?, line: Int?, column: Int?, words: LocalText) {
    self.path = path
    self.line = line
    self.column = column
    self.words = words
  }
}

/// The draft that lies in the data folder, for the form and for a trainer's own editor.
package struct ReviewDraft: Hashable, Sendable {
  package var id: ChecklistID
  /// Where it lies.
  package var path: String
  /// Nil where the file cannot be understood; the complaints then say where.
  package var checklist: Checklist?
  package var complaints: [DraftComplaint]
  /// Another number stands for another state of the file.
  package var stamp: Int64
  /// The version that it was made from.
  package var from: VersionID?
  /// Whether this very text is a saved version already.
  package var isSaved: Bool

  package init(
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
package enum Publication: Hashable, Sendable {
  /// The pack lies there and waits for signatures of more trainers.
  case waiting(file: String, signed: Int, needed: Int)
  /// The pack has all signatures, lies there, and this laptop uses it.
  case published(file: String, pack: Int)
}

/// What somebody types to unlock a key: it describes itself as nothing.
package struct Passphrase: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable
{
  package let text: String
  package init(_ text: String) { self.text = text }
  package var description: String { "***" }
  package var debugDescription: String { "***" }
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// What the desk asks of the review. Whatever changes something is on the disk when the call returns.
package protocol ReviewPort: AnyObject {
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
