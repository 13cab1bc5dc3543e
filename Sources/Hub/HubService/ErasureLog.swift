import Journal
package import Platform
package import Protocol
import Synchronization

/// The orders of erasure in a file beside the database: a database from an old backup gets from it what it lacks.
///
/// One line an order, `erase 1 NUMBER RECEIPT UNIT TIME CHECK`. A line that was cut by a crash was never acknowledged.
package final class ErasureLog: Sendable {
  /// One line.
  package struct Line: Hashable, Sendable {
    package var order: ErasureOrder
    package var unit: String
    package init(order: ErasureOrder, unit: String) {
      self.order = order
      self.unit = unit
    }

    var text: String {
      let words = "erase 1 \(order.number) \(order.receipt) \(unit) \(order.time)"
      return "\(words) \(Self.check(words))\n"
    }

    /// Nil where the line is damaged.
    init?(_ text: Substring) {
      let parts = text.split(separator: " ", omittingEmptySubsequences: false)
      guard parts.count == 7, parts[0] == "erase", parts[1] == "1", let number = Int(parts[2]),
        (1..<Self.mostNumber).contains(number),
        EntryHash(hex: parts[3]) != nil, let time = Int64(parts[5]),
        Self.check(parts.dropLast().joined(separator: " ")) == parts[6]
      else { return nil }
      order = ErasureOrder(number: number, receipt: String(parts[3]), time: time)
      unit = String(parts[4])
    }

    /// No incarnation of a hub gives so many numbers that the next one's begin there.
    private static let mostNumber = Limits.incarnations << 20

    private static func check(_ words: String) -> String { String(EntryHash(of: Array(words.utf8)).hex.prefix(16)) }
  }

  private static let most = 256 << 20
  private let path: String
  /// The receipts in it, so that an order is written once.
  private let receipts = Mutex<Set<String>>([])

  package init(path: String) { self.path = path }

  /// The whole lines, in the order of their numbers, and how many are damaged.
  package func read() throws(FileError) -> (lines: [Line], damaged: Int) {
    let bytes = try Files().read(path, limit: Self.most, links: .refuse) ?? []
    var lines: [Line] = []
    var damaged = 0
    for text in String(decoding: bytes, as: UTF8.self).split(separator: "\n") {
      if let line = Line(text) { lines.append(line) } else { damaged += 1 }
    }
    receipts.withLock { $0.formUnion(lines.map(\.order.receipt)) }
    return (lines.sorted { $0.order.number < $1.order.number }, damaged)
  }

  /// Appends an order; it is durable when the call returns.
  package func append(_ line: Line) throws(FileError) {
    let outcome = receipts.withLock { receipts -> Result<Void, FileError> in
      guard !receipts.contains(line.order.receipt) else { return .success(()) }
      do throws(FileError) {
        try write(line)
        receipts.insert(line.order.receipt)
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try outcome.get()
  }

  private func write(_ line: Line) throws(FileError) {
    // A line that a crash cut short must not swallow this one.
    var isCut = false
    if let file = try OpenFile.reading(path, links: .refuse) {
      let size = try file.size()
      if size > 0 { isCut = try file.bytes(at: size - 1, count: 1) != [0x0a] }
    }
    try Files().append(Array(((isCut ? "\n" : "") + line.text).utf8), to: path)
  }
}
