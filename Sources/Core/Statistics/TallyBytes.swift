import Bytes
import Checklists
import Journal

/// Tallies as bytes, for the disk and for the line.
///
/// Version (1), then numbers as LEB128 and texts behind their length: sessions, outcomes, time, branches, steps. A
/// histogram is its number of bins, then for each the distance to the one before and the count.
package enum TallyBytes {
  static let version: UInt8 = 1
  /// More bytes than this are no tally: some 5,000 branches and 200 steps with a day of seconds each.
  package static let largest = 8 << 20

  /// The bytes of a tally.
  package static func encode(_ tally: Tally) -> [UInt8] {
    var writer = ByteWriter()
    writer.raw([version])
    writer.number(tally.sessions)
    writer.table(tally.outcomes.map { ($0.rawValue, $1) })
    writer.histogram(tally.time)
    writer.table(tally.branches.map { ($0, $1) })
    let steps = tally.steps.sorted { $0.key.rawValue < $1.key.rawValue }
    writer.number(steps.count)
    for (id, step) in steps {
      writer.text(id.rawValue)
      for count in [
        step.runs, step.done, step.open, step.dropouts, step.stuck, step.wentBack, step.unknownProblems,
      ] { writer.number(count) }
      writer.table(step.skipped.map { ($0.rawValue, $1) })
      writer.histogram(step.time)
      let problems = step.problems.sorted { $0.key.rawValue < $1.key.rawValue }
      writer.number(problems.count)
      for (problem, counts) in problems {
        writer.text(problem.rawValue)
        for count in [counts.met, counts.helped, counts.didNotHelp] { writer.number(count) }
      }
    }
    return writer.bytes
  }

  /// Reads what ``encode(_:)`` made; nil for any other bytes.
  package static func decode(_ bytes: [UInt8]) -> Tally? {
    guard bytes.count <= largest, bytes.first == version else { return nil }
    var reader = ByteReader(bytes[1...])
    guard let tally = reader.tally(), reader.isAtEnd else { return nil }
    return tally
  }
}

extension ByteWriter {
  fileprivate mutating func table(_ rows: [(String, Int)]) {
    number(rows.count)
    for (name, count) in rows.sorted(by: { $0.0 < $1.0 }) {
      text(name)
      number(count)
    }
  }

  fileprivate mutating func histogram(_ histogram: Histogram) {
    number(histogram.bins.count)
    var last: UInt32 = 0
    for bin in histogram.bins {
      number(Int(bin.seconds - last))
      number(Int(bin.count))
      last = bin.seconds
    }
  }
}

extension ByteReader {
  /// A count; none of a real tally comes near 56 bits.
  private mutating func tallyNumber() -> Int? { number(atMost: 1 << 56 - 1) }

  fileprivate mutating func table<Key: Hashable>(_ key: (String) -> Key?) -> [Key: Int]? {
    guard let count = count() else { return nil }
    var table: [Key: Int] = [:]
    for _ in 0..<count {
      guard let name = text().flatMap(key), let value = tallyNumber() else { return nil }
      table[name] = value
    }
    return table
  }

  fileprivate mutating func histogram() -> Histogram? {
    guard let count = count() else { return nil }
    var bins: [Histogram.Bin] = []
    bins.reserveCapacity(count)
    var last = 0
    for _ in 0..<count {
      guard let step = tallyNumber(), let times = tallyNumber() else { return nil }
      let (seconds, isBeyond) = last.addingReportingOverflow(step)
      guard !isBeyond, let exact = UInt32(exactly: seconds), let counted = UInt32(exactly: times) else { return nil }
      last = seconds
      bins.append(Histogram.Bin(seconds: exact, count: counted))
    }
    return Histogram(bins: bins)
  }

  fileprivate mutating func tally() -> Tally? {
    var tally = Tally()
    guard let sessions = tallyNumber(), let outcomes = table(Outcome.init(rawValue:)), let time = histogram(),
      let branches = table(\.self), let steps = count()
    else { return nil }
    (tally.sessions, tally.outcomes, tally.time, tally.branches) = (sessions, outcomes, time, branches)
    for _ in 0..<steps {
      guard let id = text(), let step = step() else { return nil }
      tally.steps[StepID(rawValue: id)] = step
    }
    return tally
  }

  private mutating func step() -> StepTally? {
    var counts: [Int] = []
    for _ in 0..<7 {
      guard let count = tallyNumber() else { return nil }
      counts.append(count)
    }
    var step = StepTally()
    (step.runs, step.done, step.open, step.dropouts) = (counts[0], counts[1], counts[2], counts[3])
    (step.stuck, step.wentBack, step.unknownProblems) = (counts[4], counts[5], counts[6])
    guard let skipped = table(SkipReason.init(rawValue:)), let time = histogram(), let problems = count() else {
      return nil
    }
    (step.skipped, step.time) = (skipped, time)
    for _ in 0..<problems {
      guard let id = text(), let met = tallyNumber(), let helped = tallyNumber(), let not = tallyNumber() else {
        return nil
      }
      var problem = ProblemTally()
      (problem.met, problem.helped, problem.didNotHelp) = (met, helped, not)
      step.problems[ProblemID(rawValue: id)] = problem
    }
    return step
  }
}
