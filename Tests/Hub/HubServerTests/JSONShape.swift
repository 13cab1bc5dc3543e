import Foundation
import Protocol

/// Any JSON, or YAML that could be JSON.
enum JSONShape: Hashable, Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case text(String)
  case list([JSONShape])
  case object([String: JSONShape])

  init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let bool = try? value.decode(Bool.self) {
      self = .bool(bool)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let text = try? value.decode(String.self) {
      self = .text(text)
    } else if let list = try? value.decode([JSONShape].self) {
      self = .list(list)
    } else {
      self = .object(try value.decode([String: JSONShape].self))
    }
  }

  /// What Yams made of a document; nil where it holds something else.
  init?(yaml: Any?) {
    switch yaml {
    case nil: self = .null
    case let bool as Bool: self = .bool(bool)
    case let number as Int: self = .number(Double(number))
    case let text as String: self = .text(text)
    case let list as [Any]: self = .list(list.compactMap { JSONShape(yaml: $0) })
    case let object as [String: Any]: self = .object(object.compactMapValues { JSONShape(yaml: $0) })
    default: return nil
    }
  }

  subscript(name: String) -> JSONShape? { if case .object(let fields) = self { fields[name] } else { nil } }
  var fields: [String: JSONShape] { if case .object(let fields) = self { fields } else { [:] } }
  var items: [JSONShape] { if case .list(let items) = self { items } else { [] } }
  var text: String? { if case .text(let text) = self { text } else { nil } }
}

/// Holds JSON against a schema, as far as the description of the hub uses them.
struct SchemaCheck {
  let document: JSONShape
  private(set) var complaints: [String] = []

  init(_ document: JSONShape) { self.document = document }

  /// What a `$ref` points at; the thing itself where it is none.
  func resolved(_ shape: JSONShape) -> JSONShape {
    guard let reference = shape["$ref"]?.text else { return shape }
    let found = reference.dropFirst(2).split(separator: "/").reduce(document as JSONShape?) { $0?[String($1)] }
    return found.map { resolved($0) } ?? .null
  }

  mutating func check(_ value: JSONShape, _ schema: JSONShape, at place: String) {
    let schema = resolved(schema)
    guard case .object(let rules) = schema else { return complain(place, "no schema") }
    let known: Set = [
      "type", "enum", "const", "pattern", "minimum", "maxLength", "format", "description", "required", "properties",
      "additionalProperties", "items", "maxItems", "allOf", "oneOf", "contentEncoding", "contentSchema", "default",
    ]
    for rule in rules.keys where !known.contains(rule) { complain(place, "a rule that is not checked: \(rule)") }
    if let type = rules["type"]?.text, !Self.holds(type, value) { complain(place, "not of type \(type)") }
    if let allowed = rules["enum"]?.items, !allowed.contains(value) { complain(place, "not one of the words") }
    if let only = rules["const"], only != value { complain(place, "another value") }
    if case .number(let least) = rules["minimum"], case .number(let number) = value, number < least {
      complain(place, "too small")
    }
    if case .text(let text) = value { check(text, rules, at: place) }
    for part in rules["allOf"]?.items ?? [] { check(value, part, at: place) }
    if let options = rules["oneOf"]?.items {
      let fitting = options.count { option in
        var trial = SchemaCheck(document)
        trial.check(value, option, at: place)
        return trial.complaints.isEmpty
      }
      if fitting != 1 { complain(place, "like \(fitting) of \(options.count) options") }
    }
    if case .number(let most) = rules["maxItems"], Double(value.items.count) > most { complain(place, "too many") }
    if case .list(let items) = value, let schema = rules["items"] {
      for (index, item) in items.enumerated() { check(item, schema, at: "\(place)[\(index)]") }
    }
    if case .object(let fields) = value { check(fields, rules, at: place) }
  }

  private mutating func check(_ text: String, _ rules: [String: JSONShape], at place: String) {
    if let pattern = rules["pattern"]?.text {
      do {
        if try Regex(pattern).wholeMatch(in: text) == nil { complain(place, "not like \(pattern)") }
      } catch {
        complain(place, "no pattern: \(pattern)")
      }
    }
    guard rules["contentEncoding"] != nil else { return }
    guard let bytes = Base64.bytes(text) else { return complain(place, "no Base64") }
    guard let schema = rules["contentSchema"] else { return }
    do {
      check(try JSONDecoder().decode(JSONShape.self, from: Data(bytes)), schema, at: place + "!")
    } catch {
      complain(place, "no JSON inside")
    }
  }

  private mutating func check(_ fields: [String: JSONShape], _ rules: [String: JSONShape], at place: String) {
    for name in rules["required"]?.items.compactMap(\.text) ?? [] where fields[name] == nil {
      complain(place, "lacks \(name)")
    }
    let properties = rules["properties"]?.fields ?? [:]
    for (name, value) in fields {
      if let schema = properties[name] {
        check(value, schema, at: "\(place).\(name)")
      } else if let others = rules["additionalProperties"] {
        if others == .bool(false) { complain(place, "has \(name), which is not described") }
        if case .object = others { check(value, others, at: "\(place).\(name)") }
      }
    }
  }

  private static func holds(_ type: String, _ value: JSONShape) -> Bool {
    switch (type, value) {
    case ("object", .object), ("array", .list), ("string", .text), ("boolean", .bool), ("number", .number): true
    case ("integer", .number(let number)): number == number.rounded()
    default: false
    }
  }

  private mutating func complain(_ place: String, _ words: String) { complaints.append("\(place): \(words)") }
}
