import ChecklistFiles
import Checklists

extension LostFault {
  var words: LocalText {
    switch self {
    case .type, .record, .typedText, .ticks, .noType, .emptyRow, .answerCount, .orOther, .disabled: rowWords
    case .groupLabel, .repeated, .unclosedGroup, .nothingToClose, .deepGroup: groupWords
    case .column, .language, .sheet, .merged, .formula, .errorCell, .hiddenCharacter: cellWords
    case .missingList, .unusedList, .duplicateName, .required, .requiredCondition, .reference, .openReference,
      .shortened:
      formWords
    case .version, .id, .badMinutes, .role, .heading, .line, .attribute, .more: otherWords
    case .condition(let fault): fault.words
    case .markup(let fault): fault.words
    }
  }

  private var rowWords: LocalText {
    switch self {
    case .type(let type):
      .init(
        "bàn hỗ trợ không ghi loại “\(type)”, dòng này bị bỏ; cần thì viết thành note hoặc acknowledge",
        "the desk records no “\(type)”, the row is left out; write a note or acknowledge if it is needed")
    case .record(let type):
      .init(
        "“\(type)” chỉ dùng cho ODK, dòng này bị bỏ; không cần làm gì",
        "“\(type)” is for ODK alone, the row is left out; nothing to do")
    case .typedText:
      .init(
        "bàn hỗ trợ không ghi lời gõ vào, dòng này thành một bước; hãy xem lại lời của bước",
        "the desk keeps no typed text, the row became a step; look at its words again")
    case .ticks:
      .init(
        "bàn hỗ trợ không ghi các ô đã đánh dấu, dòng này thành một bước; hãy xem lại lời của bước",
        "the desk keeps no ticks, the row became a step; look at its words again")
    case .noType: .init("dòng không có type, bị bỏ; hãy điền type", "the row has no type and is left out; give it one")
    case .emptyRow:
      .init("dòng không có lời, bị bỏ; hãy điền label", "the row has no text and is left out; give it a label")
    case .answerCount(let count):
      .init(
        "câu hỏi có \(count) câu trả lời, bàn hỗ trợ cần từ 2 đến 9, nên dòng này thành bước; hãy gộp hoặc tách câu hỏi",
        "the question has \(count) answers where 2 to 9 fit, so it became a step; join answers or split the question")
    case .orOther:
      .init(
        "không có “khác” để gõ thêm; hãy thêm một câu trả lời “Khác” vào choices",
        "there is no “other” to type; add an answer “other” to the choices")
    default:
      .init(
        "dòng đã tắt (disabled), bị bỏ; không cần làm gì", "the row is disabled and left out; nothing to do")
    }
  }

  private var groupWords: LocalText {
    switch self {
    case .groupLabel(let label):
      .init(
        "nhóm được trải phẳng, tên “\(short(label))” bị bỏ; cần thì viết tên vào từng bước, hoặc tiepsuc = step",
        "the group is flattened and its name “\(short(label))” lost; put it into the steps, or set tiepsuc to step")
    case .repeated:
      .init(
        "nhóm lặp chỉ được đọc một lần; hãy viết mỗi lần thành bước riêng",
        "the repeated group is read once; write each time as steps of its own")
    case .unclosedGroup(let name):
      .init("nhóm “\(name)” không có end_group; hãy thêm dòng đó", "the group “\(name)” has no end_group; add it")
    case .nothingToClose:
      .init("end_group thừa; hãy xoá dòng này", "this end_group closes nothing; delete the row")
    default: .init("nhóm lồng nhau quá sâu; hãy bỏ bớt nhóm", "groups are nested too deep; take some away")
    }
  }

  private var cellWords: LocalText {
    switch self {
    case .column(let column, let value):
      .init(
        "không đọc cột “\(short(column))” (\(short(value))) ở đây; cần giữ thì đổi tên cột hoặc chép sang cột được đọc",
        "the column “\(short(column))” (\(short(value))) is not read here; to keep it, rename or copy the column")
    case .language(let language):
      .init(
        "không đọc tiếng “\(language)”; chỉ có Vietnamese (vi) và English (en)",
        "the language “\(language)” is not read; there are Vietnamese (vi) and English (en)")
    case .sheet(let name):
      .init(
        "không đọc trang tính “\(name)”; chỉ đọc survey, choices, settings, safety, problems",
        "the sheet “\(name)” is not read; survey, choices, settings, safety and problems are")
    case .merged(let reference):
      .init(
        "các ô \(reference) bị gộp, chữ chỉ nằm ở ô đầu; hãy bỏ gộp ô",
        "the cells \(reference) are merged, only the first has the text; unmerge them")
    case .formula:
      .init("công thức chưa có kết quả; hãy viết thẳng kết quả", "the formula has no result; write the result itself")
    case .errorCell(let error):
      .init("ô báo lỗi \(error), bị bỏ; hãy sửa ô này", "the cell holds the error \(error) and is left out; correct it")
    case .hiddenCharacter(let value):
      .init(
        "có ký tự ẩn U+\(String(value, radix: 16, uppercase: true)), đã xoá; hãy đọc lại chỗ này",
        "there was a hidden character U+\(String(value, radix: 16, uppercase: true)), now deleted; read this again")
    default: .init("", "")
    }
  }

  private var formWords: LocalText {
    switch self {
    case .missingList(let name, let known):
      .init(
        "không có danh sách “\(name)” trong choices; \(meant(name, known).vi)",
        "there is no list “\(name)” in choices; \(meant(name, known).en)")
    case .unusedList(let name):
      .init(
        "không câu hỏi nào dùng danh sách “\(name)”, bị bỏ; không cần thì xoá nó",
        "no question uses the list “\(name)”, it is left out; delete it if it is not needed")
    case .duplicateName(let name, let first):
      .init(
        "“\(name)” đã có ở \(first.text), dòng này bị bỏ; hãy đặt tên khác",
        "“\(name)” is already given in \(first.text), the row is left out; choose another name")
    case .required:
      .init(
        "bước nào cũng bỏ qua được nếu có lý do, required không giữ được; hãy nói rõ trong lời của bước",
        "any step can be skipped for a reason, required is not kept; say so in the step's words")
    case .requiredCondition(let text):
      .init(
        "required có điều kiện (\(short(text))) không giữ được; câu hỏi luôn phải trả lời, bước luôn bỏ qua được",
        "required on a condition (\(short(text))) is not kept; questions are always answered, steps can be skipped")
    case .reference(let name):
      .init(
        "lời này chèn câu trả lời ${\(name)}, bàn hỗ trợ không chèn được; hãy viết lại",
        "the text puts in the answer ${\(name)}, which the desk cannot; write it another way")
    case .openReference(let text):
      .init(
        "“${\(short(text))” không có dấu } đóng lại; hãy viết lại chỗ này",
        "“${\(short(text))” is never closed with }; write it another way")
    default:
      .init(
        "tên bước dài quá \(titleColumns) cột, đã cắt, lời đầy đủ ở trong bước; hãy đặt tên ngắn",
        "the title is wider than \(titleColumns) columns and was cut, the step has it all; write a shorter one")
    }
  }

  private var otherWords: LocalText {
    switch self {
    case .version(let text):
      .init(
        "phiên bản “\(short(text))” không phải số từ 1 đến 999999, nên là 1; hãy sửa version",
        "the version “\(short(text))” is no number from 1 to 999999, so it is 1; change version")
    case .id(let id, let used):
      .init(
        "mã “\(short(id))” có chữ không dùng được, nên là “\(used)”; muốn khác thì dùng --id",
        "the id “\(short(id))” has letters that cannot be used, so it is “\(used)”; --id gives another")
    case .badMinutes(let text):
      .init(
        "“\(short(text))” không phải số phút; hãy viết số từ 0.1 đến 240",
        "“\(short(text))” are no minutes; write a number from 0.1 to 240")
    case .role(let role):
      .init(
        "“\(short(role))” không hợp ở đây, bị bỏ; xem các từ dùng được trong hướng dẫn nhập danh mục",
        "“\(short(role))” does not fit here and is left out; the guide to importing has the words that do")
    case .heading:
      .init("tiêu đề phụ bị bỏ; cần thì viết vào tên bước", "a further heading is left out; put it into the steps")
    case .line:
      .init(
        "dòng này không thuộc bước nào, bị bỏ; hãy thêm “- ” và thụt vào",
        "the line belongs to no step and is left out; put “- ” before it and indent it")
    case .attribute(let text):
      .init("không đọc “\(short(text))” trong { }; hãy xoá nó", "“\(short(text))” within { } is not read; delete it")
    case .more(let count):
      .init("còn \(count) điều nữa; hãy sửa các điều trên rồi nhập lại", "there are \(count) more; mend these first")
    default: .init("", "")
    }
  }
}

extension MarkupFault {
  fileprivate var words: LocalText {
    switch self {
    case .properties:
      .init(
        "phần giữa hai dòng --- ở đầu tệp bị bỏ; cần tên, phiên bản thì viết vào dòng “# Tên {#ma version=1}”",
        "what stands between two lines --- at the top is left out; write “# Title {#id version=1}” where it is needed")
    case .code:
      .init(
        "khối mã (giữa ``` hoặc ~~~) bị bỏ; cần thì viết lại thành các dòng “- ”",
        "a block of code (between ``` or ~~~) is left out; write it as lines “- ” if it is needed")
    case .remark:
      .init("ghi chú <!-- --> bị bỏ; không cần làm gì", "a remark <!-- --> is left out; nothing to do")
    case .struck(let words):
      .init(
        "chữ gạch bỏ “\(short(words))” không được giữ; không cần làm gì",
        "“\(short(words))”, struck through, is not kept; nothing to do")
    case .address(let address):
      .init(
        "chỉ giữ chữ, không giữ địa chỉ “\(short(address))”; cần thì thêm vào links của bước",
        "the words are kept, the address “\(short(address))” is not; add it to the step's links if it is needed")
    }
  }
}

extension ConditionFault {
  var words: LocalText {
    switch self {
    case .syntax(let rest):
      .init(
        "không hiểu điều kiện từ “\(short(rest))”, nên dòng này luôn có; chỉ dùng ${x} = 'y', selected, and, or, not",
        "the condition is not understood from “\(short(rest))” on, so the row is always there; "
          + "use ${x} = 'y', selected, and, or, not")
    case .tooLong:
      .init(
        "điều kiện quá dài hoặc quá rối, nên dòng này luôn có; hãy chia thành nhiều dòng",
        "the condition is too long or too involved, so the row is always there; make several rows of it")
    case .unknownName(let name, let known):
      .init(
        "điều kiện hỏi “\(name)”, không có dòng nào tên đó, nên dòng này luôn có; \(meant(name, known).vi)",
        "the condition names “\(name)”, which no row is called, so the row is always there; \(meant(name, known).en)")
    case .unknownAnswer(let answer, let name, let known):
      .init(
        "“\(name)” không có câu trả lời “\(answer)”, nên dòng này luôn có; \(meant(answer, known).vi)",
        "“\(name)” has no answer “\(answer)”, so the row is always there; \(meant(answer, known).en)")
    case .noQuestion(let name):
      .init(
        "“\(name)” không phải câu hỏi chọn một, nên dòng này luôn có; hãy dùng select_one",
        "“\(name)” is no question with answers to choose from, so the row is always there; use select_one")
    case .eitherQuestion:
      .init(
        "câu hỏi không thể chờ “câu này hoặc câu kia”, nên luôn được hỏi; hãy viết lại điều kiện",
        "a question cannot wait for one question or another, so it is always asked; write the condition another way")
    case .eitherStep(let count):
      .init(
        "điều kiện có “hoặc” giữa các câu hỏi, nên bước có \(count) bản, mỗi bản cho một cách; hãy đọc lại các bản",
        "the condition says “or” between questions, so the step stands there \(count) times, once for each; read them")
    case .unasked(let name):
      .init(
        "“không phải” ở đây chỉ đúng khi “\(name)” đã được hỏi; hãy xem lại ai sẽ gặp dòng này",
        "“not” holds here only where “\(name)” was asked; look at who gets to this row")
    case .never:
      .init(
        "điều kiện không bao giờ đúng, dòng này bị bỏ; hãy sửa điều kiện",
        "the condition can never hold, the row is left out; change it")
    }
  }
}

/// What to write instead of a wrong word.
private func meant(_ word: String, _ known: [String]) -> LocalText {
  if let near = nearest(to: word, among: known) { return .init("ý bạn là “\(near)”?", "did you mean “\(near)”?") }
  if known.isEmpty { return .init("hãy xoá nó", "delete it") }
  let choice = known.prefix(8).joined(separator: ", ") + (known.count > 8 ? ", …" : "")
  return .init("hãy dùng: \(choice)", "use one of: \(choice)")
}

/// The beginning of a text that may be long.
private func short(_ text: String) -> String {
  let line = text.onOneLine
  return line.count <= 40 ? line : line.prefix(39) + "…"
}
