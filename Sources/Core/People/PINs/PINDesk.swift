package import Journal

/// A PIN: six digits, and not the first that come to mind.
package enum PIN {
  package static let length = 6

  package static func isPIN(_ text: String) -> Bool {
    text.utf8.count == length && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// One digit six times, or digits that count up or down.
  package static func isWeak(_ text: String) -> Bool {
    let steps = Set(zip(text.utf8, text.utf8.dropFirst()).map { Int($1) - Int($0) })
    return steps.count == 1 && [-1, 0, 1].contains(steps.first)
  }
}

/// What a try of a PIN brought.
package enum PINAnswer: Equatable, Sendable {
  case right
  /// How many more are free of a wait.
  case wrong(left: Int)
  /// It was not looked at: the next try is free in so many milliseconds.
  case wait(milliseconds: Int64)
}

/// PINs and one-time codes as a journal's settings keep them. Each step is on the disk before the next.
package struct PINDesk {
  private let journal: any JournalPort

  package init(_ journal: any JournalPort) { self.journal = journal }

  package func record(of code: VolunteerCode) throws(JournalProblem) -> PersonRecord {
    PersonRecord.all(in: try journal.settings())[code] ?? PersonRecord()
  }

  package func keep(_ record: PersonRecord, of code: VolunteerCode) throws(JournalProblem) {
    try journal.set(PersonRecord.key(code), record.text)
  }

  /// Tries a PIN. Whoever has none is let in by nothing but a new one.
  package func check(_ pin: String, of code: VolunteerCode, at now: Moment) throws(JournalProblem) -> PINAnswer {
    var record = try record(of: code)
    let wait = record.tries.wait(at: now)
    if wait > 0 { return .wait(milliseconds: wait) }
    record.tries.count(at: now)
    try keep(record, of: code)
    guard let hash = record.pin, try hash.isRight(pin) else {
      let next = WrongTries.wait(after: record.tries.count)
      return next > 0 ? .wait(milliseconds: next) : .wrong(left: max(0, WrongTries.free - record.tries.count))
    }
    record.tries = WrongTries()
    try keep(record, of: code)
    return .right
  }

  /// Gives a person a new PIN; what was tried before is forgotten.
  package func set(
    _ pin: String, of code: VolunteerCode, using chance: inout some RandomNumberGenerator
  ) throws(JournalProblem) {
    var record = try record(of: code)
    record.pin = try SecretHash(of: pin, using: &chance)
    record.tries = WrongTries()
    try keep(record, of: code)
  }

  // MARK: One-time codes

  private static let codesKey = "pin-codes"
  private static let codesTriesKey = "pin-codes-tries"
  /// How many codes a lead takes along.
  package static let codeCount = 8
  /// Digits of a code.
  package static let codeLength = 8

  /// Makes new one-time codes in place of all former ones. They are shown once; the lead keeps them elsewhere, and tells
  /// one by telephone.
  package func makeCodes(using chance: inout some RandomNumberGenerator) throws(JournalProblem) -> [String] {
    var codes: [String] = []
    while codes.count < Self.codeCount {
      let code = String((0..<Self.codeLength).map { _ in Character("\(Int.random(in: 0...9, using: &chance))") })
      if !codes.contains(code) { codes.append(code) }
    }
    let first = try SecretHash(of: codes[0], using: &chance)
    var hashes = [first]
    for code in codes.dropFirst() { hashes.append(try first.hash(of: code)) }
    try journal.set(Self.codesKey, hashes.map(\.text).joined(separator: ";"))
    return codes
  }

  private func codes() throws(JournalProblem) -> [SecretHash] {
    (try journal.settings()[Self.codesKey] ?? "").split(separator: ";").compactMap { SecretHash(String($0)) }
  }

  package func codesLeft() throws(JournalProblem) -> Int { try codes().count }

  /// Uses up a one-time code; the wait after wrong ones is that of PINs.
  package func useCode(_ code: String, at now: Moment) throws(JournalProblem) -> PINAnswer {
    var tries = WrongTries(try journal.settings()[Self.codesTriesKey] ?? "") ?? WrongTries()
    let wait = tries.wait(at: now)
    if wait > 0 { return .wait(milliseconds: wait) }
    tries.count(at: now)
    try journal.set(Self.codesTriesKey, tries.text)
    let codes = try codes()
    guard let first = codes.first else { return .wrong(left: 0) }
    let hash = try first.hash(of: code.filter { $0 != " " && $0 != "-" })
    guard codes.contains(hash) else {
      let next = WrongTries.wait(after: tries.count)
      return next > 0 ? .wait(milliseconds: next) : .wrong(left: max(0, WrongTries.free - tries.count))
    }
    try journal.set(Self.codesKey, codes.filter { $0 != hash }.map(\.text).joined(separator: ";"))
    try journal.set(Self.codesTriesKey, WrongTries().text)
    return .right
  }
}
