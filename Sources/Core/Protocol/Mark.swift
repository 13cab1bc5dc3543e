/// Control bytes that stand in a phrase for what differs from entry to entry. No text of an entry holds one.
///
/// A phrase is a piece of an entry's bytes that comes again and again: `"unit":` with what follows, the list of steps of
/// one branch. In its place travels its number in a table that both ends build as they go. A phrase may hold marks of
/// values and of phrases with a higher number, so that nothing a device signs can nest without end.
enum Mark: UInt8, CaseIterable {
  /// Ends a phrase or a text where phrases and texts are collected.
  case end = 0

  // Values.
  /// From behind the kind to behind the previous hash: where the entry stands, which both ends know.
  case place
  /// A wall clock, as the difference to the one before it.
  case wall
  /// The wall clock at the end of a session, as the difference to its beginning.
  case span
  /// A monotonic clock, as how far its distance from the wall clock has moved.
  case monotonic
  case milliseconds
  /// A day, as the difference to the one before it.
  case day
  /// A sequence, as its distance back from this entry.
  case back
  /// 32 bytes, written as 64 hex digits.
  case hash
  /// What somebody typed.
  case text

  // Phrases.
  case offset, boot, unit, volunteer, checklist, version, checklistHash, consent, answers, steps, manner, problems,
    problem, service, outcome, age, satisfaction, topic, target
  /// A whole entry; stands in no phrase.
  case entry = 31

  /// How many there can be.
  static let count = 32
  /// Not a byte of an entry's text.
  static let firstText: UInt8 = 0x20

  var isPhrase: Bool { rawValue >= Mark.offset.rawValue }
  var place: Int { Int(rawValue) }

  /// Low bits that travel as they are, for no compression would find anything in them.
  var plainBits: Int {
    switch self {
    case .wall: 16
    case .span: 14
    case .milliseconds: 12
    default: 0
    }
  }

  /// Whether its difference may be below zero; milliseconds of a step never are, or they stay in their phrase.
  var isSigned: Bool { self != .milliseconds }

  /// The phrase that mostly says which one this is: what came with it the last time is the guess.
  var guide: Mark? {
    switch self {
    case .version, .checklistHash, .answers: .checklist
    case .steps, .outcome: .answers
    case .boot, .consent: .unit
    default: nil
    }
  }

  /// What stands behind a key of an entry.
  ///
  /// By its first eight bytes: a key that is taken for another one costs bytes on the wire, never the entry's own.
  static func behind(_ key: UInt64) -> Mark? { keys[key] }

  /// The first eight bytes of a key as a number.
  static func word(_ key: some Sequence<UInt8>) -> UInt64 { key.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

  private static let keys: [UInt64: Mark] = {
    let named: [(String, Mark)] = [
      ("began", .wall), ("at", .wall), ("ended", .span), ("day", .day), ("unit", .unit), ("volunteer", .volunteer),
      ("checklist", .checklist), ("version", .version), ("hash", .checklistHash), ("consent", .consent),
      ("answers", .answers), ("steps", .steps), ("problems", .problems), ("service", .service), ("outcome", .outcome),
      ("age", .age), ("satisfaction", .satisfaction), ("petition", .topic), ("note", .text), ("receipt", .hash),
      ("contact", .hash), ("of", .target),
    ]
    return Dictionary(named.map { (word($0.0.utf8), $0.1) }) { first, _ in first }
  }()
}
