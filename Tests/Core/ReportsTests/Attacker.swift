import Platform
import Reports

/// Somebody who knows all that was published of a table: tells which tables fit. Exact: each figure stands in one band of
/// one line and in one band of the totals, so the tables that fit are the whole flows through a network of bands.
struct Attacker {
  /// The sum of each band of lines, then of each band of the totals.
  private let sums: [Int]
  /// By figure (row * columns + column): its band of lines, and its band of the totals.
  private let places: [(band: Int, total: Int)]

  /// Nil where nothing is published.
  init?(_ table: ProtectedTable) {
    guard !table.isWithheld else { return nil }
    self.init(
      table.sums.map { Sum(rows: $0.rows, columns: $0.columns, count: $0.count) }, rows: table.rows.categories.count,
      columns: table.columns.categories.count)
  }

  /// One thing that is known.
  struct Sum {
    var rows: Range<Int>
    var columns: Range<Int>
    var count: Int
  }

  /// From sums, of which each figure is in two: that of its line first.
  init(_ sums: [Sum], rows: Int, columns: Int) {
    var places = Array(repeating: (band: -1, total: -1), count: rows * columns)
    for (index, sum) in sums.enumerated() {
      for row in sum.rows {
        for column in sum.columns {
          if places[row * columns + column].band < 0 {
            places[row * columns + column].band = index
          } else {
            places[row * columns + column].total = index
          }
        }
      }
    }
    self.init(sums.map(\.count), places)
  }

  /// From the sums of bands, and for each figure the two bands in which it stands.
  init(_ sums: [Int], _ places: [(band: Int, total: Int)]) {
    self.sums = sums
    self.places = places
  }

  /// Whether a figure can be within bounds, where another one is 1 at least.
  func can(_ figure: Int, be range: ClosedRange<Int>, knowing contributor: Int? = nil) -> Bool {
    var (low, high) = unbounded
    if let contributor { low[contributor] = 1 }
    low[figure] = max(low[figure], range.lowerBound)
    high[figure] = range.upperBound
    return solution(low, high) != nil
  }

  /// No bound but that nothing is negative.
  var unbounded: (low: [Int], high: [Int]) {
    (Array(repeating: 0, count: places.count), Array(repeating: 1 << 40, count: places.count))
  }

  /// A table that fits within bounds; nil where there is none.
  func solution(_ low: [Int], _ high: [Int]) -> [Int]? {
    var rest = sums
    var room = high
    for (index, place) in places.enumerated() {
      rest[place.band] -= low[index]
      rest[place.total] -= low[index]
      room[index] -= low[index]
    }
    guard rest.allSatisfy({ $0 >= 0 }), room.allSatisfy({ $0 >= 0 }) else { return nil }
    var network = Network(places: places, rest: rest, room: room)
    return network.fill() ? zip(low, network.flow).map { $0 + $1 } : nil
  }

  /// Shares the rests of the bands out over the figures (Ford and Fulkerson's augmenting paths).
  private struct Network {
    private let places: [(band: Int, total: Int)]
    private var rest: [Int]
    private let room: [Int]
    private(set) var flow: [Int]
    private var byBand: [Int: [Int]] = [:]
    private var byTotal: [Int: [Int]] = [:]
    private var seen: Set<Int> = []

    init(places: [(band: Int, total: Int)], rest: [Int], room: [Int]) {
      (self.places, self.rest, self.room) = (places, rest, room)
      flow = Array(repeating: 0, count: places.count)
      for (index, place) in places.enumerated() {
        byBand[place.band, default: []].append(index)
        byTotal[place.total, default: []].append(index)
      }
    }

    mutating func fill() -> Bool {
      for band in byBand.keys.sorted() {
        while rest[band] > 0 {
          seen = []
          let sent = send(from: band, rest[band])
          if sent == 0 { return false }
          rest[band] -= sent
        }
      }
      return byTotal.keys.allSatisfy { rest[$0] == 0 }
    }

    private mutating func send(from band: Int, _ amount: Int) -> Int {
      guard seen.insert(band).inserted else { return 0 }
      for figure in byBand[band] ?? [] where room[figure] > flow[figure] {
        let total = places[figure].total
        let most = min(amount, room[figure] - flow[figure])
        if rest[total] > 0 {
          let sent = min(most, rest[total])
          rest[total] -= sent
          flow[figure] += sent
          return sent
        }
        guard seen.insert(total).inserted else { continue }
        for other in byTotal[total] ?? [] where flow[other] > 0 && other != figure {
          let moved = send(from: places[other].band, min(most, flow[other]))
          guard moved > 0 else { continue }
          flow[other] -= moved
          flow[figure] += moved
          return moved
        }
      }
      return 0
    }
  }
}
