import Checklists
import Testing

struct StepFieldTests {
  private static let text = LocalText("Một", "One")

  /// A step in which one field says something.
  private static func step(with field: StepField) -> Step {
    var step = Step(id: "a")
    switch field.kind {
    case .text(let property, _): step[keyPath: property] = text
    case .lines(let property, _, _): step[keyPath: property] = [text, text]
    case .condition(let property): step[keyPath: property] = Condition([.init(question: "q", answers: ["a"])])
    case .links(let property, _, _): step[keyPath: property] = [Link(address: "https://vneid.gov.vn", label: text)]
    case .minutes(let property, _): step[keyPath: property] = .seconds(60)
    case .problems(let property, _): step[keyPath: property] = ["E-V01"]
    case .safety(let property): step[keyPath: property] = "calm"
    case .asking(let property): step[keyPath: property] = .papers
    case .checklist(let property): step[keyPath: property] = "vneid"
    case .source(let property): step[keyPath: property] = Source(text: "a", checked: "2026-11-23", isVerified: true)
    }
    return step
  }

  @Test func `every property of a step but its id has one row`() {
    let properties = Mirror(reflecting: Step(id: "a")).children.compactMap(\.label)
    #expect(properties.count == StepField.all.count + 1, "\(properties)")
    #expect(Set(StepField.all.map(\.key)).count == StepField.all.count)
    #expect(Set(StepField.all.map(\.role)).count == StepField.all.count)
    for field in StepField.all {
      // Each row is another property: what one says, no other says.
      let step = Self.step(with: field)
      #expect(StepField.all.filter { $0.isGiven(in: step) }.map(\.key) == [field.key])
      #expect(StepField.all.filter { !$0.isSame(step, Step(id: "a")) }.map(\.key) == [field.key])
    }
  }

  @Test func `the texts of a step are those of its fields, and each can be changed`() {
    for field in StepField.all {
      var step = Self.step(with: field)
      // A text that is not there yet is one of a step all the same.
      let places = field.texts(of: step).map(\.place)
      for place in places {
        #expect(step.withText(at: place) { $0 = LocalText("Hai", "Two") } != nil)
        #expect(field.texts(of: step).first { $0.place == place }?.text.vi == "Hai")
      }
      #expect(places.count == step.texts.filter { $0.text != LocalText("", "") }.count)
      #expect(step.withText(at: StepText(field.key, line: 9)) { _ in } == nil)
    }
    var step = Step(id: "a")
    #expect(step.withText(at: StepText("no-such-field")) { _ in } == nil)
  }

  @Test func `names of fields are told apart as headings of a table`() {
    var seen: [String: String] = [:]
    for field in StepField.all {
      let names = Set(
        ([field.key] + Language.allCases.map { field.label[$0] } + field.headings).map { $0.lowercased() })
      for name in names {
        #expect(seen[name] == nil, "\(name): \(field.key), \(seen[name] ?? "")")
        seen[name] = field.key
      }
    }
  }
}
