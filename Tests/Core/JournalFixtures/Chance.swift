/// SplitMix64: the same seed gives the same numbers everywhere.
public struct Chance: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }

  public mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(max(1, bound))) }

  /// True once in `count` times.
  public mutating func oneIn(_ count: Int) -> Bool { below(count) == 0 }

  /// One of a list that is not empty.
  public mutating func pick<T>(_ items: [T]) -> T { items[below(items.count)] }

  /// One of the items, or nil.
  public mutating func maybe<T>(_ items: [T]) -> T? { oneIn(2) ? nil : pick(items) }
}
