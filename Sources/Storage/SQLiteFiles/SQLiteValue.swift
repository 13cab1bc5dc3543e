/// A value as SQLite stores it.
package enum SQLiteValue: Hashable, Sendable {
  case null
  case int(Int64)
  case text(String)
  case blob([UInt8])

  /// The longest text or blob by SQLite's default, in bytes.
  package static let longest = 1_000_000_000

  package static func int(_ value: Int) -> SQLiteValue { .int(Int64(value)) }
  package static func int(_ value: Int?) -> SQLiteValue { value.map { .int(Int64($0)) } ?? .null }
  package static func int(_ value: Int64?) -> SQLiteValue { value.map { .int($0) } ?? .null }
  package static func bool(_ value: Bool) -> SQLiteValue { .int(value ? 1 : 0) }
  package static func text(_ value: String?) -> SQLiteValue { value.map { .text($0) } ?? .null }
  package static func blob(_ value: [UInt8]?) -> SQLiteValue { value.map { .blob($0) } ?? .null }
}
