package import Checklists

/// Sentences of the setup of a laptop.
extension Phrase {
  package static let setupUnit = LocalText(
    "1/5 Xã, phường nào? Gõ mã 5 số hoặc tên, không cần dấu:",
    "1/5 Which commune? Type its code or name, accents or not:")
  package static let setupWhich = LocalText("Số mấy?", "Which number?")
  package static let setupName = LocalText(
    "2/5 Tên bàn này, ví dụ Bàn 2 (Enter: không đặt):", "2/5 The name of this desk, such as Desk 2 (Enter: none):")
  package static let setupHub = LocalText(
    "3/5 Địa chỉ máy chủ, hoặc tệp phiếu .ticket (Enter: chưa đăng ký):",
    "3/5 The hub's address, or a .ticket file (Enter: not yet):")
  package static let setupKiosk = LocalText(
    "4/5 Máy này chỉ chạy bàn hỗ trợ, mở máy là vào?", "4/5 Shall this machine show nothing but the desk?")
  package static let setupPIN = LocalText(
    "5/5 Mỗi người ở bàn này dùng PIN 6 số?", "5/5 Shall everybody at this desk use a PIN of 6 digits?")
  /// Behind a question that is answered by a letter.
  package static let setupYesNo = LocalText("(c/k):", "(y/n):")
  package static let setupTitle = LocalText("Đặt máy", "Set up this laptop")
  package static let setupConfirm = LocalText(
    "Đúng như vậy chưa? Chưa có gì thay đổi.", "Is this right? Nothing was changed yet.")
  package static let setupNow = LocalText("Đúng, đặt máy", "Yes, set it up")
  package static let setupStop = LocalText("Thôi, không đặt", "Stop, change nothing")
  package static let setupStopped = LocalText("Không đặt nữa. Chưa có gì thay đổi.", "Stopped. Nothing was changed.")
  package static let setupNameLabel = LocalText("Tên bàn", "Name of the desk")
  package static let setupHubLabel = LocalText("Máy chủ", "Hub")
  package static let setupKioskLabel = LocalText("Chỉ chạy bàn hỗ trợ", "Shows nothing but the desk")
  package static let setupPINNext = LocalText(
    "PIN bật ngay khi trưởng nhóm đặt PIN cho mình trong bàn hỗ trợ: v, chọn tên, c.",
    "PINs are on as soon as a lead has set one in the desk: v, the name, c.")
  package static let setupAgain = LocalText("Chưa hiểu, xin gõ lại.", "Not understood, please type it again.")
  package static let setupNoUnit = LocalText("Không thấy xã, phường này.", "No such commune.")
  package static let setupDone = LocalText("Đã đặt máy xong.", "The machine is set up.")
  package static let setupKioskNext = LocalText(
    "Lần khởi động tới, máy vào thẳng bàn hỗ trợ.", "From the next start on the machine shows the desk.")
  package static let setupNotEnrolled = LocalText(
    "Chưa đăng ký được với máy chủ; mọi thứ khác đã đặt xong. Làm lại trong bàn hỗ trợ: phím e.",
    "The hub did not let the laptop in; everything else is set. Try again in the desk: key e.")
  package static let setupNeedsRoot = LocalText(
    "Đặt máy chỉ chạy bàn hỗ trợ cần quyền root. Chưa có gì thay đổi. Hãy chạy: sudo tiepsuc-setup",
    "A machine that shows nothing but the desk is set up by root. Nothing was changed. Run: sudo tiepsuc-setup")

  /// The answers end before the last question.
  package static func setupUnanswered(_ key: String) -> LocalText {
    LocalText(
      "Còn thiếu câu trả lời: \(key). Chưa có gì thay đổi. Hãy làm lại.",
      "An answer is missing: \(key). Nothing was changed. Try again.")
  }

  /// A line of the file of answers is of no use.
  package static func setupBadLine(_ line: String) -> LocalText {
    LocalText(
      "Dòng này không dùng được: \(line). Chưa có gì thay đổi. Hãy sửa tệp câu trả lời rồi làm lại.",
      "This line is of no use: \(line). Nothing was changed. Mend the file of answers and try again.")
  }

  /// A program of the system failed.
  package static func setupFailed(_ command: String) -> LocalText {
    LocalText(
      "Lệnh này không chạy được: \(command). Bàn hỗ trợ vẫn dùng được. Hãy làm lại: sudo tiepsuc-setup",
      "This command failed: \(command). The desk can be used all the same. Try again: sudo tiepsuc-setup")
  }
}
