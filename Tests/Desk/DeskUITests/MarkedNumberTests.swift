import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import Testing

/// Numbers of a person in a field: every key is taken, the run is marked, Enter refuses, and no digit of it is on the disk.
/// The numbers are nobody's: no operator has 030, and 003 is no province.
@Suite struct MarkedNumberTests {
  private static let phone = "030" + "1234567"
  private static let card = "003" + "099" + "012345"

  private func note(_ text: String, _ size: Size = Size(columns: 80, rows: 24)) throws -> Story {
    let desk = try Story(shelf: shippedShelf(), size: size)
    desk.begin()
    desk.press(.note)
    desk.type(text)
    return desk
  }

  /// Everything about sessions that lies on the disk.
  private func disk(_ desk: Story) -> String {
    desk.journal.draftsByID.values.flatMap(\.events).map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  @Test(arguments: [
    "phí 115000 đồng", "gọi 1900 0368", "hẹn 5/12/2026", "nhà 12 tổ 3", "năm 2026", "1.000.000 đ",
    "mã thủ tục 1.004222",
    "Luật số 26/2023", "gọi 113",
  ])
  func `what everybody may know is typed and kept as it is`(words: String) throws {
    let desk = try note(words)
    #expect(desk.text.contains(words))
    #expect(!desk.text.contains("giống"))
    desk.press(.enter)
    #expect(desk.text.contains("Ghi chú: " + words))
  }

  @Test(arguments: [
    ("số cc \(card) của bác", "giống số căn cước"), ("gọi \(phone) nhé", "giống số điện thoại"),
    ("gọi 0301 234 567", "giống số điện thoại"), ("OTP 482913", "giống mã OTP"), ("otp 482 913", "giống mã OTP"),
    ("tk 19031234567", "giống số tài khoản"), ("gọi 0301;234;567", "giống số điện thoại"),
  ])
  func `a number of a person is marked and refused, and whoever typed it sees all of it`(words: String, word: String)
    throws
  {
    let desk = try note(words)
    #expect(desk.text.contains(words))
    #expect(desk.text.contains(word))
    let row = try #require(desk.desk.inView.layout.field?.row)
    #expect((0..<80).contains { desk.frame[$0, row].role == .danger })
    desk.press(.enter)
    #expect(desk.text.contains("Không nhận: " + word))
    #expect(desk.desk.live?.session.progress.values.allSatisfy { $0.note == nil } == true)
    // The command palette is no way around it.
    desk.press(.function(1))
    desk.type("xong")
    desk.press(.enter)
    #expect(desk.desk.live?.session.progress.values.allSatisfy { $0.note == nil } == true)
    desk.press(.function(8), .enter)
    #expect(desk.desk.live?.session.progress.values.contains { $0.note != nil } == true)
    #expect(!desk.text.contains(words))
  }

  @Test(arguments: [card, phone, "482913"])
  func `no digit of a marked run is on the disk, and a crash gives the rest back`(number: String) throws {
    let desk = try note("bác đọc \(number) rồi")
    #expect(!disk(desk).contains(number))
    #expect(!disk(desk).contains(number.prefix(6)))
    #expect(!disk(desk).contains(number.suffix(6)))
    try desk.restart()
    #expect(desk.text.contains("bác đọc \(String(repeating: "#", count: number.count)) rồi"))
  }

  @Test func `taking a letter away can make a number, which is then marked`() throws {
    let desk = try note("482a913")
    #expect(!desk.text.contains("giống"))
    desk.press(.left, .left, .left, .backspace)
    #expect(desk.text.contains("giống mã OTP"))
    #expect(desk.text.contains("482913"))
  }

  @Test func `the word stands on the smallest screen, too`() throws {
    let desk = try note("OTP 482913", Size(columns: 40, rows: 10))
    #expect(words(desk).contains("giống mã OTP hoặc passcode: không được giữ (F8: bỏ)"))
  }
}
