import Foundation
import FoundationXML

/// What is found on a page by who does not see it.
final class PageReading: NSObject, XMLParserDelegate {
  private(set) var isWellFormed = false
  private(set) var complaint = ""
  /// Levels of headings in order.
  private(set) var levels: [Int] = []
  private(set) var ids: [String] = []
  /// Ids that something is named or described by.
  private(set) var labelled: [String] = []
  /// Fields, drawings and links that have no name.
  private(set) var unnamed: [String] = []
  private(set) var names: Set<String> = []
  private(set) var title = ""
  private var fields: [(id: String, tag: String)] = []
  private var labels: Set<String> = []
  private var open: [(tag: String, text: String)] = []

  init(_ html: String) {
    super.init()
    let void = ["meta", "link", "input"]
    var text = html.replacing("<!DOCTYPE html>", with: "")
    // What HTML leaves open or short, XML does not.
    for tag in void { text = Self.closing(tag, in: text) }
    text = text.replacing(" required ", with: " required=\"\" ").replacing(" selected>", with: " selected=\"\">")
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = self
    isWellFormed = parser.parse()
    if let error = parser.parserError { complaint = "\(error) at line \(parser.lineNumber)" }
    unnamed += fields.filter { !labels.contains($0.id) }.map { "\($0.tag) #\($0.id)" }
  }

  /// With every such tag closed in itself.
  private static func closing(_ tag: String, in text: String) -> String {
    text.split(separator: "<\(tag) ", omittingEmptySubsequences: false).enumerated().map { place, part in
      guard place > 0, let end = part.firstIndex(of: ">") else { return String(part) }
      return "<\(tag) " + part[..<end] + "/" + part[end...]
    }.joined()
  }

  func parser(
    _ parser: XMLParser, didStartElement tag: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    names.insert(tag)
    if tag.count == 2, tag.hasPrefix("h"), let level = Int(tag.dropFirst()) { levels.append(level) }
    if let id = attributes["id"] { ids.append(id) }
    for name in ["aria-labelledby", "aria-describedby"] {
      labelled += (attributes[name] ?? "").split(separator: " ").map(String.init)
    }
    if tag == "label", let field = attributes["for"] { labels.insert(field) }
    if ["input", "select", "textarea"].contains(tag), attributes["type"] != "hidden" {
      fields.append((attributes["id"] ?? "?", tag))
    }
    if tag == "svg", attributes["aria-hidden"] != "true", attributes["aria-label"] == nil { unnamed.append("svg") }
    if tag == "th", attributes["scope"] == nil { unnamed.append("th without scope") }
    open.append((tag, ""))
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) {
    for place in open.indices { open[place].text += string }
  }

  func parser(_ parser: XMLParser, didEndElement tag: String, namespaceURI: String?, qualifiedName: String?) {
    guard let last = open.popLast() else { return }
    let text = last.text.trimmingCharacters(in: .whitespacesAndNewlines)
    if ["a", "button", "h1", "h2", "caption", "label"].contains(tag), text.isEmpty { unnamed.append(tag) }
    if tag == "title" { title = text }
  }
}
