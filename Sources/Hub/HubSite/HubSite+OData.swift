import AccountStore
import Foundation
import HTTPTypes
import HubPages
import HubService
import Journal
import Protocol
import ReportStore
import Reports

/// The feed that spreadsheets and Power BI open.
extension HubSite {
  private static let rowsOfPage = 5_000
  private static let months = 24

  func odata(
    _ path: FeedPath, _ request: HubRequest, _ query: Query, _ token: MachineToken, _ now: Int64
  ) async throws -> HubAnswer {
    switch path {
    case .metadata: return Self.odata(Self.metadata, "application/xml", request)
    case .set(let set, let isCount):
      do {
        let asked = try ODataQuery(query, set)
        let (rows, count, next) = try await rows(set, asked, token, now, isCount: isCount)
        if isCount { return Self.odata("\(count ?? rows.count)", "text/plain; charset=utf-8", request) }
        return Self.odata(
          Self.json(set, asked, rows, count, next.map { Self.link(request, skipToken: $0) }),
          Self.jsonType, request)
      } catch SiteFault.malformed(let words) {
        return Self.error(400, "malformed", words)
      } catch SiteFault.notOffered(let words) {
        return Self.error(501, "not-offered", words)
      }
    default:
      let sets = ODataSet.allCases.map {
        "{\"name\":\"\($0.rawValue)\",\"kind\":\"EntitySet\",\"url\":\"\($0.rawValue)\"}"
      }
      return Self.odata(
        "{\"@odata.context\":\"/odata/v4/$metadata\",\"value\":[\(sets.joined(separator: ","))]}", Self.jsonType,
        request)
    }
  }

  private static let jsonType = "application/json;odata.metadata=minimal;charset=utf-8"

  // MARK: Rows

  private func rows(
    _ set: ODataSet, _ query: ODataQuery, _ token: MachineToken, _ now: Int64, isCount: Bool
  ) async throws -> (rows: [[ODataValue]], count: Int?, next: String?) {
    guard set == .sessions else {
      let all = try await (set == .figures ? figures(token, now) : unitMonths(token, now))
      return try Self.part(of: all, query, set)
    }
    guard token.mayReadEntries else { throw Refusal(.wrongRole) }
    return try await sessions(query, token, isCount: isCount)
  }

  /// Of rows that are all at hand.
  private static func part(
    of all: [[ODataValue]], _ query: ODataQuery, _ set: ODataSet
  ) throws -> (rows: [[ODataValue]], count: Int?, next: String?) {
    var rows = all.filter { row in query.conditions.allSatisfy { $0.holds(for: row) } }
    let count = rows.count
    if !query.order.isEmpty {
      rows.sort { left, right in
        for (property, isDescending) in query.order where left[property] != right[property] {
          return left[property].isBefore(right[property]) != isDescending
        }
        return false
      }
    }
    var start = query.skip
    if let token = query.skipToken {
      guard let place = Int(token), (0...count).contains(place) else { throw SiteFault.malformed("$skiptoken") }
      start = place
    }
    let end = query.top.map { min(count, query.skip + $0) } ?? count
    let stop = min(end, start + rowsOfPage)
    guard start < stop else { return ([], count, nil) }
    return (Array(rows[start..<stop]), count, stop < end ? "\(stop)" : nil)
  }

  /// Sessions and corrections by their numbers.
  private func sessions(
    _ query: ODataQuery, _ token: MachineToken, isCount: Bool
  ) async throws -> (rows: [[ODataValue]], count: Int?, next: String?) {
    var question = FeedQuestion()
    if let (property, isDescending) = query.order.first {
      // Rows are numbered as they were taken, so both orders are one.
      guard query.order.allSatisfy({ $0.property <= 1 && $0.isDescending == isDescending }), property <= 1 else {
        throw SiteFault.notOffered("$orderby: number, updated")
      }
      question.isNewestFirst = isDescending
    }
    (question.from, question.until) = query.times(of: 1)
    // Every row of those times is asked for, and so the database counts them.
    let isWhole = token.scope == .hub && query.conditions.allSatisfy { $0.property == 1 }
    let times = question
    let counted = (isCount || query.isCounted) && isWhole ? try await board.read { try $0.count(times) } : nil
    if isCount, let counted { return ([], counted, nil) }
    var left = query.top ?? .max
    var skip = query.skip
    if let text = query.skipToken {
      let parts = text.split(separator: "-").compactMap { Int64($0) }
      guard (2...3).contains(parts.count), parts.allSatisfy({ $0 >= 0 }) else {
        throw SiteFault.malformed("$skiptoken")
      }
      question.after = parts[0]
      left = Int(clamping: parts[1])
      skip = parts.count > 2 ? Int(clamping: parts[2]) : 0
    }
    let covers = covering(token.scope)
    let asked = question
    let (first, most) = (skip, min(left, Self.rowsOfPage))
    // Otherwise each row is looked at: for the first part of an answer, which says how many there are in all.
    let needsAll = counted == nil && (isCount || query.isCounted && query.skipToken == nil)
    let mostLooked = settings.mostLooked
    let part = try await board.read { reports -> ODataPart in
      var part = ODataPart()
      var looked = 0
      try reports.feed(asked) { row in
        looked += 1
        if looked > mostLooked || !needsAll && part.rows.count >= most {
          part.hasMore = true
          part.isCutOff = looked > mostLooked
          return false
        }
        if part.rows.count < most { part.last = row.number }
        guard covers(row.unit) else { return true }
        let values = FeedRecord(row).values
        guard query.conditions.allSatisfy({ $0.holds(for: values) }) else { return true }
        part.count += 1
        if part.count > first, !isCount {
          if part.rows.count < most { part.rows.append(values) } else { part.hasMore = true }
        }
        return true
      }
      return part
    }
    guard !needsAll || !part.isCutOff else {
      throw SiteFault.notOffered("$count: more than \(mostLooked) rows; $filter on updated leaves fewer")
    }
    let rest = left == .max ? Int(Int32.max) : left - part.rows.count
    // Behind the last row come so many, after so many that are still left out.
    let next = [Int(part.last), rest] + (part.count < first ? [first - part.count] : [])
    return (
      part.rows, counted ?? (needsAll ? part.count : nil),
      part.hasMore && rest > 0 ? next.map(String.init).joined(separator: "-") : nil
    )
  }

  private func endedMonths(_ now: Int64) -> [ReportPeriod] {
    var months: [ReportPeriod] = []
    var month = ReportPeriod(.month, holding: PageTime.day(now))
    for _ in 0..<Self.months {
      month = ReportPeriod(.month, holding: month.from.later(days: -1))
      months.append(month)
    }
    return months.reversed()
  }

  /// What readers outside are told: the only figures of this set.
  private func figures(_ token: MachineToken, _ now: Int64) async throws -> [[ODataValue]] {
    guard token.scope == .hub else { throw Refusal(.wrongUnit) }
    var rows: [FigureRow] = []
    for month in endedMonths(now) {
      guard case .success(let report) = try await board.outside(month) else { continue }
      for table in report.tables {
        for (row, column, count) in table.figures {
          rows.append(
            FigureRow(
              month: month.from.iso, updated: FeedRecord.moment(Self.told(month)), table: table.name.id, row: row,
              column: column, count: count))
        }
      }
    }
    return rows.map { row in FigureRow.columns.map { $0.value(row) } }
  }

  private func unitMonths(_ token: MachineToken, _ now: Int64) async throws -> [[ODataValue]] {
    let covers = covering(token.scope)
    let units = units
    var rows: [UnitMonthRow] = []
    for month in endedMonths(now) {
      guard let told = try await board.units(month) else { continue }
      for (unit, sessions) in told.sessionsByUnit.sorted(by: { $0.key < $1.key }) where covers(unit) {
        rows.append(
          UnitMonthRow(
            month: month.from.iso, updated: FeedRecord.moment(Self.told(month)), unit: unit,
            name: units[unit]?.name ?? unit, sessions: sessions))
      }
    }
    return rows.map { row in UnitMonthRow.columns.map { $0.value(row) } }
  }

  /// A month is told from the first moment after its end.
  private static func told(_ month: ReportPeriod) -> Int64 {
    Int64(month.through.daysSince1970 + 1) * 86_400_000 - Int64(PageTime.offsetMinutes) * 60_000
  }

  // MARK: Forms

  private static func json(
    _ set: ODataSet, _ query: ODataQuery, _ rows: [[ODataValue]], _ count: Int?, _ next: String?
  ) -> String {
    let places = query.selected ?? Array(set.properties.indices)
    let names = places.map { ODataValue.quoted(set.properties[$0].name) }
    let selected = query.selected.map { "(\($0.map { set.properties[$0].name }.joined(separator: ",")))" } ?? ""
    var text = "{\"@odata.context\":\(ODataValue.quoted("/odata/v4/$metadata#\(set.rawValue)\(selected)"))"
    if query.isCounted, let count { text += ",\"@odata.count\":\(count)" }
    text += ",\"value\":["
    text += rows.map { row in
      "{" + zip(names, places).map { "\($0):\(row[$1].json)" }.joined(separator: ",") + "}"
    }.joined(separator: ",")
    text += "]"
    if let next { text += ",\"@odata.nextLink\":\(ODataValue.quoted(next))" }
    return text + "}"
  }

  private static func link(_ request: HubRequest, skipToken: String) -> String {
    let parts = request.path.split(separator: "?", maxSplits: 1)
    let kept = (parts.count > 1 ? parts[1] : "").split(separator: "&")
      .filter { !["$skiptoken", "%24skiptoken", "$skip", "%24skip"].contains($0.prefix { $0 != "=" }.lowercased()) }
    return "\(parts[0])?" + (kept + ["$skiptoken=\(skipToken)"]).joined(separator: "&")
  }

  private static let metadata: String = {
    let types = ODataSet.allCases.map { set -> String in
      let properties = set.properties.map { property in
        let isKey = property.name == set.key
        return "<Property Name=\"\(property.name)\" Type=\"\(property.type)\"\(isKey ? " Nullable=\"false\"" : "")/>"
      }
      return """
        <EntityType Name="\(set.rawValue)Row"><Key><PropertyRef Name="\(set.key)"/></Key>\(properties.joined())</EntityType>
        """
    }
    let sets = ODataSet.allCases.map { "<EntitySet Name=\"\($0.rawValue)\" EntityType=\"TiepSuc.\($0.rawValue)Row\"/>" }
    return """
      <?xml version="1.0" encoding="utf-8"?>
      <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices><Schema Namespace="TiepSuc" xmlns="http://docs.oasis-open.org/odata/ns/edm">\(types.joined())<EntityContainer Name="Container">\(sets.joined())</EntityContainer></Schema></edmx:DataServices></edmx:Edmx>
      """
  }()

  private static func odata(_ text: String, _ type: String, _ request: HubRequest) -> HubAnswer {
    let tag = "W/\"\(Secret.tag(of: text))\""
    var fields = headers([.contentType: type, .cacheControl: "no-cache", .eTag: tag])
    if let name = HTTPField.Name("odata-version") { fields[name] = "4.0" }
    if request.headers[.ifNoneMatch] == tag { return HubAnswer(status: 304, headers: fields) }
    return HubAnswer(status: 200, headers: fields, body: Array(text.utf8))
  }

  private static func error(_ status: Int, _ code: String, _ words: String) -> HubAnswer {
    var fields = headers([.contentType: "application/json", .cacheControl: "no-store"])
    if let name = HTTPField.Name("odata-version") { fields[name] = "4.0" }
    let text = "{\"error\":{\"code\":\"\(code)\",\"message\":\(ODataValue.quoted(words))}}"
    return HubAnswer(status: status, headers: fields, body: Array(text.utf8))
  }
}

private struct ODataPart: Sendable {
  var rows: [[ODataValue]] = []
  var count = 0
  var last: Int64 = 0
  var hasMore = false
  /// It looked at as many rows as it may.
  var isCutOff = false
}

extension OutsideTable {
  /// Each figure by its row and column; nil where it is hidden.
  var figures: [(row: String, column: String, count: Int?)] {
    guard let table else { return [("total", "total", nil)] }
    var figures: [(String, String, Int?)] = []
    for (row, name) in table.rows.categories.enumerated() {
      for (column, columnName) in table.columns.categories.enumerated() {
        figures.append((name, columnName, table[row, column]))
      }
    }
    for (column, name) in table.columns.categories.enumerated() {
      figures.append(("total", name, table.total(column)))
    }
    return figures + [("total", "total", table.total)]
  }
}
