package import Checklists
package import TerminalUI

/// What a key, hint, row or click asks for, by meaning.
package enum Act: Hashable, Sendable {
  case choose
  case chooseDigit(Int)
  case out, help, language, suspend, redraw, quit
  // Home
  case openJournal, openVolunteers, openSettings, openCode, openFollowUps, practice
  // Walk
  case agree, refuse, done, skip, stuck, back, note, showQR, aside, undo, finish, keepNow, leaveOut
  case helped, notHelped, pickService, submit
  // Journal
  case search, filterChecklist, filterOutcome, filterVolunteer, filterDays, filterDay, clearFilters, newest, oldest
  case amend, erase, closeFollowUp, showContact
  // Exchange
  case openExchange, startExchange, stopExchange, openSticks, openQuarantined, openDesks, openExchangeHistory
  case enrol, openLeadKeys, confirmLeadKey, helpOn
  // Review
  case openReview
  case review(ReviewAct)
  // People and settings
  case addVolunteer, scrollDown, scrollUp
}

/// A key with what it does: help, hints and messages all come from here.
package struct Binding: Sendable {
  package var keys: [Key]
  package var act: Act
  package var label: LocalText
  /// Why it cannot be done now; nil where it can.
  package var disabled: LocalText?
  /// Whether it belongs to the six hints at the bottom.
  package var isHint: Bool

  package init(_ keys: [Key], _ act: Act, _ label: LocalText, disabled: LocalText? = nil, hint: Bool = true) {
    self.keys = keys
    self.act = act
    self.label = label
    self.disabled = disabled
    isHint = hint
  }

  package init(_ key: Character, _ act: Act, _ label: LocalText, disabled: LocalText? = nil, hint: Bool = true) {
    self.init([.character(key)], act, label, disabled: disabled, hint: hint)
  }
}

extension Key {
  /// How a hint names it.
  package var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .function(let number): "F\(number)"
    case .control(let letter): "Ctrl-\(letter.uppercased())"
    }
  }
}
