import Foundation
import FoundationXML

/// One XML file of a workbook.
struct XMLPart {
  /// Its path in the archive, for complaints.
  var name: String
  var bytes: [UInt8]
}

/// Reads one XML file from its beginning to its end, without building a tree of it.
///
/// Subclasses take elements by their local names: workbooks differ in the prefixes they use.
class PartParser: NSObject, XMLParserDelegate {
  /// Set by a subclass to stop; becomes the error.
  var stop: UnreadableFault?
  /// The elements that are open, and whether there was any: the parser itself takes a file that ends early for whole.
  /// After an error it hands out nothing more, so something then stays open.
  private var open: [String] = []
  private var hasRoot = false
  private var isBroken = false

  /// Reads the part to its end, or throws.
  ///
  /// Only UTF-8 is read, and a document type is refused before the parser sees it: entities of its own are how a
  /// small file stands for an endless one.
  final func run(_ part: XMLPart) throws(UnreadableFault) {
    guard isPlainUTF8(part.bytes) else { throw .notXML(entry: part.name, line: 1) }
    if holdsDocumentType(part.bytes) { throw .documentType(entry: part.name) }
    let parser = XMLParser(data: Data(part.bytes))
    parser.shouldResolveExternalEntities = false
    parser.delegate = self
    let isWhole = parser.parse()
    if let stop { throw stop }
    if !isWhole || isBroken || !hasRoot || !open.isEmpty {
      throw .notXML(entry: part.name, line: max(1, parser.lineNumber))
    }
  }

  /// An element begins.
  func open(_ element: String, _ attributes: [String: String]) {}
  /// An element ends.
  func close(_ element: String) {}
  /// Text, in as many pieces as the parser likes.
  func take(_ text: String) {}

  final func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    hasRoot = true
    open.append(elementName)
    open(localName(elementName), attributes)
    if stop != nil { parser.abortParsing() }
  }

  final func parser(
    _ parser: XMLParser, didEndElement elementName: String, namespaceURI: String?, qualifiedName: String?
  ) {
    if open.popLast() != elementName { isBroken = true }
    close(localName(elementName))
    if stop != nil { parser.abortParsing() }
  }

  final func parser(_ parser: XMLParser, foundCharacters string: String) { take(string) }

  final func parser(_ parser: XMLParser, foundCDATA block: Data) { take(String(decoding: block, as: UTF8.self)) }
}

/// A name without its prefix.
private func localName(_ name: String) -> String {
  guard let colon = name.lastIndex(of: ":") else { return name }
  return String(name[name.index(after: colon)...])
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
