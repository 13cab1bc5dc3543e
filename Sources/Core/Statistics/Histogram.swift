/// How often each number of seconds occurred: medians and percentiles are exact to the second, and two histograms add up.
package struct Histogram: Hashable, Sendable {
  /// One value and how often it occurred.
  package struct Bin: Hashable, Sendable {
    package var seconds: UInt32
    package var count: UInt32
  }

  /// By ascending seconds; each value once, each count over 0.
  package private(set) var bins: [Bin]
  /// How many values there are.
  package private(set) var count: Int

  /// The longest time that is told apart, in seconds: a day.
  package static let longest: UInt32 = 86_400

  package init() {
    bins = []
    count = 0
  }

  /// Takes bins in ascending order; nil where they are not.
  package init?(bins: [Bin]) {
    var last: UInt32?
    for bin in bins {
      guard bin.count > 0, bin.seconds <= Self.longest, last.map({ $0 < bin.seconds }) ?? true else { return nil }
      last = bin.seconds
    }
    self.bins = bins
    count = bins.reduce(0) { $0 + Int($1.count) }
  }

  /// Adds one time in milliseconds; parts of a second are cut off.
  package mutating func add(milliseconds: Int64) {
    let seconds = UInt32(min(max(0, milliseconds / 1000), Int64(Self.longest)))
    count += 1
    let place = place(of: seconds)
    if place < bins.count, bins[place].seconds == seconds {
      bins[place].count += 1
    } else {
      bins.insert(Bin(seconds: seconds, count: 1), at: place)
    }
  }

  /// Where a value stands or would stand.
  private func place(of seconds: UInt32) -> Int {
    var low = 0
    var high = bins.count
    while low < high {
      let middle = (low + high) / 2
      if bins[middle].seconds < seconds { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Adds all values of another one.
  package mutating func add(_ other: Histogram) {
    guard !other.bins.isEmpty else { return }
    var merged: [Bin] = []
    merged.reserveCapacity(bins.count + other.bins.count)
    var (mine, theirs) = (bins[...], other.bins[...])
    while let a = mine.first, let b = theirs.first {
      if a.seconds == b.seconds {
        merged.append(Bin(seconds: a.seconds, count: a.count + b.count))
        mine.removeFirst()
        theirs.removeFirst()
      } else if a.seconds < b.seconds {
        merged.append(a)
        mine.removeFirst()
      } else {
        merged.append(b)
        theirs.removeFirst()
      }
    }
    bins = merged + mine + theirs
    count += other.count
  }

  /// The smallest value, in seconds, that at least this share (0…1) of the values do not exceed (nearest rank); nil where
  /// there is none.
  package func percentile(_ share: Double) -> Int? {
    guard count > 0 else { return nil }
    let rank = max(1, Int((share * Double(count)).rounded(.up)))
    var passed = 0
    for bin in bins {
      passed += Int(bin.count)
      if passed >= rank { return Int(bin.seconds) }
    }
    return bins.last.map { Int($0.seconds) }
  }

  /// In seconds; nil where there is no value.
  package var median: Int? { percentile(0.5) }
}
