/// One field of a step, with all that reading, writing, checking, comparing and editing it need to know.
///
/// ``all`` is the only list of a step's fields. YAML reader and writer, linter, CSV, forms, Markdown, import, export,
/// differences between versions, placeholders and the review's form walk it. A new field is a property of ``Step``, a
/// row of the table, and whatever the screen shows of it.
package struct StepField: Sendable {
  /// A property of a step.
  package typealias Property<Value> = any WritableKeyPath<Step, Value> & Sendable

  /// The type of a field's value, with where it lies in the step and its bounds.
  package enum Kind: Sendable {
    case text(Property<LocalText>, TextLimit)
    case lines(Property<[LocalText]>, ClosedRange<Int>, TextLimit)
    case condition(Property<Condition>)
    /// The limit is that of a label.
    case links(Property<[Link]>, ClosedRange<Int>, TextLimit)
    case minutes(Property<Duration>, ClosedRange<Double>)
    case problems(Property<[ProblemID]>, ClosedRange<Int>)
    case safety(Property<SafetyID>)
    case asking(Property<Asking?>)
    case checklist(Property<ChecklistID?>)
    case source(Property<Source?>)
  }

  /// How a list in Markdown writes a field; nil where it has no place for it.
  package enum Markdown: Hashable, Sendable {
    /// The entry of the step itself.
    case entry
    /// `(2 phút)` at the end of the entry.
    case time
    /// `{key=value}` at the end of the entry.
    case attribute
    /// `> text` below the entry.
    case quote
    /// `- text` below the entry, after a sign, which may be empty.
    case item(String)
  }

  /// As files name it.
  package var key: String
  package var kind: Kind
  /// What people read as its name.
  package var label: LocalText
  /// What else a table may write above its column; key and label are taken in any case.
  package var headings: [String]
  package var markdown: Markdown?
  /// The word for it in the column `tiepsuc` of a form, where each of its texts is a row of its own.
  package var role: String
  /// A step without it is not read: its key must be in the file.
  package var isRequired: Bool

  package init(
    _ key: String, _ kind: Kind, _ label: LocalText, headings: [String] = [], markdown: Markdown? = nil,
    role: String? = nil, isRequired: Bool = false
  ) {
    self.key = key
    self.kind = kind
    self.label = label
    self.headings = headings
    self.markdown = markdown
    self.role = role ?? key
    self.isRequired = isRequired
  }

  /// The fields in the order of the files that ship, without the step's own id.
  package static let all: [StepField] = [
    StepField(
      "title", .text(\.title, .line(50)), LocalText("Tên", "Title"),
      headings: ["step", "bước", "tên bước", "tiêu đề"], markdown: .entry, isRequired: true),
    StepField("when", .condition(\.when), LocalText("Chỉ khi", "Only where"), headings: ["khi", "điều kiện"]),
    StepField(
      "say", .text(\.say, .lines(3, of: 72)), LocalText("Đọc cho bác", "Read aloud"),
      headings: ["nói", "đọc", "lời", "lời đọc"], markdown: .quote, isRequired: true),
    StepField(
      "do", .lines(\.actions, 1...5, .lines(2, of: 70)), LocalText("Việc làm", "To do"), headings: ["làm"],
      markdown: .item(""), isRequired: true),
    StepField(
      "check", .text(\.check, .lines(2, of: 70)), LocalText("Dấu hiệu xong", "Check"),
      headings: ["kiểm tra", "dấu hiệu", "cách biết đã được"], markdown: .item("→"), isRequired: true),
    StepField(
      "warnings", .lines(\.warnings, 0...6, .lines(2, of: 70)), LocalText("Lưu ý", "Warning"),
      headings: ["cảnh báo", "warning"], markdown: .item("!"), role: "warning"),
    StepField("links", .links(\.links, 0...3, .line(66)), LocalText("Liên kết", "Link"), role: "link"),
    StepField(
      "minutes", .minutes(\.expected, 0.1...240), LocalText("Số phút", "Minutes"), headings: ["phút", "thời gian"],
      markdown: .time, isRequired: true),
    StepField(
      "problems", .problems(\.problems, 0...40), LocalText("Lỗi đã biết", "Known problems"), headings: ["lỗi"],
      isRequired: true),
    StepField(
      "safety", .safety(\.safety), LocalText("Câu an toàn", "Safety line"), headings: ["an toàn"],
      markdown: .attribute, isRequired: true),
    StepField("asks", .asking(\.asks), LocalText("Bước hỏi", "Asks for")),
    StepField(
      "checklist", .checklist(\.checklist), LocalText("Danh mục khác", "Other checklist"), markdown: .attribute),
    StepField("source", .source(\.source), LocalText("Nguồn", "Source")),
  ]

  /// The field of a key; nil where there is none.
  package static func named(_ key: String) -> StepField? { all.first { $0.key == key } }
}

/// One text of a step: the key of its field, and of a list which line, counted from 0.
package struct StepText: Hashable, Sendable {
  package var key: String
  package var line: Int?

  package init(_ key: String, line: Int? = nil) {
    self.key = key
    self.line = line
  }
}

extension StepField {
  /// The texts of a step in this field, in order.
  package func texts(of step: Step) -> [(place: StepText, text: LocalText)] {
    switch kind {
    case .text(let property, _): [(StepText(key), step[keyPath: property])]
    case .lines(let property, _, _):
      step[keyPath: property].enumerated().map { (StepText(key, line: $0), $1) }
    case .links(let property, _, _):
      step[keyPath: property].enumerated().map { (StepText(key, line: $0), $1.label) }
    case .condition, .minutes, .problems, .safety, .asking, .checklist, .source: []
    }
  }

  /// Whether the field says anything in a step; a list or text that is empty does not.
  package func isGiven(in step: Step) -> Bool {
    switch kind {
    case .text(let property, _): step[keyPath: property] != LocalText("", "")
    case .lines(let property, _, _): !step[keyPath: property].isEmpty
    case .condition(let property): !step[keyPath: property].clauses.isEmpty
    case .links(let property, _, _): !step[keyPath: property].isEmpty
    case .minutes(let property, _): step[keyPath: property] > .zero
    case .problems(let property, _): !step[keyPath: property].isEmpty
    case .safety(let property): !step[keyPath: property].rawValue.isEmpty
    case .asking(let property): step[keyPath: property] != nil
    case .checklist(let property): step[keyPath: property] != nil
    case .source(let property): step[keyPath: property] != nil
    }
  }

  /// Whether two steps say the same in this field.
  package func isSame(_ one: Step, _ other: Step) -> Bool {
    func same<Value: Equatable>(_ property: KeyPath<Step, Value>) -> Bool {
      one[keyPath: property] == other[keyPath: property]
    }
    return switch kind {
    case .text(let property, _): same(property)
    case .lines(let property, _, _): same(property)
    case .condition(let property): same(property)
    case .links(let property, _, _): same(property)
    case .minutes(let property, _): same(property)
    case .problems(let property, _): same(property)
    case .safety(let property): same(property)
    case .asking(let property): same(property)
    case .checklist(let property): same(property)
    case .source(let property): same(property)
    }
  }
}

extension Step {
  /// All texts, in the order of their fields.
  package var texts: [(place: StepText, text: LocalText)] { StepField.all.flatMap { $0.texts(of: self) } }

  /// Changes one text; nil where the step has no such text.
  package mutating func withText<Value>(at place: StepText, _ use: (inout LocalText) -> Value) -> Value? {
    switch (StepField.named(place.key)?.kind, place.line) {
    case (.text(let property, _), nil): return use(&self[keyPath: property])
    case (.lines(let property, _, _), let line?):
      return self[keyPath: property].indices.contains(line) ? use(&self[keyPath: property][line]) : nil
    case (.links(let property, _, _), let line?):
      return self[keyPath: property].indices.contains(line) ? use(&self[keyPath: property][line].label) : nil
    default: return nil
    }
  }

  /// The lines of a field that holds a list of texts; nil for any other field.
  package func lines(_ key: String) -> [LocalText]? {
    guard case .lines(let property, _, _) = StepField.named(key)?.kind else { return nil }
    return self[keyPath: property]
  }
}
