import Checklists

extension ShapeFault {
  var words: LocalText {
    switch self {
    case .unknownKey(let key, let allowed):
      .init("không có khoá “\(key)”; \(meant(key, allowed).vi)", "there is no key “\(key)”; \(meant(key, allowed).en)")
    case .missingKey(let key): .init("thiếu “\(key)”; hãy thêm “\(key):”", "“\(key)” is missing; add “\(key):”")
    case .missingText(.vietnamese):
      .init("thiếu lời tiếng Việt; hãy thêm vi: \"…\"", "the Vietnamese text is missing; add vi: \"…\"")
    case .missingText(.english):
      .init("thiếu lời tiếng Anh; hãy thêm en: \"…\"", "the English text is missing; add en: \"…\"")
    case .wrongType(let kind):
      .init("ở đây phải là \(kind.form.vi); hãy sửa lại", "this has to be \(kind.form.en); change it")
    case .unknownWord(let word, let allowed):
      .init(
        "không có giá trị “\(word)”; " + meant(word, allowed).vi,
        "“\(word)” is not known here; " + meant(word, allowed).en)
    case .outOfRange(let lowest, let highest):
      .init(
        "số ngoài khoảng; hãy viết số từ \(short(lowest)) đến \(short(highest))",
        "the number is out of range; write one from \(short(lowest)) to \(short(highest))")
    case .wrongCount(let found, let lowest, let highest):
      .init(
        "có \(found) mục; hãy để từ \(lowest) đến \(highest)",
        "there \(found == 1 ? "is 1 entry" : "are \(found) entries"); have \(lowest) to \(highest)")
    case .badName(let name):
      .init(
        "mã “\(name)” không hợp lệ; chỉ dùng chữ thường a–z, số và dấu gạch nối, tối đa 40",
        "“\(name)” is no valid id; use a–z, digits and hyphens only, at most 40")
    case .badProblemName(let name):
      .init(
        "mã lỗi “\(name)” không hợp lệ; hãy viết như E-V01", "“\(name)” is no valid problem id; write it like E-V01")
    case .badDate(let date):
      .init(
        "“\(date)” không phải ngày; hãy viết năm-tháng-ngày như 2026-11-23",
        "“\(date)” is no date; write it like 2026-11-23")
    case .idNotFileName(let id, let stem):
      .init(
        "mã “\(id)” khác tên tệp “\(stem)”; hãy đổi một trong hai",
        "the id “\(id)” is not the file's name “\(stem)”; change one of the two")
    }
  }
}

extension ShapeFault.Kind {
  /// The kind as it follows "this has to be".
  fileprivate var form: LocalText {
    switch self {
    case .text: .init("một dòng chữ", "a text")
    case .bothLanguages:
      .init("lời bằng hai thứ tiếng {vi: \"…\", en: \"…\"}", "a text in both languages, {vi: \"…\", en: \"…\"}")
    case .wholeNumber: .init("số nguyên", "a whole number")
    case .number: .init("số, như 3 hoặc 1.5", "a number such as 3 or 1.5")
    case .trueOrFalse: .init("true hoặc false", "true or false")
    case .list:
      .init("danh sách, mỗi mục một dấu gạch - hoặc trong [ ]", "a list, with - before each entry or within [ ]")
    case .mapping: .init("các cặp khoá: giá trị", "pairs of key: value")
    }
  }
}

/// What to write instead of a wrong word.
func meant(_ word: String, _ allowed: [String]) -> LocalText {
  if let near = nearest(to: word, among: allowed) { return .init("ý bạn là “\(near)”?", "did you mean “\(near)”?") }
  if allowed.isEmpty { return .init("hãy xoá nó", "delete it") }
  let choice = allowed.prefix(12).joined(separator: ", ") + (allowed.count > 12 ? ", …" : "")
  return .init("hãy dùng: \(choice)", "use one of: \(choice)")
}

/// A number as it is written in a file: no ".0" behind a whole one.
private func short(_ number: Double) -> String {
  let text = "\(number)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
