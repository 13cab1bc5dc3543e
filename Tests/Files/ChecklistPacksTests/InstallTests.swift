import Checklists
import Foundation
import Journal
import Phrases
import Platform
import Protocol
import Testing

@testable import ChecklistPacks

@Suite struct InstallTests {
  @Test func `two trainers take a pack from build to a desk, and the next one follows it`() throws {
    let scene = try Scene()
    let first = try scene.signed(1)
    let loaded = try scene.desk.install(first.bytes, now: Scene.now)
    #expect(loaded.pack.version == 1)
    #expect(loaded.formerVersion == nil)
    #expect(scene.desk.load().loaded == loaded)
    #expect(scene.desk.load().warnings == [])

    let second = try scene.signed(2, previous: first.hash)
    _ = try scene.desk.take(second.bytes, now: Scene.now + 5)
    let now = try #require(scene.desk.load().loaded)
    #expect(now.pack.version == 2)
    #expect(now.formerVersion == 1)
    #expect(now.takenMilliseconds == Scene.now + 5)
    #expect(now.inUse(renewed: []).changes == [LocalText("Sửa bước 2", "Step 2 corrected")])
    // Only the pack in use, the root, the memory and the lock stay.
    #expect(try FileManager.default.contentsOfDirectory(atPath: scene.desk.folder).count == 4)
  }

  @Test func `three signatures are as good as two`() throws {
    let scene = try Scene()
    #expect(try scene.desk.install(scene.signed(1).signed(by: scene.minh).bytes, now: Scene.now).pack.version == 1)
  }

  @Test func `an older pack stays refused, also after the newer one's file is gone`() throws {
    let scene = try Scene()
    let newer = try scene.signed(5).bytes
    let older = try scene.signed(4).bytes
    try scene.desk.install(newer, now: Scene.now)
    #expect(try refusal { try scene.desk.install(older, now: Scene.now) } == .olderVersion(found: 4, newest: 5))
    #expect(try refusal { try scene.desk.install(newer, now: Scene.now) } == .sameVersion(5))

    let hash = try #require(scene.desk.load().loaded?.hash)
    try FileManager.default.removeItem(atPath: scene.desk.packPath(hash))
    #expect(scene.desk.load().loaded == nil)
    #expect(scene.desk.load().warnings == [.lost(version: 5)])
    #expect(try refusal { try scene.desk.install(older, now: Scene.now) } == .olderVersion(found: 4, newest: 5))
    let forged = try scene.pack(5, files: Scene.files(Scene.checklist(version: 6))).signed(by: scene.hoa)
      .signed(by: scene.lan)
    #expect(try refusal { try scene.desk.install(forged.bytes, now: Scene.now) } == .sameVersion(5))
    // The very same pack mends the loss.
    try scene.desk.install(newer, now: Scene.now + 9)
    #expect(scene.desk.load().loaded?.pack.version == 5)
    #expect(scene.desk.load().loaded?.takenMilliseconds == Scene.now)
  }

  @Test
  func `whoever deletes the memory, or lays an older one there, takes no pack back that the chain says was taken`()
    throws
  {
    let scene = try Scene()
    let packs = try (1...4).map { try scene.signed($0).bytes }
    try scene.desk.install(packs[1], now: Scene.now)
    let older = try Data(contentsOf: URL(filePath: scene.desk.memoryPath))
    try scene.desk.install(packs[2], now: Scene.now)
    let desk = Packs(data: scene.folder.path, taken: 3)
    #expect(desk.load().loaded?.pack.version == 3)
    #expect(try refusal { try desk.install(packs[1], now: Scene.now) } == .olderVersion(found: 2, newest: 3))
    for memory in [nil, older] {
      try FileManager.default.removeItem(atPath: desk.memoryPath)
      if let memory {
        try memory.write(to: URL(filePath: desk.memoryPath))
        try Data(packs[1]).write(to: URL(filePath: desk.packPath(try SignedFile(packs[1], .pack).hash)))
      } else {
        try desk.pinRoot(scene.rootFile.bytes)
      }
      #expect(desk.load().loaded == nil)
      #expect(desk.load().warnings == [.lost(version: 3)])
      #expect(try desk.newest().version == 3)
      for pack in packs.prefix(2) {
        #expect(throws: PackRefusal.self) { try desk.install(pack, now: Scene.now) }
      }
      #expect(desk.load().loaded == nil)
      // The newest one mends it, and a newer one does too.
      try desk.install(packs[memory == nil ? 2 : 3], now: Scene.now)
      #expect(desk.load().loaded?.pack.version == (memory == nil ? 3 : 4))
      #expect(desk.load().warnings == [])
    }
  }

  @Test func `a pack's file that was changed on the disk is not used`() throws {
    let scene = try Scene()
    try scene.desk.install(scene.signed(1).bytes, now: Scene.now)
    let path = scene.desk.packPath(try #require(scene.desk.load().loaded?.hash))
    var bytes = Array(try Data(contentsOf: URL(filePath: path)))
    bytes[bytes.count - 5] ^= 1
    try Data(bytes).write(to: URL(filePath: path))
    #expect(scene.desk.load().loaded == nil)
    #expect(scene.desk.load().warnings == [.lost(version: 1)])
  }

  @Test func `an expired pack is taken and used, with a yellow line`() throws {
    let scene = try Scene()
    let file = try scene.signed(1, expires: Scene.now + Scene.days)
    let later = Scene.now + 2 * Scene.days
    let taken = try scene.desk.take(file.bytes, now: later)
    let warning = PackWarning.expired(version: 1, sinceMilliseconds: Scene.now + Scene.days)
    #expect(taken == .pack(version: 1, warnings: [warning]))
    #expect(scene.desk.load().loaded?.pack.version == 1)
    #expect(try scene.desk.warnings(now: Scene.now) == [])
    #expect(try scene.desk.warnings(now: later) == [warning])
    #expect(Phrase.warning(warning).vi.contains("25/11/2026"))
  }

  @Test func `a pack that follows another one is taken with a yellow line, after a gap without`() throws {
    let scene = try Scene()
    try scene.desk.install(scene.signed(1).bytes, now: Scene.now)
    let odd = try scene.signed(2, previous: EntryHash(of: [1]))
    #expect(
      try scene.desk.take(odd.bytes, now: Scene.now) == .pack(version: 2, warnings: [.otherPredecessor(version: 2)]))
    let jump = try scene.signed(4, previous: EntryHash(of: [2]))
    #expect(try scene.desk.take(jump.bytes, now: Scene.now) == .pack(version: 4, warnings: []))
  }

  @Test func `a desk without a root takes nothing`() throws {
    let scene = try Scene()
    let fresh = Packs(data: scene.folder.path + "/fresh")
    #expect(try refusal { try fresh.install(scene.signed(1).bytes, now: Scene.now) } == .noRoot)
    #expect(fresh.load().loaded == nil)
    #expect(fresh.load().warnings == [])
  }

  @Test func `a memory with a changed letter takes no pack, and is begun anew by hand`() throws {
    let scene = try Scene()
    try scene.desk.install(scene.signed(3).bytes, now: Scene.now)
    let path = scene.desk.memoryPath
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 2
      #expect(PackMemory(bytes: changed) == nil, "\(index)")
    }
    // Nor with a number that no pack has, under a check of its own.
    for version in [-1, Pack.mostVersion + 1, .max] {
      var memory = try #require(PackMemory(bytes: bytes))
      memory.newest = version
      #expect(PackMemory(bytes: memory.bytes) == nil)
    }
    try Data(bytes.dropLast()).write(to: URL(filePath: path))
    #expect(scene.desk.load().warnings == [.memoryDamaged(path: path)])
    let refused = try refusal { try scene.desk.install(scene.signed(4).bytes, now: Scene.now) }
    #expect(refused == .memoryDamaged(path: path))
    try scene.desk.replaceRoot(scene.rootFile.bytes)
    #expect(try scene.desk.install(scene.signed(4).bytes, now: Scene.now).pack.version == 4)
  }

  @Test func `while another program changes packs, a pack waits`() throws {
    let scene = try Scene()
    let bytes = try scene.signed(1).bytes
    let lock = try FileLock(scene.desk.folder + "/lock")
    #expect(try refusal { try scene.desk.install(bytes, now: Scene.now) } == .busy)
    withExtendedLifetime(lock) {}
  }

  @Test func `whenever the machine stops in the middle, the old pack is there or the new one`() throws {
    var steps = 0
    var wasOld = 0
    var wasNew = 0
    while true {
      let scene = try Scene()
      let first = try scene.signed(1)
      try scene.desk.install(first.bytes, now: Scene.now)
      let second = try scene.signed(2, previous: first.hash).bytes
      let counter = Counter(steps)
      var desk = scene.desk
      desk.disk.files.beforeStep = { step, path throws(FileError) in
        if counter.isOver() { throw FileError(step, path, .system(EIO)) }
      }
      // A stop while leftovers are thrown away is after the change: nobody hears of it.
      do { try desk.install(second, now: Scene.now) } catch PackRefusal.cannotWrite {}

      let loaded = try #require(scene.desk.load().loaded, "step \(steps)")
      #expect(scene.desk.load().warnings == [])
      #expect(try scene.desk.newest().version == loaded.pack.version)
      if loaded.pack.version == 1 {
        wasOld += 1
        #expect(try scene.desk.install(second, now: Scene.now).pack.version == 2)
      } else {
        wasNew += 1
        #expect(try refusal { try scene.desk.install(second, now: Scene.now) } == .sameVersion(2))
      }
      // Nothing that was half written stays for long.
      try scene.desk.install(scene.signed(3).bytes, now: Scene.now)
      let names = try FileManager.default.contentsOfDirectory(atPath: scene.desk.folder)
      #expect(names.count == 4, "\(names)")
      if !counter.wasReached { break }
      steps += 1
    }
    #expect(wasOld >= 6)
    #expect(wasNew >= 2)
  }
}

/// Counts steps down.
private final class Counter: @unchecked Sendable {
  private var left: Int
  private(set) var wasReached = false

  init(_ steps: Int) { left = steps }

  func isOver() -> Bool {
    left -= 1
    if left < 0 { wasReached = true }
    return left < 0
  }
}
