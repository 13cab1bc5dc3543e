import GRDB
package import Journal
package import Protocol
package import SQLiteFiles

/// A lead's unit: its desks as the hub knows them, and the names that the hub is to be told.
extension ExchangeStore {
  /// What the hub told last; nil where it told nothing yet.
  package func unitDesks() throws(StorageProblem) -> UnitDesks? {
    let bytes = try read { db in try db.first("SELECT bytes FROM unit_desks") { $0.blob(0) } }
    return bytes.flatMap { UnitDesks(bytes: $0, limit: Limits.newsBytes) }
  }

  package func save(_ desks: UnitDesks) throws(StorageProblem) {
    try change { db in
      try db.run("INSERT OR REPLACE INTO unit_desks VALUES(1, ?)", .blob(try desks.bytes))
    }
  }

  /// Remembers a name that the hub is to be told; it is shown at once.
  package func wish(_ naming: DeskNaming) throws(StorageProblem) {
    try change { db in
      try db.run("INSERT OR REPLACE INTO naming VALUES(?, ?)", .text(naming.device.rawValue), .text(naming.name))
    }
  }

  /// Names that the hub is to be told, by device.
  package func namings() throws(StorageProblem) -> [DeskNaming] {
    try read { db in
      try db.all("SELECT device, name FROM naming ORDER BY device") {
        DeskNaming(device: DeviceID(rawValue: $0.text(0)), name: $0.text(1))
      }
    }
  }

  /// The hub was told a name, unless another one was wished for since.
  package func drop(_ naming: DeskNaming) throws(StorageProblem) {
    try change { db in
      try db.run("DELETE FROM naming WHERE device = ? AND name = ?", .text(naming.device.rawValue), .text(naming.name))
    }
  }

  /// Whether the pinned hub said that a device is of a unit: among the desks of the unit, or in what is carried to it.
  package func isKnown(_ device: DeviceID, of unit: String, hubKey: [UInt8]) throws(StorageProblem) -> Bool {
    if try unitDesks()?.desks.contains(where: { $0.device == device }) == true { return true }
    if let bytes = try carriedAnswer(.news, to: device),
      let payload = Envelope(bytes: bytes, limit: Limits.newsBytes)?.payload(.news, signedBy: hubKey),
      News(bytes: payload, limit: Limits.newsBytes)?.unit == unit
    {
      return true
    }
    guard let bytes = try carriedAnswer(.enrolAnswer, to: device),
      let payload = Envelope(bytes: bytes, limit: Limits.messageBytes)?.payload(.enrolAnswer, signedBy: hubKey)
    else { return false }
    return EnrolAnswer(bytes: payload)?.unit == unit
  }

  /// Entries of all devices that the hub keeps apart: they are not counted.
  package func allQuarantined() throws(StorageProblem) -> Set<EntryID> {
    try read { db in
      Set(
        try db.all("SELECT device, incarnation, sequence FROM quarantine") {
          EntryID(device: DeviceID(rawValue: $0.text(0)), incarnation: $0.int(1), sequence: $0.int(2))
        })
    }
  }
}
