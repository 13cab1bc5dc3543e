package import Checklists

/// What only the desk on plain lines says.
extension Phrase {
  package static let plainIntro = LocalText(
    """
    Chế độ từng dòng: gõ rồi bấm Enter. ? (dấu hỏi): các việc làm được. < (dấu bé hơn): lùi. = (dấu bằng): nhắc lại. \
    Trong ô chữ, .F2 (dấu chấm) là phím F2, còn dấu \\ đứng đầu thì cả dòng là chữ.
    """,
    """
    Line by line: type, then press Enter. ? (question mark): all that can be done. < (less than): back. = (equals): \
    say it again. In a field, .F2 (a full stop first) is the key F2, and a line after \\ is text whatever it is.
    """)
  package static let plainListWords = LocalText(
    "Số: chọn dòng đó. Số và dấu hỏi, ví dụ 2?: chỉ đứng ở dòng đó. + (dấu cộng): nghe tiếp.",
    "A number takes that line. A number and a question mark, e.g. 2?, only goes there. + (plus): hear more.")

  package static let plainChoose = LocalText("Chọn số", "Choose a number")
  package static let plainType = LocalText("Gõ chữ", "Type")
  package static let plainSearch = LocalText("Gõ chữ để tìm, hoặc số để chọn", "Type to search, or a number to choose")
  package static let plainSecret = LocalText("Gõ, chữ không hiện", "Type; it is not shown")
  package static let plainCommand = LocalText("Gõ lệnh", "Type a command")
  package static let plainCommands = LocalText("Lệnh", "Commands")

  /// In front of what an empty line does.
  package static let plainDefault = LocalText("Enter:", "Enter:")
  package static func plainKeepsText(_ text: String) -> LocalText {
    LocalText("giữ “\(text)”", "keep “\(text)”")
  }
  package static let plainLeavesEmpty = LocalText("để trống", "leave it empty")

  package static func plainUnknown(_ line: String) -> LocalText {
    LocalText(
      "Không có lệnh “\(line)” ở đây. Gõ ? để nghe các lệnh.", "There is no command “\(line)” here. Type ? to hear all."
    )
  }
  package static func plainNoNumber(_ number: String) -> LocalText {
    LocalText("Không có số \(number) ở đây.", "There is no number \(number) here.")
  }
  /// Which lines of a list were said, of how many; nil where that is not known.
  package static func plainCount(_ first: Int, _ count: Int, of total: Int?) -> LocalText {
    func span(_ number: (Int) -> String, _ to: String) -> String {
      count > 1 ? number(first) + to + number(first + count - 1) : number(first)
    }
    let (vi, en) = (span(Numbers.vietnamese, " đến "), span(Numbers.english, " to "))
    return total.map {
      LocalText("Dòng \(vi), có \(Numbers.vietnamese($0)) dòng", "Line \(en) of \(Numbers.english($0))")
    } ?? LocalText("Dòng \(vi), còn nữa", "Line \(en), and more")
  }
  package static let plainNoMore = LocalText("Hết, không còn dòng nào nữa.", "That is all; there are no more lines.")
  package static let plainFirst = LocalText("Đây là màn hình đầu, không lùi được nữa.", "This is the first screen.")
  package static let plainTooLong = LocalText(
    "Dòng dài quá, không nhận. Hãy gõ ngắn hơn.", "The line is too long and was not taken. Type a shorter one.")
  package static let plainInputEnded = LocalText(
    "Hết dữ liệu vào. Lượt đang giúp được cho chờ, không mất gì.",
    "The input has ended. The session was put aside; nothing is lost.")
  package static let plainEnded = LocalText("Hết dữ liệu vào.", "The input has ended.")
  package static let plainWaitsForExchange = LocalText(
    "Hết dữ liệu vào. Chờ gửi nhận xong rồi mới dừng.", "The input has ended. The exchange is brought to its end first."
  )
}
