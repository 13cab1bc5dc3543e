import AccountStore
import Foundation
import HTTPTypes
import HubPages
import HubService
import Journal
import Protocol
import ReportStore
import Reports

/// What programs read, by the token that they show.
extension HubSite {
  /// Rows of one answer, unless fewer are asked for; and the most.
  private static let page = 10_000
  private static let mostRows = 50_000

  func feed(_ path: FeedPath, _ request: HubRequest, _ query: Query, from address: String) async throws -> HubAnswer {
    let now = hub.clock()
    guard request.method == .get else { throw Refusal(.wrongMethod) }
    let token = try self.token(request, address, now)
    switch path {
    case .sessions: return try await sessions(request, query, token)
    case .service, .metadata, .set: return try await odata(path, request, query, token, now)
    case .dataValues, .adx: return try await exchange(path, query, token, now)
    }
  }

  /// The answer to a request that is refused.
  static func refused(_ refusal: Refusal) -> HubAnswer {
    var answer = Hub.unsigned(refusal)
    answer.headers = headers(answer.headers)
    answer.headers[.cacheControl] = "no-store"
    if refusal.status == 401 { answer.headers[.wwwAuthenticate] = "Bearer" }
    if refusal.kind == .wrongMethod { answer.headers[.allow] = "GET" }
    return answer
  }

  /// Whose token it is. Programs such as spreadsheets that know passwords alone show it as one.
  private func token(_ request: HubRequest, _ address: String, _ now: Int64) throws -> MachineToken {
    guard let secret = Self.shown(request.headers[.authorization]).flatMap({ Secret($0) }),
      let token = try accounts.token(secret.hash), token.revoked == nil, now < token.expires
    else {
      if let seconds = takeVisit(address, now) { throw Refusal(.tooMany, retryAfterSeconds: seconds) }
      throw Refusal(.badToken)
    }
    if let seconds = takeReader("token " + token.name, now) { throw Refusal(.tooMany, retryAfterSeconds: seconds) }
    return token
  }

  private static func shown(_ header: String?) -> String? {
    guard let header else { return nil }
    if header.hasPrefix("Bearer ") { return String(header.dropFirst(7)) }
    guard header.hasPrefix("Basic "), let bytes = Data(base64Encoded: String(header.dropFirst(6))) else { return nil }
    return String(decoding: bytes, as: UTF8.self).split(separator: ":", maxSplits: 1).last.map(String.init)
  }

  // MARK: Sessions one after the other

  private func sessions(_ request: HubRequest, _ query: Query, _ token: MachineToken) async throws -> HubAnswer {
    guard token.mayReadEntries else { throw Refusal(.wrongRole) }
    let format = query["format"] ?? (request.headers[.accept]?.contains("text/csv") == true ? "csv" : "ndjson")
    guard ["csv", "ndjson"].contains(format) else { throw Refusal(.malformed, detail: "format: csv, ndjson") }
    let limit = query["limit"].map { Int($0) ?? 0 } ?? Self.page
    guard (1...Self.mostRows).contains(limit) else { throw Refusal(.malformed, detail: "limit: 1 … \(Self.mostRows)") }
    let cursor = query["cursor"].map { $0.split(separator: "-", omittingEmptySubsequences: false) }
    if let cursor, cursor.count != 2 || Int64(cursor[1]).map({ $0 < 0 }) ?? true {
      throw Refusal(.malformed, detail: "cursor")
    }
    let after = cursor.flatMap { Int64($0[1]) } ?? 0
    let known = cursor.map { String($0[0]) }
    let (covers, mostLooked) = (covering(token.scope), settings.mostLooked)
    let part = try await board.read { reports -> FeedPart in
      let generation = try reports.generation()
      // Numbers of a file that was made anew are others: who goes on with them would miss rows.
      if let known, known != generation { throw Refusal(.unknownCursor) }
      var part = FeedPart(generation: generation, last: after)
      var question = FeedQuestion()
      question.after = after
      var looked = 0
      try reports.feed(question) { row in
        guard part.records.count < limit, looked < mostLooked else {
          part.hasMore = true
          return false
        }
        looked += 1
        part.last = row.number
        if covers(row.unit) { part.records.append(FeedRecord(row)) }
        return true
      }
      return part
    }
    let next = "\(part.generation)-\(part.last)"
    let tag = "\"\(Secret.tag(of: "\(next) \(after) \(limit) \(format) \(token.scope.text)"))\""
    var fields = Self.headers([.cacheControl: "no-cache", .eTag: tag])
    if let name = HTTPField.Name("tiepsuc-cursor") { fields[name] = next }
    if let name = HTTPField.Name("tiepsuc-more") { fields[name] = part.hasMore ? "true" : "false" }
    if let name = HTTPField.Name("link") {
      fields[name] = "</v1/export/sessions?cursor=\(next)&limit=\(limit)&format=\(format)>; rel=\"next\""
    }
    if request.headers[.ifNoneMatch] == tag { return HubAnswer(status: 304, headers: fields) }
    fields[.contentType] = format == "csv" ? "text/csv; charset=utf-8; header=present" : "application/x-ndjson"
    return HubAnswer(status: 200, headers: fields, body: part.bytes(format))
  }

  /// Whether rows of a unit are a token's, as it is now.
  func covering(_ scope: UnitScope) -> @Sendable (String?) -> Bool {
    let units = units
    let today = PageTime.day(hub.clock()).iso
    return { unit in
      switch scope {
      case .hub: true
      case .province(let province): unit.flatMap { units.province(of: $0) } == province
      case .commune(let own): unit.map { $0 == own || units.current($0, on: today) == own } ?? false
      }
    }
  }
}

/// A part of the feed.
private struct FeedPart: Sendable {
  var generation: String
  var last: Int64
  var records: [FeedRecord] = []
  var hasMore = false

  func bytes(_ format: String) -> [UInt8] {
    Array((format == "csv" ? FeedRecord.csvHead + records.map(\.csv).joined() : records.map(\.json).joined()).utf8)
  }
}
