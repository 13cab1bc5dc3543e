package import Journal

/// A lead's wish that a desk corrects one of its entries ("cần sửa"). It is done once the desk amends the entry; nobody
/// takes it back, and both stay. Its entry and time name it.
package struct EntryMark: WordOnEntry {
  package var entry: EntryID
  /// What is to be corrected: ``EntryMark/clean(_:)``.
  package var note: String
  /// The last sequence of the entry's incarnation that the lead had seen: only what the desk wrote behind it answers.
  package var after: Int
  package var time: Int64

  /// Letters of the longest note.
  package static let longest = 200
  package static let kind = "mark"
  package static let mostKept = 5_000
  package static let mostOfDesk = 500
  package static let mostTold = 500

  package init(entry: EntryID, note: String, after: Int, time: Int64) {
    self.entry = entry
    self.note = note
    self.after = after
    self.time = time
  }

  /// A typed note with single blanks; nil where it is empty or too long, or holds a control or a number like a person's.
  package static func clean(_ typed: String) -> String? {
    TypedLine.clean(typed, atLeast: 1, atMost: longest)
  }

  /// Whether an entry that names the marked one was written behind what the lead had seen.
  package func isAnswered(by later: EntryID) -> Bool {
    later.device == entry.device
      && (later.incarnation > entry.incarnation || later.incarnation == entry.incarnation && later.sequence > after)
  }

  /// Whether the desk amended the entry behind what the lead had seen.
  package func isAnswered(in detail: EntryDetail) -> Bool {
    detail.later.contains { $0.kind == .amendment && isAnswered(by: $0.id) }
  }

  package var act: LeadAct { LeadAct(self) }

  package var isSound: Bool {
    Self.clean(note) == note && entry.isSound && (0...Limits.chainEntries).contains(after)
      && Limits.times.contains(time)
  }
}
