import Journal
import JournalFixtures
import Platform
import Statistics
import Testing

@Suite struct HistogramTests {
  @Test(arguments: 0..<50) func `medians and percentiles are those of the sorted values`(seed: Int) {
    var chance = SplitMix64(seed: UInt64(seed))
    let values = (0..<(1 + chance.below(300))).map { _ in chance.below(200) }
    var whole = Histogram()
    var (first, second) = (Histogram(), Histogram())
    for (index, value) in values.enumerated() {
      whole.add(milliseconds: Int64(value * 1000 + chance.below(1000)))
      if index % 3 == 0 {
        first.add(milliseconds: Int64(value * 1000))
      } else {
        second.add(milliseconds: Int64(value * 1000))
      }
    }
    first.add(second)
    #expect(first == whole)
    let sorted = values.sorted()
    for share in [0.01, 0.5, 0.9, 1.0] {
      let rank = max(1, Int((share * Double(sorted.count)).rounded(.up)))
      #expect(whole.percentile(share) == sorted[rank - 1])
    }
  }

  @Test func `nothing has no median, and no time is below zero or beyond a day`() {
    var histogram = Histogram()
    #expect(histogram.median == nil)
    histogram.add(milliseconds: -5)
    histogram.add(milliseconds: .max)
    #expect(histogram.bins.map(\.seconds) == [0, Histogram.longest])
  }
}
