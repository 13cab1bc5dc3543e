import ChecklistPacks
import Checklists
import DeskLive
import DeskPorts
import DeskUI
import Foundation
import Journal
import Protocol
import Review
import TemporaryFolders
import TestSupport
import TestTraits
import Testing

/// What somebody puts into a trainer's folder, or hands over on a stick.
@Suite(.ownThread) struct HostileTests {
  @Test func `a file of a review is taken only from one whom the root names, on a laptop that has no folder yet too`()
    throws
  {
    let an = try TrainerDesk(person: "an")
    let stranger = try TrainerDesk(person: "la")
    let binh = try TrainerDesk(person: "binh")
    try TrainerDesk.pin([an, binh], trainers: [try an.trainer, try binh.trainer])
    for desk in [an, stranger] { _ = try desk.review.unlock("trainer", Passphrase(TrainerDesk.passphrase)) }
    _ = try stranger.review.draft(of: "vneid")
    _ = try stranger.review.save("vneid", at: stranger.now)
    #expect(throws: ReviewTrouble.notVerified) { try binh.review.read(try stranger.review.export()) }
    var changed = try an.review.export()
    changed[changed.count - 3] ^= 1
    #expect(throws: ReviewTrouble.notVerified) { try binh.review.read(changed) }
    #expect(throws: ReviewTrouble.notVerified) { try binh.review.read([]) }
    #expect(try binh.review.read(try an.review.export()) == 0)
    let nowhere = try TemporaryFolder(isMade: false)
    let fresh = LiveReview(folder: nowhere.path + "/data", shelf: an.shelf, journal: { nil })
    #expect(throws: ReviewTrouble.notVerified) { try fresh.read(try an.review.export()) }
  }

  @Test func `a pack that nobody signed is neither opened nor signed on, wherever it lies`() throws {
    let an = try TrainerDesk(person: "an")
    let binh = try TrainerDesk(person: "binh")
    try TrainerDesk.pin([an, binh], trainers: [try an.trainer, try binh.trainer])
    let root = try #require(try Packs(data: an.folder).rootHash())
    let name = try #require(PackName("checklists/vneid.yaml"))
    let pack = try Pack(
      root: root, version: 9, madeMilliseconds: 0, expiresMilliseconds: 1, previous: nil,
      changes: [LocalText("giả", "fake")],
      files: [.domains: Array("vneid.gov.vn\n".utf8), name: try an.shelf.open("vneid").text.bytes])
    let bare = try pack.file()
    #expect(throws: ReviewTrouble.pack(.missingSignatures(found: 0, needed: 1))) {
      try an.review.takeWaitingPack(bare.bytes)
    }
    let strange = try bare.signed(by: TrainerKey(person: "la", name: "Lạ"))
    #expect(throws: ReviewTrouble.pack(.missingSignatures(found: 0, needed: 1))) {
      try an.review.takeWaitingPack(strange.bytes)
    }
    try FileManager.default.createDirectory(atPath: an.folder + "/publish", withIntermediateDirectories: true)
    try PackFiles.write(Array("no pack".utf8), to: an.folder + "/publish/a.tsp")
    try PackFiles.write(bare.bytes, to: an.folder + "/publish/b.tsp")

    // The way to publication is the same with that rubbish in the folder.
    _ = try an.review.draft(of: "vneid")
    _ = try an.review.unlock("trainer", Passphrase(TrainerDesk.passphrase))
    let version = try an.review.save("vneid", at: an.now)
    #expect(throws: ReviewTrouble.refused(.notApproved)) { try an.review.publish(version, at: an.now) }
    try an.review.take(.reviewAsked(version), at: an.now)
    #expect(throws: ReviewTrouble.refused(.samePerson)) { try an.review.take(.approved(version), at: an.now) }
    _ = try binh.review.unlock("trainer", Passphrase(TrainerDesk.passphrase))
    _ = try binh.review.read(try an.review.export())
    try binh.review.take(.approved(version), at: binh.now)
    _ = try an.review.read(try binh.review.export())
    let first = try an.review.publish(version, at: an.now)
    #expect(first == .waiting(file: an.folder + "/publish/pack-000001.tsp", signed: 1, needed: 2))
    // The same person's second signature is none.
    #expect(throws: ReviewTrouble.pack(.doubleSignature(trainer: "An"))) {
      try an.review.publish(version, at: an.now)
    }
  }
}
