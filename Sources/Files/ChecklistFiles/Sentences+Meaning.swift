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

extension NameFault {
  var words: LocalText {
    switch self {
    case .danglingQuestion(let name, let known): dangling(.question, name, known)
    case .danglingAnswer(let name, let question, let known):
      .init(
        "câu hỏi “\(question)” không có câu trả lời “\(name)”; " + meant(name, known).vi,
        "the question “\(question)” has no answer “\(name)”; " + meant(name, known).en)
    case .danglingProblem(let name, let known): dangling(.problem, name, known)
    case .danglingSafety(let name, let known): dangling(.safety, name, known)
    case .danglingChecklist(let name, let known): dangling(.checklist, name, known)
    case .duplicate(let named, let name, .line(let line)):
      .init(
        "\(named.form.vi) “\(name)” đã có ở dòng \(line); hãy đặt mã khác",
        "the \(named.form.en) “\(name)” is already given in line \(line); choose another id")
    case .duplicate(let named, let name, .number(let number)):
      .init(
        "\(named.form.vi) “\(name)” trùng mã với \(named.form.vi) thứ \(number); hãy đặt mã khác",
        "the \(named.form.en) “\(name)” has the id of \(named.form.en) \(number); choose another id")
    }
  }
}

extension NameFault.Named {
  /// The kind within a sentence.
  fileprivate var form: LocalText {
    switch self {
    case .checklist: .init("danh mục", "checklist")
    case .question: .init("câu hỏi", "question")
    case .answer: .init("câu trả lời", "answer")
    case .step: .init("bước", "step")
    case .problem: .init("lỗi", "problem")
    case .safety: .init("câu an toàn", "safety line")
    case .service: .init("dịch vụ", "service")
    case .unit: .init("đơn vị", "unit")
    }
  }
}

extension BranchFault {
  var words: LocalText {
    switch self {
    case .unreachableStep(let step):
      .init(
        "không câu trả lời nào dẫn tới bước “\(step)”; hãy sửa điều kiện when hoặc xoá bước",
        "no answers lead to the step “\(step)”; change its when, or delete the step")
    case .unreachableQuestion(let question):
      .init(
        "không câu trả lời nào dẫn tới câu hỏi “\(question)”; hãy sửa điều kiện when hoặc xoá câu hỏi",
        "no answers lead to the question “\(question)”; change its when, or delete the question")
    case .loop(let circle):
      .init(
        "các câu hỏi chờ nhau thành vòng (\(path(circle))); hãy bỏ một điều kiện when",
        "the questions wait for each other in a circle (\(path(circle))); take one when away")
    case .lateQuestion(let question):
      .init(
        "câu hỏi “\(question)” được hỏi sau; hãy chuyển nó lên trước",
        "the question “\(question)” is asked later; move it before this one")
    case .tooManyCombinations(let limit):
      .init(
        "quá \(limit) tổ hợp câu trả lời, không kiểm tra hết được; hãy bớt câu hỏi trong các điều kiện when",
        "more than \(limit) combinations of answers, too many to check; use fewer questions in the conditions")
    }
  }
}

/// A name that stands for nothing.
private func dangling(_ named: NameFault.Named, _ name: String, _ known: [String]) -> LocalText {
  .init(
    "không có \(named.form.vi) “\(name)”; " + meant(name, known).vi,
    "there is no \(named.form.en) “\(name)”; " + meant(name, known).en)
}

/// What to write instead of a wrong word.
private func meant(_ word: String, _ allowed: [String]) -> LocalText {
  if let near = nearest(to: word, among: allowed) { return .init("ý bạn là “\(near)”?", "did you mean “\(near)”?") }
  if allowed.isEmpty { return .init("hãy xoá nó", "delete it") }
  let choice = allowed.prefix(12).joined(separator: ", ") + (allowed.count > 12 ? ", …" : "")
  return .init("hãy dùng: \(choice)", "use one of: \(choice)")
}

/// A circle written out, back to its beginning.
private func path(_ circle: [QuestionID]) -> String {
  (circle + circle.prefix(1)).map(\.rawValue).joined(separator: " → ")
}

/// A number as it is written in a file: no ".0" behind a whole one.
private func short(_ number: Double) -> String {
  let text = "\(number)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
