package import Checklists

/// The result of reading one file: its value, or everything that is wrong with it.
///
/// Invariant: `value` is nil exactly when there is a complaint.
package struct Reading<Value: Hashable & Sendable>: Hashable, Sendable {
  /// The name the file was read under.
  package var file: String
  /// The value of the file; nil where anything in it is wrong.
  package var value: Value?
  /// The value of a checklist's file whose form is right, also where it breaks rules; nil otherwise.
  package var understood: Value?
  /// Everything that is wrong, by place; at most ``ChecklistReader/mostComplaints``.
  package var complaints: [Complaint]
  /// Where the file names other checklists, in file order; empty for other kinds of file.
  package var references: [Reference]
}

/// A place where one checklist names another.
package struct Reference: Hashable, Sendable {
  /// The checklist that is named.
  package var checklist: ChecklistID
  /// Counted from 1.
  package var line: Int
  /// In characters, counted from 1.
  package var column: Int
  package var path: SchemaPath

  package init(checklist: ChecklistID, line: Int, column: Int, path: SchemaPath) {
    self.checklist = checklist
    self.line = line
    self.column = column
    self.path = path
  }
}
