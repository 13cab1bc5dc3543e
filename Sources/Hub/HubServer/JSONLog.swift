import Foundation
import Glibc
package import Logging
import Synchronization

/// Writes one JSON object a line: `time`, `level`, `message`, then the facts.
package struct JSONLog: LogHandler {
  package var metadata: Logger.Metadata = [:]
  package var logLevel: Logger.Level
  private let write: @Sendable (String) -> Void

  /// `write` gets whole lines, without their ends.
  package init(level: Logger.Level = .info, write: @escaping @Sendable (String) -> Void = JSONLog.standardError) {
    logLevel = level
    self.write = write
  }

  /// Each line in one call, so that lines of many threads do not mix.
  @Sendable package static func standardError(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    // Nobody is told when the log itself cannot be written.
    _ = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
  }

  package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  package func log(event: LogEvent) {
    var facts = metadata.merging(event.metadata ?? [:]) { $1 }
    if let error = event.error { facts["error"] = "\(error)" }
    // Hummingbird's number of the request is a chance number that nothing else names.
    facts["hb.request.id"] = nil
    var line = "{\"time\":\(Self.quoted(Self.time()))"
    line += ",\"level\":\"\(event.level.rawValue)\",\"message\":\(Self.quoted(event.message.description))"
    for (name, value) in facts.sorted(by: { $0.key < $1.key }) {
      line += ",\(Self.quoted(name)):\(Self.json(value))"
    }
    write(line + "}")
  }

  private static func json(_ value: Logger.Metadata.Value) -> String {
    switch value {
    case .stringConvertible(let number as Int): "\(number)"
    case .stringConvertible(let value): quoted(value.description)
    case .string(let text): quoted(text)
    case .array(let list): "[" + list.map(json).joined(separator: ",") + "]"
    case .dictionary(let facts):
      "{" + facts.sorted { $0.key < $1.key }.map { "\(quoted($0.key)):\(json($0.value))" }.joined(separator: ",") + "}"
    }
  }

  private static func time() -> String {
    Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }

  /// A JSON string (RFC 8259, section 7).
  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      case "\n": out += "\\n"
      case _ where scalar.value < 0x20:
        let hex = String(scalar.value, radix: 16)
        out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out + "\""
  }
}
