import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// A text of the draft is typed: the Vietnamese form, then the English one. The linter looks on.
struct DraftTextScreen: Screen {
  var focus: Focus
  let place: DraftPlace
  private var language = Language.vietnamese
  /// What the linter says of the text as it is typed; nil: it did not look yet.
  private var complaints: [DraftComplaint]?
  /// Something was typed since the linter looked last.
  private var isUnchecked = false

  init(_ place: DraftPlace, _ desk: Desk) {
    self.place = place
    focus = Focus(desk.draft?.text(at: place)?.vi ?? "")
  }

  enum Action: String { case submit, otherLanguage }

  func content(_ desk: Desk) -> ScreenContent {
    guard let draft = desk.draft else { return desk.unreadableDraft() }
    var content = desk.draftContent(desk.partName(place.part, in: draft), complaints: complaints)
    let title = desk.say(Phrase.textPlace(place.text)) + " · " + language.rawValue
    content.texts = [TextBlock(line: [StyledText(text: title, role: .title)])]
    content.field = FieldContent(.numbers, limit: Desk.longestReviewText)
    content.field?.rows = desk.reviewTextRows
    content.notes = Notes(
      desk.bothLanguages(text(focus.field.text, draft)) + [.gap]
        + desk.complaintBlocks(desk.complaints(at: draft.path(of: place), among: complaints)))
    return content
  }

  /// The text with what is typed in place of its form.
  private func text(_ words: String, _ draft: Checklist) -> LocalText {
    var text = draft.text(at: place) ?? LocalText("", "")
    switch language {
    case .vietnamese: text.vi = words
    case .english: text.en = words
    }
    return text
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [
      Command([.enter], .submit, Phrase.reviewAccept), Command([.tab], .otherLanguage, Phrase.reviewOtherLanguage),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit, .otherLanguage:
      guard let draft = desk.draft else { return [] }
      let text = text(focus.words, draft)
      let effects = desk.changeDraft { $0.put(text, at: place) }
      (complaints, isUnchecked) = (nil, false)
      if action == .submit, language == .english {
        desk.navigation.pop()
        return effects
      }
      language = language.other
      focus = Focus(text[language])
      return effects
    }
  }

  mutating func typed(_ desk: inout Desk) -> [Effect] {
    isUnchecked = true
    return []
  }

  /// The linter looks with the next tick: reading a whole checklist takes longer than a key may.
  mutating func ticked(_ desk: inout Desk) -> [Effect] {
    guard isUnchecked, desk.navigation.top is DraftTextScreen, var draft = desk.draft else { return [] }
    isUnchecked = false
    draft.put(text(focus.field.text, draft), at: place)
    return [.review(.check(draft))]
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    if case .review(.checked(let complaints)) = reply { self.complaints = complaints }
    return []
  }
}
