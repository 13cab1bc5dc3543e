import Journal
import Synchronization

/// What a journal's list shows: entries, and the words for them.
struct ListedEntries: Equatable {
  var entries: [EntrySummary]
  var wording: EntryWording
}

/// The rows of a journal's list, each described when it is first asked for: every key draws the list anew, and nearly all
/// of its rows are as they were.
final class EntryRows: Sendable {
  private let listed: ListedEntries
  private let rows: Mutex<[Row?]>

  init(_ listed: ListedEntries) {
    self.listed = listed
    rows = Mutex(Array(repeating: nil, count: listed.entries.count))
  }

  /// The row of an entry by its place.
  func row(_ place: Int) -> Row {
    rows.withLock { rows in
      if let row = rows[place] { return row }
      let row = listed.wording.row(listed.entries[place])
      rows[place] = row
      return row
    }
  }
}
