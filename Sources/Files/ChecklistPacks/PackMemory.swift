import Journal

/// What a desk remembers of packs; one small file, apart from the packs, and the one thing that a change commits.
struct PackMemory: Hashable {
  /// A pack and when it was taken.
  struct InUse: Hashable {
    var version: Int
    /// Of the signed bytes.
    var hash: EntryHash
    /// Of the whole file, signatures included.
    var fileHash: EntryHash
    /// Milliseconds since 1970 by this machine's clock.
    var taken: Int64
    /// What was in use before; 0 where nothing was.
    var former: Int
    /// It followed another pack than the one before it here.
    var isOdd: Bool
  }

  /// The pinned root, also where its file has not come yet.
  var root: EntryHash?
  /// The highest version ever seen, and that pack's hash.
  var newest: Int = 0
  var newestHash: EntryHash = .zero
  var inUse: InUse?

  /// The text of the file.
  var bytes: [UInt8] {
    var lines = ["tiepsuc packs 1", "root \(root?.hex ?? "-")", "newest \(newest) \(newestHash.hex)"]
    if let inUse {
      lines.append(
        "pack \(inUse.version) \(inUse.hash.hex) \(inUse.fileHash.hex) \(inUse.taken) \(inUse.former) "
          + (inUse.isOdd ? "odd" : "even"))
    }
    lines.append("check \(Self.check(lines))")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  init() {}

  /// Reads the file; nil where a single letter of it was changed.
  init?(bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self), text.hasSuffix("\n") else { return nil }
    let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.count == 4 || lines.count == 5, lines[0] == "tiepsuc packs 1",
      lines.last == "check \(Self.check(Array(lines.dropLast())))"
    else { return nil }
    let rootWords = lines[1].split(separator: " ")
    let newestWords = lines[2].split(separator: " ")
    guard rootWords.count == 2, newestWords.count == 3, let newest = Int(newestWords[1]),
      (0...Pack.mostVersion).contains(newest),
      let newestHash = EntryHash(hex: newestWords[2])
    else { return nil }
    if rootWords[1] != "-" {
      guard let hash = EntryHash(hex: rootWords[1]) else { return nil }
      root = hash
    }
    self.newest = newest
    self.newestHash = newestHash
    if lines.count == 5 {
      guard let pack = Self.pack(lines[3]) else { return nil }
      inUse = pack
    }
  }

  private static func pack(_ line: String) -> InUse? {
    let words = line.split(separator: " ")
    guard words.count == 7, words[0] == "pack", let version = Int(words[1]), (1...Pack.mostVersion).contains(version),
      let hash = EntryHash(hex: words[2]),
      let fileHash = EntryHash(hex: words[3]), let taken = Int64(words[4]), let former = Int(words[5])
    else { return nil }
    return InUse(
      version: version, hash: hash, fileHash: fileHash, taken: taken, former: former, isOdd: words[6] == "odd")
  }

  private static func check(_ lines: [String]) -> String {
    String(EntryHash(of: Array(lines.joined(separator: "\n").utf8)).hex.prefix(16))
  }
}
