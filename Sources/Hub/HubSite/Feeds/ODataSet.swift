/// What can be read over OData.
enum ODataSet: String, CaseIterable {
  /// What readers outside the units are told, month by month: a line for each figure of each named table.
  case figures = "Figures"
  /// Sessions of each unit, month by month, as readers outside are told.
  case unitMonths = "UnitMonths"
  /// Sessions and corrections, for programs that may read entries.
  case sessions = "Sessions"

  var properties: [ODataProperty] {
    switch self {
    case .sessions: FeedRecord.columns.map(\.property)
    case .figures: FigureRow.columns.map(\.property)
    case .unitMonths: UnitMonthRow.columns.map(\.property)
    }
  }

  /// The property that no two rows share.
  var key: String { self == .sessions ? "number" : "id" }
}

/// A column of a set: its property and its values in one place, so that the two cannot part.
struct ODataColumn<Row>: Sendable {
  let property: ODataProperty
  let value: @Sendable (Row) -> ODataValue

  static func number(_ name: String, _ value: @escaping @Sendable (Row) -> Int?) -> ODataColumn {
    ODataColumn(property: ODataProperty(name, .number)) { .number(value($0)) }
  }
  static func text(_ name: String, _ value: @escaping @Sendable (Row) -> String?) -> ODataColumn {
    ODataColumn(property: ODataProperty(name, .text)) { .text(value($0)) }
  }
  static func day(_ name: String, _ value: @escaping @Sendable (Row) -> String?) -> ODataColumn {
    ODataColumn(property: ODataProperty(name, .day)) { .day(value($0)) }
  }
  static func moment(_ name: String, _ value: @escaping @Sendable (Row) -> String?) -> ODataColumn {
    ODataColumn(property: ODataProperty(name, .moment)) { .moment(value($0)) }
  }
  static func flag(_ name: String, _ value: @escaping @Sendable (Row) -> Bool?) -> ODataColumn {
    ODataColumn(property: ODataProperty(name, .flag)) { .flag(value($0)) }
  }
}

/// A figure of one named table of one month, as readers outside are told; nil: it is hidden.
struct FigureRow: Sendable {
  /// The first day of its month.
  var month: String
  var updated: String
  var table: String
  var row: String
  var column: String
  var count: Int?

  static let columns: [ODataColumn<FigureRow>] = [
    .text("id") { "\($0.month) \($0.table) \($0.row) \($0.column)" }, .day("month") { $0.month },
    .text("table") { $0.table }, .text("row") { $0.row }, .text("column") { $0.column }, .number("count") { $0.count },
    .flag("isHidden") { $0.count == nil }, .moment("updated") { $0.updated },
  ]
}

/// Sessions of one unit in one month, as readers outside are told; nil: they are hidden.
struct UnitMonthRow: Sendable {
  /// The first day of its month.
  var month: String
  var updated: String
  var unit: String
  var name: String
  var sessions: Int?

  static let columns: [ODataColumn<UnitMonthRow>] = [
    .text("id") { "\($0.month) \($0.unit)" }, .day("month") { $0.month }, .text("unit") { $0.unit },
    .text("name") { $0.name }, .number("sessions") { $0.sessions }, .flag("isHidden") { $0.sessions == nil },
    .moment("updated") { $0.updated },
  ]
}

/// The name of a column and the form of its values.
struct ODataProperty: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case number, text, day, moment, flag }
  var name: String
  var kind: Kind

  init(_ name: String, _ kind: Kind) {
    self.name = name
    self.kind = kind
  }

  /// Its type in the metadata.
  var type: String {
    switch kind {
    case .number: "Edm.Int64"
    case .text: "Edm.String"
    case .day: "Edm.Date"
    case .moment: "Edm.DateTimeOffset"
    case .flag: "Edm.Boolean"
    }
  }
}

/// A value of a row.
enum ODataValue: Hashable, Sendable {
  case number(Int?)
  case text(String?)
  /// `yyyy-mm-dd`.
  case day(String?)
  /// ``FeedRecord/moment(_:)``.
  case moment(String?)
  case flag(Bool?)

  /// As it stands in CSV; nothing for what is not known.
  var plain: String {
    switch self {
    case .number(let value): value.map(String.init) ?? ""
    case .text(let value), .day(let value), .moment(let value): value ?? ""
    case .flag(let value): value.map { $0 ? "true" : "false" } ?? ""
    }
  }

  /// As it stands in JSON.
  var json: String {
    switch self {
    case .number(let value): value.map(String.init) ?? "null"
    case .flag(let value): value.map { $0 ? "true" : "false" } ?? "null"
    case .text(let value), .day(let value), .moment(let value): value.map(Self.quoted) ?? "null"
    }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\u{0}"..."\u{1f}", "\u{2028}", "\u{2029}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  /// Whether it stands before another of its kind; what is not known stands first.
  func isBefore(_ other: ODataValue) -> Bool {
    switch (self, other) {
    case (.number(let left), .number(let right)): (left ?? .min) < (right ?? .min)
    case (.flag(let left), .flag(let right)): (left == true ? 1 : 0) < (right == true ? 1 : 0)
    default: plain < other.plain
    }
  }
}
