package import Checklists
package import Statistics

/// Which figures a trainer asks a hub for.
package struct FigureQuestion: Message, Hashable {
  package var checklist: ChecklistID
  package var filter: FigureFilter

  package init(_ checklist: ChecklistID, _ filter: FigureFilter = FigureFilter()) {
    self.checklist = checklist
    self.filter = filter
  }

  /// The longest name of a checklist or unit that is asked for, in bytes.
  package static let longestName = 100

  /// The path with its query that asks it: `checklist=ID` and, where they are asked, `version`, `unit` (empty: sessions
  /// without one), `from` and `to` (``Day/monthNumber``, both included), `experience` (0, 1, 2).
  package var path: String {
    let numbers = [
      ("version", filter.version), ("from", filter.from), ("to", filter.through),
      ("experience", filter.experience?.rawValue),
    ]
    var path = "\(Route.figures)?checklist=\(Self.escaped(checklist.rawValue))"
    if let unit = filter.unit { path += "&unit=\(Self.escaped(unit))" }
    for (name, number) in numbers { if let number { path += "&\(name)=\(number)" } }
    return path
  }

  /// What a query asks; nil where it has another form. `value` gives a value of the query, nil where it is not there.
  package init?(query value: (String) -> Substring?) {
    guard let checklist = value("checklist").flatMap(Self.unescaped), !checklist.isEmpty else { return nil }
    self.checklist = ChecklistID(rawValue: checklist)
    filter = FigureFilter()
    for (name, place) in [("version", \FigureFilter.version), ("from", \.from), ("to", \.through)] {
      guard let text = value(name) else { continue }
      guard let number = Int(text) else { return nil }
      filter[keyPath: place] = number
    }
    if let text = value("unit") {
      guard let unit = Self.unescaped(text) else { return nil }
      filter.unit = unit
    }
    if let text = value("experience") {
      guard let experience = Int(text).flatMap(Experience.init(rawValue:)) else { return nil }
      filter.experience = experience
    }
  }

  /// With all but letters, digits and `-._~` as `%XX`.
  private static func escaped(_ text: String) -> String {
    text.utf8.reduce(into: "") { text, unit in
      switch unit {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x2d, 0x2e, 0x5f, 0x7e: text.unicodeScalars.append(.init(unit))
      default: text += "%" + (unit < 16 ? "0" : "") + String(unit, radix: 16, uppercase: true)
      }
    }
  }

  private static func unescaped(_ text: Substring) -> String? {
    guard text.utf8.count <= 3 * longestName else { return nil }
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let unit = rest.popFirst() {
      guard unit == 0x25 else {
        bytes.append(unit)
        continue
      }
      guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
        return nil
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return bytes.count <= longestName ? String(validating: bytes, as: UTF8.self) : nil
  }
}

/// Which figures a hub has: answer of ``Route/figures`` without a question.
package struct FigureIndex: Message, Hashable {
  /// One checklist that at least ``Figures/fewest`` sessions ran on.
  package struct Item: Message, Hashable {
    package var checklist: ChecklistID
    /// Those that at least ``Figures/fewest`` sessions ran on, newest first.
    package var versions: [Int]
    package init(checklist: ChecklistID, versions: [Int]) {
      self.checklist = checklist
      self.versions = versions
    }
  }

  /// When the figures were made, in milliseconds since 1970 by the hub's clock.
  package var made: Int64
  /// By name.
  package var checklists: [Item]
  package init(made: Int64, checklists: [Item]) {
    self.made = made
    self.checklists = checklists
  }
}

/// Figures over all desks of a hub: answer of ``Route/figures``. No entry is in it, and no figure about fewer than
/// ``Figures/fewest`` sessions.
package struct FigureAnswer: Message, Hashable {
  /// What was asked.
  package var question: FigureQuestion
  /// When the figures were made, in milliseconds since 1970 by the hub's clock.
  package var made: Int64
  /// False while the hub still counts what it held then.
  package var isWhole: Bool
  /// How many desks' entries are counted, of all checklists.
  package var desks: Int
  /// What can be asked: versions (newest first), communes, months (``Day/monthNumber``) of at least ``Figures/fewest``
  /// sessions of the checklist.
  package var versions: [Int]
  package var units: [String]
  package var months: [Int]
  package var report: FigureReport

  package init(
    question: FigureQuestion, made: Int64, isWhole: Bool, desks: Int, versions: [Int], units: [String], months: [Int],
    report: FigureReport
  ) {
    self.question = question
    self.made = made
    self.isWhole = isWhole
    self.desks = desks
    self.versions = versions
    self.units = units
    self.months = months
    self.report = report
  }
}
