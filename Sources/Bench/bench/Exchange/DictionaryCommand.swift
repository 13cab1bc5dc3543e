import ArgumentParser
import CZstd
import Foundation
import Journal
import Protocol

/// `bench dictionary`.
struct DictionaryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dictionary",
    abstract: "Train the dictionary that batches are packed with on invented entries.",
    discussion: """
      Writes Batch.dictionary of the target Protocol. Raise BatchCodec.dictionaryNumber with it: a batch that was packed \
      with another dictionary cannot be unpacked. An old one still does where checklists have changed, with more bytes.
      """)

  @Option(help: "The file to write.")
  var file = "Sources/Core/Protocol/Batch.dictionary"

  @Option(help: "Bytes of it.")
  var size = 16_384

  @Option(help: "Invented entries.")
  var entries = 20_000

  /// A batch as it is on most days, for which a dictionary counts most.
  private static let batchEntries = 20

  func run() throws {
    let folder = try temporaryFolder()
    defer { remove(folder) }
    let stock = try Stock(folder: folder + "/desk", entries: entries, seed: 9)
    let samples = try stock.batches(of: Self.batchEntries).map { batch in
      guard let frame = BatchCodec.frame(of: batch) else { throw failure("A batch does not fit.") }
      return frame
    }
    let joined = samples.flatMap(\.self)
    let sizes = samples.map(\.count)
    var trained = [UInt8](repeating: 0, count: size)
    let count = ZDICT_trainFromBuffer(&trained, trained.count, joined, sizes, UInt32(sizes.count))
    guard ZDICT_isError(count) == 0 else { throw failure(String(cString: ZDICT_getErrorName(count))) }
    try Data(trained.prefix(count)).write(to: URL(fileURLWithPath: file))
    print("\(count) bytes from \(samples.count) batches in \(file)")
  }
}
