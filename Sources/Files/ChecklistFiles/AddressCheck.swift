import Checklists

/// What is wrong with the words for "you" and "I" in a text.
///
/// - Parameter inserts: Other words that may stand between braces.
func addressFaults(in text: String, _ language: Language, inserts: [String]) -> [AddressFault] {
  var faults: [AddressFault] = []
  var rest = text[...]
  while let open = rest.firstIndex(of: "{") {
    let body = rest[rest.index(after: open)...]
    let close = body.firstIndex(of: "}")
    let word = String(close.map { body[..<$0] } ?? body.prefix(20))
    let shown = "{" + word + (close == nil ? "" : "}")
    if !inserts.contains(word) || close == nil {
      if close == nil || !FormOfAddress.placeholders.contains(word) {
        faults.append(.unknown(shown))
      } else if language == .english {
        faults.append(.inEnglish(shown))
      } else if word != "ạ", word.first?.isLowercase == true, isStartOfSentence(text[..<open]) {
        faults.append(.smallAtStart(word))
      }
    }
    guard let close else { break }
    rest = body[body.index(after: close)...]
  }
  if language == .vietnamese { faults += plainWords(text).map { .plainWord($0) } }
  return faults
}

/// Whether what follows begins a sentence.
private func isStartOfSentence(_ before: Substring) -> Bool {
  guard let last = before.last(where: { !$0.isWhitespace && !"“\"'(".contains($0) }) else { return true }
  return ".!?…".contains(last)
}

/// The usual words for the citizen and the volunteer where they stand without braces, once each.
///
/// “con cháu” are a citizen's own, and “bác sĩ” is a doctor.
private func plainWords(_ text: String) -> [String] {
  guard mayHoldPlainWord(text) else { return [] }
  let words = text.split { !$0.isLetter && $0 != "{" && $0 != "}" }.map { $0.lowercased() }
  var found: [String] = []
  for (index, word) in words.enumerated() where word == "bác" || word == "cháu" {
    let before = index > 0 ? words[index - 1] : ""
    let after = index + 1 < words.count ? words[index + 1] : ""
    let isOther = word == "cháu" ? ["con", "ông", "bà"].contains(before) : ["sĩ", "sỹ", "hồ"].contains(after)
    if !isOther, !found.contains(word) { found.append(word) }
  }
  return found
}

/// Whether “ác” or “áu” stands anywhere: most texts need no closer look.
private func mayHoldPlainWord(_ text: String) -> Bool {
  var (before, last): (UInt8, UInt8) = (0, 0)
  for byte in text.utf8 {
    if before == 0xC3, last == 0xA1, byte == UInt8(ascii: "c") || byte == UInt8(ascii: "u") { return true }
    (before, last) = (last, byte)
  }
  return false
}
