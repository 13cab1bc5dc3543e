import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import Statistics
import TerminalUI

/// Two versions of a checklist next to each other, word by word.
struct CompareScreen: Screen {
  var focus = Focus()
  private let old: Checklist
  private let new: Checklist
  /// The name of the new one.
  private let version: VersionID
  private let diff: VersionDiff
  /// Of the old version, by source.
  private var figures: [FigureSource: FigureReport] = [:]

  init(old: Checklist, new: Checklist, of version: VersionID) {
    self.old = old
    self.new = new
    self.version = version
    diff = VersionDiff(from: old, to: new)
  }

  enum Action: String { case comments, otherLanguage }

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.reviewTitle(Phrase.reviewCompare))
    let arrow = desk.capabilities.hasSymbols ? " → " : " -> "
    let versions = desk.say(Phrase.version(old.version)) + arrow + desk.say(Phrase.version(new.version))
    content.head = [HeadLine(versions + " · " + desk.language.rawValue)]
    content.texts =
      diff.rows.isEmpty
      ? [TextBlock(desk.say(Phrase.reviewNoDifference), .muted)]
      : diff.rows.flatMap { compareLines($0, desk, columns: desk.size.columns - 2) }.map { TextBlock(line: $0) }
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    let isHere = desk.review.dossier?.versions.contains { $0.id == version } == true
    return [
      Command(
        "g", .comments, Phrase.reviewComments,
        disabled: isHere ? nil : Phrase.sentence(ReviewRefusal.noSuchVersion)),
      Command([.function(2)], .otherLanguage, Phrase.reviewOtherLanguage),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .comments:
      desk.navigation.push(CommentsScreen(step: nil))
      return []
    case .otherLanguage: return desk.switchLanguage()
    }
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    guard case .review(.figures(let figures, old.id)) = reply,
      figures.filter == FigureFilter(version: old.version)
    else { return [] }
    self.figures[figures.source] = figures.report
    return []
  }

  // MARK: Lines

  private func compareLines(
    _ row: VersionDiff.Row, _ desk: Desk, columns: Int
  ) -> [[StyledText]] {
    let isGone = row.changes.contains(.removed)
    let name = desk.partName(row.part, in: isGone ? old : new)
    let sign = row.changes.contains(.added) ? "+ " : isGone ? "- " : "~ "
    let role: TerminalUI.Role = row.changes.contains(.added) ? .good : isGone ? .danger : .title
    var lines = wrapped(sign + name, columns: columns).map { [StyledText(text: $0, role: role)] }
    if case .step(let id) = row.part { lines += figureLines(id, desk, columns: columns) }
    for change in row.changes { lines += self.lines(change, desk, columns: columns) }
    return lines + [[]]
  }

  /// How the step went in the old version, by source.
  private func figureLines(_ id: StepID, _ desk: Desk, columns: Int) -> [[StyledText]] {
    guard let step = old.step(id) else { return [] }
    return (desk.review.overview?.sources ?? []).flatMap { source -> [[StyledText]] in
      guard let report = figures[source] else { return [] }
      let words =
        report.steps[id].map {
          desk.say(Phrase.stepTimes($0, expectedSeconds: step.expected.wholeSeconds)) + " · "
            + desk.say(Phrase.stepRates($0))
        } ?? desk.say(Phrase.sessions(.few))
      let name = desk.say(Phrase.version(old.version)) + ", " + desk.say(desk.sourceName(source))
      return wrapped("  " + name + ": " + words, columns: columns).map { [StyledText(text: $0, role: .muted)] }
    }
  }

  private func lines(_ change: VersionDiff.Change, _ desk: Desk, columns: Int) -> [[StyledText]] {
    func plain(_ text: LocalText, _ role: TerminalUI.Role = .accent) -> [[StyledText]] {
      wrapped("  " + desk.say(text), columns: columns).map { [StyledText(text: $0, role: role)] }
    }
    switch change {
    case .added: return plain(Phrase.changeAdded, .good)
    case .removed: return plain(Phrase.changeRemoved, .danger)
    case .moved(let from, let to): return plain(Phrase.moved(from: from, to: to))
    case .expected(let before, let after):
      let words = Phrase.expectedChange(old: before, new: after)
      return plain(
        desk.capabilities.hasSymbols
          ? words : LocalText(words.vi.replacing("→", with: "->"), words.en.replacing("→", with: "->")))
    case .details: return plain(Phrase.changeDetails)
    case .branch(let before, let after):
      return plain(Phrase.changeBranch)
        + sideBySide(
          [StyledText(text: desk.conditionWords(before, old), role: .danger)],
          [StyledText(text: desk.conditionWords(after, new), role: .good)], desk, columns: columns)
    case .texts(let changes):
      return changes.flatMap { change in
        plain(Phrase.textPlace(change.place)) + wordLines(change.words(desk.language), desk, columns: columns)
      }
    }
  }

  /// Removed words stand between `[-` and `-]`, added ones between `{+` and `+}`, so that no colour is needed.
  private func wordLines(_ words: WordDiff, _ desk: Desk, columns: Int) -> [[StyledText]] {
    guard words.isChange else {
      return [
        [StyledText(text: "  = ", role: .muted)] + [StyledText(text: desk.say(Phrase.reviewSameText), role: .muted)]
      ]
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
    return sideBySide(old, new, desk, columns: columns)
  }

  /// The old words on the left and the new ones on the right where there is room, else under each other.
  private func sideBySide(
    _ old: [StyledText], _ new: [StyledText], _ desk: Desk, columns: Int
  ) -> [[StyledText]] {
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
            text: String(repeating: " ", count: max(0, width - used)) + (desk.capabilities.hasSymbols ? " │ " : " | "),
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
