package import Checklists

/// What whoever sets a laptop up has chosen so far.
package struct SetupChoices: Equatable, Sendable {
  package var unit: Unit?
  /// Of the desk; empty where it has none.
  package var name = ""
  /// The hub's address, or the path of a ticket; empty where the laptop is let in later.
  package var hub = ""
  package var isKiosk = false
  package var usesPINs = false
  /// Whether all of it was confirmed; nothing is set before.
  package var isConfirmed = false
  /// Why this person cannot make the laptop a kiosk; nil where they can.
  package var noKiosk: LocalText?

  /// Letters of a desk's name.
  package static let mostNameLetters = 40

  package init(noKiosk: LocalText? = nil) { self.noKiosk = noKiosk }

  /// Whether a text may be the name of a desk.
  package static func isName(_ text: String) -> Bool {
    text.count <= mostNameLetters && !text.contains { $0 == "|" || $0.isNewline }
      && text.unicodeScalars.allSatisfy { $0.value >= 0x20 }
  }
}
