/// The sizes that a journal takes.
package enum JournalLimits {
  /// One event of a session, in bytes.
  package static let event = 262_144
  /// A checklist's file, in bytes.
  package static let checklist = 4_194_304
  /// A volunteer's name, in bytes.
  package static let name = 256
  /// A setting's key and value together, in bytes.
  package static let setting = 65_536
  /// How many entries ``JournalPort/bodies(_:from:through:)`` gives at once.
  package static let bodies = 20_000
  /// How many events a session may have.
  package static let events: Int64 = 1 << 20
  /// How long a contact is kept, in milliseconds: 30 days.
  package static let contactLifetime: Int64 = 30 * 86_400_000
}
