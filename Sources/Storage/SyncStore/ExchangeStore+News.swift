import GRDB
public import Journal
public import Protocol

/// What became of an erasure order at this laptop.
public enum OrderState: Int, Hashable, Sendable {
  /// The desk has not done it yet.
  case waiting = 0
  /// The contact was here, and is gone.
  case erased = 1
  /// There was no contact here, or no such entry.
  case notHere = 2
}

/// What the desk must do to its journal's log itself, because it has the journal open.
public enum LogOrder: Hashable, Sendable {
  /// Begin a new incarnation, unless the current one is not this any more: the laptop was restored from an image.
  case beginIncarnation(after: ChainID)
  /// Take a new identity, unless the current one is not this any more: another laptop writes under the same name.
  case renewIdentity(device: DeviceID)
}

extension ExchangeStore {
  private enum WordKind: Int {
    case note, volunteer
  }

  /// Erasure orders that wait for the desk, oldest first.
  public func waitingOrders() throws(ExchangeProblem) -> [ErasureOrder] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT * FROM erasure WHERE state = 0 ORDER BY number").map {
        ErasureOrder(number: $0["number"], receipt: $0["receipt"], time: $0["time"])
      }
    }
  }

  /// Says that the desk has done an order: `erased` where a contact was here and is gone now, else none was here.
  public func markApplied(_ order: ErasureOrder, erased: Bool) throws(ExchangeProblem) {
    try change {
      try $0.execute(
        sql: "UPDATE erasure SET state = ? WHERE receipt = ? AND state = 0",
        arguments: [(erased ? OrderState.erased : .notHere).rawValue, order.receipt])
    }
  }

  /// Takes orders, and remembers the highest number; those that are known already change nothing. Returns how many are
  /// new.
  package func take(orders: [ErasureOrder]) throws(ExchangeProblem) -> Int {
    try change { db in
      try orders.reduce(into: 0) { new, order in
        try db.execute(
          sql: "INSERT OR IGNORE INTO erasure VALUES(?,?,?,0,1)", arguments: [order.receipt, order.number, order.time])
        new += db.changesCount
        // The hub has it: it need not be told.
        try db.execute(sql: "UPDATE erasure SET is_posted = 1 WHERE receipt = ?", arguments: [order.receipt])
        try db.execute(
          sql: "INSERT INTO cursor VALUES(1, ?) ON CONFLICT(id) DO UPDATE SET number = max(number, excluded.number)",
          arguments: [order.number])
      }
    }
  }

  /// The highest number of an order that came in this incarnation of the hub; 0 before the first.
  package func lastOrder() throws(ExchangeProblem) -> Int {
    try read { try Int.fetchOne($0, sql: "SELECT number FROM cursor") ?? 0 }
  }

  /// Receipt hashes of erasures that a restored hub may have forgotten.
  package func erasuresToPost() throws(ExchangeProblem) -> [String] {
    try read { try String.fetchAll($0, sql: "SELECT receipt FROM erasure WHERE is_posted = 0 ORDER BY receipt") }
  }

  /// The hub was told of an erasure.
  package func markPosted(_ receipt: String) throws(ExchangeProblem) {
    try change { try $0.execute(sql: "UPDATE erasure SET is_posted = 1 WHERE receipt = ?", arguments: [receipt]) }
  }

  /// Words of the hub to the unit.
  public func notes() throws(ExchangeProblem) -> [String] { try words(.note) }

  /// Codes of the unit's volunteers, as the hub knows them.
  public func roster() throws(ExchangeProblem) -> [String] { try words(.volunteer) }

  private func words(_ kind: WordKind) throws(ExchangeProblem) -> [String] {
    try read {
      try String.fetchAll($0, sql: "SELECT text FROM word WHERE kind = ? ORDER BY id", arguments: [kind.rawValue])
    }
  }

  /// Keeps the words of the hub, instead of the earlier ones.
  package func keep(notes: [String], roster: [String]) throws(ExchangeProblem) {
    try change { db in
      try db.execute(sql: "DELETE FROM word")
      for (kind, texts) in [(WordKind.note, notes), (.volunteer, roster)] {
        for text in texts {
          try db.execute(sql: "INSERT INTO word(kind, text) VALUES(?,?)", arguments: [kind.rawValue, text])
        }
      }
    }
  }

  /// What the hub's news for a device was tagged with last.
  package func tag(of device: DeviceID) throws(ExchangeProblem) -> String? {
    try read {
      try String.fetchOne($0, sql: "SELECT etag FROM tag WHERE device = ?", arguments: [device.rawValue])
    }
  }

  /// Remembers the tag of the newest news; nil forgets it.
  package func keep(tag: String?, of device: DeviceID) throws(ExchangeProblem) {
    try change { db in
      guard let tag else {
        try db.execute(sql: "DELETE FROM tag WHERE device = ?", arguments: [device.rawValue])
        return
      }
      try db.execute(sql: "INSERT OR REPLACE INTO tag VALUES(?,?)", arguments: [device.rawValue, tag])
    }
  }

  /// Packs that were fetched and verified; their bytes lie in `exchange-packs/HASH`.
  public func packs() throws(ExchangeProblem) -> [PackOffer] { try packs(isHere: true) }

  /// Packs that the hub offers and that are not here yet.
  package func packsToFetch() throws(ExchangeProblem) -> [PackOffer] { try packs(isHere: false) }

  private func packs(isHere: Bool) throws(ExchangeProblem) -> [PackOffer] {
    try read { db in
      try Row.fetchAll(
        db, sql: "SELECT name, hash, size FROM pack WHERE is_here = ? ORDER BY rowid", arguments: [isHere]
      ).map { PackOffer(name: $0["name"], hash: $0["hash"], size: $0["size"]) }
    }
  }

  /// Takes the packs that the hub offers now.
  package func take(packs: [PackOffer]) throws(ExchangeProblem) {
    try change { db in
      try db.execute(sql: "DELETE FROM pack WHERE is_here = 0")
      for pack in packs {
        try db.execute(
          sql: "INSERT OR IGNORE INTO pack VALUES(?,?,?,0)", arguments: [pack.hash, pack.name, pack.size])
      }
    }
  }

  /// A pack is here and verified.
  package func markHere(pack hash: String) throws(ExchangeProblem) {
    try change { try $0.execute(sql: "UPDATE pack SET is_here = 1 WHERE hash = ?", arguments: [hash]) }
  }

  /// What the desk must do to its log; nil where nothing waits.
  public func logOrder() throws(ExchangeProblem) -> LogOrder? {
    try read { db in
      guard let row = try Row.fetchOne(db, sql: "SELECT * FROM log_order") else { return nil }
      let device = DeviceID(rawValue: row["device"])
      return row["kind"] == "life"
        ? .beginIncarnation(after: ChainID(device: device, incarnation: row["incarnation"]))
        : .renewIdentity(device: device)
    }
  }

  /// Leaves an order for the desk, instead of an earlier one.
  package func leave(_ order: LogOrder) throws(ExchangeProblem) {
    let values: (String, DeviceID, Int) =
      switch order {
      case .beginIncarnation(let chain): ("life", chain.device, chain.incarnation)
      case .renewIdentity(let device): ("identity", device, 0)
      }
    try change {
      try $0.execute(
        sql: "INSERT OR REPLACE INTO log_order VALUES(1,?,?,?)", arguments: [values.0, values.1.rawValue, values.2])
    }
  }

  /// Does what was left to a journal whose present chain is `current`. It was given for one chain: what has come since is
  /// not meant.
  public func carryOut(_ order: LogOrder, in journal: any JournalPort, current: ChainID) throws {
    switch order {
    case .beginIncarnation(current): _ = try journal.beginLife()
    case .renewIdentity(current.device): _ = try journal.renewIdentity()
    case .beginIncarnation, .renewIdentity: break
    }
    try markLogOrderDone()
  }

  /// Says that the desk has done it, or that it does not apply any more.
  public func markLogOrderDone() throws(ExchangeProblem) {
    try change { try $0.execute(sql: "DELETE FROM log_order") }
  }

  /// The newest exchanges, newest first.
  public func history(limit: Int) throws(ExchangeProblem) -> [ExchangeRecord] {
    try read { db in
      try Row.fetchAll(db, sql: "SELECT record FROM history ORDER BY id DESC LIMIT ?", arguments: [limit])
        .compactMap { ExchangeRecord(bytes: $0.bytes("record")) }
    }
  }

  /// Adds an exchange to the history, and drops the oldest beyond the limit.
  package func add(_ record: ExchangeRecord) throws(ExchangeProblem) {
    try change { db in
      try db.execute(sql: "INSERT INTO history(record) VALUES(?)", arguments: [try record.bytes.data])
      try db.execute(
        sql: "DELETE FROM history WHERE id <= (SELECT max(id) FROM history) - ?", arguments: [Self.historyLimit])
    }
  }

  /// Which of these entries' contacts were sent, sealed to a lead.
  package func boxesSent(to lead: LeadKeyID, of entry: EntryID) throws(ExchangeProblem) -> Bool {
    try read {
      try Int.fetchOne(
        $0, sql: "SELECT 1 FROM box WHERE lead = ? AND device = ? AND incarnation = ? AND sequence = ?",
        arguments: [lead.rawValue, entry.device.rawValue, entry.incarnation, entry.sequence]) != nil
    }
  }

  /// Remembers contacts that the hub has taken.
  package func markSent(_ boxes: [(lead: LeadKeyID, entry: EntryID)]) throws(ExchangeProblem) {
    guard !boxes.isEmpty else { return }
    try change { db in
      for (lead, entry) in boxes {
        try db.execute(
          sql: "INSERT OR IGNORE INTO box VALUES(?,?,?,?)",
          arguments: [lead.rawValue, entry.device.rawValue, entry.incarnation, entry.sequence])
      }
    }
  }
}
