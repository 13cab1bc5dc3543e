import GRDB
package import Journal
package import Protocol
import Reports
package import SQLiteFiles

/// A mark that a lead made, on this laptop or another one.
package struct MadeMark: Hashable, Sendable {
  package var mark: EntryMark
  /// As another lead signed it; nil where it was made here.
  package var envelope: [UInt8]?
}

/// A step of a period that a lead did, likewise.
package struct MadeStep: Hashable, Sendable {
  package var step: PeriodStep
  package var envelope: [UInt8]?
}

/// A lead's word on somebody at a desk, likewise.
package struct MadeStanding: Hashable, Sendable {
  package var standing: PersonStanding
  package var envelope: [UInt8]?
}

/// What leads say of the unit's journals and people.
extension ExchangeStore {
  /// Remembers a mark that was made here, or the envelope of another lead's that a stick brought: the hub is to be told.
  package func wish(_ mark: EntryMark, envelope: [UInt8]? = nil) throws(StorageProblem) {
    try change { try Self.keep($0, mark, isTold: false, envelope) }
  }

  /// Takes marks that the hub told, or that a lead's stick brought to the desk that they are about.
  package func take(_ marks: [EntryMark]) throws(StorageProblem) {
    try change { db in for mark in marks { try Self.keep(db, mark, isTold: true, nil) } }
  }

  private static func keep(_ db: Database, _ mark: EntryMark, isTold: Bool, _ envelope: [UInt8]?) throws {
    try db.run(
      """
      INSERT INTO mark VALUES(?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET is_told = max(is_told, excluded.is_told)
      """, .text(mark.entry.device.rawValue), .int(mark.entry.incarnation), .int(mark.entry.sequence),
      .int(mark.time), .text(mark.note), .int(mark.after), .bool(isTold), .blob(envelope))
    try db.run(
      """
      DELETE FROM mark WHERE device = ?1 AND time < (SELECT min(time) FROM
        (SELECT time FROM mark WHERE device = ?1 ORDER BY time DESC LIMIT ?2))
      """, .text(mark.entry.device.rawValue), .int(EntryMark.mostKept))
  }

  /// Marks on entries of these devices, or of all others, newest first.
  package func marks(of devices: Set<DeviceID>, orAllOthers: Bool = false) throws(StorageProblem) -> [EntryMark] {
    try made(isUntoldOnly: false).map(\.mark).filter { devices.contains($0.entry.device) != orAllOthers }
  }

  /// Marks that the hub is to be told, newest first.
  package func marksToTell() throws(StorageProblem) -> [MadeMark] { try made(isUntoldOnly: true) }

  /// All marks that were made, newest first.
  package func allMarks() throws(StorageProblem) -> [MadeMark] { try made(isUntoldOnly: false) }

  private func made(isUntoldOnly: Bool) throws(StorageProblem) -> [MadeMark] {
    try read { db in
      try db.all(
        """
        SELECT device, incarnation, sequence, note, after, time, envelope FROM mark WHERE NOT (?1 AND is_told)
        ORDER BY time DESC, device, incarnation, sequence LIMIT ?2
        """, .bool(isUntoldOnly), .int(EntryMark.mostKept)
      ) {
        MadeMark(
          mark: EntryMark(
            entry: EntryID(device: DeviceID(rawValue: $0.text(0)), incarnation: $0.int(1), sequence: $0.int(2)),
            note: $0.text(3), after: $0.int(4), time: $0.int64(5)), envelope: $0.isNull(6) ? nil : $0.blob(6))
      }
    }
  }

  /// The hub was told a mark.
  package func markTold(_ mark: EntryMark) throws(StorageProblem) { try take([mark]) }

  /// The hub will never take a mark.
  package func drop(_ mark: EntryMark) throws(StorageProblem) {
    try change { db in
      try db.run(
        "DELETE FROM mark WHERE device = ? AND incarnation = ? AND sequence = ? AND time = ? AND NOT is_told",
        .text(mark.entry.device.rawValue), .int(mark.entry.incarnation), .int(mark.entry.sequence), .int(mark.time))
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

  // MARK: People

  /// Remembers a lead's word on somebody at a desk, which was said here, or the envelope of another lead's that a stick
  /// brought: the hub is to be told.
  package func wish(_ standing: PersonStanding, envelope: [UInt8]? = nil) throws(StorageProblem) {
    try change { try Self.keep($0, standing, isTold: false, envelope) }
  }

  /// Takes words that the hub told, or that a lead's stick brought to the desk that they are about.
  package func take(_ standings: [PersonStanding]) throws(StorageProblem) {
    try change { db in for standing in standings { try Self.keep(db, standing, isTold: true, nil) } }
  }

  /// The newest word counts; of two of one moment the one that the hub knows.
  private static func keep(
    _ db: Database, _ standing: PersonStanding, isTold: Bool, _ envelope: [UInt8]?
  ) throws {
    let (device, volunteer) = (standing.device.rawValue, standing.volunteer.rawValue)
    let others = try db.first(
      "SELECT count(*) FROM standing WHERE device = ? AND volunteer <> ?", .text(device), .text(volunteer)
    ) { $0.int(0) }
    guard others ?? 0 < PersonStanding.mostOfDesk else { return }
    try db.run(
      """
      INSERT INTO standing VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
      SET time = excluded.time, is_barred = excluded.is_barred, is_told = excluded.is_told, envelope = excluded.envelope
      WHERE excluded.time > time OR (excluded.time = time AND excluded.is_told)
      """, .text(device), .text(volunteer), .int(standing.time), .bool(standing.isBarred), .bool(isTold),
      .blob(envelope))
  }

  /// The newest word on each person of all desks that this laptop knows of, newest first.
  package func standings() throws(StorageProblem) -> [PersonStanding] {
    try standings(isUntoldOnly: false).map(\.standing)
  }

  /// All of them with the envelopes of other leads, likewise.
  package func allStandings() throws(StorageProblem) -> [MadeStanding] { try standings(isUntoldOnly: false) }

  /// Words that the hub is to be told, newest first.
  package func standingsToTell() throws(StorageProblem) -> [MadeStanding] { try standings(isUntoldOnly: true) }

  private func standings(isUntoldOnly: Bool) throws(StorageProblem) -> [MadeStanding] {
    try read { db in
      try db.all(
        """
        SELECT device, volunteer, is_barred, time, envelope FROM standing WHERE NOT (?1 AND is_told)
        ORDER BY time DESC, device, volunteer LIMIT ?2
        """, .bool(isUntoldOnly), .int(PersonStanding.mostTold)
      ) {
        MadeStanding(
          standing: PersonStanding(
            device: DeviceID(rawValue: $0.text(0)), volunteer: VolunteerCode(rawValue: $0.text(1)),
            isBarred: $0.int(2) != 0, time: $0.int64(3)), envelope: $0.isNull(4) ? nil : $0.blob(4))
      }
    }
  }

  /// The hub was told a word.
  package func markTold(_ standing: PersonStanding) throws(StorageProblem) { try take([standing]) }

  /// The hub will never take a word.
  package func drop(_ standing: PersonStanding) throws(StorageProblem) {
    try change { db in
      try db.run(
        "DELETE FROM standing WHERE device = ? AND volunteer = ? AND time = ? AND NOT is_told",
        .text(standing.device.rawValue), .text(standing.volunteer.rawValue), .int(standing.time))
    }
  }

  /// What leads said is to be told again; what the province said is the hub's alone.
  static func forgetTold(_ db: Database) throws {
    try db.run("UPDATE mark SET is_told = 0")
    try db.run("UPDATE standing SET is_told = 0")
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
