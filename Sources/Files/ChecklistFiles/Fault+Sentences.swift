import Checklists

// Every complaint is one line for a volunteer who edits a file with a plain text editor: what is wrong; what to do.

extension Fault {
  /// The complaint in words.
  var words: LocalText {
    switch self {
    case .bytes(let fault): fault.words
    case .yaml(let fault): fault.words
    case .shape(let fault): fault.words
    case .room(let fault): fault.words
    case .link(let fault): fault.words
    case .name(let fault): fault.words
    case .branch(let fault): fault.words
    case .units(let fault): fault.words
    }
  }
}

extension ByteFault {
  var words: LocalText {
    switch self {
    case .empty:
      .init(
        "tệp trống; hãy chép từ một danh mục có sẵn rồi sửa", "the file is empty; start from a copy of another file")
    case .tooLarge(let bytes, let limit):
      .init(
        "tệp quá lớn (\(bytes) byte, tối đa \(limit)); hãy chia nhỏ hoặc chọn đúng tệp",
        "the file is too large (\(bytes) bytes, at most \(limit)); split it, or choose the right file")
    case .notUTF8(let offset):
      .init(
        "byte thứ \(offset + 1) của tệp không phải UTF-8; hãy lưu lại tệp với bảng mã UTF-8",
        "byte \(offset + 1) of the file is not UTF-8; save the file as UTF-8")
    case .notNFC:
      .init(
        "chữ và dấu bị lưu rời nhau (NFD); hãy gõ lại chữ này hoặc lưu tệp ở dạng NFC",
        "letter and mark are stored apart (NFD); type the letter again, or save the file as NFC")
    case .tab: .init("có ký tự tab; hãy thay bằng dấu cách", "there is a tab; use spaces instead")
    case .controlCharacter(let value):
      .init("có ký tự ẩn \(codePoint(value)); hãy xoá nó", "there is a hidden character \(codePoint(value)); delete it")
    }
  }
}

extension YAMLFault {
  var words: LocalText {
    switch self {
    case .syntax(let problem):
      .init(
        "sai cú pháp YAML (\(problem)); hãy xem lại dấu hai chấm, ngoặc, dấu nháy và thụt lề ở đây và dòng trên",
        "this is not YAML (\(problem)); look at colons, brackets, quotes and indentation here and one line up")
    case .alias:
      .init(
        "không được dùng & * hay << của YAML; hãy viết lại nội dung đầy đủ, hoặc đặt dấu cách sau &",
        "anchors, aliases and merge keys of YAML are not read; write the content out, or put a blank after &")
    case .tag(let tag): .init("không đọc kiểu \(tag); hãy xoá nó", "the type \(tag) is not read; delete it")
    case .tooDeep(let limit):
      .init("lồng nhau quá \(limit) tầng; hãy bỏ bớt tầng", "nested more than \(limit) levels deep; take levels away")
    case .duplicateKey(let key):
      .init("khoá “\(key)” bị lặp; hãy giữ một chỗ", "the key “\(key)” is given twice; keep one of them")
    case .secondDocument:
      .init(
        "có tài liệu thứ hai trong tệp; hãy xoá dòng --- và phần sau nó",
        "a second document begins here; delete the line --- and what follows")
    }
  }
}

extension RoomFault {
  var words: LocalText {
    switch self {
    case .tooWide(let columns, let limit):
      .init(
        "dài \(columns) cột, chỗ này chỉ có \(limit); hãy viết ngắn hơn \(columns - limit) chữ",
        "\(columns) columns wide where \(limit) fit; make it \(columns - limit) shorter")
    case .tooManyLines(let lines, let limit, let columns):
      .init(
        "chiếm \(lines) dòng (mỗi dòng \(columns) cột), tối đa \(limit); hãy viết ngắn lại",
        "takes \(lines) lines of \(columns) columns where \(limit) fit; make it shorter")
    case .tooTall(let rows, let budget, .vietnamese):
      .init(
        "bước này cao \(rows) dòng bằng tiếng Việt, màn hình chỉ đủ \(budget); hãy rút gọn hoặc tách thành hai bước",
        "the step takes \(rows) rows in Vietnamese where \(budget) fit; shorten it, or make two steps of it")
    case .tooTall(let rows, let budget, .english):
      .init(
        "bước này cao \(rows) dòng bằng tiếng Anh, màn hình chỉ đủ \(budget); hãy rút gọn hoặc tách thành hai bước",
        "the step takes \(rows) rows in English where \(budget) fit; shorten it, or make two steps of it")
    }
  }
}

extension LinkFault {
  var words: LocalText {
    switch self {
    case .notHTTPS:
      .init(
        "đường dẫn không bắt đầu bằng https://; hãy dùng địa chỉ https",
        "the link is not https; use its https:// address")
    case .hostNotAllowed(let host):
      .init(
        "“\(host)” không có trong danh sách trang được phép; hãy dùng trang chính thức của nhà nước hoặc bỏ đường dẫn",
        "“\(host)” is not on the list of allowed sites; use the official site, or leave the link out")
    case .tooLong(let bytes, let limit):
      .init(
        "đường dẫn dài \(bytes) byte, mã QR chỉ vừa \(limit); hãy dùng địa chỉ ngắn hơn",
        "the link has \(bytes) bytes where a QR code of \(limit) fits; use a shorter address")
    }
  }
}

extension UnitsFault {
  var words: LocalText {
    switch self {
    case .wrongHeader:
      .init(
        "dòng đầu phải có các cột code, name, province_code, province; hãy thêm hoặc sửa dòng đó",
        "the first line has to name the columns code, name, province_code and province; add or correct it")
    case .wrongColumnCount(let found, let expected):
      .init(
        "dòng có \(found) cột thay vì \(expected); hãy đặt tên có dấu phẩy trong ngoặc kép",
        "the line has \(found) columns instead of \(expected); put a name with a comma in double quotes")
    case .badCode(let code, let digits):
      .init(
        "mã “\(code)” không phải \(digits) chữ số; hãy giữ cả số 0 ở đầu",
        "the code “\(code)” is not \(digits) digits; keep leading zeros")
    case .missingName: .init("thiếu tên; hãy điền tên", "the name is missing; fill it in")
    case .badQuote:
      .init(
        "dấu ngoặc kép không khép đúng; hãy viết hai dấu \"\" cho một dấu ở trong tên",
        "a double quote is not closed; write \"\" for a quote within a name")
    case .provinceRenamed(let name, let before):
      .init(
        "mã tỉnh này đã mang tên “\(before)”, ở đây là “\(name)”; hãy dùng một tên",
        "this province code stood for “\(before)” before, here for “\(name)”; use one name")
    case .tooManyRows(let limit):
      .init(
        "quá \(limit) đơn vị; hãy kiểm tra có đúng tệp không",
        "more than \(limit) units; see whether this is the right file")
    }
  }
}

/// The usual way to write a character that cannot be shown.
private func codePoint(_ value: UInt32) -> String {
  let digits = String(value, radix: 16, uppercase: true)
  return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
}
