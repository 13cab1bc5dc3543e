import Bytes
import Checklists
import Crypto
import Foundation
import HubPages
import Journal
import ReportStore
import Reports

/// A row of the feed as it goes out: no volunteer, no words of anybody, no contact, and no name of a device.
struct FeedRecord: Hashable {
  var number: Int64
  /// When the hub took it.
  var updated: String
  /// `session` or `correction`.
  var kind: String
  var id: String
  /// The `id` of the session that a correction puts right.
  var corrects: String?
  /// `yyyy-mm-dd`
  var day: String?
  var unit: String?
  var checklist: String?
  var service: String?
  var outcome: String?
  var ageBand: String?
  var satisfaction: Int?
  var petition: String?
  var minutes: Int?
  var problems: Int?
  /// The citizen did not agree to the log: nothing else is known.
  var isOnlyCounted: Bool?

  init(_ row: FeedRow) {
    number = row.number
    updated = Self.moment(row.taken)
    id = Self.name(row.id, row.branch)
    unit = row.unit
    switch row.body {
    case .session(let session):
      kind = "session"
      day = session.day.iso
      checklist = session.checklist.rawValue
      service = session.service?.rawValue
      outcome = session.outcome.rawValue
      ageBand = session.ageBand?.rawValue
      satisfaction = session.satisfaction
      petition = session.petition?.topic.rawValue
      minutes = session.isOnlyCounted ? nil : Int(session.length / 60_000)
      problems = session.problems.count
      isOnlyCounted = session.isOnlyCounted
    case .correction(let target, let change):
      kind = "correction"
      corrects = Self.name(target, target.chain == row.id.chain ? row.branch : 0)
      outcome = change.outcome?.rawValue
      ageBand = change.ageBand?.rawValue
      satisfaction = change.satisfaction
    }
  }

  /// `2026-11-29T13:05:00.250Z`.
  static func moment(_ time: Int64) -> String {
    let known = min(max(time, 0), 253_402_300_799_999)
    let (seconds, milliseconds) = (known / 1_000, known % 1_000)
    func two(_ value: Int64) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let day = Day(daysSince1970: Int(seconds / 86_400)).iso
    let rest = seconds % 86_400
    let fraction = String(1_000 + milliseconds).dropFirst()
    return "\(day)T\(two(rest / 3_600)):\(two(rest / 60 % 60)):\(two(rest % 60)).\(fraction)Z"
  }

  /// The same for the same entry in every export, and nothing that tells the device.
  private static func name(_ id: EntryID, _ branch: Int) -> String {
    let words = "feed \(id.device.rawValue) \(id.incarnation) \(branch) \(id.sequence)"
    return Hex.text(SHA256.hash(data: Array(words.utf8)).prefix(12))
  }

  static let columns: [ODataColumn<FeedRecord>] = [
    .number("number") { Int($0.number) }, .moment("updated") { $0.updated }, .text("kind") { $0.kind },
    .text("id") { $0.id }, .text("corrects") { $0.corrects }, .day("day") { $0.day }, .text("unit") { $0.unit },
    .text("checklist") { $0.checklist }, .text("service") { $0.service }, .text("outcome") { $0.outcome },
    .text("ageBand") { $0.ageBand }, .number("satisfaction") { $0.satisfaction }, .text("petition") { $0.petition },
    .number("minutes") { $0.minutes }, .number("problems") { $0.problems },
    .flag("isOnlyCounted") { $0.isOnlyCounted },
  ]

  /// Its values in the order of ``columns``.
  var values: [ODataValue] { Self.columns.map { $0.value(self) } }

  /// An object on one line; what is not known is not in it.
  var json: String {
    let members = Self.columns.compactMap { column -> String? in
      let value = column.value(self)
      return value.isKnown ? ODataValue.quoted(column.property.name) + ":" + value.json : nil
    }
    return "{" + members.joined(separator: ",") + "}\n"
  }

  static let csvHead = columns.map(\.property.name).joined(separator: ",") + "\r\n"

  /// One line of RFC 4180. No value of it holds a comma or a quote, unless somebody wrote one into an id.
  var csv: String { values.map { Self.cell($0.plain) }.joined(separator: ",") + "\r\n" }

  static func cell(_ text: String) -> String {
    // What begins like a formula would be one in a spreadsheet.
    let text = text.first.map { "=+-@\t\r".contains($0) } == true ? "'" + text : text
    guard text.contains(where: { ",\"\r\n".contains($0) }) else { return text }
    return "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}
