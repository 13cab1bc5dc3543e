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
    case .sessions: FeedRecord.properties
    case .figures:
      [
        .init("id", .text), .init("month", .day), .init("table", .text), .init("row", .text), .init("column", .text),
        .init("count", .number), .init("isHidden", .flag), .init("updated", .moment),
      ]
    case .unitMonths:
      [
        .init("id", .text), .init("month", .day), .init("unit", .text), .init("name", .text),
        .init("sessions", .number), .init("isHidden", .flag), .init("updated", .moment),
      ]
    }
  }

  /// The property that no two rows share.
  var key: String { self == .sessions ? "number" : "id" }
}

/// A column of a set.
struct ODataProperty: Hashable {
  enum Kind: Hashable { case number, text, day, moment, flag }
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
