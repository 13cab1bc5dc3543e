import Journal
import Testing

/// Numbers here are nobody's: the phones lie in 030, which no operator has, the identity cards in 003, which is no
/// province, and the bank card is the one that makers of payment programs document for tests.
@Suite("Numbers that are never kept")
struct PersonalDigitsTests {
  private static let phone = "030" + "1234567"
  private static let card = "003" + "0" + "99" + "012345"
  private static let bank = "4111" + String(repeating: "1", count: 12)

  @Test(
    "They are found, however they are parted",
    arguments: [
      ("gọi \(phone)", .phone), ("gọi 0301 234 567", .phone), ("030.123.4567", .phone), ("030-123-4567 nhé", .phone),
      ("0301\u{A0}234\u{A0}567", .phone), ("0301\u{200B}234\u{200B}567", .phone), ("03;01;23;45;67", .phone),
      ("0301*234*567", .phone), ("0301_234_567", .phone), ("0 3 0 1 2 3 4 5 6 7", .phone), ("03 01 23 45 67", .phone),
      ("03.01.23.45.67", .phone), ("+84 301 234 567", .phone), ("+84301234567", .phone), ("0084301234567", .phone),
      ("84 301 234 567", .phone), ("(030) 1234567", .phone), ("(030) 123-4567", .phone), ("030/123/4567", .phone),
      ("0301 2 34 5 67", .phone), ("030  1234   567", .phone), ("030 – 123 – 4567", .phone), ("0301, 234, 567", .phone),
      ("０３０１２３４５６７", .phone), ("sđt 0301234567 của con", .phone), ("máy bàn 020 1234 5678", .phone),
      ("0301\u{AD}234567", .phone), ("0301\u{2060}234567", .phone), ("03\u{200D}01234567", .phone),
      ("gọi 1900 0368 hoặc 0301234567", .phone), ("5/12/2026 0301234567", .phone), ("030 123 2026", .phone),
      ("030·123·4567", .phone), ("030|1234567", .phone), ("phí 50.000 đ, gọi 030 1234567", .phone),
      ("số cc \(card)", .identityCard), ("003 099 012 345", .identityCard), ("0030 9901 2345", .identityCard),
      ("003.099.012.345", .identityCard), ("003-099-012345", .identityCard), ("003099;012345", .identityCard),
      ("003099\u{202F}012345", .identityCard), ("003099012345 đồng", .identityCard),
      ("CCCD:003099012345", .identityCard),
      ("cmnd 987654321", .identityCard), ("987 654 321", .identityCard), ("987.654.321", .identityCard),
      ("987,654,321", .identityCard),
      ("thẻ \(bank)", .account), ("4111-1111-1111-1111", .account), ("4111 1111 1111 1111", .account),
      ("4111.1111.1111.1111", .account), ("4111*1111*1111*1111", .account), ("1900 1234 1234 1234", .account),
      ("tk 00001234567890", .account), ("stk 1900123456", .account), ("số tài khoản 1800 123456", .account),
      ("B1234567", .account), ("12345678", .account), ("1234 5678", .account), ("123 4567", .account),
      ("tài khoản 12345000", .account), ("BHYT DN4790000012345", .account),
      ("482913", .oneTimeCode), ("OTP 482913", .oneTimeCode), ("482 913", .oneTimeCode), ("482-913", .oneTimeCode),
      ("48*29*13", .oneTimeCode), ("482;913", .oneTimeCode), ("4\u{200B}8\u{200B}2913", .oneTimeCode),
      ("OTP: 4829", .oneTimeCode), ("otp la 48291", .oneTimeCode), ("mã 4829", .oneTimeCode),
      ("mã: 48 29 13", .oneTimeCode),
      ("mã xác thực là 4829", .oneTimeCode), ("ma kich hoat 48291357", .oneTimeCode), ("mật khẩu 2580", .oneTimeCode),
      ("mật khẩu: 1990", .oneTimeCode), ("mat khau moi la 13579", .oneTimeCode), ("passcode 258013", .oneTimeCode),
      ("passcode = 2580", .oneTimeCode), ("mã PIN 2580", .oneTimeCode),
      ("OTP gửi về máy con trai là 4829", .oneTimeCode),
      ("4829 là mã OTP", .oneTimeCode), ("password 24682468", .oneTimeCode), ("pass wifi 13572468", .oneTimeCode),
      ("OTP bác đọc: 5 8 2 0", .oneTimeCode), ("mã 500000", .oneTimeCode), ("OTP 115000", .oneTimeCode),
    ] as [(String, PersonalDigits)])
  func found(text: String, kind: PersonalDigits) {
    #expect(PersonalDigits.first(in: text) == kind)
    // Whoever types on behind it does not hide it.
    #expect(PersonalDigits.first(in: "Bác nói: " + text + ", hẹn sau") != nil)
  }

  @Test(
    "What everybody may know passes",
    arguments: [
      "gọi 1900 0368", "goi 19000368", "tổng đài 1900.0368 nhánh 4", "1800 1091", "18001091", "1800-1091",
      "1900 545 486",
      "1900545486", "1900 03", "19000", "1900 0368, 1800 1091", "1900 0368 hoặc 113", "quên mật khẩu gọi 1900 0368",
      "OTP không về, gọi 1900 0368", "113", "114, 115", "gọi 113 114 115", "báo 156 và 5656", "mật khẩu lộ, báo 5656",
      "1022",
      "phi 115000 dong", "phí 115.000 đồng", "lệ phí 115,000đ", "115000 đ", "115000 ₫", "1.000.000 đ", "1000000 vnd",
      "500 nghìn", "200k", "phí 112500", "tiền điện 327.500", "2.500.000", "12.500.000", "482.913", "115 000 đồng",
      "vay 50000000",
      "100000000 đồng", "1.234.567 đ", "123.456.789 đ", "500000 và 300000 đồng", "1.000.00", "OTP mất phí 2000 đồng",
      "1000000000 đ", "phí 115\u{A0}000 đ", "25000000đ", "lương 8.000.000/tháng",
      "hẹn 5/12/2026", "05/12/2026", "5-12-2026", "05.12.2026", "5 12 2026", "2026-12-05", "12/2026", "từ 2020-2025",
      "2023 2024 2025 2026", "năm 2026", "8h30 5/12/26", "5/12/2026 8:30", "thứ 2 30/11/2026", "sinh 05/12/1990",
      "đổi mật khẩu năm 2025", "cấp lại mật khẩu ngày 5/12/2026", "08:30-17:00", "từ 5/12 đến 10/12/2026",
      "Nghị định 356/2025/NĐ-CP", "Luật 91/2025/QH15", "Quyết định 2345/QĐ-NHNN", "24/CT-TTg", "TT 17/2024/TT-NHNN",
      "Thông tư 12345/2025", "1.004222", "thủ tục 1.004222", "2.000815 và 1.013124", "mã thủ tục 1.004222",
      "H61.24-241130-0012", "000.00.16.H61-241130-0012", "hồ sơ 000.00.16.H61", "PAKN 123456", "pakn số 20261234",
      "phản ánh số 1234567", "kiến nghị 482913",
      "nhà 12 tổ 3", "phòng 3 12 14", "số nhà 123/456/78", "ấp 5, tổ 12, hộ 345", "1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
      "bước 1 2 3 4 5 6", "E-V02", "mã lỗi 1234", "mã xã 29551", "xã 29551", "mật khẩu 8 ký tự", "OTP 6 số",
      "mật khẩu dài 1000 ký tự", "OTP đợi 1500 giây", "bản 2.2.6", "iOS 17.5.1", "100-200 người", "Android 14",
      "tờ khai CT01, CT07", "pin 5000 mAh", "lần 2 OTP vẫn không về", "4x6 cm", "90%", "3,5 triệu", "A1B2C3",
      "64 GB", "tuổi 65", "bậc 3/7", "24/7", "mã 12", "mật khẩu 1 2 3",
      "OTP năm 2026 mới cần", "iPhone 15 Pro 256", "quầy 12345", "",
    ])
  func passes(text: String) {
    #expect(PersonalDigits.runs(in: text) == [])
    #expect(PersonalDigits.blotted(text) == text)
  }

  @Test(
    "The marked run reaches from its first digit to its last, and no further",
    arguments: [
      ("gọi 0301 234 567 nhé", "gọi #### ### ### nhé"), ("phí 115000 dong, OTP 482913", "phí 115000 dong, OTP ######"),
      ("1900 0368 hoặc 030-1234567", "1900 0368 hoặc ###-#######"), ("OTP 4829", "OTP ####"),
      ("5/12/2026 0301234567.", "5/12/2026 ##########."), ("a482\u{200B}913b", "a###\u{200B}###b"),
      ("987.654.321 và 482 913", "###.###.### và ### ###"), ("1900 1234 1234 1234", "#### #### #### ####"),
      ("việt 482913 👩‍👩‍👧 482913", "việt ###### 👩‍👩‍👧 ######"),
    ])
  func blotted(text: String, blotted: String) {
    #expect(PersonalDigits.blotted(text) == blotted)
    #expect(PersonalDigits.runs(in: blotted) == [])
  }

  @Test("One key takes the run out, and the cursor stands where it was")
  func takenOut() throws {
    let first = try #require(PersonalDigits.withoutFirst("gọi 0301 234 567 nhé"))
    #expect(first == ("gọi  nhé", 4))
    #expect(PersonalDigits.withoutFirst("gọi 1900 0368") == nil)
  }

  @Test("Whatever text it is, runs lie in it, apart and in their order, and are gone once blotted")
  func anyText() {
    let signs = Array("0123456789 0123456789.-,;*/ \u{A0}\u{200B}\u{200D}\u{301}otpmãđ₫+()９①\n👩‍👧")
    var seed: UInt64 = 7
    for _ in 0..<3_000 {
      var text = ""
      for _ in 0..<30 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text.append(signs[Int(seed >> 33) % signs.count])
      }
      let runs = PersonalDigits.runs(in: text)
      var end = 0
      for run in runs {
        #expect(run.range.lowerBound >= end && !run.range.isEmpty)
        end = run.range.upperBound
      }
      #expect(end <= text.count)
      if !runs.isEmpty { #expect(PersonalDigits.blotted(text) != text) }
    }
  }

  @Test("A number does not pass while it is typed letter by letter, nor when letters between go")
  func whileTyped() {
    var text = "gọi "
    for digit in Self.phone { text.append(digit) }
    #expect(PersonalDigits.first(in: text) == .phone)
    #expect(PersonalDigits.first(in: "123a456") == nil)
    #expect(PersonalDigits.first(in: "123456") != nil)
  }

  /// In each of them a look at the words around every number would go through the whole text: it would not come to an end.
  @Test(arguments: ["1234a", "1234ắ", "113 ", "1 ", "1234, ", "12.34/", "a1234\u{200B}"])
  func `a text of any length is judged by what stands near a number`(part: String) {
    let text = String(repeating: part, count: 100_000)
    #expect(PersonalDigits.runs(in: text + "\u{20}...... 0301234567").last?.kind == .phone)
  }
}
