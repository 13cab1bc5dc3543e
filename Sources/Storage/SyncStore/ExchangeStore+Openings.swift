import GRDB
package import Journal
import Protocol
package import SQLiteFiles

/// That a lead was shown a contact which a desk had sealed to them; nothing of the contact is in it.
package struct ContactOpening: Message, Hashable {
  /// When, in milliseconds since 1970 by the laptop's clock.
  package var time: Int64
  package var entry: EntryID

  package init(time: Int64, entry: EntryID) {
    self.time = time
    self.entry = entry
  }
}

extension ExchangeStore {
  /// Openings that are kept, the newest.
  private static let mostOpenings = 100_000

  /// Notes an opening, before the contact is shown.
  package func note(_ opening: ContactOpening) throws(StorageProblem) {
    try change { db in
      try db.run(
        "INSERT INTO opening(time, device, incarnation, sequence) VALUES(?, ?, ?, ?)", .int(opening.time),
        .text(opening.entry.device.rawValue), .int(opening.entry.incarnation), .int(opening.entry.sequence))
      try db.run("DELETE FROM opening WHERE number <= (SELECT max(number) FROM opening) - ?", .int(Self.mostOpenings))
    }
  }

  /// The newest openings, newest first.
  package func openings(limit: Int) throws(StorageProblem) -> [ContactOpening] {
    try read { db in
      try db.all(
        "SELECT time, device, incarnation, sequence FROM opening ORDER BY number DESC LIMIT ?", .int(limit)
      ) {
        ContactOpening(
          time: $0.int64(0),
          entry: EntryID(device: DeviceID(rawValue: $0.text(1)), incarnation: $0.int(2), sequence: $0.int(3)))
      }
    }
  }
}
