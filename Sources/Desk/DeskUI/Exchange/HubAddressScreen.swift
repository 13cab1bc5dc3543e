import Checklists
import DeskPorts
import Phrases
import Protocol
import TerminalUI

/// The address of the hub that lets this laptop in.
struct HubAddressScreen: Screen {
  var focus: Focus

  /// - Parameter address: what was typed before, or the hub of this laptop; empty where there is none.
  init(_ address: String) { focus = Focus(address) }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.enrolmentContent(Phrase.whichAddress)
    content.field = FieldContent(.numbers)
    content.notes = Notes([TextBlock(desk.say(Phrase.addressWords), .muted)])
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.goOn)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      if let address = hubAddress(focus.words) {
        desk.exchange.enrolling.address = address
        desk.navigation.push(EnrolCodeScreen(address: address, code: desk.exchange.enrolling.code))
      } else {
        desk.warn(Phrase.sentence(.badAddress, subject: nil, refusal: nil))
      }
      return []
    }
  }

  /// What was typed as an address; nil where it is none. Without a scheme, the safe one is tried first.
  private func hubAddress(_ words: String) -> String? {
    let address = words.contains("://") ? words : "https://" + words
    let parts = address.split(separator: ":", maxSplits: 1).map(String.init)
    guard parts.count == 2, ["https", "http"].contains(parts[0].lowercased()), parts[1].hasPrefix("//"),
      let first = parts[1].dropFirst(2).first, first.isLetter || first.isNumber || first == "[",
      !address.contains(where: { $0.isWhitespace || !$0.isASCII })
    else { return nil }
    return words
  }
}

extension Desk {
  /// What both screens of enrolment show: why it is needed, and what is asked.
  func enrolmentContent(_ question: LocalText) -> ScreenContent {
    var content = ScreenContent(title: say(Phrase.exchange) + " · " + say(Phrase.enrol))
    if needsEnrolment {
      let why = exchange.overview?.summary.isForked == true ? SyncAttention.forked : .revoked
      content.texts = [TextBlock(say(Phrase.sentence(why, count: nil)), .caution), .gap]
    }
    content.texts.append(TextBlock(say(question), .title))
    return content
  }
}
