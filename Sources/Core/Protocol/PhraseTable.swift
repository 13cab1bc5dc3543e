/// The phrases of one kind that a packer has met, by their number.
struct PhraseTable {
  /// All of them, each behind the other, ended by ``Mark/end``.
  private(set) var text: [UInt8] = []
  private var starts: [Int] = []
  /// How many there are.
  var count: Int { starts.count }
  /// Places in `starts` plus one; 0 is free. As many as a power of two.
  private var slots = [Int32](repeating: 0, count: 64)

  /// The phrase's number; one more than there were where it is new.
  mutating func number(of phrase: UnsafeRawBufferPointer) -> Int {
    var slot = Self.spread(phrase) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if holds(phrase, at: number) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    slots[slot] = Int32(starts.count + 1)
    starts.append(text.count)
    text.append(contentsOf: phrase)
    text.append(Mark.end.rawValue)
    if starts.count * 2 > slots.count { grow() }
    return starts.count - 1
  }

  private func holds(_ phrase: UnsafeRawBufferPointer, at number: Int) -> Bool {
    let start = starts[number]
    let end = (number + 1 < starts.count ? starts[number + 1] : text.count) - 1
    guard end - start == phrase.count else { return false }
    return text.withUnsafeBytes { own in
      for index in 0..<phrase.count where own[start + index] != phrase[index] { return false }
      return true
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 4)
    for number in starts.indices {
      let end = (number + 1 < starts.count ? starts[number + 1] : text.count) - 1
      var slot = text.withUnsafeBytes { Self.spread(.init(rebasing: $0[starts[number]..<end])) } & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number + 1)
    }
  }

  /// A number that differs where phrases do, mostly.
  private static func spread(_ phrase: UnsafeRawBufferPointer) -> Int {
    var sum = UInt64(phrase.count) &* 0x9E37_79B9_7F4A_7C15
    var index = 0
    while index + 8 <= phrase.count {
      sum = (sum ^ phrase.loadUnaligned(fromByteOffset: index, as: UInt64.self)) &* 0xBF58_476D_1CE4_E5B9
      sum ^= sum >> 29
      index += 8
    }
    while index < phrase.count {
      sum = (sum ^ UInt64(phrase[index])) &* 0x94D0_49BB_1331_11EB
      index += 1
    }
    return Int(truncatingIfNeeded: (sum ^ (sum >> 31)) & 0x7fff_ffff)
  }
}

/// Which phrase came last with which guide (``Mark/guide``); both ends keep one.
struct Guesses {
  private var last = [Int](repeating: 0, count: Mark.count)
  private var under = [[Int32]](repeating: [], count: Mark.count)

  /// The guess for a phrase that has a guide; -1 where there is none yet.
  func guess(_ mark: Mark, guide: Mark) -> Int {
    let row = under[mark.place]
    let index = last[guide.place]
    return index < row.count ? Int(row[index]) : -1
  }

  /// Notes which one it was.
  mutating func note(_ mark: Mark, _ number: Int) {
    last[mark.place] = number
    guard let guide = mark.guide else { return }
    let index = last[guide.place]
    while under[mark.place].count <= index { under[mark.place].append(-1) }
    under[mark.place][index] = Int32(truncatingIfNeeded: number)
  }
}
