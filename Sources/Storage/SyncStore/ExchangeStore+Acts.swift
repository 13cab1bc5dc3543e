import GRDB
import Journal
package import Protocol
import Reports
package import SQLiteFiles

/// What a lead said about a desk, on this laptop or another one.
package struct MadeWord<Word: LeadWord>: Hashable, Sendable {
  package var word: Word
  /// As another lead signed it; nil where it was said here.
  package var envelope: [UInt8]?

  package init(word: Word, envelope: [UInt8]? = nil) {
    self.word = word
    self.envelope = envelope
  }
}

/// A step of a period that a lead did, likewise.
package struct MadeStep: Hashable, Sendable {
  package var step: PeriodStep
  package var envelope: [UInt8]?
}

/// What leads say of the unit's journals and people.
extension ExchangeStore {
  // MARK: Desks

  /// Remembers a word that was said here, or the envelope of another lead's that a stick brought: the hub is to be told.
  package func wish(_ word: some LeadWord, envelope: [UInt8]? = nil) throws(StorageProblem) {
    try change { try Self.keep($0, word, isTold: false, envelope) }
  }

  /// Takes words that the hub told, or that a lead's stick brought to the desk that they are about.
  package func take(_ words: [some LeadWord]) throws(StorageProblem) {
    try change { db in for word in words { try Self.keep(db, word, isTold: true, nil) } }
  }

  /// Of words with one key the newest counts; of two of one moment the one that the hub knows.
  private static func keep<Word: LeadWord>(_ db: Database, _ word: Word, isTold: Bool, _ envelope: [UInt8]?) throws {
    let (kind, device) = (SQLiteValue.text(Word.kind), SQLiteValue.text(word.device.rawValue))
    try db.run(
      """
      INSERT INTO lead_word(kind, device, key, time, word, is_told, envelope) VALUES(?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET time = excluded.time, word = excluded.word, is_told = excluded.is_told,
        envelope = iif(word = excluded.word, coalesce(excluded.envelope, envelope), excluded.envelope)
      WHERE excluded.time > time OR (excluded.time = time AND excluded.is_told)
      """, kind, device, .text(word.key), .int(word.time), .blob(try word.bytes), .bool(isTold), .blob(envelope))
    try db.run(
      """
      DELETE FROM lead_word WHERE kind = ?1 AND device = ?2 AND time < (SELECT min(time) FROM
        (SELECT time FROM lead_word WHERE kind = ?1 AND device = ?2 ORDER BY time DESC LIMIT ?3))
      """, kind, device, .int(Word.mostKept))
  }

  /// Everything that was said of one kind, of all desks that this laptop knows of, newest first.
  package func words<Word: LeadWord>(_ kind: Word.Type = Word.self) throws(StorageProblem) -> [MadeWord<Word>] {
    try words(where: "")
  }

  /// Words that the hub is to be told, newest first.
  package func wordsToTell<Word: LeadWord>(
    _ kind: Word.Type = Word.self
  ) throws(StorageProblem) -> [MadeWord<Word>] {
    try words(where: "AND NOT is_told")
  }

  /// Words of one kind that are read at most, the newest.
  private static let mostRead = 5_000

  /// - Parameter condition: Words of this program alone.
  func words<Word: LeadWord>(where condition: String) throws(StorageProblem) -> [MadeWord<Word>] {
    try read { db in
      try db.all(
        """
        SELECT word, envelope FROM lead_word WHERE kind = ? \(condition) ORDER BY time DESC, device, key LIMIT ?
        """, .text(Word.kind), .int(Self.mostRead)
      ) { line in
        Word(bytes: line.blob(0)).map { MadeWord(word: $0, envelope: line.isNull(1) ? nil : line.blob(1)) }
      }.compactMap(\.self)
    }
  }

  /// The hub was told a word.
  package func markTold(_ word: some LeadWord) throws(StorageProblem) { try take([word]) }

  /// The hub will never take a word.
  package func drop<Word: LeadWord>(_ word: Word) throws(StorageProblem) {
    try change { db in
      try db.run(
        "DELETE FROM lead_word WHERE kind = ? AND device = ? AND key = ? AND time = ? AND NOT is_told",
        .text(Word.kind), .text(word.device.rawValue), .text(word.key), .int(word.time))
    }
  }

  // MARK: Periods

  /// Remembers a step of a period that a lead did here, or the envelope of another lead's that a stick brought.
  package func wish(_ step: PeriodStep, envelope: [UInt8]? = nil) throws(StorageProblem) {
    try change { db in
      // Who tries again has read why it was not taken before.
      try db.run("DELETE FROM refused_step WHERE days = ?", .text(step.days))
      try db.run(
        "INSERT OR IGNORE INTO period_step(step, is_told, envelope) VALUES(?, 0, ?)", .blob(try step.bytes),
        .blob(envelope))
    }
  }

  /// Takes the steps that the hub told, instead of those that it told before.
  package func take(periods steps: [PeriodStep]) throws(StorageProblem) {
    try change { db in
      try db.run("DELETE FROM period_step WHERE is_told")
      let waiting = try db.all("SELECT step, envelope FROM period_step ORDER BY id") {
        (step: $0.blob(0), envelope: $0.isNull(1) ? nil : $0.blob(1))
      }
      try db.run("DELETE FROM period_step")
      for step in steps {
        try db.run("INSERT OR IGNORE INTO period_step(step, is_told) VALUES(?, 1)", .blob(try step.bytes))
      }
      for (step, envelope) in waiting {
        try db.run(
          "INSERT OR IGNORE INTO period_step(step, is_told, envelope) VALUES(?, 0, ?)", .blob(step), .blob(envelope))
      }
    }
  }

  /// What was done with the unit's periods, oldest first, with what the hub is still to be told.
  package func periodSteps() throws(StorageProblem) -> [PeriodStep] { try steps(isUntoldOnly: false).map(\.step) }

  /// Steps that the hub is to be told, oldest first.
  package func periodStepsToTell() throws(StorageProblem) -> [MadeStep] { try steps(isUntoldOnly: true) }

  private func steps(isUntoldOnly: Bool) throws(StorageProblem) -> [MadeStep] {
    try read { db in
      try db.all(
        "SELECT step, envelope FROM period_step WHERE NOT (? AND is_told) ORDER BY id LIMIT 1000", .bool(isUntoldOnly)
      ) { line in
        PeriodStep(bytes: line.blob(0)).map { MadeStep(step: $0, envelope: line.isNull(1) ? nil : line.blob(1)) }
      }.compactMap(\.self)
    }
  }

  /// Steps of which it is remembered that the hub did not take them.
  private static let mostRefused = 50

  /// The hub never will take a step: it is no part of its period, and why is kept for who did it.
  package func take(_ refused: RefusedStep) throws(StorageProblem) {
    try change { db in
      let bytes = try refused.step.bytes
      try db.run("DELETE FROM period_step WHERE step = ? AND NOT is_told", .blob(bytes))
      try db.run(
        "INSERT OR REPLACE INTO refused_step(days, step, refusal, lock) VALUES(?, ?, ?, ?)", .text(refused.step.days),
        .blob(bytes), .text(refused.refusal.rawValue), .text(refused.lock?.rawValue))
      try db.run(
        "DELETE FROM refused_step WHERE id <= (SELECT max(id) FROM refused_step) - ?", .int(Self.mostRefused))
    }
  }

  /// Steps that the hub did not take, oldest first, of periods with which nothing was done here since.
  package func refusedSteps() throws(StorageProblem) -> [RefusedStep] {
    try read { db in
      try db.all("SELECT step, refusal, lock FROM refused_step ORDER BY id") { line -> RefusedStep? in
        guard let step = PeriodStep(bytes: line.blob(0)), let refusal = Refusal.Kind(rawValue: line.text(1)) else {
          return nil
        }
        return RefusedStep(step, refusal, line.isNull(2) ? nil : PeriodLock(rawValue: line.text(2)))
      }.compactMap(\.self)
    }
  }

  /// What leads said is to be told again; what the province said is the hub's alone.
  static func forgetTold(_ db: Database) throws {
    try db.run("UPDATE lead_word SET is_told = 0")
    let steps = try db.all("SELECT id, step FROM period_step WHERE is_told") {
      ($0.int64(0), PeriodStep(bytes: $0.blob(1)))
    }
    for (id, step) in steps where step?.voice == .province {
      try db.run("DELETE FROM period_step WHERE id = ?", .int(id))
    }
    try db.run("UPDATE period_step SET is_told = 0")
  }

  /// The hub was told a step.
  package func markTold(_ step: PeriodStep) throws(StorageProblem) {
    try change { try $0.run("UPDATE period_step SET is_told = 1 WHERE step = ?", .blob(try step.bytes)) }
  }
}
