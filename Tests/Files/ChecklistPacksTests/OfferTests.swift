import Checklists
import Foundation
import Journal
import Protocol
import Testing

@testable import ChecklistPacks

@Suite struct OfferTests {
  @Test func `of all that the exchange left the newest good pack is taken, and each file is reported`() throws {
    let scene = try Scene()
    var broken = try scene.signed(9).bytes
    broken[broken.count - 1] ^= 1
    try scene.folder.write(broken, to: "offers/a.tsp")
    try scene.folder.write(try scene.signed(3).bytes, to: "offers/b.tsp")
    try scene.folder.write(try scene.signed(4).bytes, to: "offers/c.tsp")
    try scene.folder.write(Array("hello".utf8), to: "offers/d.txt")
    let folder = scene.folder.path + "/offers"
    let offers = scene.desk.takeOffered(folder: folder, now: Scene.now)
    #expect(offers.map(\.file) == ["a.tsp", "c.tsp", "b.tsp", "d.txt"])
    #expect(
      offers.map(\.result) == [
        .failure(.tampered), .success(.pack(version: 4, warnings: [])),
        .failure(.olderVersion(found: 3, newest: 4)), .failure(.wrongFormat),
      ])
    #expect(scene.desk.load().loaded?.pack.version == 4)

    // Nothing new lies there: nothing is tried.
    #expect(scene.desk.takeOffered(folder: folder, now: Scene.now) == [])
    try scene.folder.write(try scene.signed(5).bytes, to: "offers/e.tsp")
    #expect(scene.desk.takeOffered(folder: folder, now: Scene.now).count == 5)
    #expect(scene.desk.load().loaded?.pack.version == 5)
  }

  @Test func `roots on the way come before the packs that need them`() throws {
    let scene = try Scene()
    let second = try PackRoot(version: 2, trainers: scene.root.trainers + [scene.stranger.trainer]).file
      .signed(by: scene.hoa).signed(by: scene.lan)
    let third = try PackRoot(version: 3, trainers: [scene.hoa, scene.stranger].map(\.trainer)).file
      .signed(by: scene.hoa).signed(by: scene.stranger)
    let pack = try scene.pack(1, root: third.hash).signed(by: scene.hoa).signed(by: scene.stranger)
    // The names say the opposite of the order in which they can be taken.
    try scene.folder.write(pack.bytes, to: "offers/a")
    try scene.folder.write(third.bytes, to: "offers/b")
    try scene.folder.write(second.bytes, to: "offers/c")
    let offers = scene.desk.takeOffered(folder: scene.folder.path + "/offers", now: Scene.now)
    #expect(
      offers == [
        .init(file: "b", result: .success(.root(version: 3))), .init(file: "c", result: .success(.root(version: 2))),
        .init(file: "a", result: .success(.pack(version: 1, warnings: []))),
      ])
  }

  @Test func `a folder that is not there, a folder in it and a file that is too large harm nobody`() throws {
    let scene = try Scene()
    let folder = scene.folder.path + "/offers"
    #expect(scene.desk.takeOffered(folder: folder, now: Scene.now) == [])
    try FileManager.default.createDirectory(atPath: folder + "/x.tsp", withIntermediateDirectories: true)
    try scene.folder.write(Array("TSP1".utf8), to: "offers/y.tsp")
    #expect(truncate(folder + "/y.tsp", 1 << 40) == 0)
    #expect(mkfifo(folder + "/z.tsp", 0o600) == 0)
    let offers = scene.desk.takeOffered(folder: folder, now: Scene.now)
    #expect(
      offers.map(\.result) == [
        .failure(.cannotRead(path: folder + "/x.tsp")), .failure(.tooLarge(limit: 16 << 20)),
        .failure(.cannotRead(path: folder + "/z.tsp")),
      ])
  }

  @Test func `where packs are published, each follows the one before`() throws {
    let scene = try Scene()
    let folder = scene.folder.path + "/hub"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    func publish(_ file: SignedFile) throws -> String {
      try PackFiles.publish(file.bytes, to: folder, root: scene.root, hash: scene.rootFile.hash)
    }
    let first = try scene.signed(1)
    let name = try publish(first)
    #expect(name == "pack-000001-\(first.hash.hex.prefix(8)).tsp")
    #expect(Array(try Data(contentsOf: URL(filePath: folder + "/" + name))) == first.bytes)
    #expect(try refusal { _ = try publish(first) } == .sameVersion(1))
    #expect(try refusal { _ = try publish(scene.signed(2)) } == .otherPredecessor(version: 2))
    #expect(try refusal { _ = try publish(scene.pack(2)) } == .missingSignatures(found: 0, needed: 2))
    // What strangers put there says nothing.
    let other = try Scene()
    try scene.folder.write(try other.signed(50).bytes, to: "hub/pack-000050.tsp")
    let second = try scene.signed(2, previous: first.hash)
    _ = try publish(second)
    #expect(try refusal { _ = try publish(first) } == .olderVersion(found: 1, newest: 2))
    #expect(try publish(scene.rootFile) == "root-000001-\(scene.rootFile.hash.hex.prefix(8)).tsr")
  }
}
