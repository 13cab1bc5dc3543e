import Checklists
import Foundation
import Journal
package import Reports

/// A report as JSON for other programs, in the form of ``schema``.
package enum ReportJSON {
  /// The value of `schema` in a unit's own report, and in one for readers outside.
  package static let unitForm = "tiepsuc-report-1"
  package static let outsideForm = "tiepsuc-outside-report-1"

  /// A unit's own report.
  ///
  /// - Parameter made: Milliseconds since 1970.
  package static func write(
    _ report: ActivityReport, made: Int64, change: ReportChange? = nil
  ) throws -> String {
    try text(UnitFile(report, made: made, change: change))
  }

  /// A report for readers outside the unit.
  package static func write(_ report: OutsideReport, made: Int64) throws -> String {
    try text(OutsideFile(report, made: made))
  }

  /// How far an earlier report of a unit counted, with what it was about.
  package struct Earlier: Hashable, Sendable {
    package var period: ReportPeriod
    package var unit: String?
    package var definition: String
    package var heads: [ReportHead]
    package var sessions: Int
  }

  /// The largest report that is read again, in bytes.
  package static let largest = 64 << 20

  /// Reads a unit's report; nil for other bytes.
  package static func read(_ bytes: [UInt8]) -> Earlier? {
    guard bytes.count <= largest else { return nil }
    do {
      let file = try JSONDecoder().decode(EarlierFile.self, from: Data(bytes))
      guard file.schema == unitForm, let from = Day(iso: file.from), let through = Day(iso: file.to),
        let period = ReportPeriod(from: from, through: through)
      else { return nil }
      let heads = file.heads.map {
        ReportHead(
          ChainID(device: DeviceID(rawValue: $0.device), incarnation: $0.incarnation), branch: $0.branch,
          sequence: $0.sequence)
      }
      return Earlier(
        period: period, unit: file.unit, definition: "\(file.definition.id) \(file.definition.version)", heads: heads,
        sessions: file.sessions)
    } catch {
      return nil
    }
  }

  private static func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }

  /// `yyyy-mm-ddThh:mm:ssZ`.
  static func time(_ milliseconds: Int64) -> String {
    // The years 1 to 9999: clocks of other machines may claim anything.
    let seconds = min(max(milliseconds / 1_000, -62_135_596_800), 253_402_300_799)
    return Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
  }
}

// MARK: The form

private struct DefinitionPart: Codable {
  var id: String
  var version: Int
}

private struct HeadPart: Codable {
  var device: String
  var incarnation: Int
  var branch: Int
  var sequence: Int

  init(_ head: ReportHead) {
    device = head.chain.device.rawValue
    incarnation = head.chain.incarnation
    branch = head.branch
    sequence = head.sequence
  }
}

/// What is needed of a report to tell what changed since.
private struct EarlierFile: Decodable {
  var schema: String
  var from: String
  var to: String
  var unit: String?
  var definition: DefinitionPart
  var sessions: Int
  var heads: [HeadPart]
}

private struct TallyPart: Encodable {
  struct Checklist: Encodable {
    var sessions: Int
    var outcomes: [String: Int]
  }
  struct Problem: Encodable {
    var id: String
    var met: Int
    var helped: Int
    var notHelped: Int
  }
  struct QuickHelp: Encodable {
    var answered: Int
    var helped: Int
  }
  var sessions: Int
  var onlyCounted: Int
  var outcomes: [String: Int]
  var checklists: [String: Checklist]
  var indicators: [String: Int]
  var services: [String: Int]
  var ages: [String: Int]
  var satisfaction: [String: Int]
  var petitions: [String: Int]
  var problems: [Problem]
  var otherProblems: Int
  var sessionSeconds: Int
  var quickHelp: QuickHelp
  var cancelled: Int

  init(_ tally: ReportTally) {
    sessions = tally.sessions
    onlyCounted = tally.onlyCounted
    outcomes = Self.outcomes(tally.outcomes)
    checklists = Self.named(
      tally.checklists.map {
        ($0.key.rawValue, Checklist(sessions: $0.value.sessions, outcomes: Self.outcomes($0.value.outcomes)))
      })
    indicators = Self.named(ReportIndicator.allCases.map { ($0.rawValue, tally.indicators[$0] ?? 0) })
    services = Self.named(tally.services.map { ($0.key.rawValue, $0.value) })
    ages = Self.named(AgeBand.allCases.map { ($0.rawValue, tally.ages[$0] ?? 0) })
    satisfaction = Self.named((1...5).map { ("\($0)", tally.satisfaction[$0] ?? 0) })
    petitions = Self.named(PetitionTopic.allCases.map { ($0.rawValue, tally.petitions[$0] ?? 0) })
    problems = tally.topProblems(.max).map {
      Problem(
        id: $0.problem.rawValue, met: $0.counts.met, helped: $0.counts.helped, notHelped: $0.counts.didNotHelp)
    }
    otherProblems = tally.otherProblems
    sessionSeconds = tally.seconds
    quickHelp = QuickHelp(answered: tally.quickHelp, helped: tally.quickHelped)
    cancelled = tally.cancelled
  }

  /// Every outcome, also those that did not occur.
  private static func outcomes(_ counts: [Outcome: Int]) -> [String: Int] {
    named(Outcome.allCases.map { ($0.rawValue, counts[$0] ?? 0) })
  }

  private static func named<Value>(_ pairs: [(String, Value)]) -> [String: Value] {
    Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}

private struct CorrectedPart: Encodable {
  struct One: Encodable {
    var incarnation: Int
    var sequence: Int
    var outcome: String?
    var age: String?
    var satisfaction: Int?
    var reason: String?
    var by: String?
    var at: String
  }
  var device: String
  var incarnation: Int
  var sequence: Int
  var day: String
  var checklist: String
  var first: String
  var now: String
  var corrections: [One]

  init(_ session: CorrectedSession) {
    device = session.id.device.rawValue
    incarnation = session.id.incarnation
    sequence = session.id.sequence
    day = session.day.iso
    checklist = session.checklist.rawValue
    first = session.first.rawValue
    now = session.now.rawValue
    corrections = session.corrections.map { one in
      One(
        incarnation: one.id.incarnation, sequence: one.id.sequence, outcome: one.change.outcome?.rawValue,
        age: one.change.ageBand?.rawValue, satisfaction: one.change.satisfaction, reason: one.change.note,
        by: one.by?.rawValue, at: ReportJSON.time(one.time))
    }
  }
}

private struct UnitFile: Encodable {
  struct DayPart: Encodable {
    var day: String
    var sessions: Int
    var completed: Int
  }
  struct GroupPart: Encodable {
    var key: String
    var tally: TallyPart
  }
  struct GroupsPart: Encodable {
    var by: String
    var groups: [GroupPart]
  }
  struct DeskPart: Encodable {
    var device: String
    var name: String?
    var unit: String
    var lastReceipt: String?
    var missing: Bool
  }
  struct SupplementPart: Encodable {
    var late: [String: Int]
    var added: TallyPart
    var removed: TallyPart
    var corrected: [CorrectedPart]
  }

  private let tally: TallyPart
  private let schema = ReportJSON.unitForm
  private let definition: DefinitionPart
  private let period: String
  private let from: String
  private let to: String
  private let unit: String?
  private let made: String
  private let volunteers: Int
  private let shifts: Int
  private let shiftSeconds: Int
  private let days: [DayPart]
  private let grouped: GroupsPart?
  private let corrected: [CorrectedPart]
  private let desks: [DeskPart]
  private let heads: [HeadPart]
  private let unreadable: Int
  private let supplement: SupplementPart?

  init(_ report: ActivityReport, made: Int64, change: ReportChange?) {
    tally = TallyPart(report.tally)
    definition = DefinitionPart(id: report.definition.id, version: report.definition.version)
    period = report.period.kind.rawValue
    from = report.period.from.iso
    to = report.period.through.iso
    unit = report.unit
    self.made = ReportJSON.time(made)
    volunteers = report.volunteers
    shifts = report.shifts
    shiftSeconds = report.shiftSeconds
    days = report.days.sorted { $0.key < $1.key }
      .map { DayPart(day: $0.key.iso, sessions: $0.value.sessions, completed: $0.value.completed) }
    grouped = report.grouping.map { grouping in
      GroupsPart(
        by: grouping.rawValue,
        groups: report.groups.map { GroupPart(key: $0.key, tally: TallyPart($0.tally)) })
    }
    corrected = report.corrected.map(CorrectedPart.init)
    desks = report.desks.map {
      DeskPart(
        device: $0.device.rawValue, name: $0.name, unit: $0.unit, lastReceipt: $0.lastReceipt.map(ReportJSON.time),
        missing: $0.isMissing)
    }
    heads = report.heads.map(HeadPart.init)
    unreadable = report.unreadable
    supplement = change.map { change in
      SupplementPart(
        late: Dictionary(change.late.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +),
        added: TallyPart(change.added), removed: TallyPart(change.removed),
        corrected: change.corrections.map(CorrectedPart.init))
    }
  }

  private enum Key: String, CodingKey {
    case schema, definition, period, from, to, unit, made, volunteers, shifts, shiftSeconds, days, grouped, corrected
    case desks, heads, unreadable, supplement
  }

  func encode(to encoder: any Encoder) throws {
    // The sums stand on the same level as the period they are of.
    try tally.encode(to: encoder)
    var box = encoder.container(keyedBy: Key.self)
    try box.encode(schema, forKey: .schema)
    try box.encode(definition, forKey: .definition)
    try box.encode(period, forKey: .period)
    try box.encode(from, forKey: .from)
    try box.encode(to, forKey: .to)
    try box.encodeIfPresent(unit, forKey: .unit)
    try box.encode(made, forKey: .made)
    try box.encode(volunteers, forKey: .volunteers)
    try box.encode(shifts, forKey: .shifts)
    try box.encode(shiftSeconds, forKey: .shiftSeconds)
    try box.encode(days, forKey: .days)
    try box.encodeIfPresent(grouped, forKey: .grouped)
    try box.encode(corrected, forKey: .corrected)
    try box.encode(desks, forKey: .desks)
    try box.encode(heads, forKey: .heads)
    try box.encode(unreadable, forKey: .unreadable)
    try box.encodeIfPresent(supplement, forKey: .supplement)
  }
}

private struct OutsideFile: Encodable {
  /// A sum over some rows and columns: all that is told.
  struct Sum: Encodable {
    var rows: [String]
    var columns: [String]
    var count: Int
  }
  struct Table: Encodable {
    var id: String
    var rows: [String]
    var columns: [String]
    /// What is in no sum by itself is hidden.
    var sums: [Sum]
    var withheldMonths: [String]
  }

  var schema = ReportJSON.outsideForm
  var definition: DefinitionPart
  var period: String
  var from: String
  var to: String
  var unit: String?
  var made: String
  var months: [String]
  var openMonths: [String]
  var volunteers: Int
  var shifts: Int
  var shiftSeconds: Int
  var tables: [Table]

  init(_ report: OutsideReport, made: Int64) {
    definition = DefinitionPart(id: report.definition.id, version: report.definition.version)
    period = report.period.kind.rawValue
    from = report.period.from.iso
    to = report.period.through.iso
    unit = report.unit
    self.made = ReportJSON.time(made)
    months = report.months.map(\.from.iso)
    openMonths = report.open.map(\.from.iso)
    volunteers = report.volunteers
    shifts = report.shifts
    shiftSeconds = report.shiftSeconds
    tables = report.tables.map { table in
      let shown = table.table
      return Table(
        id: table.name.id, rows: shown?.rows.categories ?? [], columns: shown?.columns.categories ?? [],
        sums: shown.map { shown in
          shown.sums.map {
            Sum(
              rows: Array(shown.rows.categories[$0.rows]), columns: Array(shown.columns.categories[$0.columns]),
              count: $0.count)
          }
        } ?? [], withheldMonths: table.withheld.map(\.from.iso))
    }
  }
}
