import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI

/// The greeting, then the words that ask consent to the log: the short ones, all of them behind a key. Nothing is highlighted
/// at first: there is no yes by default.
struct ConsentScreen: PlaceScreen {
  var focus = Focus(row: nil)
  var place: Place { .consent }
  /// Whether all that has to be told is in view, in place of the short words.
  private var isWhole = false

  enum Action: RawRepresentable, Sendable {
    case wholeText, cancel
    /// Volunteer and citizen call each other so.
    case address(FormOfAddress)

    var rawValue: String {
      switch self {
      case .wholeText: "wholeText"
      case .cancel: "cancel"
      case .address(let form): form.rawValue
      }
    }

    init?(rawValue: String) {
      switch rawValue {
      case "wholeText": self = .wholeText
      case "cancel": self = .cancel
      default:
        guard let form = FormOfAddress(rawValue: rawValue) else { return nil }
        self = .address(form)
      }
    }
  }

  func commands(_ desk: Desk) -> [Command<Action>] {
    [Command("v", .wholeText, isWhole ? Phrase.shortConsent : Phrase.wholeConsent)]
      + FormOfAddress.allCases.map { Command($0.key, .address($0), $0.name, hint: false) }
      + [Command("z", .cancel, Phrase.cancelSession, hint: false)]
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .wholeText:
      isWhole.toggle()
      focus.scroll = 0
      return []
    case .address(let form): return desk.address(form)
    case .cancel:
      desk.navigation.push(CancelScreen())
      return []
    }
  }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    content.texts = [TextBlock(desk.say(Phrase.greeting), .say)] + desk.consentTexts("log", isWhole: isWhole)
    // English has one word for everybody.
    if desk.language == .vietnamese {
      let pairs = FormOfAddress.allCases.map { "\($0.key) \(desk.say($0.name))".unbroken }
      content.texts += [.gap, TextBlock(pairs.joined(separator: " · "), .muted, mark: desk.say(Phrase.addressLabel))]
    }
    content.list = desk.consentList("log", refusal: desk.say(Phrase.onlyCounted))
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.record(.consented(row == 0, version: desk.consents["log"]?.version ?? 0, at: desk.now))
  }

  /// Nothing has happened yet: the session is dropped.
  mutating func left(_ desk: inout Desk) -> [Effect] {
    guard let id = desk.current else { return [] }
    let from = desk.sessions[id]?.session.from
    desk.sessions[id] = nil
    return desk.goBack(to: from) + [.journal(.discard(id))]
  }
}

extension Desk {
  /// What is read aloud before a consent.
  func consentTexts(_ id: String, isWhole: Bool) -> [TextBlock] {
    let words = consents[id].map { say(isWhole ? $0.text : $0.short) } ?? say(Phrase.consentMissing)
    let controller = controller ?? unit?.name ?? say(Phrase.thisOffice)
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
