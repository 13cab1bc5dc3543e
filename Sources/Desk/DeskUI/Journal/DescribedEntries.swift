import Journal
import Synchronization

/// The rows of a journal's list as they were described last: each key draws the list anew, and nearly all of its rows are
/// as they were.
final class DescribedEntries: Sendable {
  private struct Described {
    var wording: EntryWording?
    var entries: [EntrySummary] = []
    /// Nil where a row was not in view yet.
    var rows: [Row?] = []
  }
  private let described = Mutex(Described())

  /// Takes the entries at hand; forgets what was described where they are others, or said in other words.
  func show(_ entries: [EntrySummary], in wording: EntryWording) {
    described.withLock { described in
      guard described.wording != wording || described.entries != entries else { return }
      described = Described(
        wording: wording, entries: entries, rows: Array(repeating: nil, count: entries.count))
    }
  }

  /// The row of an entry by its place among those at hand.
  func row(_ place: Int) -> Row {
    described.withLock { described in
      guard described.rows.indices.contains(place), let wording = described.wording else { return Row("") }
      if let row = described.rows[place] { return row }
      let row = wording.row(described.entries[place])
      described.rows[place] = row
      return row
    }
  }
}
