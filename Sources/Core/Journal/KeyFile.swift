import Bytes

/// What a key file says: the secrets of a laptop, and which incarnation of its log entries are appended to.
///
/// The first line names the form: `tiepsuc key 1`, or `tiepsuc key 2` where something stands in it that a program of
/// the first form would drop (an earlier identity, an incarnation that is being begun). The last line is a check over
/// all.
package struct KeyFile: Sendable {
  /// The secrets.
  package var key: DeviceKey
  /// The latest incarnation of the log under this key; 0 before the first.
  package var incarnation: Int
  /// Why that incarnation is being begun, in one word, while it may not stand in the journal yet; nil once it does.
  package var beginning: String?

  /// More incarnations than a log begins.
  private static let mostIncarnations = 1 << 20

  package init(key: DeviceKey, incarnation: Int, beginning: String? = nil) {
    self.key = key
    self.incarnation = incarnation
    self.beginning = beginning
  }

  /// The text of the file.
  package var bytes: [UInt8] {
    let isPlain = beginning == nil && !key.hasEarlier
    var lines = [isPlain ? "tiepsuc key 1" : "tiepsuc key 2"] + key.fileLines()
    lines.append("incarnation \(incarnation)")
    if let beginning { lines.append("beginning \(beginning)") }
    lines.append("check \(Self.check(lines))")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// Reads a key file; nil where a single letter of it was changed.
  package init?(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self), text.hasSuffix("\n") else { return nil }
    let lines = text.dropLast().split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard lines.first == "tiepsuc key 1" || lines.first == "tiepsuc key 2", let last = lines.last,
      last == "check \(Self.check(Array(lines.dropLast())))"
    else { return nil }
    func values(_ name: String) -> [Substring] {
      lines.filter { $0.hasPrefix(name + " ") }.map { $0.dropFirst(name.count + 1) }
    }
    let earlier = values("earlier").map { Hex.bytes($0) }
    guard let signing = values("signing").first.flatMap(Hex.bytes),
      let sealing = values("sealing").first.flatMap(Hex.bytes), !earlier.contains(nil),
      let incarnation = values("incarnation").first.flatMap({ Int($0) }),
      (0...Self.mostIncarnations).contains(incarnation),
      let key = DeviceKey(
        signing: signing, sealing: sealing, former: values("former").first.flatMap(Hex.bytes),
        earlier: earlier.compactMap(\.self))
    else { return nil }
    self.init(key: key, incarnation: incarnation, beginning: values("beginning").first.map(String.init))
  }

  private static func check(_ lines: [String]) -> String {
    // Each desk reads its key as it starts: no sequence is joined, which looks up what it conforms to.
    var text: [UInt8] = []
    for line in lines {
      if !text.isEmpty { text.append(0x0a) }
      text += Array(line.utf8)
    }
    return String(EntryHash(of: text).hex.prefix(16))
  }
}

extension DeviceKey {
  /// The text of a key file; `incarnation` is the latest incarnation of the log under this key, 0 before the first.
  package func fileBytes(incarnation: Int) -> [UInt8] { KeyFile(key: self, incarnation: incarnation).bytes }

  /// Reads a key file; nil where a single letter of it was changed.
  package static func read(file bytes: [UInt8]) -> KeyFile? { KeyFile(bytes) }
}
