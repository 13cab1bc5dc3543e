import ChecklistPacks
import Checklists
import Foundation
import Journal
import JournalFixtures
import Protocol
import Review
import ReviewStore
import TemporaryFolders
import Testing

@Suite struct ReviewBookTests {
  private let an = TrainerKey(person: "an", name: "An")
  private let binh = TrainerKey(person: "binh", name: "Bình")
  private var root: PackRoot { PackRoot(version: 1, trainers: [an.trainer, binh.trainer]) }

  private let folders: TemporaryFolder

  init() throws { folders = try TemporaryFolder() }

  private func folder() throws -> String {
    let path = folders.file(UUID().uuidString)
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    return path
  }

  private func version(_ number: Int, _ text: String) -> (id: VersionID, text: [UInt8]) {
    let bytes = Array(text.utf8)
    return (VersionID(checklist: "vneid", version: number, hash: EntryHash(of: bytes).hex), bytes)
  }

  @Test func `two machines that carry files to each other agree, also when one is read twice and late`() throws {
    let (here, there) = (
      try ReviewBook.open(folder: folder(), root: root), try ReviewBook.open(folder: folder(), root: root)
    )
    let one = version(1, "một")
    try here.take(.saved(one.id, from: nil), text: one.text, key: an, at: 1)
    try here.take(.commented("c1", on: one.id, step: "otp", answers: nil, words: "khó"), key: an, at: 2)
    try here.take(.reviewAsked(one.id), key: an, at: 3)
    let carried = try here.export(key: an)
    #expect(try there.read(carried, root: root) == 3)
    #expect(try there.read(carried, root: root) == 0)
    #expect(try there.text(of: one.id) == one.text)
    try there.take(.approved(one.id), key: binh, at: -5)
    try here.take(.commented("c2", on: one.id, step: nil, answers: "c1", words: "ừ"), key: an, at: 9)
    #expect(try here.read(there.export(key: binh), root: root) == 1)
    #expect(try there.read(here.export(key: an), root: root) == 1)
    #expect(here.log == there.log)
    #expect(here.log.version(one.id)?.state == .approved)
  }

  @Test func `one person with two keys is still one person`() throws {
    let second = TrainerKey(person: "an", name: "An")
    let root = PackRoot(version: 1, trainers: [an.trainer, second.trainer, binh.trainer])
    let book = try ReviewBook.open(folder: folder(), root: root)
    let one = version(1, "một")
    try book.take(.saved(one.id, from: nil), text: one.text, key: an, at: 1)
    try book.take(.reviewAsked(one.id), key: an, at: 2)
    #expect(throws: ReviewTrouble.refused(.samePerson)) { try book.take(.approved(one.id), key: second, at: 3) }
    try book.take(.approved(one.id), key: binh, at: 3)
  }

  @Test func `a saved version has exactly the text that it names`() throws {
    let book = try ReviewBook.open(folder: folder(), root: root)
    let one = version(1, "một")
    #expect(throws: ReviewTrouble.noSuchText) {
      try book.take(.saved(one.id, from: nil), text: Array("khác".utf8), key: an, at: 1)
    }
    #expect(book.log.versions.isEmpty)
  }

  @Test func `what was done is there after a restart, and a stranger's or a changed file is not taken`() throws {
    let path = try folder()
    let book = try ReviewBook.open(folder: path, root: root)
    let one = version(1, "một")
    try book.take(.saved(one.id, from: nil), text: one.text, key: an, at: 1)
    let carried = try book.export(key: an)
    let log = book.log
    try book.close()
    let again = try ReviewBook.open(folder: path, root: root)
    #expect(again.log == log)
    let other = try ReviewBook.open(folder: folder(), root: root)
    let stranger = TrainerKey(person: "la", name: "Lạ")
    #expect(throws: ReviewTrouble.notVerified) { try other.read(again.export(key: stranger), root: root) }
    for index in stride(from: 0, to: carried.count, by: 3) {
      var changed = carried
      changed[index] ^= 1
      #expect(throws: ReviewTrouble.self) { try other.read(changed, root: root) }
    }
    for end in stride(from: 0, to: carried.count, by: 7) {
      #expect(throws: ReviewTrouble.self) { try other.read(Array(carried[..<end]), root: root) }
    }
    #expect(other.log.versions.isEmpty)
  }
}
