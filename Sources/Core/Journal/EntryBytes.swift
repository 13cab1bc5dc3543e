import Checklists

/// The bytes of an entry: one JSON object in one canonical form.
///
/// Keys come in a fixed order, an absent value has no key, there are no blanks. Where a list would repeat its keys, it
/// holds arrays instead, and what is absent at an array's end is left out:
///
/// - `answers`: `[question, answer]`
/// - `steps`: `[step, state, milliseconds, reason, note, went back]`; what is absent before the last of them is null,
///   and the last is how often somebody came back to the step, from 1
/// - `problems`: `[step, problem, words, helped]`
/// - `petition`: `[topic, words]`
/// - `of`: `[device, incarnation, sequence]`
/// - `heads` of an event: `[age band, number]`; no band where nobody asked
/// - `began`, `ended`, `at`: `[wall milliseconds, offset minutes, boot id, monotonic milliseconds]`; the boot id of
///   `ended` is null where it is that of `began`
///
/// `pack` is the newest pack of checklists that the desk had taken, from 1.
/// `day` of a count or a cancelled session is the number of days since 1970-01-01.
///
/// A later program may say more: keys behind all others, and values behind the others of an array, with whole numbers of
/// 64 bits as everywhere here. This one reads past them (``StoredEntry/hasMore``); the bytes, and so the hash, keep them.
/// What changes the meaning of a key is another version (`v`), which is refused. An entry of a kind that is not known here
/// cannot be read; whoever keeps entries for others keeps its bytes apart.
package enum EntryBytes {
  /// The form that this program writes, the value of `v`.
  package static let version = 1
  /// The largest entry that is kept, in bytes. A long session takes some 2,000.
  package static let largest = 65_536

  /// The bytes of an entry; throws ``JournalProblem/tooLarge(bytes:)`` beyond ``largest``.
  package static func encode(_ entry: StoredEntry) throws(JournalProblem) -> [UInt8] {
    var writer = JSONWriter(capacity: 1536)
    var entry = entry
    entry.code(with: &writer)
    guard writer.count <= largest else { throw .tooLarge(bytes: writer.count) }
    return writer.bytes
  }

  /// What the bytes say. Only the canonical form is read: what ``encode(_:)`` makes, and what a later program adds to it;
  /// else ``ChainFault/unreadable(offset:expected:)`` is thrown.
  package static func decode(_ bytes: [UInt8]) throws(ChainFault) -> StoredEntry {
    var reader = JSONReader(bytes)
    var entry = StoredEntry.blank
    try entry.code(with: &reader)
    guard reader.isAtEnd else { throw reader.complaint("the end") }
    entry.hasMore = reader.hasMore
    return entry
  }

  /// Which form the bytes claim to be, without reading them; nil where they are no entry at all.
  package static func version(of bytes: [UInt8]) -> Int? {
    var reader = JSONReader(bytes)
    guard reader.take(#"{"v":"#) else { return nil }
    do { return try reader.int() } catch { return nil }
  }

  /// Every key of this form, of all kinds of entries: one of them behind the last is out of its order.
  static let keys: Set<String> = {
    var keys = KeyList()
    for kind in EntrySummary.Kind.allCases {
      var entry = StoredEntry.blank
      entry.body = .blank(kind)
      entry.code(with: &keys)
    }
    return keys.keys
  }()
}
