import Testing
import VietnameseText

@Suite("Typing Vietnamese")
struct ComposerTests {
  @Test(
    "Telex: marks and tones wherever people type them",
    arguments: [
      ("as", "á"), ("af", "à"), ("ar", "ả"), ("ax", "ã"), ("aj", "ạ"), ("asz", "a"), ("asf", "à"),
      ("aa", "â"), ("aw", "ă"), ("ee", "ê"), ("oo", "ô"), ("ow", "ơ"), ("uw", "ư"), ("dd", "đ"),
      ("w", "ư"), ("tw", "tư"), ("uow", "ươ"), ("uwow", "ươ"), ("wow", "ươ"), ("dduowngf", "đường"), ("nuwocs", "nước"),
      ("dod", "đo"), ("dods", "đó"), ("doongd", "đông"), ("Dod", "Đo"), ("DD", "Đ"),
      ("vieetj", "việt"), ("vieejt", "việt"), ("vietje", "việt"), ("vietej", "việt"), ("vijeet", "việt"),
      ("nguyeenx", "nguyễn"), ("nguyenxe", "nguyễn"), ("nguyexne", "nguyễn"), ("nguwowif", "người"),
      ("nguoiwf", "người"),
      ("huowng", "hương"), ("huow", "huơ"), ("phuow", "phươ"), ("thuowr", "thuở"), ("thuowngf", "thường"),
      ("thuwowr", "thưở"),
      ("hoaf", "hòa"), ("hofa", "hòa"), ("hoafn", "hoàn"), ("hofan", "hoàn"), ("thuyr", "thủy"), ("khoer", "khỏe"),
      ("quys", "quý"), ("qusy", "qusy"), ("giaf", "già"), ("gifa", "già"), ("gif", "gì"), ("ginf", "gìn"),
      ("giwx", "giữ"),
      ("gieengs", "giếng"), ("gieets", "giết"), ("quoocs", "quốc"), ("quyeenf", "quyền"), ("huyfnh", "huỳnh"),
      ("khuyru", "khuỷu"), ("khuya", "khuya"), ("ngoefo", "ngoèo"), ("xooong", "xoong"), ("booongs", "boóng"),
      ("muaf", "mùa"), ("muwa", "mưa"), ("nghieeng", "nghiêng"), ("cuawr", "cửa"), ("tuaan", "tuân"),
      ("rwowuj", "rượu"),
      ("DDawks", "Đắk"), ("Lawks", "Lắk"), ("Kroong", "Krông"), ("Puwh", "Pưh"), ("hddnd", "hđnd"), ("HDDND", "HĐND"),
      ("Vieetj", "Việt"), ("VIEETJ", "VIỆT"), ("Wng", "Ưng"), ("ddk", "đk"), ("oow", "ơ"), ("owo", "ô"), ("aaw", "ă"),
    ])
  func telex(keys: String, text: String) {
    #expect(scalars(shown(keys, .telex)) == scalars(text))
  }

  @Test(
    "Telex: the same key once more takes its work back, and then only types",
    arguments: [
      ("ass", "as"), ("aaa", "aa"), ("ooo", "oo"), ("aww", "aw"), ("eee", "ee"), ("ddd", "dd"), ("dddd", "ddd"),
      ("ww", "w"), ("tww", "tw"), ("uoww", "uow"), ("hoaff", "hoaf"), ("dodd", "dod"),
      ("toots", "tốt"), ("asss", "ass"), ("az", "az"), ("HDDD", "HDD"),
      ("www", "www"), ("tesst", "test"), ("maxx", "max"), ("passs", "pass"), ("bootss", "boots"),
    ])
  func telexUndone(keys: String, text: String) {
    #expect(scalars(shown(keys, .telex)) == scalars(text))
  }

  @Test(
    "VNI: digits are marks behind a syllable, and digits everywhere else",
    arguments: [
      ("a1", "á"), ("a2", "à"), ("a3", "ả"), ("a4", "ã"), ("a5", "ạ"), ("a10", "a"), ("a0", "a0"), ("a11", "a1"),
      ("a6", "â"), ("a8", "ă"), ("o7", "ơ"), ("u7", "ư"), ("d9", "đ"), ("uo7", "ươ"), ("duong972", "đường"),
      ("d9uo7ng2", "đường"), ("viet65", "việt"), ("vie65t", "việt"), ("vie6t5", "việt"), ("D9o6ng", "Đông"),
      ("a66", "a6"), ("d99", "d9"), ("uo77", "uo7"), ("hoa2", "hòa"), ("hoa2n", "hoàn"), ("thu7o73", "thưở"),
      ("H2O", "H2O"), ("CT07", "CT07"), ("2024", "2024"), ("0912345678", "0912345678"), ("a1b2", "a1b2"),
      ("as", "as"), ("dd", "dd"), ("w", "w"), ("HD9ND", "HĐND"), ("12a1", "12a1"),
    ])
  func vni(keys: String, text: String) {
    #expect(scalars(shown(keys, .vni)) == scalars(text))
  }

  @Test(
    "New style moves the tone of open oa, oe and uy only",
    arguments: [
      ("hoaf", "hoà"), ("thuyr", "thuỷ"), ("khoer", "khoẻ"), ("hoafn", "hoàn"), ("quys", "quý"), ("muaf", "mùa"),
      ("giaf", "già"), ("hoafi", "hoài"), ("ias", "ía"),
    ])
  func newStyle(keys: String, text: String) {
    #expect(scalars(shown(keys, .telex, style: .new)) == scalars(text))
  }

  @Test("Only the syllable before the cursor changes, and the cursor moves with it")
  func middleOfText() {
    #expect(after("s", in: "số ma  mới", at: 5) == ("số má  mới", 5))
    #expect(after("i", in: "số ma  mới", at: 5) == ("số mai  mới", 6))
    #expect(after("s", in: "(cá)", at: 3) == ("(cas)", 4))
    #expect(after("w", in: "duong nao", at: 5) == ("dương nao", 5))
    #expect(after("n", in: "mở ưi?", at: 5) == ("mở ưin?", 6))
  }

  @Test("A cursor outside the text means its nearer end")
  func cursorOutside() {
    #expect(after("s", in: "a", at: 9) == ("á", 1))
    #expect(after("s", in: "a", at: -1) == ("sa", 1))
    #expect(after("s", in: "", at: 0, .off) == ("s", 1))
  }

  private func after(_ key: Character, in text: String, at cursor: Int, _ method: TypingMethod = .telex) -> (
    String, Int
  ) {
    var composer = Composer(method: method, style: .old)
    let (text, cursor) = composer.type(key, into: text, at: cursor)
    return (text, cursor)
  }

  @Test("What the terminal sends as Vietnamese, and all keys when off, goes in as it is")
  func asIs() {
    #expect(typed("ế", .telex, into: "thu") == "thuế")
    #expect(typed("hoas ddaaus 12", .off) == "hoas ddaaus 12")
    #expect(typed("₫😀ខ", .telex, into: "a") == "a₫😀ខ")
    #expect(typed("s", .telex, into: "Zoë") == "Zoës")
    #expect(typed("w", .telex, into: "ñ") == "ñw")
    #expect(typed("n nam", .telex, into: "việt") == "việtn nam")
  }

  @Test("NFD is composed: sent mark by mark, or standing before the cursor")
  func decomposed() {
    var sent = TypedLine(.telex, text: "ê")
    sent.type("\u{301}")
    #expect(scalars(sent.text) == scalars("ế") && sent.cursor == 1)
    var alone = TypedLine(.off)
    alone.type("\u{301}")
    #expect(scalars(alone.text) == ["301"] && alone.cursor == 1)
    var standing = TypedLine(.telex, text: "tie\u{302}n")
    standing.type("s")
    #expect(scalars(standing.text) == scalars("tiến") && standing.cursor == 4)
  }

  @Test(
    "Whatever is typed wherever: text behind the cursor stays, the cursor stands before it",
    arguments: TypingMethod.allCases)
  func anyKeys(method: TypingMethod) {
    let keys = Array("aeiouyăâêôơưếựsfrxjzwdđhngqtcmpkAEWDSG0123456789 .\u{301}\u{323}\u{302}")
    var seed: UInt64 = 2_024
    func draw(_ bound: Int) -> Int {
      seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(seed >> 33) % bound
    }
    var line = TypedLine(method)
    for round in 0..<6_000 {
      if round % 40 == 0 { line = TypedLine(method) }
      if draw(8) == 0 { line.cursor = draw(line.text.count + 1) }
      let behind = line.text.dropFirst(line.cursor)
      line.type(draw(6) == 0 ? "⌫" : String(keys[draw(keys.count)]))
      if draw(20) == 0 { line.leave() }
      #expect(line.text.dropFirst(line.cursor) == behind)
    }
  }

  @Test("Whole sentences, as a volunteer types them")
  func sentences() {
    #expect(
      typed("Bacs Hoaf khoong nhaanj dduwowcj max OTP, ddeens UBND xax An Quy.", .telex)
        == "Bác Hòa không nhận được mã OTP, đến UBND xã An Quy.")
    #expect(
      typed("D9a4 huo71ng da64n ba1c ca2i VNeID mu71c 2.", .vni) == "Đã hướng dẫn bác cài VNeID mức 2.")
  }
}
