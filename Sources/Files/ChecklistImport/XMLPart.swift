/// One XML file of a workbook.
struct XMLPart {
  /// Its path in the archive, for complaints.
  var name: String
  var bytes: [UInt8]
}

/// Reads one XML file from its beginning to its end, without building a tree of it.
///
/// Subclasses take elements by their local names: workbooks differ in the prefixes they use.
class PartParser {
  /// Set by a subclass to stop; becomes the error.
  var stop: UnreadableFault?

  /// Reads the part to its end, or throws.
  ///
  /// Only UTF-8 is read, and a document type is refused before anything else is looked at: entities of its own are
  /// how a small file stands for an endless one.
  final func run(_ part: XMLPart) throws(ImportFault) {
    guard isPlainUTF8(part.bytes) else { throw .unreadable(.notXML(entry: part.name, line: 1)) }
    if holdsDocumentType(part.bytes) { throw .unreadable(.documentType(entry: part.name)) }
    var scanner = XMLScanner(part.bytes)
    while let event = scanner.next() {
      switch event {
      case .open(let name, let attributes): open(localName(name), attributes)
      case .close(let name): close(localName(name))
      case .text(let text): take(text)
      }
      if let stop { throw .unreadable(stop) }
    }
    if !scanner.isWhole { throw .unreadable(.notXML(entry: part.name, line: scanner.line)) }
  }

  /// An element begins.
  func open(_ element: String, _ attributes: [String: String]) {}
  /// An element ends.
  func close(_ element: String) {}
  /// Text, in as many pieces as there are.
  func take(_ text: String) {}
}

/// A name without its prefix.
private func localName(_ name: String) -> String {
  guard let colon = name.utf8.lastIndex(of: UInt8(ascii: ":")) else { return name }
  return String(name[name.utf8.index(after: colon)...])
}

/// Whether the bytes are UTF-8 and do not say that they are something else.
private func isPlainUTF8(_ bytes: [UInt8]) -> Bool {
  guard !bytes.contains(0), String(validating: bytes, as: UTF8.self) != nil else { return false }
  let head = String(decoding: bytes.prefix(200), as: UTF8.self).lowercased()
  guard let declaration = head.split(separator: "?>").first, declaration.contains("encoding") else { return true }
  return declaration.contains("utf-8") || declaration.contains("us-ascii")
}

/// Whether `<!DOCTYPE` stands anywhere, in comments as well: no spreadsheet program writes it.
private func holdsDocumentType(_ bytes: [UInt8]) -> Bool {
  let mark = Array("<!DOCTYPE".utf8)
  return bytes.withUnsafeBufferPointer { bytes in
    var index = 0
    while index + mark.count <= bytes.count {
      if bytes[index] == mark[0], bytes[index + 1] == mark[1],
        mark.indices.allSatisfy({ bytes[index + $0] & 0xDF == mark[$0] & 0xDF })
      {
        return true
      }
      index += 1
    }
    return false
  }
}
