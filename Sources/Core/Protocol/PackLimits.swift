/// What is ever read of a pack or a root; anything larger is refused before it is looked at.
package enum PackLimits {
  /// A pack's file, in bytes.
  package static let fileBytes = 16 << 20
  /// What it may unpack to, in bytes.
  package static let unpackedBytes = 64 << 20
  package static let files = 500
  /// Its list of contents, in bytes.
  package static let manifestBytes = 1 << 20
  /// A root's file, in bytes.
  package static let rootBytes = 64 << 10
  package static let trainers = 100
  /// Signatures on one file.
  package static let signatures = 16
  /// Words about what changed: lines, and characters of one.
  package static let changes = 20
  package static let changeCharacters = 200
  /// The sites of one pack.
  package static let hosts = 200
  /// Files that are looked at in one go where packs arrive.
  package static let offers = 64
}

/// A text of one line that a terminal may be sent: no control characters, nothing that hides or turns text.
package func isPlainLine(_ text: String, atMost most: Int) -> Bool {
  guard !text.isEmpty, text.count <= most else { return false }
  return text.unicodeScalars.allSatisfy { scalar in
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xE0000...0xE007F: false
    default: true
    }
  }
}

/// Small letters, digits and `-`, at least one, not at the ends.
package func isSlug(_ text: some StringProtocol, atMost most: Int = 40) -> Bool {
  guard !text.isEmpty, text.utf8.count <= most, text.first != "-", text.last != "-" else { return false }
  return text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
}
