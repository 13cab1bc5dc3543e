import Checklists
import Journal

/// Tallies as bytes, for the disk and for the line.
///
/// Version (1), then numbers as LEB128 and texts behind their length: sessions, outcomes, time, branches, steps. A
/// histogram is its number of bins, then for each the distance to the one before and the count.
public enum TallyBytes {
  static let version: UInt8 = 1
  /// More bytes than this are no tally: some 5,000 branches and 200 steps with a day of seconds each.
  public static let largest = 8 << 20

  /// The bytes of a tally.
  public static func encode(_ tally: Tally) -> [UInt8] {
    var writer = Writer(bytes: [version])
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
  public static func decode(_ bytes: [UInt8]) -> Tally? {
    guard bytes.count <= largest, bytes.first == version else { return nil }
    var reader = Reader(bytes: bytes[1...])
    guard let tally = reader.tally(), reader.bytes.isEmpty else { return nil }
    return tally
  }

  private struct Writer {
    var bytes: [UInt8]

    mutating func number(_ value: Int) {
      var rest = UInt64(max(0, value))
      while rest >= 0x80 {
        bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
        rest >>= 7
      }
      bytes.append(UInt8(rest))
    }

    mutating func text(_ text: String) {
      number(text.utf8.count)
      bytes.append(contentsOf: text.utf8)
    }

    mutating func table(_ rows: [(String, Int)]) {
      number(rows.count)
      for (name, count) in rows.sorted(by: { $0.0 < $1.0 }) {
        text(name)
        number(count)
      }
    }

    mutating func histogram(_ histogram: Histogram) {
      number(histogram.bins.count)
      var last: UInt32 = 0
      for bin in histogram.bins {
        number(Int(bin.seconds - last))
        number(Int(bin.count))
        last = bin.seconds
      }
    }
  }

  private struct Reader {
    var bytes: ArraySlice<UInt8>

    mutating func number() -> Int? {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while let byte = bytes.first, shift < 56 {
        bytes.removeFirst()
        value |= UInt64(byte & 0x7f) << shift
        if byte < 0x80 { return Int(value) }
        shift += 7
      }
      return nil
    }

    /// How many things follow, each of at least one byte.
    mutating func count() -> Int? {
      guard let count = number(), count <= bytes.count else { return nil }
      return count
    }

    mutating func text() -> String? {
      guard let count = count() else { return nil }
      defer { bytes = bytes.dropFirst(count) }
      return String(validating: bytes.prefix(count), as: UTF8.self)
    }

    mutating func table<Key: Hashable>(_ key: (String) -> Key?) -> [Key: Int]? {
      guard let count = count() else { return nil }
      var table: [Key: Int] = [:]
      for _ in 0..<count {
        guard let name = text().flatMap(key), let value = number() else { return nil }
        table[name] = value
      }
      return table
    }

    mutating func histogram() -> Histogram? {
      guard let count = count() else { return nil }
      var bins: [Histogram.Bin] = []
      bins.reserveCapacity(count)
      var last = 0
      for _ in 0..<count {
        guard let step = number(), let times = number() else { return nil }
        let (seconds, isBeyond) = last.addingReportingOverflow(step)
        guard !isBeyond, let exact = UInt32(exactly: seconds), let counted = UInt32(exactly: times) else { return nil }
        last = seconds
        bins.append(Histogram.Bin(seconds: exact, count: counted))
      }
      return Histogram(bins: bins)
    }

    mutating func tally() -> Tally? {
      var tally = Tally()
      guard let sessions = number(), let outcomes = table(Outcome.init(rawValue:)), let time = histogram(),
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
        guard let count = number() else { return nil }
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
        guard let id = text(), let met = number(), let helped = number(), let not = number() else { return nil }
        var problem = ProblemTally()
        (problem.met, problem.helped, problem.didNotHelp) = (met, helped, not)
        step.problems[ProblemID(rawValue: id)] = problem
      }
      return step
    }
  }
}
