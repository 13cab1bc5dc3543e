import DeskUI
import Foundation
import Phrases
import TestSupport
import Testing

@Suite(.bothFaces) struct AboutTests {
  @Test func `about is found from home by its words, and among the settings`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.help)
    desk.type("giay phep")
    desk.press(.enter)
    #expect(desk.text.contains("Tiếp Sức \(Phrase.programVersion)"))
    desk.press(.escape)
    #expect(desk.text.contains("Hôm nay:"))
    desk.press(.settings, .choose("about"))
    #expect(desk.text.contains("Lời hứa về dữ liệu"))
  }

  /// Whoever links something new names its licence.
  @Test func `everything that is linked is named with its licence`() throws {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    let names = Set(LinkedSoftware.all.flatMap(\.names))
    let resolved = try String(contentsOf: root.appending(path: "Package.resolved"), encoding: .utf8)
    let packages = resolved.matches(of: /"identity" : "([^"]+)"/).map { String($0.1) }
    #expect(!packages.isEmpty)
    for package in packages { #expect(names.contains(package)) }
    let system = root.appending(path: "Sources/System")
    for folder in try FileManager.default.contentsOfDirectory(atPath: system.path) {
      let map = system.appending(path: "\(folder)/module.modulemap")
      guard FileManager.default.fileExists(atPath: map.path) else { continue }
      for library in try String(contentsOf: map, encoding: .utf8).matches(of: /link "([^"]+)"/) {
        #expect(names.contains(String(library.1)))
      }
    }
  }
}
