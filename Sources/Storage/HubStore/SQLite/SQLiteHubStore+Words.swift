import GRDB
package import Journal
package import Protocol
import SQLiteFiles

extension SQLiteHubStore {
  package func keep<Word: LeadWord>(_ word: Word, by author: String) async throws(StoreFault) -> Bool {
    let bytes: [UInt8]
    do { bytes = try word.bytes } catch { throw .unstorable }
    return try await write { db in
      let name: [SQLiteValue] = [.text(Word.kind), .text(word.device.rawValue), .text(word.key)]
      let others = try db.all("SELECT count(*) FROM lead_word WHERE kind = ? AND device = ? AND key <> ?", name) {
        $0.int(0)
      }
      guard others.allSatisfy({ $0 < Word.mostKept }) else { return false }
      try db.run(
        """
        INSERT INTO lead_word VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
        SET time = excluded.time, word = excluded.word, author = excluded.author WHERE excluded.time > time
        """, name + [.int(word.time), .blob(bytes), .text(author)])
      return true
    }
  }

  package func words<Word: LeadWord>(
    _ kind: Word.Type, of device: DeviceID, limit: Int
  ) async throws(StoreFault) -> [Word] {
    try await read { db in
      try db.all(
        "SELECT word FROM lead_word WHERE kind = ? AND device = ? ORDER BY time DESC, key LIMIT ?", .text(Word.kind),
        .text(device.rawValue), .int(limit)
      ) { try Word(held: $0.blob(0)) }
    }
  }

  package func words<Word: LeadWord>(
    _ kind: Word.Type, ofUnit unit: String, limit: Int
  ) async throws(StoreFault) -> [Word] {
    try await read { db in
      try db.all(
        """
        SELECT word FROM device d JOIN lead_word w ON w.device = d.id WHERE d.unit = ? AND kind = ?
        ORDER BY time DESC, device, key LIMIT ?
        """, .text(unit), .text(Word.kind), .int(limit)
      ) { try Word(held: $0.blob(0)) }
    }
  }
}
