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
