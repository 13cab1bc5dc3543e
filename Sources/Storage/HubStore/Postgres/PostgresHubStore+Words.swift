package import Journal
package import Protocol

extension PostgresHubStore {
  package func keep<Word: LeadWord>(_ word: Word, by author: String) async throws(StoreFault) -> Bool {
    let bytes: [UInt8]
    do { bytes = try word.bytes } catch { throw .unstorable }
    return try await transaction { connection in
      let name: [PostgresValue] = [.text(Word.kind), .text(word.device.rawValue), .text(word.key)]
      let others = try connection.run(
        PostgresStatement(
          "SELECT count(*) FROM lead_word WHERE kind = $1 AND device = $2 AND key <> $3", values: name)
      ).first { try $0.int(0) }
      guard others ?? 0 < Word.mostKept else { return false }
      _ = try connection.run(
        PostgresStatement(
          """
          INSERT INTO lead_word AS known(kind, device, key, time, word, author) VALUES($1, $2, $3, $4, $5, $6)
          ON CONFLICT(kind, device, key) DO UPDATE
          SET time = excluded.time, word = excluded.word, author = excluded.author WHERE excluded.time > known.time
          """, values: name + [.int(word.time), .blob(bytes), .text(author)]))
      return true
    }
  }

  package func words<Word: LeadWord>(
    _ kind: Word.Type, of device: DeviceID, limit: Int
  ) async throws(StoreFault) -> [Word] {
    try await ask(
      PostgresStatement(
        "SELECT word FROM lead_word WHERE kind = $1 AND device = $2 ORDER BY time DESC, key COLLATE \"C\" LIMIT $3",
        .text(Word.kind), .text(device.rawValue), .int(limit))
    ) { try $0.map { try Word(held: $0.blob(0)) } }
  }

  package func words<Word: LeadWord>(
    _ kind: Word.Type, ofUnit unit: String, limit: Int
  ) async throws(StoreFault) -> [Word] {
    try await ask(
      PostgresStatement(
        """
        SELECT word FROM device d JOIN lead_word w ON w.device = d.id WHERE d.unit = $1 AND kind = $2
        ORDER BY time DESC, device COLLATE "C", key COLLATE "C" LIMIT $3
        """, .text(unit), .text(Word.kind), .int(limit))
    ) { try $0.map { try Word(held: $0.blob(0)) } }
  }
}
