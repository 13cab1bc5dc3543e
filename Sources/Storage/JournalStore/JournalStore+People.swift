import GRDB
package import Journal
import SQLiteFiles
import VietnameseText

extension JournalStore {
  /// Signs words with the key that signs this laptop's entries.
  package func sign(_ message: [UInt8]) throws(JournalProblem) -> SignedWords {
    let key = try writingKey()
    do {
      return SignedWords(publicKey: key.publicKey, signature: try key.signature(over: message))
    } catch {
      throw .keyUnusable(path: folder.key)
    }
  }

  /// Everybody who helps at this desk, in Vietnamese order of names.
  package func volunteers() throws(JournalProblem) -> [Volunteer] {
    let all = try read { db in try volunteers(db) }
    let order = VietnameseOrder()
    return all.map { (key: order.sortKey($0.name), volunteer: $0) }
      .sorted { a, b in
        // Two of one name stay in the order in which they came.
        a.key == b.key ? false : a.key.lexicographicallyPrecedes(b.key)
      }
      .map(\.volunteer)
  }

  func volunteers(_ db: Database) throws -> [Volunteer] {
    try db.all("SELECT number, name, seal FROM volunteer ORDER BY number") { line in
      let (number, name) = (line.int64(0), line.text(1))
      try Schema.check("volunteer", [.int(number), .text(name)], seal: line.int64(2), path: folder.journal)
      return Volunteer(code: VolunteerCode(number: Int(number)), name: name)
    }
  }

  /// Adds somebody under the code that they have elsewhere, or the next one; codes are never given twice.
  package func addVolunteer(named name: String, code: VolunteerCode?) throws(JournalProblem) -> Volunteer {
    guard name.utf8.count <= JournalLimits.name else { throw .tooLarge(bytes: name.utf8.count) }
    return try change { db, _ in
      var number = (try db.first("SELECT max(number) FROM volunteer") { $0.int64(0) } ?? 0) + 1
      if let wanted = code?.number.map({ Int64($0) }),
        try db.first("SELECT 1 FROM volunteer WHERE number = ?", .int(wanted), read: { $0.int64(0) }) == nil
      {
        number = wanted
      }
      try Schema.insert(db, "volunteer", [.int(number), .text(name)])
      return Volunteer(code: VolunteerCode(number: Int(number)), name: name)
    }
  }

  /// All settings.
  package func settings() throws(JournalProblem) -> [String: String] {
    try read { db in
      var settings: [String: String] = [:]
      try db.each("SELECT id, key, value, seal FROM setting") { line in
        let (key, value) = (line.text(1), line.text(2))
        try Schema.check(
          "setting", [.int(line.int64(0)), .text(key), .text(value)], seal: line.int64(3), path: folder.journal)
        // What the journal notes of itself is none of the desk's settings.
        if !key.hasPrefix(IncarnationReason.settingPrefix), key != Self.receiptSetting { settings[key] = value }
      }
      return settings
    }
  }

  /// Keeps a setting, in place of the former one of this key.
  package func set(_ key: String, _ value: String) throws(JournalProblem) {
    let size = key.utf8.count + value.utf8.count
    guard size <= JournalLimits.setting else { throw .tooLarge(bytes: size) }
    try change { db, _ in try put(db, key, value) }
  }

  /// Keeps a setting within a transaction.
  func put(_ db: Database, _ key: String, _ value: String) throws {
    let known = try db.first("SELECT id FROM setting WHERE key = ?", .text(key)) { $0.int64(0) }
    guard let known else {
      let id = (try db.first("SELECT max(id) FROM setting") { $0.int64(0) } ?? 0) + 1
      try Schema.insert(db, "setting", [.int(id), .text(key), .text(value)])
      return
    }
    let seal = Schema.seal("setting", [.int(known), .text(key), .text(value)])
    try db.run("UPDATE setting SET value = ?, seal = ? WHERE id = ?", .text(value), .int(seal), .int(known))
  }
}
