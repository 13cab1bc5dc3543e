import Foundation
import Testing

/// The fuzzers are a package of their own, which no other test builds: it knows what the parts that it links need.
@Suite struct FuzzPackageTests {
  private static let root: URL = {
    var root = URL(filePath: #filePath)
    for _ in 0..<4 { root.deleteLastPathComponent() }
    return root
  }()

  @Test func `each part of the fuzzers is linked with all that it imports`() throws {
    let files = FileManager.default
    let fuzz = Self.root.appending(path: "Tests/Fuzz")
    let manifest = try String(contentsOf: fuzz.appending(path: "Package.swift"), encoding: .utf8)
    let folders = try files.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
    let own = try Set(
      folders.flatMap { try files.contentsOfDirectory(atPath: Self.root.appending(path: "Sources/\($0)").path) })
    let parts = manifest.matches(of: /watchedTarget\(\s*"(\w+)"(?:,\s*\[([^\]]*)\])?/)
    #expect(parts.count > 10)
    for part in parts {
      let needs = Set((part.2 ?? "").matches(of: /"(\w+)"/).map { String($0.1) })
      let folder = fuzz.appending(path: "Sources/\(part.1)").resolvingSymlinksInPath()
      let names = try #require(files.enumerator(atPath: folder.path)?.compactMap { $0 as? String })
      for name in names where name.hasSuffix(".swift") {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        let imports = Set(text.matches(of: /(?m)^(?:package )?import (\w+)/).map { String($0.1) })
        #expect(imports.intersection(own).isSubset(of: needs), "\(part.1)/\(name)")
      }
    }
  }
}
