import Checklists

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

/// A circle written out, back to its beginning.
private func path(_ circle: [QuestionID]) -> String {
  (circle + circle.prefix(1)).map(\.rawValue).joined(separator: " → ")
}
