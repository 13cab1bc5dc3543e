import Journal
import Reports
import Testing

@Suite struct PeriodTests {
  private func day(_ text: String) throws -> Day { try #require(Day(iso: text)) }

  @Test func `a week begins on Monday, also over a new year`() throws {
    for (holding, from, through) in [
      ("2026-11-23", "2026-11-23", "2026-11-29"), ("2026-11-29", "2026-11-23", "2026-11-29"),
      ("2027-01-01", "2026-12-28", "2027-01-03"), ("1969-12-31", "1969-12-29", "1970-01-04"),
    ] {
      let week = ReportPeriod(.week, holding: try day(holding))
      #expect(week.from == (try day(from)))
      #expect(week.through == (try day(through)))
    }
  }

  @Test func `months, quarters and years end where the calendar says`() throws {
    for (kind, holding, from, through) in [
      (ReportPeriod.Kind.month, "2028-02-10", "2028-02-01", "2028-02-29"),
      (.month, "2026-12-31", "2026-12-01", "2026-12-31"), (.quarter, "2026-11-05", "2026-10-01", "2026-12-31"),
      (.quarter, "2026-03-31", "2026-01-01", "2026-03-31"), (.year, "2026-06-01", "2026-01-01", "2026-12-31"),
      (.year, "9999-06-01", "9999-01-01", "9999-12-31"),
    ] {
      let period = ReportPeriod(kind, holding: try day(holding))
      #expect(period.from == (try day(from)))
      #expect(period.through == (try day(through)))
    }
  }

  @Test func `what people write is a period or none`() throws {
    let today = try day("2026-11-25")
    #expect(ReportPeriod(words: "week", today: today) == ReportPeriod(.week, holding: today))
    #expect(ReportPeriod(words: "year", today: today) == ReportPeriod(.year, holding: today))
    let range = try #require(ReportPeriod(words: "2026-11-03..2026-11-20", today: today))
    #expect(range.kind == .range)
    #expect(range.dayCount == 18)
    // Days that are just a month are the month: two offices that write it otherwise have the same report.
    #expect(ReportPeriod(words: "2026-11-01..2026-11-30", today: today) == ReportPeriod(.month, holding: today))
    for wrong in [
      "", "range", "tuan", "2026-11-20..2026-11-03", "2026-11-31..2026-12-02", "2026-11-03...2026-11-20",
      "2026-11-03..", "2026-1-3..2026-1-4", "1000-01-01..2026-01-01", "2026-11-03..2026-11-2٣", "..",
    ] { #expect(ReportPeriod(words: wrong, today: today) == nil, "\(wrong)") }
  }

  @Test func `a period knows its months`() throws {
    #expect(ReportPeriod(.year, holding: try day("2026-05-05")).months.count == 12)
    #expect(
      ReportPeriod(.quarter, holding: try day("2026-05-05")).months.map(\.from.iso) == [
        "2026-04-01", "2026-05-01", "2026-06-01",
      ])
    #expect(ReportPeriod(.week, holding: try day("2026-05-05")).months.isEmpty)
  }

  @Test func `a day is read as it is written`() throws {
    for days in stride(from: Day.first.daysSince1970, through: Day.last.daysSince1970, by: 997) {
      let day = Day(daysSince1970: days)
      #expect(Day(iso: day.iso) == day)
    }
    for days in [Int.min, Int.max, Day.last.daysSince1970, Day.first.daysSince1970] {
      // No arithmetic on a day from elsewhere may overflow.
      let week = ReportPeriod(.week, holding: Day(daysSince1970: days / 4))
      #expect(week.through.daysSince1970 <= Day.last.daysSince1970 + 1)
    }
  }
}
