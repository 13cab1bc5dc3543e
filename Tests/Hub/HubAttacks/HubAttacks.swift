import ArgumentParser
import Dispatch
import Foundation
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
    let target = AttackedHub(transport: try network.transport(to: hub))
    let hub = try await target.identify()
    let letters = try Self.codes(try String(contentsOfFile: codes, encoding: .utf8))
    guard letters.count >= 2 else { throw ValidationError("--codes: two at least.") }
    let good = try await AttackDesk(
      enrolledAt: target, hub, with: letters[0], sealing: DispatchQueue(label: "ordinary desk"))
    var bad: [AttackDesk] = []
    for code in letters.dropFirst() { bad.append(try await AttackDesk(enrolledAt: target, hub, with: code)) }
    print(
      "\(bad.count) bad desks with \(parallel) requests each; seconds at the 50th and 99th percentile, and the most\n")
    print(AttackReport.head)
    var reports = [await measure("nothing", [], bad, good, target)]
    for attack in attacks { reports.append(await measure(attack.rawValue, [attack], bad, good, target)) }
    if attacks.count > 1 { reports.append(await measure("all together", attacks, bad, good, target)) }
    await network.close()
    let faults = reports.flatMap(\.faults)
    for fault in faults { print(fault) }
    if !faults.isEmpty { throw ExitCode(1) }
    print("\nheld")
  }

  private func measure(
    _ name: String, _ attacks: [Attack], _ bad: [AttackDesk], _ good: AttackDesk, _ target: AttackedHub
  ) async -> AttackReport {
    let end = ContinuousClock.now + .seconds(seconds)
    let answers = AnswerCounts()
    async let health = OrdinaryDay.watch(target, until: end)
    async let pushes = OrdinaryDay.work(good, at: target, until: end)
    await withTaskGroup(of: Void.self) { group in
      for (number, desk) in bad.enumerated() where !attacks.isEmpty {
        for lane in 0..<parallel {
          let attack = attacks[(number + lane) % attacks.count]
          group.addTask { await attack.play(by: desk, lane: lane, at: target, until: end, answers) }
        }
      }
    }
    let report = AttackReport(name: name, answers: answers.counts, health: await health, pushes: await pushes)
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
