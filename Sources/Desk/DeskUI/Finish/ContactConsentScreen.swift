import Checklists
import Journal
import Phrases
import TerminalUI

/// The words that ask consent to keep the contact. Nothing is highlighted at first: there is no yes by default.
struct ContactConsentScreen: PlaceScreen {
  var focus = Focus(row: nil)
  var place: Place { .contactConsent }
  /// Whether all that has to be told is in view, in place of the short words.
  private var isWhole = false

  enum Action: String { case keepNow, wholeText, undo }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = desk.consentTexts("contact", isWhole: isWhole)
    content.list = desk.consentList("contact")
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [
      Command("x", .keepNow, Phrase.keepNow, deliberate: true),
      Command("v", .wholeText, isWhole ? Phrase.shortConsent : Phrase.wholeConsent),
      Command("u", .undo, Phrase.undo, disabled: desk.nothingToUndo),
    ]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .keepNow: return desk.record(.finishedEarly(at: desk.now))
    case .undo: return desk.record(.undone(at: desk.now))
    case .wholeText:
      isWhole.toggle()
      focus.scroll = 0
      return []
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.record(
      .contactConsented(row == 0, version: row == 0 ? desk.consents["contact"]?.version ?? 0 : 0, at: desk.now))
  }

  mutating func left(_ desk: inout Desk) -> [Effect] { desk.record(.wentBack(at: desk.now)) }
}
