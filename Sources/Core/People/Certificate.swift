import Bytes
package import Journal

/// A certificate of hours: its figures, signed by the desk that counted them, as lines of text that anybody can read and
/// `tiepsuc verify-certificate` can check.
package struct Certificate: Equatable, Sendable {
  package var code: VolunteerCode
  /// As the person wants to be called; it is on their own paper only.
  package var name: String
  package var unit: String
  package var from: Day
  package var through: Day
  package var hours: PersonHours
  /// Version of the rule by which hours are credited.
  package var rule: Int
  /// Checklists helped with, and how often.
  package var learned: [(checklist: String, sessions: Int)]
  package var issued: Day

  package static func == (a: Certificate, b: Certificate) -> Bool { a.lines == b.lines }

  package init(
    code: VolunteerCode, name: String, unit: String, from: Day, through: Day, hours: PersonHours, rule: Int,
    learned: [(checklist: String, sessions: Int)], issued: Day
  ) {
    self.code = code
    self.name = name
    self.unit = unit
    self.from = from
    self.through = through
    self.hours = hours
    self.rule = rule
    self.learned = learned
    self.issued = issued
  }

  private static let title = "tiepsuc certificate 1"
  /// The largest file, in bytes.
  package static let largest = 16_384

  /// What is signed: one `key value` a line.
  private var lines: [String] {
    [
      Self.title, "code \(Self.oneLine(code.rawValue))", "name \(Self.oneLine(name))", "unit \(Self.oneLine(unit))",
      "from \(Self.text(from))", "through \(Self.text(through))", "shifts \(hours.shifts)", "open \(hours.open)",
      "seen-minutes \(hours.seenMinutes)", "credited-minutes \(hours.creditedMinutes)", "rule \(rule)",
      "citizens \(hours.citizens)", "issued \(Self.text(issued))",
    ] + learned.map { "helped \(Self.oneLine($0.checklist)) \($0.sessions)" }
  }

  private static func oneLine(_ text: String) -> String {
    String(
      String.UnicodeScalarView(text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 })
        .prefix(200))
  }

  /// `2026-11-30`.
  private static func text(_ day: Day) -> String {
    let (year, month, day) = day.parts
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    return "\(year)-\(two(month))-\(two(day))"
  }

  /// The file, signed by a journal's laptop.
  package func file(signedBy journal: any JournalPort) throws(JournalProblem) -> String {
    let body = lines.joined(separator: "\n") + "\n"
    let signed = try journal.sign(Array(body.utf8))
    return body + "desk \(DeviceID(publicKey: signed.publicKey).rawValue)\nkey \(Hex.text(signed.publicKey))\n"
      + "signature \(Hex.text(signed.signature))\n"
  }

  /// What a file turned out to be.
  package enum Check: Equatable, Sendable {
    /// The signature holds.
    case sound(Verified)
    case notACertificate
    /// A figure, a name or the signature was changed.
    case changed
  }

  /// A certificate whose signature holds, with the desk that signed it.
  package struct Verified: Equatable, Sendable {
    /// The lines that were signed, without the first.
    package var fields: [(key: String, value: String)]
    package var desk: DeviceID

    package static func == (a: Verified, b: Verified) -> Bool {
      a.desk == b.desk && a.fields.map { [$0.key, $0.value] } == b.fields.map { [$0.key, $0.value] }
    }
  }

  /// Checks a file.
  package static func verify(_ bytes: [UInt8]) -> Check {
    guard bytes.count <= largest, let text = String(validating: bytes.filter { $0 != 0x0d }, as: UTF8.self) else {
      return .notACertificate
    }
    // Line ends of other systems are no change.
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count > 5, lines[0] == Self.title, lines[lines.count - 1].isEmpty else { return .notACertificate }
    let tail = lines.suffix(4)
    func value(_ key: String, _ line: Substring?) -> Substring? {
      guard let line, line.hasPrefix(key + " ") else { return nil }
      return line.dropFirst(key.count + 1)
    }
    guard let desk = value("desk", tail.first),
      let key = value("key", tail.dropFirst().first).flatMap({ Hex.bytes($0) }), key.count == 32,
      let signature = value("signature", tail.dropFirst(2).first).flatMap({ Hex.bytes($0) }), signature.count == 64
    else { return .notACertificate }
    let signed = lines.dropLast(4)
    let body = signed.joined(separator: "\n") + "\n"
    guard DeviceID(publicKey: key).rawValue == desk,
      DeviceKey.isSigned(Array(body.utf8), signature: signature, publicKey: key)
    else { return .changed }
    let fields = signed.dropFirst().map { line in
      let parts = line.split(separator: " ", maxSplits: 1)
      return (key: parts.first.map(String.init) ?? "", value: parts.count > 1 ? String(parts[1]) : "")
    }
    return .sound(Verified(fields: fields, desk: DeviceID(rawValue: String(desk))))
  }
}
