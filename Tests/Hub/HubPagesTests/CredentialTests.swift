import HubPages
import TestTraits
import Testing

@Suite(.ownThread) struct CredentialTests {
  /// RFC 6238, appendix B: the last six of the eight digits.
  @Test(
    arguments: [
      (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
      (2_000_000_000, "279037"), (20_000_000_000, "353130"),
    ] as [(Int64, String)])
  func `codes are those of the standard`(seconds: Int64, code: String) {
    let secret = Array("12345678901234567890".utf8)
    let time = seconds * 1_000
    #expect(OneTimeCode.code(secret, step: OneTimeCode.step(at: time)) == code)
    #expect(OneTimeCode.step(of: code, secret, at: time) == OneTimeCode.step(at: time))
  }

  @Test func `a code holds for a clock that is half a minute off, and not for two minutes`() {
    let secret = Array("12345678901234567890".utf8)
    let code = OneTimeCode.code(secret, step: 100)
    #expect(OneTimeCode.step(of: code, secret, at: 101 * 30_000) == 100)
    #expect(OneTimeCode.step(of: code, secret, at: 99 * 30_000) == 100)
    #expect(OneTimeCode.step(of: code, secret, at: 104 * 30_000) == nil)
    #expect(OneTimeCode.step(of: "", secret, at: 100 * 30_000) == nil)
    #expect(OneTimeCode.step(of: code + "0", secret, at: 100 * 30_000) == nil)
  }

  @Test(arguments: [
    ("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("foobar", "MZXW6YTBOI"),
  ])
  func `secrets are written as programs for phones read them`(text: String, written: String) {
    #expect(OneTimeCode.base32(Array(text.utf8)) == written)
  }

  @Test func `a password is kept so that only it holds`() throws {
    var generator = SystemRandomNumberGenerator()
    let password = StoredPassword.made(using: &generator)
    let kept = try #require(StoredPassword(text: try StoredPassword(password, using: &generator).text))
    #expect(try kept.holds(for: password))
    #expect(try !kept.holds(for: password + " "))
    #expect(try !kept.holds(for: ""))
    #expect(try !StoredPassword.ofNobody.holds(for: ""))
    #expect(try !kept.holds(for: String(repeating: "x", count: 1_000_000)))
    #expect(!kept.text.contains(password))
    #expect(password.count == 23)
  }

  @Test(arguments: [
    "", "scrypt-15-8-1$00$00",
    "scrypt-30-8-1$\(String(repeating: "00", count: 16))$\(String(repeating: "00", count: 32))", "$$$",
  ])
  func `what is no kept password is none`(text: String) { #expect(StoredPassword(text: text) == nil) }

  @Test func `the token of a form is of one secret alone`() {
    var generator = SystemRandomNumberGenerator()
    let (mine, other) = (Secret(using: &generator), Secret(using: &generator))
    #expect(mine.holds(formToken: mine.formToken))
    #expect(!mine.holds(formToken: other.formToken))
    #expect(!mine.holds(formToken: nil))
    #expect(!mine.holds(formToken: mine.text))
    #expect(Secret(mine.text) == mine)
    #expect(Secret("12") == nil)
  }

  @Test func `cookies go to this host alone, over HTTPS, to no script and with nobody's request`() {
    for cookie in [PageCookie.session, .visit, .language] {
      let header = cookie.header("x")
      #expect(header.hasPrefix("__Host-"))
      for word in ["Path=/", "Secure", "HttpOnly", "SameSite=Strict"] { #expect(header.contains("; \(word)")) }
    }
    #expect(PageCookie.session.value(in: "a=b; __Host-session=abc; c=d") == "abc")
    #expect(PageCookie.session.value(in: "x__Host-session=abc") == nil)
  }
}
