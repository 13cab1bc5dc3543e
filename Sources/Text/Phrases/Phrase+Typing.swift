package import Checklists
package import VietnameseText

extension Phrase {
  /// The state of Vietnamese typing, as it stands at a field.
  package static func typing(_ composer: Composer) -> LocalText {
    if composer.hasGivenWay { return LocalText("bộ gõ của máy", "the machine's own typing") }
    return switch composer.method {
    case .off: LocalText("gõ: tắt", "typing: off")
    case .telex: LocalText("gõ: Telex", "typing: Telex")
    case .vni: LocalText("gõ: VNI", "typing: VNI")
    }
  }
}
