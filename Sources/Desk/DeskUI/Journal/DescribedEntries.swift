import Journal
import Synchronization

/// The rows of a journal's list as they were described last: each key draws the list anew, and nearly all of its rows are
/// as they were.
final class DescribedEntries: Sendable {
  private struct Described {
    /// Counts how often other entries or other words were asked for.
    var turn = 0
    var wording: EntryWording?
    var entries: [EntrySummary] = []
    /// Nil where a row was not asked for yet.
    var rows: [Row?] = []
  }
  private let described = Mutex(Described())

  /// The rows of entries by their places. They stay what they are, whatever is asked for later.
  func rows(of entries: [EntrySummary], in wording: EntryWording) -> @Sendable (Int) -> Row {
    let turn = described.withLock { described in
      if described.wording != wording || described.entries != entries {
        described = Described(
          turn: described.turn + 1, wording: wording, entries: entries,
          rows: Array(repeating: nil, count: entries.count))
      }
      return described.turn
    }
    return { place in
      self.described.withLock { described in
        guard described.turn == turn else { return wording.row(entries[place]) }
        if let row = described.rows[place] { return row }
        let row = wording.row(entries[place])
        described.rows[place] = row
        return row
      }
    }
  }
}
