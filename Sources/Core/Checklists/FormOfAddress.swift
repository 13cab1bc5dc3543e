/// The words by which a volunteer and a citizen call each other in Vietnamese.
///
/// Vietnamese has no word for "you" and "I" that fits everybody; which pair is right depends on age and on the two
/// people. Texts therefore hold placeholders, written as the usual pair so that they can be read aloud as they stand:
/// `{bác}` for the citizen, `{cháu}` for the volunteer, with a capital at the beginning of a sentence, and `{ạ}` for
/// the word of respect that only a younger speaker adds. English has one form and no placeholders.
package enum FormOfAddress: String, CaseIterable, Sendable, Codable {
  case bacChau = "bac-chau"
  case coChau = "co-chau"
  case chuChau = "chu-chau"
  case anhEm = "anh-em"
  case chiEm = "chi-em"
  case banMinh = "ban-minh"
  case emAnh = "em-anh"
  case emChi = "em-chi"

  /// The pair before anybody has chosen one. No other has longer words, so that a text which fits with it fits with all.
  package static let usual = bacChau

  /// The word for the citizen.
  package var citizen: String {
    switch self {
    case .bacChau: "bác"
    case .coChau: "cô"
    case .chuChau: "chú"
    case .anhEm: "anh"
    case .chiEm: "chị"
    case .banMinh: "bạn"
    case .emAnh, .emChi: "em"
    }
  }

  /// The word with which the volunteer speaks of themselves.
  package var volunteer: String {
    switch self {
    case .bacChau, .coChau, .chuChau: "cháu"
    case .anhEm, .chiEm: "em"
    case .banMinh: "mình"
    case .emAnh: "anh"
    case .emChi: "chị"
    }
  }

  /// Whether the volunteer is the younger one, who adds “ạ”.
  package var isToElder: Bool {
    switch self {
    case .bacChau, .coChau, .chuChau, .anhEm, .chiEm: true
    case .banMinh, .emAnh, .emChi: false
    }
  }

  /// As a person chooses it: the citizen's word first.
  package var name: LocalText { LocalText("\(citizen) – \(volunteer)", "\(citizen) – \(volunteer)") }

  /// What stands between the braces, in the order of ``citizen``, ``volunteer`` and the word of respect.
  package static let placeholders = ["bác", "Bác", "cháu", "Cháu", "ạ"]

  /// The word for what stands between braces; nil where it is no placeholder.
  private func word(_ placeholder: Substring) -> String? {
    switch placeholder {
    case "bác": citizen
    case "Bác": citizen.prefix(1).uppercased() + citizen.dropFirst()
    case "cháu": volunteer
    case "Cháu": volunteer.prefix(1).uppercased() + volunteer.dropFirst()
    case "ạ": isToElder ? "ạ" : ""
    default: nil
    }
  }

  /// A Vietnamese text with the words of this pair; braces that hold anything else stay.
  package func spoken(_ text: String) -> String {
    let brace = UInt8(ascii: "{")
    // Every text of a frame comes through here, and hardly any has one.
    guard text.utf8.withContiguousStorageIfAvailable({ $0.contains(brace) }) ?? text.utf8.contains(brace) else {
      return text
    }
    var result = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      result += String(rest[..<open])
      let body = rest[rest.index(after: open)...]
      guard let close = body.firstIndex(of: "}"), let word = word(body[..<close]) else {
        result += "{"
        rest = body
        continue
      }
      // A word of respect that is left out takes the blank before it along.
      if word.isEmpty, result.last == " " { result.removeLast() }
      result += word
      rest = body[body.index(after: close)...]
    }
    return result + String(rest)
  }
}

extension LocalText {
  /// The text in one language, as it is spoken between these two.
  package func spoken(_ language: Language, _ form: FormOfAddress) -> String {
    language == .vietnamese ? form.spoken(vi) : en
  }

  /// Both languages, the Vietnamese one as it is spoken between these two.
  package func spoken(_ form: FormOfAddress) -> LocalText { LocalText(vi: form.spoken(vi), en: en) }
}
