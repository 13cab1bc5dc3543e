import GRDB
package import Journal
package import Protocol
package import SQLiteFiles

/// What became of an erasure order at this laptop.
package enum OrderState: Int, Hashable, Sendable {
  /// The desk has not done it yet.
  case waiting = 0
  /// The contact was here, and is gone.
  case erased = 1
  /// There was no contact here, or no such entry.
  case notHere = 2
}

/// What the desk must do to its journal's log itself, because it has the journal open.
package enum LogOrder: Hashable, Sendable {
  /// Begin a new incarnation, unless the current one is not this any more: the laptop was restored from an image.
  case beginIncarnation(after: ChainID)
  /// Take a new identity, unless the current one is not this any more: another laptop writes under the same name.
  case renewIdentity(device: DeviceID)
}

extension ExchangeStore {
  private enum WordKind: Int {
    case note, volunteer, lead
  }

  /// Erasure orders that wait for the desk, oldest first.
  package func waitingOrders() throws(StorageProblem) -> [ErasureOrder] {
    try read { db in
      try db.all("SELECT number, receipt, time FROM erasure WHERE state = 0 ORDER BY number") {
        ErasureOrder(number: $0.int(0), receipt: $0.text(1), time: $0.int64(2))
      }
    }
  }

  /// Says that the desk has done an order: `erased` where a contact was here and is gone now, else none was here.
  package func markApplied(_ order: ErasureOrder, erased: Bool) throws(StorageProblem) {
    try change {
      try $0.run(
        "UPDATE erasure SET state = ? WHERE receipt = ? AND state = 0",
        .int((erased ? OrderState.erased : .notHere).rawValue), .text(order.receipt))
    }
  }

  /// Takes orders, and remembers the highest number; those that are known already change nothing. Returns how many are
  /// new.
  package func saveOrders(_ orders: [ErasureOrder]) throws(StorageProblem) -> Int {
    try change { db in
      try orders.reduce(into: 0) { new, order in
        try db.run(
          "INSERT OR IGNORE INTO erasure VALUES(?,?,?,0,1)", .text(order.receipt), .int(order.number), .int(order.time))
        new += db.changes
        // The hub has it: it need not be told.
        try db.run("UPDATE erasure SET is_posted = 1 WHERE receipt = ?", .text(order.receipt))
        try db.run(
          "INSERT INTO cursor VALUES(1, ?) ON CONFLICT(id) DO UPDATE SET number = max(number, excluded.number)",
          .int(order.number))
      }
    }
  }

  /// The highest number of an order that came in this incarnation of the hub; 0 before the first.
  package func lastOrder() throws(StorageProblem) -> Int {
    try read { try $0.first("SELECT number FROM cursor") { $0.int(0) } ?? 0 }
  }

  /// Receipt hashes of erasures that a restored hub may have forgotten.
  package func erasuresToPost() throws(StorageProblem) -> [String] {
    try read { try $0.all("SELECT receipt FROM erasure WHERE is_posted = 0 ORDER BY receipt") { $0.text(0) } }
  }

  /// The hub was told of an erasure.
  package func markPosted(_ receipt: String) throws(StorageProblem) {
    try change { try $0.run("UPDATE erasure SET is_posted = 1 WHERE receipt = ?", .text(receipt)) }
  }

  /// Words of the hub to the unit.
  package func notes() throws(StorageProblem) -> [String] { try words(.note) }

  /// Codes of the unit's volunteers, as the hub knows them.
  package func roster() throws(StorageProblem) -> [String] { try words(.volunteer) }

  /// Laptops that lead the unit, as the hub said last.
  package func leadDevices() throws(StorageProblem) -> Set<DeviceID> {
    Set(try words(.lead).map(DeviceID.init(rawValue:)))
  }

  private func words(_ kind: WordKind) throws(StorageProblem) -> [String] {
    try read {
      try $0.all("SELECT text FROM word WHERE kind = ? ORDER BY id", .int(kind.rawValue)) { $0.text(0) }
    }
  }

  /// Keeps the words of the hub, the unit's volunteers and the laptops that lead it, instead of the earlier ones.
  package func saveNotes(
    _ notes: [String], roster: [String], leadDevices: [DeviceID]
  ) throws(StorageProblem) {
    try change { db in
      try db.run("DELETE FROM word")
      for (kind, texts) in [(WordKind.note, notes), (.volunteer, roster), (.lead, leadDevices.map(\.rawValue))] {
        for text in texts {
          try db.run("INSERT INTO word(kind, text) VALUES(?,?)", .int(kind.rawValue), .text(text))
        }
      }
    }
  }

  /// What the hub's news for a device was tagged with last.
  package func tag(of device: DeviceID) throws(StorageProblem) -> String? {
    try read {
      try $0.first("SELECT etag FROM tag WHERE device = ?", .text(device.rawValue)) { $0.text(0) }
    }
  }

  /// Remembers the tag of the newest news; nil forgets it.
  package func saveTag(_ tag: String?, of device: DeviceID) throws(StorageProblem) {
    try change { db in
      guard let tag else {
        try db.run("DELETE FROM tag WHERE device = ?", .text(device.rawValue))
        return
      }
      try db.run("INSERT OR REPLACE INTO tag VALUES(?,?)", .text(device.rawValue), .text(tag))
    }
  }

  /// Packs that were fetched and verified; their bytes lie in `exchange-packs/HASH`.
  package func packs() throws(StorageProblem) -> [PackOffer] { try packs(isHere: true) }

  /// Packs that the hub offers and that are not here yet.
  package func packsToFetch() throws(StorageProblem) -> [PackOffer] { try packs(isHere: false) }

  private func packs(isHere: Bool) throws(StorageProblem) -> [PackOffer] {
    try read { db in
      try db.all("SELECT name, hash, size FROM pack WHERE is_here = ? ORDER BY rowid", .bool(isHere)) {
        PackOffer(name: $0.text(0), hash: $0.text(1), size: $0.int(2))
      }
    }
  }

  /// Takes the packs that the hub offers now.
  package func saveOffers(_ packs: [PackOffer]) throws(StorageProblem) {
    try change { db in
      try db.run("DELETE FROM pack WHERE is_here = 0")
      for pack in packs {
        try db.run("INSERT OR IGNORE INTO pack VALUES(?,?,?,0)", .text(pack.hash), .text(pack.name), .int(pack.size))
      }
    }
  }

  /// A pack is here and verified.
  package func markHere(pack hash: String) throws(StorageProblem) {
    try change { try $0.run("UPDATE pack SET is_here = 1 WHERE hash = ?", .text(hash)) }
  }

  /// What the desk must do to its log; nil where nothing waits.
  package func logOrder() throws(StorageProblem) -> LogOrder? {
    try read { db in
      try db.first("SELECT kind, device, incarnation FROM log_order") { row in
        let device = DeviceID(rawValue: row.text(1))
        return row.text(0) == "incarnation"
          ? .beginIncarnation(after: ChainID(device: device, incarnation: row.int(2))) : .renewIdentity(device: device)
      }
    }
  }

  /// Leaves an order for the desk, instead of an earlier one.
  package func leaveOrder(_ order: LogOrder) throws(StorageProblem) {
    let values: (String, DeviceID, Int) =
      switch order {
      case .beginIncarnation(let chain): ("incarnation", chain.device, chain.incarnation)
      case .renewIdentity(let device): ("identity", device, 0)
      }
    try change {
      try $0.run(
        "INSERT OR REPLACE INTO log_order VALUES(1,?,?,?)", .text(values.0), .text(values.1.rawValue), .int(values.2))
    }
  }

  /// Says that the desk has done it, or that it does not apply any more.
  package func markLogOrderDone() throws(StorageProblem) {
    try change { try $0.run("DELETE FROM log_order") }
  }

  /// The newest exchanges, newest first.
  package func history(limit: Int) throws(StorageProblem) -> [ExchangeRecord] {
    try read { db in
      try db.all("SELECT record FROM history ORDER BY id DESC LIMIT ?", .int(limit)) {
        ExchangeRecord(bytes: $0.blob(0))
      }.compactMap(\.self)
    }
  }

  /// Adds an exchange to the history, and drops the oldest beyond the limit.
  package func add(_ record: ExchangeRecord) throws(StorageProblem) {
    try change { db in
      try db.run("INSERT INTO history(record) VALUES(?)", .blob(try record.bytes))
      try db.run("DELETE FROM history WHERE id <= (SELECT max(id) FROM history) - ?", .int(Self.historyLimit))
    }
  }

  /// Which of these entries' contacts were sent, sealed to a lead.
  package func boxesSent(to lead: LeadKeyID, of entry: EntryID) throws(StorageProblem) -> Bool {
    try read {
      try $0.first(
        "SELECT 1 FROM box WHERE lead = ? AND device = ? AND incarnation = ? AND sequence = ?", .text(lead.rawValue),
        .text(entry.device.rawValue), .int(entry.incarnation), .int(entry.sequence)
      ) { $0.int(0) } != nil
    }
  }

  /// Remembers contacts that the hub has taken.
  package func markSent(_ boxes: [(lead: LeadKeyID, entry: EntryID)]) throws(StorageProblem) {
    guard !boxes.isEmpty else { return }
    try change { db in
      for (lead, entry) in boxes {
        try db.run(
          "INSERT OR IGNORE INTO box VALUES(?,?,?,?)", .text(lead.rawValue), .text(entry.device.rawValue),
          .int(entry.incarnation), .int(entry.sequence))
      }
    }
  }
}
