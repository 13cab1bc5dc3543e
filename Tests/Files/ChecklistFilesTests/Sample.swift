/// A small checklist without a mistake, and a way to put mistakes into it.
enum Sample {
  static let file = "Checklists/sample.yaml"

  static let text = """
    id: sample
    version: 1
    checked: 2026-11-23
    title: {vi: "Mẫu", en: "Sample"}
    summary: {vi: "Một danh mục bước để thử.", en: "A checklist to try."}
    safety:
      - id: never-otp
        text: {vi: "Không đọc mã OTP.", en: "Never tell an OTP."}
    questions:
      - id: phone
        text: {vi: "Điện thoại gì ạ?", en: "Which phone?"}
        answers:
          - id: android
            text: {vi: "Máy Android", en: "An Android phone"}
          - id: none
            text: {vi: "Không có", en: "None"}
            outcome: referred-counter
      - id: card
        text: {vi: "Bác có thẻ chưa ạ?", en: "A card yet?"}
        when: {phone: [android]}
        answers:
          - {id: "yes", text: {vi: "Rồi", en: "Yes"}}
          - {id: no, text: {vi: "Chưa", en: "Not yet"}, checklist: vneid}
    steps:
      - id: greet
        title: {vi: "Chào", en: "Greet"}
        say: {vi: "Cháu chào bác.", en: "Good day."}
        do:
          - {vi: "Mời bác ngồi.", en: "Offer a seat."}
        check: {vi: "Bác đã ngồi.", en: "The citizen sits."}
        minutes: 1.5
        problems: []
        safety: never-otp
      - id: install
        title: {vi: "Cài đặt", en: "Install"}
        when: {card: [yes]}
        say: {vi: "Bác bấm vào đây ạ.", en: "Please press here."}
        do:
          - {vi: "Bác bấm Cài đặt.", en: "The citizen presses Install."}
        check:
          vi: "Máy hiện biểu tượng."
          en: "The icon appears."
        warnings:
          - {vi: "Không cài tệp lạ.", en: "Install no strange file."}
        links:
          - {url: "https://vneid.gov.vn", label: {vi: "Trang VNeID", en: "The VNeID site"}}
        minutes: 3
        problems: [E-V01]
        safety: never-otp
        asks: papers
        source: {text: "Nghị định 69/2024/NĐ-CP", checked: 2026-11-23, verified: true}
    problems:
      - id: E-V01
        symptom: {vi: "Không cài được", en: "It does not install"}
        fix:
          - {vi: "Khởi động lại máy.", en: "Restart the phone."}
        outcome: appointment

    """

  /// The sample with some of its words replaced; each has to occur, and only its first place is changed.
  static func edited(_ edits: [Edit]) -> String {
    edits.reduce(text) { text, edit in
      guard let range = text.firstRange(of: edit.old) else { return "no such words: \(edit.old)" }
      return text.replacingCharacters(in: range, with: edit.new)
    }
  }
}

/// Words of the sample and what stands there instead. A "§" in it marks the place where a complaint is expected.
struct Edit: ExpressibleByDictionaryLiteral, Sendable {
  var old: String
  var new: String

  init(dictionaryLiteral elements: (String, String)...) { (old, new) = elements[0] }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with words: String) -> String {
    String(self[..<range.lowerBound]) + words + String(self[range.upperBound...])
  }

  /// The text without its marks, and the line and column of each mark.
  var unmarked: (text: String, places: [[Int]]) {
    var text = String.UnicodeScalarView()
    var places: [[Int]] = []
    var (line, column) = (1, 1)
    for scalar in unicodeScalars {
      if scalar == "§" {
        places.append([line, column])
        continue
      }
      text.append(scalar)
      (line, column) = scalar == "\n" ? (line + 1, 1) : (line, column + 1)
    }
    return (String(text), places)
  }
}
