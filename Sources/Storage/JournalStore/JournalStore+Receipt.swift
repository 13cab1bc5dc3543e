import Bytes
import GRDB
package import Journal
import SQLiteFiles

// The receipt of the session that was kept last, sealed with the desk's key. It lies among the settings, of which there is
// one row, so that the next one takes its place.
extension JournalStore {
  /// The key of the setting that holds it: hex digits of the sealed receipt.
  static let receiptSetting = "journal-receipt"
  private static let receiptPlace = "last receipt"

  /// Notes the receipt of a session within the transaction that keeps it.
  func noteReceipt(_ db: Database, _ receipt: ReceiptCode, at kept: Moment) throws {
    var bytes = Array(receipt.letters.utf8)
    bytes += Self.bytes(kept.wallMilliseconds) + Self.bytes(kept.monotonicMilliseconds) + Array(kept.boot.utf8)
    let box = try writingKey().seal(bytes, place: Self.receiptPlace, using: &chance)
    try put(db, Self.receiptSetting, Hex.text(box))
  }

  /// The receipt of the session that was kept last, for 15 minutes after that; nil then, and once the next session is
  /// kept. What is over is erased by the call.
  package func lastReceipt(at now: Moment) throws(JournalProblem) -> ReceiptCode? {
    let key = try writingKey()
    let found = try read { db in
      try db.first("SELECT value FROM setting WHERE key = ?", .text(Self.receiptSetting)) { $0.text(0) }
    }
    guard let found, !found.isEmpty else { return nil }
    if let box = Hex.bytes(found), let bytes = key.open(box, place: Self.receiptPlace),
      let (receipt, kept) = Self.receipt(bytes), now.milliseconds(since: kept) < receiptReach
    {
      return receipt
    }
    try change { db, _ in try put(db, Self.receiptSetting, "") }
    needsScrub = true
    try scrubIfNeeded()
    return nil
  }

  private static func receipt(_ bytes: [UInt8]) -> (ReceiptCode, Moment)? {
    guard bytes.count >= 24, let code = ReceiptCode(String(decoding: bytes.prefix(8), as: UTF8.self)) else {
      return nil
    }
    let kept = Moment(
      wallMilliseconds: number(bytes[8..<16]), offsetMinutes: 0, boot: String(decoding: bytes[24...], as: UTF8.self),
      monotonicMilliseconds: number(bytes[16..<24]))
    return (code, kept)
  }

  private static func bytes(_ number: Int64) -> [UInt8] { withUnsafeBytes(of: number.bigEndian, Array.init) }
  private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
    Int64(bitPattern: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
