/// What is left of an accented Latin letter in search: one lower-case ASCII letter.
///
/// Source: canonical decompositions of Unicode without U+0300 to U+036F; đ and Đ, which have none, become d.
enum FoldTable {
  /// One ASCII letter for each scalar from U+00C0 to U+023F; `*` for what is no accented ASCII letter.
  static let low = Array(
    """
    aaaaaa*ceeeeiiii*nooooo**uuuuy**\
    aaaaaa*ceeeeiiii*nooooo**uuuuy*y\
    aaaaaaccccccccddddeeeeeeeeeegggg\
    gggghh**iiiiiiiii***jjkk*llllll*\
    ***nnnnnn***oooooo**rrrrrrssssss\
    sstttt**uuuuuuuuuuuuwwyyyzzzzzz*\
    ********************************\
    oo*************uu***************\
    *************aaiioouuuuuuuuuu*aa\
    aa****ggkkoooo**j***gg**nnaa****\
    aaaaeeeeiiiioooorrrruuuusstt**hh\
    ******aaeeooooooooyy************
    """.utf8)

  /// One ASCII letter for each scalar from U+1E00 to U+1EFF; `*` for what is no accented ASCII letter.
  static let high = Array(
    """
    aabbbbbbccddddddddddeeeeeeeeeeff\
    gghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrr\
    ssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwy******\
    aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooo\
    oooouuuuuuuuuuuuuuyyyyyyyy******
    """.utf8)

  /// The lower-case ASCII letter under a scalar's accents; nil for what is no accented ASCII letter.
  static func base(of scalar: Unicode.Scalar) -> UInt8? {
    let byte: UInt8
    switch scalar.value {
    case 0xC0...0x23F: byte = low[Int(scalar.value - 0xC0)]
    case 0x1E00...0x1EFF: byte = high[Int(scalar.value - 0x1E00)]
    default: return nil
    }
    return byte == UInt8(ascii: "*") ? nil : byte
  }
}
