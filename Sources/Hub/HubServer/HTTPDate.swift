import Glibc

/// The moment of an answer, as its head says it (RFC 9110, 5.6.7).
enum HTTPDate {
  static var now: String { text(time(nil)) }

  /// Seconds since 1970 in UTC. The names of days and months are those of the C locale, in which the hub runs.
  static func text(_ seconds: Int) -> String {
    var (seconds, parts) = (seconds, tm())
    guard gmtime_r(&seconds, &parts) != nil else { return "" }
    var bytes = [CChar](repeating: 0, count: 40)
    let count = strftime(&bytes, bytes.count, "%a, %d %b %Y %H:%M:%S GMT", &parts)
    return String(decoding: bytes.prefix(count).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
