/// Chance that comes out the same for the same seed, on every machine (SplitMix64, Steele, Lea and Flood 2014).
struct Dice: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// A whole number below `count`, which is at least 1.
  mutating func below(_ count: Int) -> Int {
    // The high half of a product: no division, and the bias is below one in four billion.
    Int(((next() >> 32) &* UInt64(count)) >> 32)
  }

  /// A number from 0 up to 1.
  mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// True so many times in a thousand.
  mutating func happens(perMille: Int) -> Bool { below(1000) < perMille }

  mutating func pick<Element>(_ choices: [Element]) -> Element { choices[below(choices.count)] }

  /// A place in a list whose first places come up most often, as answers and faults do.
  mutating func early(_ count: Int) -> Int { min(below(count), below(count)) }
}
