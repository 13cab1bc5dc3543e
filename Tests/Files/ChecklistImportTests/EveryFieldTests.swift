import ChecklistFiles
import ChecklistImport
import Checklists
import Foundation
import Review
import Testing

/// What the table of a step's fields promises: a row of it is in every file, before the linter, in the comparison of
/// versions and in the form of a draft, without a word more.
@Suite struct EveryFieldTests {
  private static let (one, two) = (LocalText("Một", "One"), LocalText("Hai", "Two"))
  private static let long = LocalText(String(repeating: "dài ", count: 100), String(repeating: "long ", count: 100))

  /// A sound checklist with one step that says no more than it has to.
  private static let plain = Checklist(
    id: "thu", version: 3, checked: "2026-11-23", title: one, summary: two,
    safety: [SafetyLine(id: "calm", text: one), SafetyLine(id: "otp", text: two)],
    questions: [
      Question(id: "phone", text: one, answers: [Answer(id: "yes", text: one), Answer(id: "no", text: two)])
    ],
    steps: [
      Step(
        id: "open", title: one, say: one, actions: [one], check: one, expected: .seconds(60), problems: ["E-K01"],
        safety: "calm")
    ],
    problems: [Problem(id: "E-K01", symptom: one, fix: [two]), Problem(id: "E-K02", symptom: two, fix: [one])])

  /// The checklist with something else in one field of its step.
  private func changed(_ field: StepField) -> Checklist {
    var checklist = Self.plain
    let texts = [Self.two, LocalText("Ba", "Three")]
    switch field.kind {
    case .text(let property, _): checklist.steps[0][keyPath: property] = Self.two
    case .lines(let property, _, _): checklist.steps[0][keyPath: property] = texts
    case .condition(let property):
      checklist.steps[0][keyPath: property] = Condition([.init(question: "phone", answers: ["yes"])])
    case .links(let property, _, _):
      checklist.steps[0][keyPath: property] = texts.map { Link(address: "https://vneid.gov.vn/", label: $0) }
    case .minutes(let property, _): checklist.steps[0][keyPath: property] = .seconds(150)
    case .problems(let property, _): checklist.steps[0][keyPath: property] = ["E-K02", "E-K01"]
    case .safety(let property): checklist.steps[0][keyPath: property] = "otp"
    case .asking(let property): checklist.steps[0][keyPath: property] = .papers
    case .checklist(let property): checklist.steps[0][keyPath: property] = "vneid"
    case .source(let property):
      checklist.steps[0][keyPath: property] = Source(text: "Điều 4", checked: "2026-11-23", isVerified: true)
    }
    return checklist
  }

  /// The checklist with something in one field of its step that no rule allows; nil where anything is allowed.
  private func wrong(_ field: StepField) -> Checklist? {
    var checklist = Self.plain
    switch field.kind {
    case .text(let property, _): checklist.steps[0][keyPath: property] = Self.long
    case .lines(let property, _, _): checklist.steps[0][keyPath: property] = [Self.long]
    case .condition(let property):
      checklist.steps[0][keyPath: property] = Condition([.init(question: "none", answers: ["yes"])])
    case .links(let property, _, _):
      checklist.steps[0][keyPath: property] = [Link(address: "http://x", label: Self.one)]
    case .minutes(let property, _): checklist.steps[0][keyPath: property] = .seconds(1_000_000)
    case .problems(let property, _): checklist.steps[0][keyPath: property] = ["E-K99"]
    case .safety(let property): checklist.steps[0][keyPath: property] = "none"
    case .source(let property):
      checklist.steps[0][keyPath: property] = Source(text: "Điều 4", checked: "hôm qua", isVerified: true)
    case .asking, .checklist: return nil
    }
    return checklist
  }

  /// The keys of the fields in which two steps differ.
  private func differences(_ one: Step, _ other: Step) -> [String] {
    StepField.all.filter { !$0.isSame(one, other) }.map(\.key)
  }

  private func bytes(_ checklist: Checklist, as kind: ChecklistImport.Kind) throws -> [UInt8] {
    switch kind {
    case .csv: return Array(ChecklistExport.csv(checklist).utf8)
    case .markdown: return Array(ChecklistExport.markdown(checklist).utf8)
    case .xlsx:
      let path = FileManager.default.temporaryDirectory.appending(path: "field-\(UUID().uuidString).xlsx")
      defer { try? FileManager.default.removeItem(at: path) }
      try ChecklistExport.writeForm(checklist, to: path.path)
      return try Array(Data(contentsOf: path))
    }
  }

  @Test(arguments: StepField.all.map(\.key))
  func `a field comes back from every kind of file, or is named as lost`(key: String) throws {
    let checklist = changed(try #require(StepField.named(key)))
    let plain = Self.plain.steps[0]
    try #require(differences(checklist.steps[0], plain) == [key])
    let yaml = ChecklistReader.read(Array(ChecklistYAML(checklist).text.utf8), file: "thu.yaml")
    #expect(yaml.value == checklist, "\(yaml.complaints)")
    for (kind, file) in [(ChecklistImport.Kind.csv, "x.csv"), (.xlsx, "x.xlsx"), (.markdown, "x.md")] {
      let losses = ChecklistExport.losses(checklist, to: kind).compactMap { loss in
        if case .field(let key, _) = loss { key } else { nil }
      }
      let result = ChecklistImport.read(try bytes(checklist, as: kind), file: file, today: "1999-01-01")
      let step = try #require(result.checklist?.steps.first, "\(file): \(result.complaints)")
      #expect(differences(step, checklist.steps[0]) == losses, "\(file)")
      if kind != .markdown { #expect(losses == []) }
    }
  }

  @Test(arguments: StepField.all.map(\.key))
  func `the linter names the place of a field that breaks a rule, and nothing is wrong without`(key: String) throws {
    let field = try #require(StepField.named(key))
    #expect(ChecklistReader.findings(in: changed(field)) == [])
    guard let wrong = wrong(field) else { return }
    let path = SchemaPath.root / "steps" / 0 / key
    #expect(ChecklistReader.findings(in: wrong).contains { path.contains($0.path) })
  }

  @Test(arguments: StepField.all.map(\.key))
  func `two versions that differ in a field are told apart`(key: String) throws {
    let field = try #require(StepField.named(key))
    let rows = VersionDiff(from: Self.plain, to: changed(field)).rows
    #expect(rows.map(\.part) == [.step("open")])
    #expect(rows.allSatisfy { !$0.changes.isEmpty })
  }

  @Test func `every field of a step has its place in the form of a draft, also where it says nothing yet`() throws {
    let step = SchemaPath.root / "steps" / 0
    let part = VersionDiff.Part.step("open")
    let places =
      Self.plain.formPlaces(of: part).compactMap { Self.plain.path(of: $0) }
      + Self.plain.values(of: part).compactMap { Self.plain.path(of: $0) }
      // Chosen on screens of their own.
      + [step / "when", step / "problems"]
    for field in StepField.all {
      #expect(places.contains { (step / field.key).contains($0) }, "\(field.key)")
    }
    var draft = Self.plain
    for place in draft.formPlaces(of: part) {
      let isPut = draft.put(Self.two, at: place)
      #expect(isPut, "\(place)")
    }
    for field in StepField.all {
      guard case .lines(let property, _, _) = field.kind else { continue }
      #expect(draft.steps[0][keyPath: property] == [Self.two], "\(field.key)")
    }
  }
}
