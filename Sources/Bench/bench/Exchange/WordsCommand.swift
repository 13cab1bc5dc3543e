import ArgumentParser
import Checklists
import Foundation
import Journal
import Platform
import Protocol

/// `bench words`.
struct WordsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "words",
    abstract: "Write down the phrases of the shipped checklists, which batches are packed with.",
    discussion: """
      Writes BatchWords+Text.swift of the target HubContract. Raise BatchWords.version with it: a batch that was packed \
      with other phrases cannot be unpacked.
      """)

  @Option(help: "The file to write.")
  var file = "Sources/Core/Protocol/BatchWords+Text.swift"

  func run() throws {
    var chance = SplitMix64(seed: 1)
    guard let key = DeviceKey(using: &chance) else { throw BenchFailure("No key could be made.") }
    let shipped = try Shipped()
    var batch = Batch(publicKey: key.publicKey, incarnation: 1, base: 0, baseHash: .zero, items: [])
    for body in Self.bodies(shipped) {
      let id = EntryID(device: key.device, incarnation: 1, sequence: batch.items.count + 1)
      let entry = StoredEntry(id: id, previous: batch.end.head, body: body, receipt: .zero, contact: .zero)
      batch.items.append(.entry(try EntryBytes.encode(entry)))
    }
    guard let phrases = BatchWords.phrases(of: batch) else { throw BenchFailure("The phrases do not fit a batch.") }
    try Data(Self.source(phrases).utf8).write(to: URL(fileURLWithPath: file))
    print("\(phrases.count) bytes of phrases from \(batch.items.count) invented entries in \(file)")
  }

  /// Each way through each checklist, with every problem of its steps, and everything else that can be chosen.
  private static func bodies(_ shipped: Shipped) -> [EntryBody] {
    let ways = shipped.courses.flatMap { course in course.branches.map { (course, $0) } }
    let sessions = ways.enumerated().map { number, way in EntryBody.session(session(number, way.0, way.1, shipped)) }
    let target = EntryID(device: DeviceID(rawValue: ""), incarnation: 1, sequence: 1)
    return sessions + [
      .amendment(of: target, Amendment(outcome: .completed, satisfaction: 5, note: ""), by: code(1), at: moment),
      .followUpClosed(of: target, by: code(1), at: moment), .erasure(of: target, at: moment),
      .count(
        CountFacts(
          day: moment.day, unit: "", checklist: shipped.courses[0].checklist.id, version: 1, outcome: .completed)),
    ]
  }

  private static func session(_ number: Int, _ course: Course, _ branch: Branch, _ shipped: Shipped) -> SessionFacts {
    func pick<Value>(_ values: [Value]) -> Value { values[number % values.count] }
    let steps = branch.steps.enumerated().map { place, step in
      place == 0
        ? StepFact(step: step.id, state: .skipped, milliseconds: 1, reason: pick(SkipReason.allCases))
        : StepFact(step: step.id, state: .done, milliseconds: 1, note: place == 1 ? "" : nil)
    }
    let problems = branch.steps.flatMap { step in
      step.problems.map { ProblemFact(step: step.id, problem: $0, helped: true) }
    }
    return SessionFacts(
      began: moment, ended: moment, unit: "", volunteer: code(1 + number % 12), checklist: course.checklist.id,
      version: course.checklist.version, checklistHash: course.hash, consentVersion: 1, answers: branch.answers,
      steps: steps, problems: problems, service: pick(shipped.services), outcome: pick(Outcome.allCases),
      ageBand: pick(AgeBand.allCases), satisfaction: 1 + number % 5,
      petition: Petition(topic: pick(PetitionTopic.allCases), text: ""))
  }

  private static let moment = Moment(wallMilliseconds: 0, offsetMinutes: 420, boot: "", monotonicMilliseconds: 0)

  private static func code(_ number: Int) -> VolunteerCode {
    VolunteerCode(rawValue: "TN" + (number < 10 ? "0" : "") + "\(number)")
  }

  /// The Swift file: one phrase a line, long ones broken, marks as escapes.
  private static func source(_ phrases: [UInt8]) -> String {
    var lines = ["extension BatchWords {", "  /// Written by `bench words`, not by hand."]
    lines.append("  static let text = #\"\"\"")
    for phrase in String(decoding: phrases, as: UTF8.self).split(separator: "\n") {
      var line = "    "
      for unit in phrase.unicodeScalars {
        if line.count > 108 {
          lines.append(line + "\\#")
          line = "    "
        }
        line += unit.value < 0x20 ? "\\#u{\(String(unit.value, radix: 16))}" : String(unit)
      }
      lines.append(line)
    }
    return (lines + ["    \"\"\"#", "}", ""]).joined(separator: "\n")
  }
}
