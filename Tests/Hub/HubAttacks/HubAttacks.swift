import ArgumentParser
import Foundation
import Glibc
import Journal
import Protocol
import SyncHTTP

/// `hub-attacks`: what enrolled desks can do to a hub, played against one that runs.
@main
struct HubAttacks: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hub-attacks",
    abstract: "Plays bad desks against a running hub, and measures what its other desks notice.",
    discussion: """
      Each code lets in one desk: the first pushes as on any day, the others attack. Codes are made with
        for i in $(seq 11); do tiepsuc-hub enrol-code --unit 29242 --json --data FOLDER; done > codes
      Exit code 1: an answer was a fault of the hub, or /health or the desk's pushes took a second or more at the 99th \
      percentile, or the hub is gone.
      """)

  @Option(help: "The hub's address, e.g. http://127.0.0.1:8420.") var hub: String
  @Option(help: "A file of enrolment codes, one a line, or as `enrol-code --json` prints them.") var codes: String
  @Option(help: "Seconds of each attack, and of all together.") var seconds = 20
  @Option(help: "Requests that each bad desk has under way.") var parallel = 4
  @Option(parsing: .upToNextOption, help: "Only these attacks.") var attacks: [Attack] = Attack.allCases

  func run() async throws {
    let network = try HubNetwork(authorities: nil)
    let target = Target(transport: try network.transport(to: hub))
    let hub = try await target.identify()
    let letters = try Self.codes(try String(contentsOfFile: codes, encoding: .utf8))
    guard letters.count >= 2 else { throw ValidationError("--codes: two at least.") }
    var desks: [AttackDesk] = []
    for code in letters { desks.append(try await AttackDesk(enrolledAt: target, hub, with: code)) }
    let bad = Array(desks.dropFirst())
    print(
      "\(bad.count) bad desks with \(parallel) requests each; seconds at the 50th and 99th percentile, and the most\n")
    print(Report.head)
    var reports = [await measure("nothing", [], bad, desks[0], target)]
    for attack in attacks { reports.append(await measure(attack.rawValue, [attack], bad, desks[0], target)) }
    if attacks.count > 1 { reports.append(await measure("all together", attacks, bad, desks[0], target)) }
    await network.close()
    let faults = reports.flatMap(\.faults)
    for fault in faults { print(fault) }
    if !faults.isEmpty { throw ExitCode(1) }
    print("\nheld")
  }

  private func measure(
    _ name: String, _ attacks: [Attack], _ bad: [AttackDesk], _ good: AttackDesk, _ target: Target
  ) async -> Report {
    let end = ContinuousClock.now + .seconds(seconds)
    let answers = Answers()
    async let health = Day.watch(target, until: end)
    async let pushes = Day.work(good, at: target, until: end)
    await withTaskGroup(of: Void.self) { group in
      for (number, desk) in bad.enumerated() where !attacks.isEmpty {
        for lane in 0..<parallel {
          let attack = attacks[(number + lane) % attacks.count]
          group.addTask { await attack.play(by: desk, lane: lane, at: target, until: end, answers) }
        }
      }
    }
    let report = Report(name: name, answers: answers.counts, health: await health, pushes: await pushes)
    print(report.line)
    return report
  }

  private static func codes(_ text: String) throws -> [EnrolCode] {
    struct Line: Decodable { var code: String }
    return try text.split(separator: "\n").map { line in
      let letters =
        line.hasPrefix("{") ? try JSONDecoder().decode(Line.self, from: Data(line.utf8)).code : String(line)
      guard let code = EnrolCode(typed: letters) else { throw ValidationError("\(line): no code.") }
      return code
    }
  }
}

/// What was seen while an attack ran.
struct Report {
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
