import Foundation

/// What was seen while an attack ran.
struct AttackReport {
  var name: String
  /// By status; 0 where no answer came.
  var answers: [Int: Int]
  var health: [Duration?]
  var pushes: [Duration?]

  static let head = row("attack", "health", "pushes", "answers to the attack")

  var line: String {
    let statuses = answers.sorted { $0.key < $1.key }.map { "\($0.key == 0 ? "none" : "\($0.key)"): \($0.value)" }
    return Self.row(name, Self.text(health), Self.text(pushes), statuses.joined(separator: ", "))
  }

  /// What of it a hub must not do.
  var faults: [String] {
    var faults: [String] = []
    for (status, count) in answers where status >= 500 { faults.append("\(name): \(count) answers \(status)") }
    for (what, times) in [("health", health), ("pushes", pushes)] {
      if times.isEmpty || times.contains(nil) { faults.append("\(name): \(what) without an answer") }
      if let slow = Self.percentile(0.99, times), slow >= .seconds(1) { faults.append("\(name): \(what) took \(slow)") }
    }
    return faults
  }

  private static func percentile(_ share: Double, _ times: [Duration?]) -> Duration? {
    let known = times.compactMap { $0 }.sorted()
    return known.isEmpty ? nil : known[min(known.count - 1, Int(share * Double(known.count)))]
  }

  private static func text(_ times: [Duration?]) -> String {
    [percentile(0.5, times), percentile(0.99, times), times.compactMap { $0 }.max()].map { time in
      time.map { String(format: "%.3f", $0 / .seconds(1)) } ?? "-"
    }.joined(separator: " ")
  }

  private static func row(_ cells: String...) -> String {
    zip(cells, [14, 20, 20, 0]).map { $0 + String(repeating: " ", count: max(1, $1 - $0.count)) }.joined()
  }
}
