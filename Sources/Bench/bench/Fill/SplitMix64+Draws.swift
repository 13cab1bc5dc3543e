import Platform

extension SplitMix64 {
  /// A number from 0 up to 1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// True so many times in a thousand.
  mutating func happens(perMille: Int) -> Bool { below(1000) < perMille }

  /// A place in a list whose first places come up most often, as answers and faults do.
  mutating func early(_ count: Int) -> Int { min(below(count), below(count)) }
}
