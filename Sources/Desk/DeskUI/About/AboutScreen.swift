import Checklists
import Phrases
import TerminalUI

/// What the program is: its version, what it keeps of people, its terms, and whose work is in it.
struct AboutScreen: Screen {
  var focus = Focus()

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.about))
    content.texts =
      [
        TextBlock("Tiếp Sức \(Phrase.programVersion) · " + desk.say(Phrase.tagline), .title), .gap,
        TextBlock(desk.say(Phrase.aboutPrivacyTitle), .accent), TextBlock(desk.say(Phrase.aboutPrivacy)), .gap,
        TextBlock(desk.say(Phrase.aboutTermsTitle), .accent), TextBlock(desk.say(Phrase.aboutTerms)), .gap,
        TextBlock(desk.say(Phrase.aboutSoftwareTitle), .accent),
      ]
      + LinkedSoftware.all.map {
        TextBlock($0.names.joined(separator: ", "), mark: desk.say($0.licence) + ": ")
      }
      + [TextBlock(desk.say(Phrase.aboutSoftwareTexts), .muted)]
    return content
  }
}
