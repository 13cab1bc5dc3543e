import ChecklistFiles
package import Checklists

// Every complaint is one line for a trainer who wrote the file: what is wrong or lost; what to do.

extension ImportFault {
  /// The complaint in words.
  package var words: LocalText {
    switch self {
    case .unreadable(let fault): fault.words
    case .lost(let fault): fault.words
    case .toWrite(let blanks):
      .init(
        "còn phải viết: \(blanks.map(\.words.vi).joined(separator: ", ")); hãy thay chỗ \(Placeholder.text.vi) trong tệp",
        "still to be written: \(blanks.map(\.words.en).joined(separator: ", ")); "
          + "replace \(Placeholder.text.en) in the file")
    case .rule(let fault): LocalText(vi: fault.sentence(.vietnamese), en: fault.sentence(.english))
    }
  }
}

extension Blank {
  var words: LocalText {
    switch self {
    case .title: .init("tên", "title")
    case .summary: .init("tóm tắt", "summary")
    case .safety: .init("câu an toàn (safety)", "the safety line (safety)")
    case .steps: .init("các bước", "the steps")
    case .vietnamese: .init("lời tiếng Việt", "the Vietnamese text")
    case .english: .init("lời tiếng Anh", "the English text")
    case .field(let key):
      StepField.named(key).map { .init("\($0.label.vi.lowercased()) (\(key))", "\($0.label.en.lowercased()) (\(key))") }
        ?? .init(key, key)
    }
  }
}

extension UnreadableFault {
  /// What is wrong with the file, and what to do.
  package var words: LocalText {
    switch self {
    case .tooLarge(let bytes, let limit):
      .init(
        "tệp quá lớn (\(bytes) byte, tối đa \(limit)); hãy chia nhỏ hoặc chọn đúng tệp",
        "the file is too large (\(bytes) bytes, at most \(limit)); split it, or choose the right file")
    case .empty: .init("tệp trống; hãy chọn đúng tệp", "the file is empty; choose the right file")
    case .unknownKind:
      .init(
        "không biết đây là loại tệp gì; tên tệp phải kết thúc bằng .xlsx, .csv hoặc .md",
        "the kind of file is not known; its name has to end in .xlsx, .csv or .md")
    case .oldExcel:
      .init(
        "đây là tệp Excel kiểu cũ (.xls) hoặc có mật khẩu; hãy lưu lại thành .xlsx, không mật khẩu",
        "this is an old Excel file (.xls), or one with a password; save it as .xlsx without a password")
    case .notZip:
      .init(
        "tệp hỏng hoặc không phải .xlsx; hãy mở bằng Excel hoặc LibreOffice rồi lưu lại",
        "the file is damaged or no .xlsx; open it in Excel or LibreOffice and save it again")
    case .tooManyEntries(let found, let limit):
      .init(
        "tệp chứa \(found) phần, tối đa \(limit); hãy chép các trang tính sang tệp mới",
        "the file holds \(found) parts, at most \(limit); copy the sheets into a new file")
    case .unpacksTooLarge(let entry, let limit):
      .init(
        "“\(entry)” bung ra quá \(limit) byte; hãy chép các trang tính sang tệp mới",
        "“\(entry)” unpacks to more than \(limit) bytes; copy the sheets into a new file")
    case .badEntryName(let name):
      .init(
        "tệp chứa tên nguy hiểm “\(name)”; không dùng tệp này, hãy hỏi người gửi",
        "the file holds the dangerous name “\(name)”; do not use it, ask who sent it")
    case .encrypted(let entry):
      .init("“\(entry)” có mật khẩu; hãy lưu lại không mật khẩu", "“\(entry)” has a password; save it without one")
    case .damagedEntry(let entry):
      .init("phần “\(entry)” bị hỏng; hãy lưu lại tệp", "the part “\(entry)” is damaged; save the file again")
    case .missingPart(let entry):
      .init(
        "thiếu phần “\(entry)”; hãy lưu lại tệp thành .xlsx", "the part “\(entry)” is missing; save it as .xlsx again")
    case .documentType(let entry):
      .init(
        "“\(entry)” có DOCTYPE, tệp Excel thật không có; không dùng tệp này",
        "“\(entry)” has a DOCTYPE, which real workbooks have not; do not use the file")
    case .notXML(let entry, let line):
      .init(
        "“\(entry)” sai cú pháp XML ở dòng \(line); hãy lưu lại tệp",
        "“\(entry)” is no XML from line \(line) on; save the file again")
    case .tooManyCells(let limit):
      .init(
        "quá \(limit) ô có chữ; hãy chia nhỏ hoặc chọn đúng tệp",
        "more than \(limit) cells with text; split the file, or choose the right one")
    case .missingSheet(let name, let found):
      .init(
        "không có trang tính “\(name)” (\(list(found))); hãy đặt tên trang tính đúng như XLSForm",
        "there is no sheet “\(name)” (\(list(found))); name the sheets as XLSForm does")
    case .missingColumn(let name):
      .init(
        "dòng đầu trang survey không có cột “\(name)”; hãy thêm cột đó",
        "the first row of the sheet survey has no column “\(name)”; add it")
    case .notUTF8:
      .init("tệp không phải UTF-8; hãy lưu lại với bảng mã UTF-8", "the file is not UTF-8; save it as UTF-8")
    case .badQuote(let line):
      .init(
        "dòng \(line) có dấu ngoặc kép đặt sai; hãy bọc cả ô trong ngoặc kép và viết \"\" cho mỗi dấu ở trong ô",
        "a double quote in line \(line) is out of place; put the cell in quotes and write \"\" for each one within")
    case .noSteps:
      .init(
        "không thấy bước nào; mỗi dòng “- [ ] …” hoặc mỗi dòng của bảng là một bước",
        "there are no steps; each line “- [ ] …”, or each line of a table, is one")
    }
  }

  private func list(_ names: [String]) -> String { names.isEmpty ? "–" : names.prefix(12).joined(separator: ", ") }
}
