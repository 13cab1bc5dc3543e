import Checklists
import DeskPorts
import Journal
import Phrases
import Review

/// A value of the draft is chosen among those that it can have.
struct DraftChoiceScreen: DraftForm {
  var focus: Focus
  let value: DraftValue
  let part: VersionDiff.Part

  init(_ value: DraftValue, of part: VersionDiff.Part, _ desk: Desk) {
    self.value = value
    self.part = part
    let words = desk.draft?.words(of: value)
    focus = Focus(row: desk.choices(of: value).firstIndex { $0.words == words })
  }

  func content(_ desk: Desk) -> ScreenContent {
    guard let draft = desk.draft else { return desk.unreadableDraft() }
    var content = desk.draftContent(desk.partName(part, in: draft) + " · " + desk.say(Phrase.draftValue(value)))
    let now = draft.words(of: value)
    content.list = ListContent(
      Phrase.choose,
      desk.choices(of: value).map {
        Row(desk.tick($0.words == now) + $0.text, id: $0.words.isEmpty ? "none" : $0.words)
      })
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let words = desk.choices(of: value)[row].words
    desk.navigation.pop()
    return desk.changeDraft { _ = $0.put(words, at: value) }
  }
}

extension Desk {
  /// What a value can be: as the file has it, and as people read it.
  func choices(of value: DraftValue) -> [(words: String, text: String)] {
    let none = (words: "", text: say(Phrase.draftChoiceNone))
    return switch value {
    case .safety: (draft?.safety ?? []).map { ($0.id.rawValue, say($0.text)) }
    case .asks: [none] + Asking.allCases.map { ($0.rawValue, say(Phrase.asking($0))) }
    case .sourceVerified: [true, false].map { ("\($0)", say(Phrase.verified($0))) }
    case .outcomeOfAnswer, .outcomeOfProblem:
      [none] + Outcome.allCases.map { ($0.rawValue, say(Phrase.outcome($0))) }
    case .checklist, .checklistOfAnswer:
      [none] + shelf.headers.filter { $0.id != draft?.id }.map { ($0.id.rawValue, say($0.title)) }
    case .checked, .minutes, .address, .source, .sourceChecked: []
    }
  }

  /// A value as people read it.
  func valueWords(_ value: DraftValue) -> String {
    let words = draft?.words(of: value) ?? ""
    if value.isChosen { return choices(of: value).first { $0.words == words }?.text ?? words }
    return words.isEmpty ? say(Phrase.draftChoiceNone) : words
  }
}
