/// Pseudo-random numbers that come out the same for the same seed on every machine; for tests and figures, never for
/// secrets. Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators", 2014.
package struct SplitMix64: RandomNumberGenerator, Sendable {
  private var state: UInt64

  package init(seed: UInt64) { state = seed }

  package mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }

  /// A whole number from 0 to below `count`; 0 where `count` is less than 1.
  package mutating func below(_ count: Int) -> Int { Int(next() % UInt64(max(1, count))) }

  /// True once in `count` times.
  package mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

  /// One of a list that is not empty.
  package mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

  /// One of a list that is not empty, or nil.
  package mutating func maybe<Element>(_ choices: [Element]) -> Element? { oneIn(2) ? nil : pick(choices) }
}
