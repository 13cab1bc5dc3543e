package import Checklists

/// Words of the guides' screens.
extension Phrase {
  package static let guides = LocalText("Hướng dẫn", "Guides")
  package static let nextPart = LocalText("Phần sau", "Next part")
  package static let previousPart = LocalText("Phần trước", "Part before")
  package static let noFurtherPart = LocalText("Hết rồi, không còn phần nào nữa.", "There is no further part.")
}
