import Assets
import ChecklistFiles
import Checklists
import DeskLive
import DeskPorts
import DeskSamples
import DeskUI
import Foundation
import Journal
import JournalInMemory
import Protocol
import TestSupport
import Testing

@testable import ChecklistPacks

@Suite struct ShelfTests {
  private let scene: Scene

  init() throws { scene = try Scene() }

  private func shelf(now: Int64 = Scene.now) throws -> FileShelf {
    FileShelf(
      shipped: try #require(Assets.folder), added: scene.folder.path + "/checklists", packs: scene.desk, now: { now })
  }

  private func shippedBytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: try #require(Assets.folder) + "/" + name)))
  }

  /// A shipped checklist under another version.
  private func vneid(version: Int) throws -> [UInt8] {
    let text = String(decoding: try shippedBytes("Checklists/vneid.yaml"), as: UTF8.self)
    return Array(text.replacing("version: 1\n", with: "version: \(version)\n", maxReplacements: 1).utf8)
  }

  private func install(_ number: Int, _ files: [PackName: [UInt8]]) throws {
    let file = try scene.pack(number, files: files).signed(by: scene.hoa).signed(by: scene.lan)
    try scene.desk.install(file.bytes, now: Scene.now)
  }

  private func wholePack(_ number: Int, vneid version: Int) throws {
    var files = try PackSources.files(in: try #require(Assets.folder))
    files[try Scene.name("checklists/vneid.yaml")] = try vneid(version: version)
    try install(number, files)
  }

  @Test func `a pack stands between what ships and what a trainer added`() throws {
    let shelf = try shelf()
    #expect(shelf.shelf().pack == nil)
    #expect(shelf.shelf().headers.map(\.version) == [1, 1, 1])
    try wholePack(1, vneid: 2)
    // The same shelf sees it: nobody has to start the desk again.
    #expect(shelf.shelf().headers.map(\.version) == [2, 1, 1])
    #expect(shelf.files().files.map(\.origin) == [.pack(version: 1), .pack(version: 1), .pack(version: 1)])
    let pack = try #require(shelf.shelf().pack)
    #expect(pack.version == 1)
    #expect(pack.renewed == ["vneid"])
    #expect(pack.changes == [LocalText("Sửa bước 1", "Step 1 corrected")])
    #expect(pack.isNew(atMilliseconds: Scene.now + 6 * Scene.days))
    #expect(!pack.isNew(atMilliseconds: Scene.now + 8 * Scene.days))
    #expect(try shelf.open("vneid").text.bytes == vneid(version: 2))

    try scene.folder.write(try vneid(version: 2), to: "checklists/vneid.yaml")
    #expect(shelf.files().files.first?.origin == .added)
    #expect(shelf.shelf().pack?.renewed == [])
  }

  @Test func `a checklist that is not written to the end is a draft that nobody is offered, and no pack takes it`()
    throws
  {
    let shelf = try shelf()
    let text = String(decoding: try vneid(version: 9), as: UTF8.self)
      .replacing("Chào hỏi và nói rõ cách giúp", with: Placeholder.text.vi)
    try scene.folder.write(Array(text.utf8), to: "checklists/vneid.yaml")
    let new = text.replacing("id: vneid\n", with: "id: moi\n", maxReplacements: 1)
    try scene.folder.write(Array(new.utf8), to: "checklists/moi.yaml")
    #expect(shelf.shelf().headers.map(\.version) == [1, 1, 1])
    #expect(shelf.shelf().broken.isEmpty)
    #expect(shelf.unfinished().map(\.checklist.id) == ["moi", "vneid"])
    #expect(try shelf.open("vneid").checklist.version == 1)
    let refused = #expect(throws: BrokenChecklist.self) { try shelf.open("moi") }
    #expect(refused?.complaint.vi.contains(Placeholder.text.vi) == true)
    var files = try PackSources.files(in: try #require(Assets.folder))
    files[try Scene.name("checklists/vneid.yaml")] = Array(text.utf8)
    let refusal = #expect(throws: PackRefusal.self) { try install(1, files) }
    guard case .complaints(let first, 1)? = refusal else {
      Issue.record("\(String(describing: refusal))")
      return
    }
    #expect(first.en.contains(Placeholder.text.en))
  }

  @Test func `catalogue and consent words of the pack count, unless those that ship are newer`() throws {
    func changed(_ name: String, _ version: Int) throws -> [UInt8] {
      let text = String(decoding: try shippedBytes(name), as: UTF8.self)
      return Array(text.replacing("version: 1\n", with: "version: \(version)\n", maxReplacements: 1).utf8)
    }
    #expect(try shelf().catalogue().version == 1)
    var files = try Scene.files()
    let hosts = ChecklistReader.allowedHosts.joined(separator: "\n")
    files[.domains] = Array(hosts.utf8)
    files[try Scene.name("catalogue/services.yaml")] = try changed("Catalogue/services.yaml", 4)
    files[try Scene.name("consent/log.yaml")] = try changed("Consent/log.yaml", 5)
    try install(1, files)
    #expect(try shelf().catalogue().version == 4)
    #expect(try shelf().consent("log").version == 5)
    #expect(try shelf().consent("contact").version == 2)
  }

  @Test func `a session under way stays on the version it began with, and the next one takes the new one`() throws {
    let shelf = try shelf()
    let story = try Story(shelf: shelf)
    story.play("1 1")
    let before = story.text
    let text = try #require(try story.journal.drafts().first).checklist
    #expect(text.version == 1)
    try wholePack(1, vneid: 2)
    try story.restart()
    let after = try #require(try story.journal.drafts().first).checklist
    #expect(after == text)
    #expect(try shelf.reopen(after).checklist.version == 1)
    #expect(try shelf.open("vneid").checklist.version == 2)
    #expect(before.contains("VNeID"))
  }

  @Test func `a pack's own list of sites is what its links and those of added files are held against`() throws {
    let link = "https://dichvu.example.vn/trang"
    let files = try Scene.files(Scene.checklist(version: 3, link: link), hosts: "# ours\nexample.vn\n")
    try install(1, files)
    let shelf = try shelf()
    #expect(shelf.hosts == ["example.vn"])
    #expect(try shelf.open("hen-lai").checklist.steps.first?.links.first?.address == link)
    try scene.folder.write(
      Scene.checklist(id: "them", link: "https://vneid.gov.vn/"), to: "checklists/them.yaml")
    #expect(shelf.shelf().broken.map(\.file) == [scene.folder.path + "/checklists/them.yaml"])
    // What ships is held against the sites that ship.
    #expect(throws: Never.self) { try shelf.open("vneid") }
  }

  @Test func `an expired or a lost pack is a yellow line, and the desk works`() throws {
    try wholePack(1, vneid: 2)
    let late = try shelf(now: Scene.now + 400 * Scene.days).shelf()
    #expect(late.headers.map(\.version) == [2, 1, 1])
    #expect(late.packWarnings == [.expired(version: 1, sinceMilliseconds: Scene.now + 365 * Scene.days)])
    let hash = try #require(scene.desk.load().loaded?.hash)
    try FileManager.default.removeItem(atPath: scene.desk.packPath(hash))
    let lost = try shelf().shelf()
    #expect(lost.headers.map(\.version) == [1, 1, 1])
    #expect(lost.pack == nil)
    #expect(lost.packWarnings == [.lost(version: 1)])
    #expect(try shelf().open("vneid").checklist.version == 1)
  }
}
