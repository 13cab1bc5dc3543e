import AccountStore
import Foundation
import HTTPTypes
import HubPages
import HubService
import Journal
import Protocol
import Reports

/// Figures of a month as a DHIS2 takes them: what readers outside are told, and nothing for what is hidden.
extension HubSite {
  func exchange(_ path: FeedPath, _ query: Query, _ token: MachineToken, _ now: Int64) async throws -> HubAnswer {
    guard token.scope == .hub else { throw Refusal(.wrongUnit) }
    guard let month = query["month"].flatMap({ Day(iso: $0 + "-01") }).map({ ReportPeriod(.month, holding: $0) }) else {
      throw Refusal(.malformed, detail: "month: yyyy-mm")
    }
    guard month.through < PageTime.day(now) else { throw Refusal(.malformed, detail: "month: not ended") }
    guard let mapping = try DataValueMapping.read(folder.path + "/dhis2.json") else { throw Refusal(.notFound) }
    let values = try await values(mapping, month)
    if path == .adx {
      // A message has a group at least, and a group a value.
      guard !values.isEmpty else { throw Refusal(.notFound, detail: "nothing is told of the month") }
      return Self.file(Self.adx(mapping, values, month, exported: now), "application/adx+xml")
    }
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let set = DataValueSet(dataSet: mapping.dataSet, period: Self.period(month), dataValues: values)
    return Self.file(String(decoding: try encoder.encode(set), as: UTF8.self), "application/json")
  }

  private struct DataValueSet: Encodable {
    var dataSet: String
    var period: String
    var dataValues: [DataValue]
  }

  /// `yyyymm`
  private static func period(_ month: ReportPeriod) -> String {
    String(month.from.iso.prefix(7).replacing("-", with: ""))
  }

  private func values(_ mapping: DataValueMapping, _ month: ReportPeriod) async throws -> [DataValue] {
    let period = Self.period(month)
    var values: [DataValue] = []
    if let hub = mapping.hub, case .success(let report) = try await board.outside(month) {
      for figure in mapping.figures {
        guard let name = NamedTable(id: figure.table),
          let count = report[name]?.figures.first(where: { $0.row == figure.row && $0.column == figure.column })?.count
        else { continue }
        values.append(
          DataValue(
            dataElement: figure.dataElement, period: period, orgUnit: hub,
            categoryOptionCombo: figure.categoryOptionCombo, value: "\(count)"))
      }
    }
    guard let sessions = mapping.unitSessions, let told = try await board.units(month)?.sessionsByUnit else {
      return values
    }
    for (code, count) in told.sorted(by: { $0.key < $1.key }) {
      guard let count, let unit = mapping.orgUnits[code] else { continue }
      values.append(
        DataValue(
          dataElement: sessions.dataElement, period: period, orgUnit: unit,
          categoryOptionCombo: sessions.categoryOptionCombo, value: "\(count)"))
    }
    return values
  }

  /// IHE QRPH ADX. All that stands in it is an identifier or a number.
  private static func adx(
    _ mapping: DataValueMapping, _ values: [DataValue], _ month: ReportPeriod, exported now: Int64
  ) -> String {
    let groups = Dictionary(grouping: values, by: \.orgUnit).sorted { $0.key < $1.key }.map { unit, values in
      let lines = values.map { value in
        let combo = value.categoryOptionCombo.map { " categoryOptionCombo=\"\($0)\"" } ?? ""
        return "<dataValue dataElement=\"\(value.dataElement)\"\(combo) value=\"\(value.value)\"/>"
      }
      return
        "<group orgUnit=\"\(unit)\" period=\"\(month.from.iso)/P1M\" dataSet=\"\(mapping.dataSet)\">\(lines.joined())</group>"
    }
    return
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<adx xmlns=\"urn:ihe:qrph:adx:2015\" exported=\"\(FeedRecord.moment(now))\">\(groups.joined())</adx>\n"
  }

  private static func file(_ text: String, _ type: String) -> HubAnswer {
    HubAnswer(
      status: 200, headers: headers([.contentType: type, .cacheControl: "no-store"]), body: Array(text.utf8))
  }
}
