package import Checklists
import Phrases

/// The page on which people sign in.
package enum SignInPage {
  /// - Parameters:
  ///   - next: The path that was asked for.
  ///   - name: What was typed before.
  ///   - complaint: Why it did not work.
  package static func page(
    _ reader: PageReader, next: String = "/", name: String = "", complaint: LocalText? = nil
  ) -> String {
    let alert: HTML =
      complaint.map { "<p class=\"alert\" role=\"alert\" id=\"complaint\">\(reader($0))</p>" } ?? .none
    let invalid: HTML =
      complaint == nil ? .none : " aria-invalid=\"true\" aria-describedby=\"complaint\""
    let body: HTML = """
      \(alert)
      <form class="sign-in" method="post" action="/sign-in">
      \(PageFrame.token(reader))
      <input type="hidden" name="next" value="\(next)">
      <p><label for="name">\(reader(Phrase.signInName))</label>
      <input id="name" name="name" value="\(name)" maxlength="32" required autocomplete="username" autocapitalize="none" spellcheck="false"\(invalid)></p>
      <p><label for="password">\(reader(Phrase.signInPassword))</label>
      <input id="password" name="password" type="password" maxlength="200" required autocomplete="current-password"\(invalid)></p>
      <p><label for="code">\(reader(Phrase.signInCode))</label>
      <input id="code" name="code" inputmode="numeric" maxlength="7" autocomplete="one-time-code" aria-describedby="code-hint">
      <span class="hint" id="code-hint">\(reader(Phrase.signInCodeHint))</span></p>
      <p><button>\(reader(Phrase.signInDo))</button></p>
      </form>
      <p>\(reader(Phrase.signInHow))</p>
      """
    return PageFrame.page(.signIn, title: Phrase.signInPage, reader, body)
  }
}
