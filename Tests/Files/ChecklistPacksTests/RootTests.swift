import Checklists
import Foundation
import Journal
import Protocol
import Testing

@testable import ChecklistPacks

@Suite struct RootTests {
  /// The scene's root with Cô Lan's key retired and the stranger in.
  private func next(_ scene: Scene, version: Int = 2) throws -> SignedFile {
    var trainers = scene.root.trainers
    trainers[1].retired = true
    trainers.append(scene.stranger.trainer)
    return try PackRoot(version: version, trainers: trainers).file
  }

  @Test func `a root changes when enough trainers of the old one and of the new one sign it`() throws {
    let scene = try Scene()
    let file = try next(scene)
    try scene.desk.install(scene.signed(1).bytes, now: Scene.now)
    func refused(_ signed: SignedFile) throws -> PackRefusal? {
      try refusal { _ = try scene.desk.take(signed.bytes, now: Scene.now) }
    }
    #expect(try refused(file) == .rootNotHandedOver(found: 0, needed: 2))
    #expect(try refused(file.signed(by: scene.hoa)) == .rootNotHandedOver(found: 1, needed: 2))
    // Two of the old root, but only one of them counts in the new one.
    #expect(try refused(file.signed(by: scene.hoa).signed(by: scene.lan)) == .missingSignatures(found: 1, needed: 2))
    // Two of the new root, but only one of them counts in the old one.
    #expect(
      try refused(file.signed(by: scene.hoa).signed(by: scene.stranger)) == .rootNotHandedOver(found: 1, needed: 2))
    #expect(
      try refused(file.signed(by: scene.hoa).signed(by: scene.hoa)) == .doubleSignature(trainer: "Cô Hoa"))
    let outsider = TrainerKey(person: "x", name: "X")
    #expect(
      try refused(file.signed(by: scene.hoa).signed(by: scene.minh).signed(by: outsider))
        == .unknownKey(fingerprint: outsider.trainer.fingerprint))
    #expect(try scene.desk.root() == scene.root)

    let good = try file.signed(by: scene.hoa).signed(by: scene.lan).signed(by: scene.minh)
    #expect(try scene.desk.take(good.bytes, now: Scene.now) == .root(version: 2))
    #expect(try scene.desk.rootHash() == good.hash)
    // The pack that is in use stays, though Cô Lan signed it.
    #expect(scene.desk.load().loaded?.pack.version == 1)
    #expect(try refused(scene.rootFile) == .rootNotHandedOver(found: 1, needed: 2))
    #expect(try refused(scene.rootFile.signed(by: scene.minh)) == .olderRoot(found: 1, pinned: 2))

    // From now on Cô Lan's signature is refused, and the new trainer's counts.
    let old = try scene.pack(2, root: good.hash).signed(by: scene.hoa).signed(by: scene.lan)
    #expect(try refused(old) == .retiredKey(trainer: "Cô Lan"))
    let other = try scene.signed(2)
    #expect(
      try refused(other)
        == .otherRoot(found: Fingerprint.short(scene.rootFile.hash), pinned: Fingerprint.short(good.hash)))
    let new = try scene.pack(2, root: good.hash).signed(by: scene.hoa).signed(by: scene.stranger)
    #expect(try scene.desk.install(new.bytes, now: Scene.now).pack.version == 2)
  }

  @Test func `a root of the same or an older version takes nobody's place`() throws {
    let scene = try Scene()
    let same = try next(scene, version: 1).signed(by: scene.hoa).signed(by: scene.lan).signed(by: scene.minh)
    #expect(try refusal { try scene.desk.takeRoot(same.bytes) } == .olderRoot(found: 1, pinned: 1))
  }

  @Test func `a desk that knows only the hash of its root takes the file that has it, and no other`() throws {
    let scene = try Scene()
    let desk = Packs(data: scene.folder.path + "/enrolled")
    try desk.pinRoot(hash: scene.rootFile.hash)
    #expect(try desk.root() == nil)
    #expect(try refusal { try desk.install(scene.signed(1).bytes, now: Scene.now) } == .noRoot)
    let other = try Scene()
    let refused = try refusal { try desk.takeRoot(other.rootFile.bytes) }
    #expect(
      refused
        == .otherRoot(found: Fingerprint.short(other.rootFile.hash), pinned: Fingerprint.short(scene.rootFile.hash)))
    try desk.takeRoot(scene.rootFile.bytes)
    #expect(try desk.install(scene.signed(1).bytes, now: Scene.now).pack.version == 1)
    #expect(throws: PackRefusal.self) { try desk.pinRoot(hash: other.rootFile.hash) }
    try desk.pinRoot(hash: scene.rootFile.hash)
  }

  @Test func `a first root needs its own trainers' signatures and the hash that was told`() throws {
    let scene = try Scene()
    let desk = Packs(data: scene.folder.path + "/fresh")
    let lone = try scene.root.file.signed(by: scene.hoa)
    #expect(try refusal { try desk.pinRoot(lone.bytes) } == .missingSignatures(found: 1, needed: 2))
    #expect(throws: PackRefusal.self) { try desk.pinRoot(scene.rootFile.bytes, expecting: EntryHash(of: [1])) }
    #expect(try refusal { try desk.takeRoot(scene.rootFile.bytes) } == .noRoot)
    #expect(try desk.rootHash() == nil)
    try desk.pinRoot(scene.rootFile.bytes, expecting: scene.rootFile.hash)
    try desk.pinRoot(scene.rootFile.bytes)
    #expect(try desk.root() == scene.root)
  }

  @Test func `a root that is put in place by hand sends the pack of the others away, but not what was seen`() throws {
    let scene = try Scene()
    try scene.desk.install(scene.signed(7).bytes, now: Scene.now)
    let other = try Scene()
    #expect(throws: PackRefusal.self) { try scene.desk.pinRoot(other.rootFile.bytes) }
    try scene.desk.replaceRoot(other.rootFile.bytes)
    #expect(scene.desk.load().loaded == nil)
    #expect(scene.desk.load().warnings == [])
    let refused = try refusal { try scene.desk.install(other.signed(6).bytes, now: Scene.now) }
    #expect(refused == .olderVersion(found: 6, newest: 7))
    #expect(try scene.desk.install(other.signed(8).bytes, now: Scene.now).pack.version == 8)
  }

  @Test func `a root that ships is pinned at the first start, and never over another`() throws {
    let scene = try Scene()
    let other = try Scene()
    try other.folder.write(other.rootFile.bytes, to: "root.tsr")
    let path = other.folder.path + "/root.tsr"
    #expect(scene.desk.pinShipped(path) == nil)
    #expect(try scene.desk.root() == scene.root)
    let fresh = Packs(data: scene.folder.path + "/fresh")
    #expect(fresh.pinShipped(path + ".none") == nil)
    #expect(try fresh.rootHash() == nil)
    #expect(fresh.pinShipped(path) == nil)
    #expect(try fresh.root() == other.root)
  }

  @Test func `two keys of one person are one signature`() throws {
    let scene = try Scene()
    let second = TrainerKey(person: "hoa", name: "Cô Hoa")
    let root = PackRoot(version: 1, trainers: [scene.hoa, second, scene.lan].map(\.trainer))
    let file = try root.file.signed(by: scene.hoa).signed(by: scene.lan)
    let desk = Packs(data: scene.folder.path + "/other")
    try desk.pinRoot(file.bytes)
    let pack = try scene.pack(1, root: file.hash).signed(by: scene.hoa).signed(by: second)
    #expect(try refusal { try desk.install(pack.bytes, now: Scene.now) } == .doubleSignature(trainer: "Cô Hoa"))
  }

  @Test func `a root that breaks a rule of its own is none`() throws {
    let scene = try Scene()
    let trainers = scene.root.trainers
    var cases: [(PackRoot, RootFault)] = [
      (PackRoot(version: 0, trainers: trainers), .form), (PackRoot(version: 1, need: 0, trainers: trainers), .need),
      (PackRoot(version: 1, need: 4, trainers: trainers), .need), (PackRoot(version: 1, trainers: []), .need),
      (PackRoot(version: 1, trainers: trainers + [trainers[0]]), .doubleKey),
    ]
    for change: (inout PackRoot.Trainer) -> Void in [
      { $0.person = "Hoa" }, { $0.person = "" }, { $0.name = "a\u{1B}[2J" }, { $0.name = "a\u{202E}b" },
      { $0.name = "" }, { $0.key = "00" }, { $0.key = $0.key.uppercased() + "0" },
    ] {
      var changed = trainers
      change(&changed[0])
      cases.append((PackRoot(version: 1, trainers: changed), .trainer))
    }
    for (root, fault) in cases {
      #expect(root.fault == fault)
      let file = try root.file.signed(by: scene.hoa).signed(by: scene.lan)
      let desk = Packs(data: scene.folder.path + "/fresh")
      #expect(try refusal { try desk.pinRoot(file.bytes) } == .badRoot(fault))
    }
  }
}
