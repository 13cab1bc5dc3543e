import Foundation
import Journal
import Protocol

/// Bytes of an entry in sealed batches, and how fast they are made and read.
struct PackFigures {
  private static let entries = 10_000
  private static let rounds = 5
  var folder: String

  func run(_ report: inout Report) throws {
    report.title("Bytes an entry in a sealed batch, signatures and all; HTTP headers are counted with the push")
    let stock = try Stock(folder: folder + "/desk", entries: Self.entries)
    report.line("entries", "\(stock.entries.count) invented ones, mean \(stock.meanBytes.short) bytes of JSON")
    try tell(stock, size: 500, limit: 100, &report)
    try tell(stock, size: 20, limit: 250, &report)
    report.line(
      "hashes of receipts and contacts", "\(Self.hashBytes(stock).short) bytes an entry, chance to the last bit")
    report.line(
      "milliseconds of steps and clocks", "\(Self.timeBytes(stock).short) bytes an entry of chance, 17 bits each")
    report.limit("what is chance (the two lines above), then the words that people typed")
  }

  private func tell(_ stock: Stock, size: Int, limit: Double, _ report: inout Report) throws {
    let batches = stock.batches(of: size)
    var sealed: [SealedBatch] = []
    var packing = Sample()
    var reading = Sample()
    for _ in 0..<Self.rounds {
      var start = Pty.now()
      sealed = try batches.map { try SealedBatch($0, key: stock.key) }
      packing.add(Double(stock.entries.count) / (Double(Pty.now() - start) / 1e9))
      start = Pty.now()
      for (batch, whole) in zip(sealed, batches) {
        guard try SealedBatch(bytes: batch.bytes).open() == whole else {
          throw failure("A batch did not come out as it went in.")
        }
      }
      reading.add(Double(stock.entries.count) / (Double(Pty.now() - start) / 1e9))
    }
    let bytes = sealed.reduce(0) { $0 + $1.bytes.count }
    report.line("batches of \(size): packing and signing", "median \(packing.median.short) entries/s")
    report.line("batches of \(size): checking and reading", "median \(reading.median.short) entries/s")
    report.add(
      Goal(
        name: "bytes an entry, batches of \(size)", value: Double(bytes) / Double(stock.entries.count), limit: limit,
        unit: " B"))
  }

  private static func hashBytes(_ stock: Stock) -> Double {
    let needle = Array(#""receipt":""#.utf8)
    let count = stock.entries.count { entry in
      // The receipt stands at the end.
      entry.suffix(160).firstRange(of: needle) != nil
    }
    return Double(count * EntryHash.byteCount) / Double(stock.entries.count)
  }

  /// Steps that took time, and two clocks a session.
  private static func timeBytes(_ stock: Stock) -> Double {
    var bits = 0
    for bytes in stock.entries {
      guard case .session(let facts)? = (try? EntryBytes.decode(bytes))?.body else { continue }
      bits += facts.steps.count { $0.milliseconds > 0 } * 17 + 40
    }
    return Double(bits) / 8 / Double(stock.entries.count)
  }
}
