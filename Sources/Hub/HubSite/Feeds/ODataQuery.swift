import HubPages
import Journal
import Reports

/// What a program asks of a set: the part of OData v4 that spreadsheets and Power BI send to a feed.
struct ODataQuery: Hashable {
  enum Comparison: String { case eq, ge, gt, le, lt }

  /// One comparison; all of a filter hold.
  struct Condition: Hashable {
    /// A place among the set's properties.
    var property: Int
    var comparison: Comparison
    var value: ODataValue

    func holds(for row: [ODataValue]) -> Bool {
      let held = row[property]
      // What is not known is neither more nor less.
      guard held.isKnown else { return false }
      return switch comparison {
      case .eq: held == value
      case .ge: !held.isBefore(value)
      case .gt: value.isBefore(held)
      case .le: !value.isBefore(held)
      case .lt: held.isBefore(value)
      }
    }
  }

  /// Places among the set's properties, in the order that was asked for; nil: all.
  var selected: [Int]?
  var conditions: [Condition] = []
  var order: [(property: Int, isDescending: Bool)] = []
  var top: Int?
  var skip = 0
  var isCounted = false
  var skipToken: String?

  static func == (left: ODataQuery, right: ODataQuery) -> Bool {
    left.selected == right.selected && left.conditions == right.conditions && left.top == right.top
      && left.skip == right.skip && left.isCounted == right.isCounted && left.skipToken == right.skipToken
      && left.order.map(\.property) == right.order.map(\.property)
      && left.order.map(\.isDescending) == right.order.map(\.isDescending)
  }

  func hash(into hasher: inout Hasher) { hasher.combine(conditions) }

  private static let mostConditions = 16
  private static let mostRows = 1_000_000

  init(_ query: Query, _ set: ODataSet) throws(SiteFault) {
    func named(_ name: String) throws(SiteFault) -> Int {
      guard let place = set.properties.firstIndex(where: { $0.name == name }) else {
        throw .malformed("no property \(name.prefix(40))")
      }
      return place
    }
    for refused in ["$expand", "$search", "$apply", "$compute", "$levels"] where query[refused] != nil {
      throw .notOffered(refused)
    }
    if let format = query["$format"], !["json", "application/json"].contains(format.prefix { $0 != ";" }) {
      throw .notOffered("$format")
    }
    if let text = query["$select"], text != "*" {
      var places: [Int] = []
      for name in text.split(separator: ",").prefix(64) {
        let place = try named(name.trimmed)
        if !places.contains(place) { places.append(place) }
      }
      selected = places
    }
    if let text = query["$filter"] {
      var parser = FilterParser(text)
      conditions = try parser.conditions(set, most: Self.mostConditions)
    }
    for part in (query["$orderby"] ?? "").split(separator: ",").prefix(4) {
      let words = part.split(separator: " ")
      guard let name = words.first, words.count <= 2, words.count == 1 || ["asc", "desc"].contains(words[1]) else {
        throw .malformed("$orderby")
      }
      order.append((try named(String(name)), words.last == "desc"))
    }
    top = try Self.number(query["$top"], "$top")
    skip = try Self.number(query["$skip"], "$skip") ?? 0
    isCounted = query["$count"] == "true"
    if let text = query["$count"], !["true", "false"].contains(text) { throw .malformed("$count") }
    skipToken = query["$skiptoken"]
  }

  private static func number(_ text: String?, _ name: String) throws(SiteFault) -> Int? {
    guard let text else { return nil }
    guard let value = Int(text), (0...mostRows).contains(value) else { throw .malformed(name) }
    return value
  }

  /// What the conditions on a moment leave, in milliseconds since 1970: from the first on, and before the second.
  func times(of property: Int) -> (from: Int64?, until: Int64?) {
    var (from, until): (Int64?, Int64?) = (nil, nil)
    for condition in conditions where condition.property == property {
      guard let time = Self.moment(condition.value.plain) else { continue }
      let comparison = condition.comparison
      if [.ge, .gt, .eq].contains(comparison) { from = max(from ?? .min, comparison == .gt ? time + 1 : time) }
      if [.lt, .le, .eq].contains(comparison) { until = min(until ?? .max, comparison == .lt ? time : time + 1) }
    }
    return (from, until)
  }
}

extension ODataValue {
  var isKnown: Bool {
    switch self {
    case .number(let value): value != nil
    case .flag(let value): value != nil
    case .text(let value), .day(let value), .moment(let value): value != nil
    }
  }
}

extension Substring {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}

/// Reads `a ge 1 and (b eq 'x') and c lt 2026-01-01`.
private struct FilterParser {
  private var tokens: [String] = []

  /// Quoted text is one token, with its quotes.
  init(_ text: String) {
    var token = ""
    var isQuoted = false
    for letter in text.prefix(2_000) {
      if letter == "'" {
        token.append(letter)
        isQuoted.toggle()
      } else if isQuoted {
        token.append(letter)
      } else if letter == " " {
        push(&token)
      } else if letter == "(" || letter == ")" {
        push(&token)
        tokens.append(String(letter))
      } else {
        token.append(letter)
      }
    }
    push(&token)
    tokens.reverse()
  }

  private mutating func push(_ token: inout String) {
    if !token.isEmpty { tokens.append(token) }
    token = ""
  }

  mutating func conditions(_ set: ODataSet, most: Int) throws(SiteFault) -> [ODataQuery.Condition] {
    var conditions: [ODataQuery.Condition] = []
    var depth = 0
    while true {
      while tokens.last == "(" {
        tokens.removeLast()
        depth += 1
      }
      conditions.append(try condition(set))
      guard conditions.count <= most, depth <= most else { throw .notOffered("$filter: so many conditions") }
      while tokens.last == ")" {
        tokens.removeLast()
        depth -= 1
      }
      guard depth >= 0 else { throw .malformed("$filter") }
      guard let word = tokens.popLast() else { break }
      // Without "or" and "not" brackets change nothing.
      guard word == "and" else { throw .notOffered("$filter: \(word.prefix(20))") }
    }
    guard depth == 0 else { throw .malformed("$filter") }
    return conditions
  }

  private mutating func condition(_ set: ODataSet) throws(SiteFault) -> ODataQuery.Condition {
    guard let name = tokens.popLast(), let word = tokens.popLast(), let literal = tokens.popLast() else {
      throw .malformed("$filter")
    }
    guard let place = set.properties.firstIndex(where: { $0.name == name }) else {
      throw .malformed("$filter: no property \(name.prefix(40))")
    }
    guard let comparison = ODataQuery.Comparison(rawValue: word) else {
      throw .notOffered("$filter: \(word.prefix(20))")
    }
    guard let value = Self.value(literal, set.properties[place].kind) else {
      throw .malformed("$filter: \(name) \(word)")
    }
    return .init(property: place, comparison: comparison, value: value)
  }

  private static func value(_ literal: String, _ kind: ODataProperty.Kind) -> ODataValue? {
    switch kind {
    case .number: return Int(literal).map { .number($0) }
    case .flag: return literal == "true" ? .flag(true) : literal == "false" ? .flag(false) : nil
    case .day: return Day(iso: literal).map { .day($0.iso) }
    case .moment: return moment(literal).map { .moment(FeedRecord.moment($0)) }
    case .text:
      guard literal.count >= 2, literal.first == "'", literal.last == "'" else { return nil }
      return .text(String(literal.dropFirst().dropLast().replacing("''", with: "'")))
    }
  }

  /// Milliseconds since 1970 of `2026-11-29T13:05:00.25Z` or with `+07:00`; nil for anything else.
  static func moment(_ text: String) -> Int64? {
    let parts = text.split(separator: "T", omittingEmptySubsequences: false)
    guard parts.count == 2, let day = Day(iso: parts[0]) else { return nil }
    var clock = parts[1]
    var offset: Int64 = 0
    if clock.hasSuffix("Z") {
      clock = clock.dropLast()
    } else if let sign = clock.lastIndex(where: { "+-".contains($0) }) {
      let zone = clock[clock.index(after: sign)...].split(separator: ":")
      guard zone.count == 2, let hours = Int64(zone[0]), let minutes = Int64(zone[1]), hours < 24, minutes < 60,
        hours >= 0, minutes >= 0
      else { return nil }
      offset = (hours * 60 + minutes) * (clock[sign] == "-" ? -60_000 : 60_000)
      clock = clock[..<sign]
    } else {
      return nil
    }
    let ends = clock.split(separator: ".", maxSplits: 1)
    let times = (ends.first ?? "").split(separator: ":").compactMap { Int64($0) }
    guard (2...3).contains(times.count), (0..<24).contains(times[0]), (0..<60).contains(times[1]),
      times.count == 2 || (0..<61).contains(times[2])
    else { return nil }
    var milliseconds: Int64 = 0
    if ends.count == 2 {
      let digits = ends[1].prefix(3)
      guard !ends[1].isEmpty, ends[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }), let value = Int64(digits) else {
        return nil
      }
      milliseconds = value * [100, 10, 1][digits.count - 1]
    }
    let seconds = times[0] * 3_600 + times[1] * 60 + (times.count == 3 ? times[2] : 0)
    return Int64(day.daysSince1970) * 86_400_000 + seconds * 1_000 + milliseconds - offset
  }
}

extension ODataQuery {
  /// Milliseconds since 1970 of a moment as OData writes it.
  static func moment(_ text: String) -> Int64? { FilterParser.moment(text) }
}
