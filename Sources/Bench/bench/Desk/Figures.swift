import Foundation

/// Values of one thing measured again and again.
struct Sample {
  private(set) var values: [Double] = []

  init(_ values: [Double] = []) { self.values = values }

  mutating func add(_ value: Double) { values.append(value) }

  var isEmpty: Bool { values.isEmpty }
  var median: Double { at(0.5) }
  var p99: Double { at(0.99) }

  /// The value below which that part of them lies.
  private func at(_ part: Double) -> Double {
    guard !values.isEmpty else { return .nan }
    let sorted = values.sorted()
    return sorted[min(sorted.count - 1, Int(Double(sorted.count) * part))]
  }
}

/// A goal, and whether it was reached.
struct Goal {
  /// What is held against the limit, e.g. "/ newsboat".
  var name: String
  var value: Double
  var limit: Double
  var isMost = true
  var unit = "x"

  var isReached: Bool { isMost ? value <= limit : value >= limit }

  var line: String {
    let sign = isMost ? "<=" : ">="
    let word = value.isNaN ? "not measured" : isReached ? "reached" : "FALLS SHORT"
    return "  goal  \(name.padded(34)) \(value.short)\(unit)  wanted \(sign) \(limit.short)\(unit)  \(word)"
  }
}

/// Prints one part of the report as it is measured.
struct Report {
  /// The goals so far, for the end.
  private(set) var goals: [Goal] = []

  func title(_ text: String) { print("\n\(text)") }

  func line(_ name: String, _ text: String) { print("  \(name.padded(38)) \(text)") }

  /// What limits the figures above.
  func limit(_ text: String) { print("  limit \(text)") }

  mutating func add(_ goal: Goal) {
    goals.append(goal)
    print(goal.line)
  }

  func summary() {
    let short = goals.filter { !$0.isReached }
    print("\n\(goals.count - short.count) of \(goals.count) goals reached")
    for goal in short { print(goal.line) }
  }
}

extension Double {
  /// Three digits that count.
  var short: String {
    if isNaN { return "-" }
    let digits = abs(self) >= 100 ? 0 : abs(self) >= 10 ? 1 : 2
    return String(format: "%.\(digits)f", self)
  }
}

extension String {
  /// Filled up with blanks; Vietnamese letters count as one.
  func padded(_ columns: Int) -> String { self + String(repeating: " ", count: max(0, columns - count)) }
}

/// A folder that is gone when the block ends.
func withTemporaryFolder<Value>(_ body: (String) throws -> Value) throws -> Value {
  let folder = NSTemporaryDirectory() + "tiepsuc-bench-\(UInt32.random(in: 0 ... .max))"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(atPath: folder) }
  return try body(folder)
}

/// Where Debian puts a program; nil where it is not installed.
func installed(_ name: String) -> String? {
  ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + name }.first { FileManager.default.isExecutableFile(atPath: $0) }
}
