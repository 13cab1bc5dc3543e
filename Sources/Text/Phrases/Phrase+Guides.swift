public import Checklists

/// Words of the guides' screens.
extension Phrase {
  public static let guides = LocalText("Hướng dẫn", "Guides")
  public static let nextPart = LocalText("Phần sau", "Next part")
  public static let previousPart = LocalText("Phần trước", "Part before")
  public static let noFurtherPart = LocalText("Hết rồi, không còn phần nào nữa.", "There is no further part.")
}
