import HubStore
import Journal
import Protocol
import Testing

/// Leads' words as the third version of a hub's tables held them, each kind in a table of its own.
enum OldWords {
  /// Takes the tables of a later version back to that one.
  ///
  /// - Parameter schema: Put before each table's name.
  static func statements(_ schema: String = "") -> [String] {
    [
      "DROP TABLE \(schema)lead_word",
      """
      CREATE TABLE \(schema)mark(device text, incarnation bigint, sequence bigint, time bigint, note text NOT NULL,
        after bigint NOT NULL, author text NOT NULL, PRIMARY KEY(device, incarnation, sequence, time))
      """,
      "INSERT INTO \(schema)mark VALUES('\(desk.rawValue)', 1, 2, 30, 'sai \"kết quả\" \\', 9, 'lead')",
      """
      CREATE TABLE \(schema)standing(device text, volunteer text, time bigint NOT NULL, is_barred bigint NOT NULL,
        author text NOT NULL, PRIMARY KEY(device, volunteer))
      """,
      "INSERT INTO \(schema)standing VALUES('\(desk.rawValue)', 'TN01', 20, 1, 'lead')",
      "INSERT INTO \(schema)standing VALUES('\(desk.rawValue)', 'TN02', 10, 0, 'lead')",
    ]
  }

  private static let desk = DeviceID(rawValue: String(repeating: "ab", count: 16))

  /// A store of the present version has all of it, and takes no word a second time.
  static func expect(in store: any HubStore) async throws {
    let mark = EntryMark(
      entry: EntryID(device: desk, incarnation: 1, sequence: 2), note: "sai \"kết quả\" \\", after: 9, time: 30)
    let standings = [
      PersonStanding(device: desk, volunteer: VolunteerCode(number: 1), isBarred: true, time: 20),
      PersonStanding(device: desk, volunteer: VolunteerCode(number: 2), isBarred: false, time: 10),
    ]
    for _ in 1...2 {
      #expect(try await store.words(of: desk) == [mark])
      #expect(try await store.words(of: desk) == standings)
      #expect(try await store.keep(mark, by: "lead"))
      #expect(try await store.keep(standings[1], by: "lead"))
    }
  }
}
