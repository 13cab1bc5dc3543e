/// Cookies of the pages. They go to this host alone, over HTTPS alone, to no script, and with no request that another
/// site began.
package enum PageCookie: String, Sendable {
  /// The ``Secret`` of who is signed in.
  case session = "__Host-session"
  /// The ``Secret`` of a browser that nobody signed in with yet.
  case visit = "__Host-visit"
  case language = "__Host-language"

  /// As a `set-cookie` header; no age: until the browser is closed.
  package func header(_ value: String, ageSeconds: Int? = nil) -> String {
    "\(rawValue)=\(value); Path=/; Secure; HttpOnly; SameSite=Strict" + (ageSeconds.map { "; Max-Age=\($0)" } ?? "")
  }

  /// Its value in a `cookie` header; nil where there is none.
  package func value(in header: String?) -> String? {
    guard let header else { return nil }
    for part in header.split(separator: ";", maxSplits: 32) {
      let pair = part.drop { $0 == " " }
      if pair.hasPrefix(rawValue + "=") { return String(pair.dropFirst(rawValue.utf8.count + 1)) }
    }
    return nil
  }
}
