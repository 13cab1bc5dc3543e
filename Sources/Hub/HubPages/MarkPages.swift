package import Checklists
package import Journal
import Phrases
package import Protocol

/// An entry of a unit's desk, as a lead sees it on a page.
package struct EntryLine: Hashable, Sendable {
  package var entry: EntryID
  package var day: Day
  package var checklist: ChecklistID
  package var outcome: Outcome
  /// The newest mark on it; nil where it has none.
  package var mark: EntryMark?
  /// It was amended behind what the mark's author had seen.
  package var isCorrected: Bool

  package init(
    entry: EntryID, day: Day, checklist: ChecklistID, outcome: Outcome, mark: EntryMark?, isCorrected: Bool
  ) {
    self.entry = entry
    self.day = day
    self.checklist = checklist
    self.outcome = outcome
    self.mark = mark
    self.isCorrected = isCorrected
  }

  /// The entry in one word, as a form names it.
  package var place: String { "\(entry.device.rawValue).\(entry.incarnation).\(entry.sequence)" }

  /// Reads ``place``; nil for anything else.
  package static func entry(_ place: String) -> EntryID? {
    let parts = place.split(separator: ".", omittingEmptySubsequences: false)
    guard place.utf8.count <= 60, parts.count == 3, let incarnation = Int(parts[1]), let sequence = Int(parts[2]) else {
      return nil
    }
    return EntryID(device: DeviceID(rawValue: String(parts[0])), incarnation: incarnation, sequence: sequence)
  }
}

/// The newest sessions of a lead's unit, each with a form that asks its desk for a correction.
package enum MarkPages {
  package static func list(_ lines: [EntryLine], _ reader: PageReader) -> HTML {
    guard !lines.isEmpty else { return Cells.nothing("sessions", Phrase.newestSessions, Phrase.nothingToShow, reader) }
    let rows = lines.map { line in
      Cells(
        head: "\(Numbers.date(line.day))",
        cells: [
          .text("\(line.entry.device.rawValue.prefix(8)) \(line.entry.incarnation).\(line.entry.sequence)"),
          .text(line.checklist.rawValue), .text(reader(Phrase.outcome(line.outcome))), .html(mark(line, reader)),
        ])
    }
    return Cells.table(
      "sessions", Phrase.newestSessions,
      [Phrase.dayColumn, Phrase.placeColumn, Phrase.checklist, Phrase.outcomeLabel, Phrase.toCorrect], rows,
      reader)
  }

  private static func mark(_ line: EntryLine, _ reader: PageReader) -> HTML {
    let words: HTML =
      line.mark.map { mark in
        "<p>\(reader(line.isCorrected ? Phrase.markIsDone(mark.note) : Phrase.markStands(mark.note)))</p>\n"
      } ?? .none
    let id = "note-\(line.place.replacing(".", with: "-"))"
    return words + """
      <details>
      <summary>\(reader(Phrase.markEntry))<span class="hidden"> \(line.entry.incarnation).\(line.entry.sequence)</span></summary>
      <form class="act" method="post" action="\(PagePath.entries.path)">
      \(PageFrame.token(reader))
      <input type="hidden" name="entry" value="\(line.place)">
      <label for="\(id)">\(reader(Phrase.whatToCorrect))</label> <input id="\(id)" name="note" required maxlength="\(EntryMark.longest)">
      <button>\(reader(Phrase.markEntry))</button>
      </form>
      </details>
      """
  }
}
