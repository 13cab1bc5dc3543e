import Checklists
import Foundation
import Journal
import ReportFiles
import ReportFixtures
import Reports
import Testing

/// As much of JSON Schema as the published one uses.
struct SchemaCheck {
  private let root: [String: Any]

  init(_ text: String) throws {
    root = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  /// What does not fit, with its place.
  func faults(_ text: String) throws -> [String] {
    faults(try JSONSerialization.jsonObject(with: Data(text.utf8)), root, "$")
  }

  private func faults(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    if let name = schema["$ref"] as? String {
      var found: Any = root
      for part in name.dropFirst(2).split(separator: "/") { found = (found as? [String: Any])?[String(part)] ?? [:] }
      guard let target = found as? [String: Any], !target.isEmpty else { return ["\(place): no \(name)"] }
      return faults(value, target, place)
    }
    var all: [String] = []
    if let one = schema["oneOf"] as? [[String: Any]] {
      let each = one.map { faults(value, $0, place) }
      if each.count(where: \.isEmpty) != 1 { all += each.joined() + ["\(place): not one of"] }
    }
    for part in schema["allOf"] as? [[String: Any]] ?? [] { all += faults(value, part, place) }
    if let words = schema["enum"] as? [String], !words.contains(value as? String ?? "") {
      all.append("\(place): \(value)")
    }
    if let word = schema["const"] as? String, word != value as? String { all.append("\(place): not \(word)") }
    switch schema["type"] as? String {
    case "object": all += object(value, schema, place)
    case "array":
      guard let list = value as? [Any] else { return all + ["\(place): no array"] }
      if list.count < schema["minItems"] as? Int ?? 0 { all.append("\(place): too few") }
      for (index, item) in list.enumerated() {
        all += faults(item, schema["items"] as? [String: Any] ?? [:], "\(place)[\(index)]")
      }
    case "string":
      guard let text = value as? String else { return all + ["\(place): no string"] }
      if let pattern = schema["pattern"] as? String, text.range(of: pattern, options: .regularExpression) == nil {
        all.append("\(place): \(text)")
      }
    case "integer":
      guard let number = value as? Int else { return all + ["\(place): no integer"] }
      if number < schema["minimum"] as? Int ?? .min { all.append("\(place): \(number)") }
    case "boolean": if !(value is Bool) { all.append("\(place): no boolean") }
    default: break
    }
    return all
  }

  private func object(_ value: Any, _ schema: [String: Any], _ place: String) -> [String] {
    guard let fields = value as? [String: Any] else { return ["\(place): no object"] }
    let known = schema["properties"] as? [String: [String: Any]] ?? [:]
    var all = (schema["required"] as? [String] ?? []).filter { fields[$0] == nil }.map { "\(place): no \($0)" }
    for (name, field) in fields {
      if let part = known[name] {
        all += faults(field, part, "\(place).\(name)")
      } else if let others = schema["additionalProperties"] as? [String: Any] {
        all += faults(field, others, "\(place).\(name)")
      } else if schema["additionalProperties"] as? Bool == false {
        all.append("\(place): \(name)?")
      }
    }
    return all
  }
}

@Suite struct JSONTests {
  private let sample = Sample()

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }

  @Test func `every report fits the published schema`() throws {
    let check = try SchemaCheck(ReportJSON.schema)
    var desk = ReportDesk(device: DeviceID(rawValue: "d"), unit: "99001", lastReceipt: nil, isMissing: true)
    for grouping in ReportGrouping.allCases {
      var report = sample.report(grouping)
      report.desks = [desk]
      desk.lastReceipt = 1_800_000_000_123
      desk.name = "Bàn 1"
      #expect(try check.faults(try ReportJSON.write(report, made: 1_800_000_000_000)) == [])
    }
    #expect(try check.faults(try ReportJSON.write(try sample.outside(), made: 0)) == [])
    let empty = sample.stock.report(ReportPeriod(.week, holding: Day(daysSince1970: 0)), unit: "99001")
    #expect(try check.faults(try ReportJSON.write(empty, made: 0)) == [])
    // The check itself finds faults.
    let text = try ReportJSON.write(sample.report(), made: 0)
    #expect(try check.faults(text.replacing("\"sessions\" : ", with: "\"sessions\" : -")) != [])
    #expect(try check.faults(text.replacing("\"from\" : ", with: "\"form\" : ")) != [])
  }

  @Test func `it says the figures of the report`() throws {
    let report = sample.report(unit: "99001")
    let file = try object(try ReportJSON.write(report, made: 0))
    #expect(file["from"] as? String == "2026-05-01")
    #expect(file["to"] as? String == "2026-05-31")
    #expect(file["unit"] as? String == "99001")
    #expect(file["sessions"] as? Int == report.tally.sessions)
    let outcomes = try #require(file["outcomes"] as? [String: Int])
    for outcome in Outcome.allCases { #expect(outcomes[outcome.rawValue] == report.tally.outcomes[outcome] ?? 0) }
    let checklists = try #require(file["checklists"] as? [String: [String: Any]])
    #expect(checklists["vneid"]?["sessions"] as? Int == report.tally.checklists["vneid"]?.sessions)
    #expect((file["corrected"] as? [Any])?.count == report.corrected.count)
  }

  @Test func `an earlier report is read again, and tells what changed since`() throws {
    let early = Array(sample.stock.entries.prefix(sample.stock.entries.count / 2))
    var corrections = CorrectionIndex()
    for entry in early { corrections.take(entry) }
    var counter = ReportCounter(sample.month, corrections: corrections)
    for entry in early { counter.take(entry) }
    let text = try ReportJSON.write(counter.report(), made: 0)
    let earlier = try #require(ReportJSON.read(Array(text.utf8)))
    #expect(earlier.period == sample.month)
    #expect(earlier.unit == nil)
    #expect(earlier.definition == ReportDefinition.current.name)
    #expect(earlier.sessions == counter.report().tally.sessions)
    #expect(earlier.heads == counter.report().heads)
    var second = ReportCounter(sample.month, corrections: sample.stock.corrections, since: earlier.heads)
    for entry in sample.stock.entries { second.take(entry) }
    let change = try #require(second.supplement)
    #expect(!change.isEmpty)
    let full = try ReportJSON.write(second.report(), made: 0, change: change)
    #expect(try SchemaCheck(ReportJSON.schema).faults(full) == [])
    let late = try #require((try object(full)["supplement"] as? [String: Any])?["late"] as? [String: Int])
    #expect(late.values.reduce(0, +) == change.lateSessions)
  }

  @Test func `other bytes are no report`() throws {
    let text = try ReportJSON.write(sample.report(), made: 0)
    for other in [
      "", "{}", "[]", text.replacing("tiepsuc-report-1", with: "tiepsuc-report-9"),
      text.replacing("2026-05-01", with: "2026-15-01"), String(text.dropLast(30)),
      try ReportJSON.write(try sample.outside(), made: 0),
    ] { #expect(ReportJSON.read(Array(other.utf8)) == nil) }
  }
}
