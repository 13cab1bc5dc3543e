/// A value of a YAML file with its place; all that the forms see of YAML.
///
/// Every scalar is text: `yes`, `08` and `2026-11-23` are what they look like, and the form decides what it needs.
struct YAMLValue {
  enum Kind {
    case text(String)
    case list([YAMLValue])
    case mapping([Pair])
  }

  /// One entry of a mapping. Keys of one mapping differ.
  struct Pair {
    var key: String
    var keyPlace: TextPosition
    var value: YAMLValue
  }

  var place: TextPosition
  var kind: Kind

  /// The deepest nesting that is read; a checklist needs 7 levels.
  static let deepest = 16
}
