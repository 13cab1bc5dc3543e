/// What zstd knows of the entries of the shipped checklists before it sees one: their phrases (``Mark``).
///
/// Without it a batch of twenty would be all words. Other checklists travel as well, only less packed. A batch names the
/// version; both ends must have the same bytes, so they change only together with ``version``, by `bench words`.
package enum BatchWords {
  /// Stands in every batch.
  static let version = 1

  /// As zstd takes it.
  static let bytes = Array(text.utf8).map { $0 == newline ? Mark.end.rawValue : $0 }

  private static let newline: UInt8 = 0x0a

  /// The phrases of a batch, one a line, without what people typed: what `bench words` writes down.
  package static func phrases(of batch: Batch) -> [UInt8]? {
    var packer = Packer(batch)
    for item in batch.items {
      guard packer.add(item) else { return nil }
    }
    var words = packer.finish().words
    words[Mark.text.place] = []
    return words.joined().map { $0 == Mark.end.rawValue ? newline : $0 }
  }
}
