package import Journal

/// The days that a report is about, both ends included.
///
/// A session belongs to the local day on which it began, whenever it arrives.
package struct ReportPeriod: Hashable, Sendable {
  /// What sort of period it is.
  package enum Kind: String, CaseIterable, Sendable, Codable {
    /// Monday to Sunday.
    case week
    case month, quarter, year
    /// Any other days.
    case range
  }

  package let kind: Kind
  package let from: Day
  package let through: Day

  /// The longest period, in days: eleven years.
  package static let longest = 4_018

  /// The week, month, quarter or year that holds a day; the day itself for ``Kind/range``.
  package init(_ kind: Kind, holding day: Day) {
    self.kind = kind
    let (year, month, _) = day.parts
    switch kind {
    case .week:
      from = day.monday
      through = from.later(days: 6)
    case .month: (from, through) = Self.months(year, month, count: 1)
    case .quarter: (from, through) = Self.months(year, (month - 1) / 3 * 3 + 1, count: 3)
    case .year: (from, through) = Self.months(year, 1, count: 12)
    case .range: (from, through) = (day, day)
    }
  }

  /// The days from one to another; nil where they are in the wrong order, outside the years 1 to 9999, or more than
  /// ``longest``. Days that are just one week, month, quarter or year are that.
  package init?(from: Day, through: Day) {
    let known = Day.first...Day.last
    guard known.contains(from), known.contains(through), from <= through,
      through.daysSince1970 - from.daysSince1970 < Self.longest
    else { return nil }
    for kind in [Kind.year, .quarter, .month, .week] {
      let named = ReportPeriod(kind, holding: from)
      if named.from == from, named.through == through {
        self = named
        return
      }
    }
    (kind, self.from, self.through) = (.range, from, through)
  }

  /// What a person writes: `week`, `month`, `quarter` or `year` for the one that holds `today`, or `FROM..TO` with days
  /// as `yyyy-mm-dd`; nil for anything else.
  package init?(words: String, today: Day) {
    if let kind = Kind(rawValue: words), kind != .range {
      self.init(kind, holding: today)
      return
    }
    let ends = words.split(separator: ".", omittingEmptySubsequences: false)
    guard ends.count == 3, ends[1].isEmpty, let from = Day(iso: ends[0]), let through = Day(iso: ends[2]) else {
      return nil
    }
    self.init(from: from, through: through)
  }

  /// Whether a day is one of its days.
  package func contains(_ day: Day) -> Bool { from <= day && day <= through }

  /// When its last day is over, in milliseconds since 1970; `offsetMinutes` is what local time is ahead of UTC.
  package func end(offsetMinutes: Int) -> Int64 {
    Int64(through.daysSince1970 + 1) * 86_400_000 - Int64(offsetMinutes) * 60_000
  }

  /// How many days it has.
  package var dayCount: Int { through.daysSince1970 - from.daysSince1970 + 1 }

  /// Its days in order.
  package var days: [Day] { (0..<dayCount).map { from.later(days: $0) } }

  /// The months it is made of, in order; empty where it is not made of whole months.
  package var months: [ReportPeriod] {
    guard from == ReportPeriod(.month, holding: from).from, through == ReportPeriod(.month, holding: through).through
    else { return [] }
    var months: [ReportPeriod] = []
    var next = from
    while next <= through {
      let month = ReportPeriod(.month, holding: next)
      months.append(month)
      next = month.through.later(days: 1)
    }
    return months
  }

  /// The first day of a month, and the last one of a month so many later.
  private static func months(_ year: Int, _ month: Int, count: Int) -> (Day, Day) {
    let after = month + count > 12 ? (year + 1, month + count - 12) : (year, month + count)
    let from = Day(year: year, month: month, day: 1) ?? .first
    let next = Day(year: after.0, month: after.1, day: 1) ?? .last.later(days: 1)
    return (from, next.later(days: -1))
  }
}

extension Day {
  /// 0001-01-01 and 9999-12-31: days beyond have no name.
  package static let first = Day(daysSince1970: -719_162)
  package static let last = Day(daysSince1970: 2_932_896)

  /// The day so many days later; it stays within ``first`` and the day after ``last``.
  package func later(days: Int) -> Day {
    let (sum, isOver) = daysSince1970.addingReportingOverflow(days)
    guard !isOver else { return days < 0 ? .first : .last }
    return Day(daysSince1970: min(max(sum, Day.first.daysSince1970), Day.last.daysSince1970 + 1))
  }

  /// The Monday of its week.
  package var monday: Day {
    // 1970-01-01 was a Thursday.
    let beyond = (daysSince1970 % 7 + 10) % 7
    return later(days: -beyond)
  }

  /// `yyyy-mm-dd`.
  package var iso: String {
    let (year, month, day) = parts
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = "\(value)"
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  /// Reads `yyyy-mm-dd`; nil for anything else, and where the calendar has no such day.
  package init?(iso text: some StringProtocol) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count == 10, parts.map(\.utf8.count) == [4, 2, 2],
      parts.joined().utf8.allSatisfy({ 0x30...0x39 ~= $0 })
    else { return nil }
    let numbers = parts.compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    self.init(year: numbers[0], month: numbers[1], day: numbers[2])
  }
}
