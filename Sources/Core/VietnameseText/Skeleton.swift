/// A few letters of a syllable without case, tone and vowel marks: quick to make and to look up.
///
/// đ stays apart from d. More than four letters, which no part of a syllable has, may share one skeleton.
struct Skeleton: Hashable {
  private var bytes: UInt32 = 0

  /// The skeleton of letters, which may be none.
  init(_ letters: some Sequence<Letter>) {
    for letter in letters {
      bytes = bytes &<< 8 | UInt32(letter.base) | (letter.mark == .stroke ? 0x80 : 0)
    }
  }

  /// The skeleton of letters as they are written in a table.
  init(_ text: some StringProtocol) {
    self.init(text.compactMap { Letter($0) })
  }
}
