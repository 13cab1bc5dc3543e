/// The text with every Vietnamese letter as one scalar, and without what a terminal cell cannot hold.
///
/// Base letter and combining marks become the precomposed letter (NFC for the Vietnamese repertoire), whichever
/// way round vowel mark and tone were stored: some keyboards send the tone first, which strict NFC leaves apart.
/// All other scalars stay as they are. U+200D and control characters are dropped, a newline is kept: terminals
/// draw joined emoji at a width that nobody can predict, and a control character would move the cursor.
package func composed(_ text: String) -> String {
  if isPlainASCII(text) || !needsComposing(text) { return text }
  var result = String.UnicodeScalarView()
  result.reserveCapacity(text.utf8.count)
  var pending = PendingLetter()
  for scalar in text.unicodeScalars where !isDropped(scalar) {
    pending.take(scalar, into: &result)
  }
  pending.flush(into: &result)
  return String(result)
}

/// Whether no base letter in the text is followed by a combining mark that has a precomposed Vietnamese form with it.
///
/// Says nothing of the characters that ``composed(_:)`` drops.
package func isComposed(_ text: String) -> Bool {
  var before = PendingLetter()
  for scalar in text.unicodeScalars where before.wouldJoin(scalar) { return false }
  return true
}

/// The letter last read, which may still gain marks, and the marks behind it that it could not take.
private struct PendingLetter {
  private var letter: Letter?
  private var left: [Unicode.Scalar] = []

  /// Joins the scalar to the letter, or writes the letter out and goes on from the scalar.
  mutating func take(_ scalar: Unicode.Scalar, into result: inout String.UnicodeScalarView) {
    guard isVietnameseCombining(scalar) else {
      flush(into: &result)
      letter = Letter(scalar)
      if letter == nil { result.append(scalar) }
      return
    }
    if let joined = joined(scalar) {
      letter = joined
    } else if letter == nil {
      result.append(scalar)
    } else {
      left.append(scalar)
    }
  }

  /// Writes out what is held.
  mutating func flush(into result: inout String.UnicodeScalarView) {
    if let letter { result.append(letter.scalar) }
    result.append(contentsOf: left)
    letter = nil
    left.removeAll(keepingCapacity: true)
  }

  /// Steps over the scalar; true where it would have joined.
  mutating func wouldJoin(_ scalar: Unicode.Scalar) -> Bool {
    guard isVietnameseCombining(scalar) else {
      letter = Letter(scalar)
      left.removeAll(keepingCapacity: true)
      return false
    }
    if joined(scalar) != nil { return true }
    if letter != nil { left.append(scalar) }
    return false
  }

  /// A mark that was left behind blocks later marks of its own class: to pass them would change the text's meaning.
  private func joined(_ scalar: Unicode.Scalar) -> Letter? {
    let place = scalar.properties.canonicalCombiningClass
    if left.contains(where: { $0.properties.canonicalCombiningClass == place }) { return nil }
    return letter?.adding(scalar)
  }
}

private func isVietnameseCombining(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x300...0x303, 0x306, 0x309, 0x31B, 0x323, 0x340, 0x341: true
  default: false
  }
}

private func isDropped(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x0A: false
  case 0...0x1F, 0x7F...0x9F, 0x200D: true
  default: false
  }
}

/// Whether the text is ASCII that stays as it is: most of what a program shows and stores.
private func isPlainASCII(_ text: String) -> Bool {
  text.utf8.allSatisfy { (0x20...0x7E).contains($0) || $0 == 0x0A }
}

/// Text that is already composed is far the most frequent, and is not worth a copy.
private func needsComposing(_ text: String) -> Bool {
  text.unicodeScalars.contains { isVietnameseCombining($0) || isDropped($0) }
}
