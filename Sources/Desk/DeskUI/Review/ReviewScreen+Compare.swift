import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import Statistics
import TerminalUI

/// Two versions of a checklist next to each other, word by word.
extension Desk {
  func drawCompare(_ screen: ReviewScreen, in frame: inout Frame) {
    drawReviewHeader(Phrase.reviewCompare, in: &frame)
    guard let compared = review.compared else { return }
    let versions = say(Phrase.version(compared.old.version)) + " → " + say(Phrase.version(compared.new.version))
    let ascii = capabilities.hasSymbols ? versions : versions.replacing("→", with: "->")
    frame.put(ascii + " · " + language.rawValue, column: 1, row: 1, role: .muted, limit: size.columns - 20)
    let area = listArea
    if compared.diff.rows.isEmpty { drawText(say(Phrase.reviewNoDifference), in: area, of: &frame, role: .muted) }
    let lines = compared.diff.rows.flatMap { compareLines($0, compared, columns: area.columns) }
    let scroll = min(screen.scroll, max(0, lines.count - area.rows))
    for (index, line) in lines.dropFirst(scroll).prefix(area.rows).enumerated() {
      var column = area.column
      for span in line {
        column += frame.put(
          span.text, column: column, row: area.row + index, role: span.role, limit: max(0, area.end - column))
      }
    }
    if lines.count - scroll > area.rows { drawMore(in: area, of: &frame) }
  }

  private func compareLines(
    _ row: VersionDiff.Row, _ compared: ReviewDesk.Compared, columns: Int
  ) -> [[StyledText]] {
    let isGone = row.changes.contains(.removed)
    let name = partName(row.part, in: isGone ? compared.old : compared.new)
    let sign = row.changes.contains(.added) ? "+ " : isGone ? "- " : "~ "
    let role: TerminalUI.Role = row.changes.contains(.added) ? .good : isGone ? .danger : .title
    var lines = wrapped(sign + name, columns: columns).map { [StyledText(text: $0, role: role)] }
    if case .step(let id) = row.part { lines += figureLines(id, compared, columns: columns) }
    for change in row.changes { lines += self.lines(change, compared, columns: columns) }
    return lines + [[]]
  }

  /// How the step went in the old version, by source.
  private func figureLines(_ id: StepID, _ compared: ReviewDesk.Compared, columns: Int) -> [[StyledText]] {
    guard let step = compared.old.step(id) else { return [] }
    return (review.overview?.sources ?? []).flatMap { source -> [[StyledText]] in
      guard let report = compared.figures[source] else { return [] }
      let words =
        report.steps[id].map {
          say(Phrase.stepTimes($0, expectedSeconds: step.expected.wholeSeconds)) + " · " + say(Phrase.stepRates($0))
        } ?? say(Phrase.sessions(.few))
      let name = say(Phrase.version(compared.old.version)) + ", " + say(sourceName(source))
      return wrapped("  " + name + ": " + words, columns: columns).map { [StyledText(text: $0, role: .muted)] }
    }
  }

  private func lines(_ change: VersionDiff.Change, _ compared: ReviewDesk.Compared, columns: Int) -> [[StyledText]] {
    func plain(_ text: LocalText, _ role: TerminalUI.Role = .accent) -> [[StyledText]] {
      wrapped("  " + say(text), columns: columns).map { [StyledText(text: $0, role: role)] }
    }
    switch change {
    case .added: return plain(Phrase.changeAdded, .good)
    case .removed: return plain(Phrase.changeRemoved, .danger)
    case .moved(let from, let to): return plain(Phrase.moved(from: from, to: to))
    case .expected(let old, let new):
      let words = Phrase.expectedChange(old: old, new: new)
      return plain(
        capabilities.hasSymbols
          ? words : LocalText(words.vi.replacing("→", with: "->"), words.en.replacing("→", with: "->")))
    case .details: return plain(Phrase.changeDetails)
    case .branch(let old, let new):
      return plain(Phrase.changeBranch)
        + sideBySide(
          [StyledText(text: conditionWords(old, compared.old), role: .danger)],
          [StyledText(text: conditionWords(new, compared.new), role: .good)], columns: columns)
    case .texts(let changes):
      return changes.flatMap { change in
        plain(Phrase.textPlace(change.place)) + wordLines(change.words(language), columns: columns)
      }
    }
  }

  /// Removed words stand between `[-` and `-]`, added ones between `{+` and `+}`, so that no colour is needed.
  private func wordLines(_ words: WordDiff, columns: Int) -> [[StyledText]] {
    guard words.isChange else {
      return [[StyledText(text: "  = ", role: .muted)] + [StyledText(text: say(Phrase.reviewSameText), role: .muted)]]
    }
    var old: [StyledText] = []
    var new: [StyledText] = []
    for piece in words.pieces {
      switch piece {
      case .same(let text):
        old.append(StyledText(text: text, role: .text))
        new.append(StyledText(text: text, role: .text))
      case .removed(let text): old.append(StyledText(text: "[-" + text + "-]", role: .danger))
      case .added(let text): new.append(StyledText(text: "{+" + text + "+}", role: .good))
      }
    }
    return sideBySide(old, new, columns: columns)
  }

  /// The old words on the left and the new ones on the right where there is room, else under each other.
  func sideBySide(_ old: [StyledText], _ new: [StyledText], columns: Int) -> [[StyledText]] {
    guard columns >= 76 else {
      let width = columns - 4
      return brokenLines(old, columns: width).enumerated().map {
        [StyledText(text: $0.offset == 0 ? "  - " : "    ", role: .danger)] + $0.element
      }
        + brokenLines(new, columns: width).enumerated().map {
          [StyledText(text: $0.offset == 0 ? "  + " : "    ", role: .good)] + $0.element
        }
    }
    let width = (columns - 7) / 2
    let (left, right) = (brokenLines(old, columns: width), brokenLines(new, columns: width))
    return (0..<max(left.count, right.count)).map { row in
      let line = row < left.count ? left[row] : []
      let used = line.reduce(0) { $0 + displayWidth($1.text) }
      return [StyledText(text: row == 0 ? "- " : "  ", role: .danger)] + line
        + [
          StyledText(
            text: String(repeating: " ", count: max(0, width - used)) + (capabilities.hasSymbols ? " │ " : " | "),
            role: .quiet),
          StyledText(text: row == 0 ? "+ " : "  ", role: .good),
        ] + (row < right.count ? right[row] : [])
    }
  }

  /// Words of several roles, broken between words.
  private func brokenLines(_ spans: [StyledText], columns: Int) -> [[StyledText]] {
    var lines: [[StyledText]] = []
    var line: [StyledText] = []
    var used = 0
    for span in spans {
      for word in span.text.split(separator: " ") {
        for part in wrapped(String(word), columns: max(1, columns)) {
          let width = displayWidth(part)
          if used > 0, used + 1 + width > columns {
            lines.append(line)
            (line, used) = ([], 0)
          }
          if used > 0 { line.append(StyledText(text: " ", role: .text)) }
          line.append(StyledText(text: part, role: span.role))
          used += width + (used > 0 ? 1 : 0)
        }
      }
    }
    if !line.isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }
}
