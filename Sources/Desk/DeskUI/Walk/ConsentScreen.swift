import Checklists
import Journal
import Phrases
import TerminalUI

/// The words that ask consent to the log. Nothing is highlighted at first: there is no yes by default.
struct ConsentScreen: PlaceScreen {
  var focus = Focus(row: nil)
  var place: Place { .consent }

  enum Action: String { case cancel }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [Command("z", .cancel, Phrase.cancelSession, hint: false)]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .cancel:
      desk.navigation.push(CancelScreen())
      return []
    }
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = desk.consentTexts("log")
    content.list = desk.consentList("log", refusal: desk.say(Phrase.onlyCounted))
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.record(.consented(row == 0, version: desk.consents["log"]?.version ?? 0, at: desk.now))
  }

  /// Nothing has happened yet: the session is dropped.
  mutating func left(_ desk: inout Desk) -> [Effect] {
    guard let id = desk.current else { return [] }
    desk.sessions[id] = nil
    desk.goHome()
    return [.journal(.discard(id))]
  }
}

extension Desk {
  /// What is read aloud before a consent.
  func consentTexts(_ id: String) -> [TextBlock] {
    let words = consents[id].map { say($0.text) } ?? say(Phrase.consentMissing)
    let controller = unit?.name ?? say(Phrase.thisOffice)
    return [TextBlock(say(Phrase.readAloud), .muted), TextBlock(words.replacing("{unit}", with: controller), .say)]
  }

  /// Yes and no, as the consent words them.
  func consentList(_ id: String, refusal: String = "") -> ListContent {
    var list = ListContent(
      Phrase.choose,
      [
        Row(consents[id].map { say($0.agree) } ?? say(Phrase.agree), id: "agree"),
        Row(consents[id].map { say($0.refuse) } ?? say(Phrase.refuse), detail: refusal, id: "refuse"),
      ])
    list.unchosen = Phrase.chooseConsent
    list.isDeliberate = true
    return list
  }
}
