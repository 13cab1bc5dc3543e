public import Checklists

extension Phrase {
  public static let plainWords = LocalText(
    "Mỗi lần một dòng: số để chọn, dòng trống là Enter, chữ để ghi, tên phím để bấm; < quay ra, ? các phím, = nhắc lại.",
    "One line at a time: a number to choose, an empty line for Enter, words to write, a key by its name; < out, ? keys, = repeat."
  )
  public static func plainNoRow(_ count: Int) -> LocalText {
    LocalText("Không có số này; có từ 1 đến \(count).", "There is no such number; there are 1 to \(count).")
  }
  public static let plainUnknown = LocalText(
    "Không hiểu dòng này. Bấm ? để nghe các phím.", "This line is not understood. ? names the keys.")
  public static func plainMore(_ count: Int) -> LocalText {
    LocalText("… tất cả \(count); gõ số bất kỳ để chọn.", "… \(count) in all; any number chooses.")
  }
}
