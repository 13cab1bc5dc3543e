import Journal
import Platform

/// The working days of about a year, and how the entries lie in them.
struct WorkYear {
  /// One day: from `first` on, entries belong to it.
  private struct WorkDay {
    var day: Day
    var first: Int
    var count: Int
    var boot: String
  }

  private var days: [WorkDay] = []
  /// Việt Nam has no summer time.
  private static let offsetMinutes = 420
  private static let opensMinute = 7 * 60 + 30
  private static let openMinutes = 9 * 60 + 30

  /// Spreads entries over the working days of the 365 days through `last`: Mondays are busiest, Saturdays half as busy,
  /// Sundays and the days of Tết free.
  init(entries: Int, through last: Day, dice: inout SplitMix64) {
    let all = (0..<365).map { Day(daysSince1970: last.daysSince1970 - 364 + $0) }
    let weights = all.map { day in Self.weight(day) * (80 + dice.below(41)) }
    let total = max(1, weights.reduce(0, +))
    var (passed, first) = (0, 0)
    for (day, weight) in zip(all, weights) where weight > 0 {
      passed += weight
      let end = entries * passed / total
      if end > first {
        days.append(WorkDay(day: day, first: first, count: end - first, boot: Self.boot(&dice)))
        first = end
      }
    }
  }

  private static func weight(_ day: Day) -> Int {
    let (_, month, date) = day.parts
    // A week around the lunar new year, about where it lies.
    if month == 2, (14...22).contains(date) { return 0 }
    // 1970-01-01 was a Thursday: 0 stands for Monday.
    return [14, 11, 10, 10, 9, 5, 0][(day.daysSince1970 + 3) % 7]
  }

  /// The kernel's boot id: a new one each morning.
  private static func boot(_ dice: inout SplitMix64) -> String {
    let digits = Array("0123456789abcdef")
    let lengths = [8, 4, 4, 4, 12]
    return lengths.map { length in String((0..<length).map { _ in dice.pick(digits) }) }.joined(separator: "-")
  }

  /// Days with entries.
  var count: Int { days.count }

  /// Walks through the moments of entries from the first to the last, without a step back.
  struct Walk {
    fileprivate var place = 0
  }

  /// When entry number `index` was kept. Numbers are asked for in rising order.
  func moment(_ index: Int, _ walk: inout Walk, dice: inout SplitMix64) -> Moment {
    while walk.place + 1 < days.count, index >= days[walk.place + 1].first { walk.place += 1 }
    let day = days[walk.place]
    let slot = Double(Self.openMinutes * 60_000) / Double(day.count)
    let into = Int64((Double(index - day.first) + dice.fraction() * 0.9) * slot)
    let local = Int64(day.day.daysSince1970) * 86_400_000 + Int64(Self.opensMinute) * 60_000 + into
    return Moment(
      wallMilliseconds: local - Int64(Self.offsetMinutes) * 60_000, offsetMinutes: Self.offsetMinutes, boot: day.boot,
      // The laptop is switched on a quarter of an hour before the doors open; the longest session began after that.
      monotonicMilliseconds: 15 * 60_000 + into)
  }
}

extension Moment {
  /// The same clock, so much earlier, but not before the machine was switched on.
  func earlier(milliseconds: Int64) -> Moment {
    let back = min(milliseconds, monotonicMilliseconds)
    var moment = self
    moment.wallMilliseconds -= back
    moment.monotonicMilliseconds -= back
    return moment
  }
}
