public import Checklists

/// What came of reading one file: its value, or everything that is wrong with it.
///
/// Invariant: `value` is nil exactly when there is a complaint.
public struct Reading<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The name the file was read under.
  public var file: String
  /// What the file says; nil where anything in it is wrong.
  public var value: Value?
  /// Everything that is wrong, by place; at most ``ChecklistReader/mostComplaints``.
  public var complaints: [Complaint]
  /// Where the file names other checklists, in file order; empty for other kinds of file.
  public var references: [Reference]

  public init(file: String, value: Value?, complaints: [Complaint], references: [Reference] = []) {
    self.file = file
    self.value = value
    self.complaints = complaints
    self.references = references
  }
}

/// A place where one checklist names another.
public struct Reference: Hashable, Sendable {
  /// The checklist that is named.
  public var checklist: ChecklistID
  /// Counted from 1.
  public var line: Int
  /// In characters, counted from 1.
  public var column: Int

  public init(checklist: ChecklistID, line: Int, column: Int) {
    self.checklist = checklist
    self.line = line
    self.column = column
  }
}
