import Checklists
import DeskPorts
import Journal
import Phrases
import Review
import TerminalUI

/// A value of the draft is typed: minutes, a day, an address, the name of a document.
struct DraftValueScreen: Screen {
  var focus: Focus
  let value: DraftValue
  let part: VersionDiff.Part

  init(_ value: DraftValue, of part: VersionDiff.Part, _ desk: Desk) {
    self.value = value
    self.part = part
    focus = Focus(desk.draft?.words(of: value) ?? "")
  }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    guard let draft = desk.draft else { return desk.unreadableDraft() }
    var content = desk.draftContent(desk.partName(part, in: draft))
    content.texts = [TextBlock(line: [StyledText(text: desk.say(Phrase.draftValue(value)), role: .title)])]
    content.field = FieldContent(.numbers, limit: 200)
    content.notes = Notes(
      [TextBlock(desk.say(Phrase.draftValueHelp(value)), .muted), .gap]
        + desk.complaintBlocks(desk.complaints(at: draft.path(of: value))))
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.reviewAccept)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      guard var changed = desk.draft else { return [] }
      let links = desk.linkCount(part)
      guard changed.put(focus.words, at: value) else {
        desk.warn(Phrase.draftValueRefused(value))
        return []
      }
      desk.navigation.pop()
      let effects = desk.changeDraft { $0 = changed }
      // What a new link leads to is asked next.
      if desk.linkCount(part) > links {
        desk.navigation.push(DraftTextScreen(DraftPlace(part, .step(StepText("links", line: links))), desk))
      }
      return effects
    }
  }
}

extension Desk {
  fileprivate func linkCount(_ part: VersionDiff.Part) -> Int {
    if case .step(let id) = part { draft?.step(id)?.links.count ?? 0 } else { 0 }
  }
}
