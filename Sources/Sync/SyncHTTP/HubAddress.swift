import Foundation

/// Where a hub is: scheme, host and port; nothing else, for paths are the hub's.
struct HubAddress: Hashable, Sendable {
  /// Without a slash at its end, e.g. `https://hub.example:8443`.
  let base: String

  /// Reads what somebody typed; a name alone means `https`. Nil where it is no address.
  init?(_ typed: String) {
    var text = typed.trimmingCharacters(in: .whitespaces)
    if !text.contains("://") { text = "https://" + text }
    while text.hasSuffix("/") { text.removeLast() }
    guard let parts = URLComponents(string: text), let scheme = parts.scheme?.lowercased(),
      ["https", "http"].contains(scheme), let host = parts.host, !host.isEmpty, parts.path.isEmpty, parts.query == nil,
      parts.fragment == nil, parts.user == nil, parts.password == nil, (1...65_535).contains(parts.port ?? 443)
    else { return nil }
    base = text
  }
}
