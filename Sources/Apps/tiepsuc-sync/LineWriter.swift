import Checklists
import Foundation
import Glibc
import Journal
import Phrases
import Protocol
import Reports
import SyncClient

/// Writes lines on standard output: JSON objects, or sentences for people.
struct LineWriter: Sendable {
  /// Objects instead of sentences.
  var isJSON: Bool
  /// For sentences.
  var language: Language

  /// Writes one line of an exchange.
  func write(_ line: SyncLine) {
    if isJSON { return write(object: line) }
    guard let text = words(line) else { return }
    if line.event == .failed { complain(text) } else { write(text) }
  }

  /// Writes a message as one line of JSON.
  func write(object: some Message) {
    do { write(try object.bytes + [0x0a]) } catch { complain("\(error)") }
  }

  /// Writes words for people. Names, addresses and contacts in them are others': none of it reaches the terminal as
  /// anything but text.
  func write(_ text: String) { write(Array((Self.printable(text) + "\n").utf8)) }

  /// Writes a line on standard error.
  func complain(_ text: String) { FileHandle.standardError.write(Data((Self.printable(text) + "\n").utf8)) }

  /// The text with `?` for what a terminal would obey, or would show in another order than it stands in.
  static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar.properties.generalCategory {
          case .control where scalar != "\n" && scalar != "\t": "?"
          case .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: "?"
          default: scalar
          }
        }))
  }

  /// Whole lines at once, so that whoever reads never sees a half; a reader that has gone changes nothing.
  private func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Desk, day, and what the citizen gave, between tabs.
  private static func words(_ opened: OpenedContact) -> String {
    let contact = opened.contact
    let desk = opened.desk.isEmpty ? String(opened.entry.device.rawValue.prefix(8)) : opened.desk
    return [desk, contact.due?.iso ?? "", contact.name, contact.phone, contact.appointment].joined(separator: "\t")
  }

  private func words(_ line: SyncLine) -> String? {
    switch line.event {
    case .stage: line.stage.map { Phrase.stage($0)[language] + " …" }
    case .progress: progress(line)
    case .attention: line.attention.map { "! " + Phrase.sentence($0, count: line.count)[language] }
    case .contact: line.contact.map(Self.words)
    case .done: line.summary.map { text(of: $0) }
    case .failed:
      line.failure.map {
        Phrase.sentence($0, subject: line.subject, refusal: line.refusal.flatMap(Refusal.Kind.init(rawValue:)))[
          language]
      }
    }
  }

  private func progress(_ line: SyncLine) -> String {
    let parts = [
      line.entries.map { Phrase.ofEntries($0, line.ofEntries ?? $0)[language] },
      line.bytes.map { Phrase.bytes($0)[language] }, line.bytesPerSecond.map { Phrase.bytes($0)[language] + "/s" },
      line.subject,
    ]
    return "  " + parts.compactMap(\.self).joined(separator: "  ")
  }

  /// Where the desk stands, for people.
  func text(of summary: ExchangeSummary) -> String {
    let rows: [(LocalText, Int)] = [
      (Phrase.keptEntries, summary.kept), (Phrase.sentEntries, summary.sent), (Phrase.unsentEntries, summary.unsent),
      (Phrase.keptApart, summary.quarantined), (Phrase.erasedContacts, summary.erased),
    ]
    var lines = rows.map {
      "\($0.0[language]): \(language == .english ? Numbers.english($0.1) : Numbers.vietnamese($0.1))"
    }
    lines.append(summary.hub ?? Phrase.noHubYet[language])
    if let role = summary.role, let unit = summary.unit { lines.append(Phrase.asRole(role, unit: unit)[language]) }
    if let receipt = summary.receipt {
      let time = Date(timeIntervalSince1970: Double(receipt.time) / 1000).formatted(.iso8601)
      lines.append(Phrase.receiptOf(receipt.hub.rawValue, time)[language])
    } else {
      lines.append(Phrase.noReceiptYet[language])
    }
    if summary.isForked { lines.append("! " + Phrase.sentence(SyncAttention.forked, count: nil)[language]) }
    if summary.isRevoked { lines.append("! " + Phrase.sentence(SyncAttention.revoked, count: nil)[language]) }
    return lines.joined(separator: "\n")
  }
}
