import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalStore
import Platform
import TestTraits
import Testing

@Suite(.ownThread) struct CopyTests {
  private let folder = TemporaryFolder(isPlayed: true)

  private func incarnations(_ store: JournalStore) throws -> [Int] {
    try store.incarnations().map(\.head.last.incarnation)
  }

  @Test func `on the same machine nothing begins anew, however often the desk is started`() throws {
    try folder.open().close()
    let file = try folder.bytes("machine")
    for seed in 1...5 as ClosedRange<UInt64> {
      let store = try folder.open(seed: seed)
      try store.keep(sessions: 2, seed: seed)
      #expect(!store.beganAfterCopy)
      #expect(try incarnations(store) == [1])
      try store.close()
    }
    #expect(try folder.bytes("machine") == file)
  }

  @Test func `a laptop restored from an image in the middle of a session begins a new incarnation and loses nothing`()
    throws
  {
    let store = try folder.open()
    try store.keep(sessions: 9, seed: 1)
    let kept = try store.keep(.session(Bodies.plain), closing: nil, contact: .sample)
    let session = try store.begin(.sample, event: [1])
    try store.append([2], number: 1, to: session)
    let image = try folder.crashed()
    let copy = try image.open(seed: 9, on: .other)
    #expect(copy.beganAfterCopy)
    #expect(try copy.drafts() == store.drafts())
    #expect(try copy.contact(row: kept.row) == .sample && copy.all() == store.all())
    #expect(try copy.incarnations().map(\.reason) == [.start, .copied])
    try copy.append([3], number: 2, to: session)
    let finished = try copy.keep(.session(Bodies.plain), closing: session, contact: .sample)
    #expect(finished.id.incarnation == 2 && finished.id.sequence == 1 && finished.row == 11)
    #expect(try copy.contact(row: finished.row) == .sample)
    #expect(try copy.expectWholePlaces() == 11 && copy.verify().isWhole)
    try copy.close()
    let again = try image.open(on: .other)
    #expect(!again.beganAfterCopy)
    #expect(try incarnations(again) == [1, 2] && again.incarnations().last?.reason == .copied)
    let reader = try image.reader()
    #expect(try reader.incarnations() == again.incarnations())
  }

  @Test(arguments: 0..<4) func `two copies that both go on never use the same place, and both keep everything`(
    part: UInt64
  ) throws {
    for seed in part * 250..<(part + 1) * 250 {
      var chance = SplitMix64(seed: seed)
      let first = TemporaryFolder(isPlayed: true)
      var store = try first.open(seed: seed)
      try store.keep(sessions: chance.below(4), seed: seed)
      let draft = chance.oneIn(2) ? try store.begin(.sample, event: [7]) : nil
      let isRunning = chance.oneIn(2)
      if !isRunning { try store.close() }
      let second = TemporaryFolder(isPlayed: true)
      try FileManager.default.copyItem(atPath: first.path, toPath: second.path)
      try? FileManager.default.removeItem(atPath: second.file("journal.sqlite-shm"))
      if !isRunning { store = try first.open(seed: seed) }
      let copy = try second.open(seed: seed + 10_000, on: .other)
      #expect(copy.beganAfterCopy && !store.beganAfterCopy, "seed \(seed)")
      let common = Set(try store.all().map(\.id))
      try store.keep(sessions: 1 + chance.below(3), seed: seed + 1)
      try copy.keep(sessions: 1 + chance.below(3), seed: seed + 2)
      for one in [store, copy] {
        if let draft { _ = try one.keep(.session(Bodies.plain), closing: draft, contact: .sample) }
        #expect(try one.drafts().isEmpty && one.verify().isWhole, "seed \(seed)")
        #expect(try one.expectWholePlaces("seed \(seed)") == one.entryCount(), "seed \(seed)")
      }
      let both = Set(try store.all().map(\.id)).intersection(try copy.all().map(\.id))
      #expect(both == common, "seed \(seed)")
    }
  }

  @Test func `a folder of an older program, or with a damaged machine file, is only given one`() throws {
    let store = try folder.open()
    try store.keep(sessions: 2, seed: 1)
    try store.close()
    let whole = try folder.bytes("machine")
    for bytes in [nil, [], Array("tiepsuc machine 1\n".utf8), Array(whole.dropLast()), whole + [0x0a]] as [[UInt8]?] {
      if let bytes {
        try folder.write("machine", bytes)
      } else {
        try FileManager.default.removeItem(atPath: folder.file("machine"))
      }
      let again = try folder.open(seed: 4, on: .other)
      #expect(!again.beganAfterCopy)
      #expect(try incarnations(again) == [1])
      try again.close()
      #expect(try folder.open(seed: 4, on: .other).beganAfterCopy == false)
    }
    #expect(try folder.open(on: .sample).beganAfterCopy)
  }

  @Test func `every changed byte of the machine file is noticed, and begins no incarnation`() throws {
    try folder.open().close()
    let whole = try folder.bytes("machine")
    for index in whole.indices {
      var bytes = whole
      bytes[index] ^= 1
      try folder.write("machine", bytes)
      let store = try folder.open(seed: UInt64(index))
      #expect(!store.beganAfterCopy, "byte \(index)")
      try store.close()
      #expect(try folder.bytes("machine") != bytes, "byte \(index)")
    }
  }

  @Test func `a mark that cannot be read says nothing; one that can be read for the first time is written down`() throws
  {
    try folder.open(on: MachineMarks(["system": "a"])).close()
    for (marks, isCopy) in [
      ([:], false), (["system": "a"], false), (["board": "b"], false), (["system": "a", "disk": "d"], false),
      (["board": "b", "disk": "d"], false), (["disk": "d", "board": "x"], true), (["disk": "d"], false),
      (["system": "z"], false), (["system": "z", "disk": "e"], true),
    ] as [([String: String], Bool)] {
      let store = try folder.open(on: MachineMarks(marks))
      #expect(store.beganAfterCopy == isCopy, "\(marks)")
      if isCopy { try store.keep(sessions: 1, seed: 1) }
      try store.close()
    }
    let store = try folder.open(on: MachineMarks([:]))
    #expect(try incarnations(store) == [1, 2, 3])
  }

  @Test func `the machine file tells nothing about the machine, and only its owner reads it`() throws {
    let marks = MachineMarks(["system": "0123456789abcdef", "board": "laptop-of-the-commune"])
    try folder.open(on: marks).close()
    let bytes = try folder.bytes("machine")
    #expect(!contains(bytes, Array("0123456789abcdef".utf8)) && !contains(bytes, Array("laptop".utf8)))
    let facts = try FileManager.default.attributesOfItem(atPath: folder.file("machine"))
    #expect(facts[.posixPermissions] as? Int == 0o600)
    let other = TemporaryFolder()
    try other.open(seed: 2, on: marks).close()
    let lines = Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n"))
    let same = lines.intersection(String(decoding: try other.bytes("machine"), as: UTF8.self).split(separator: "\n"))
    #expect(same == ["tiepsuc machine 1"])
  }

  @Test func `practice is not bound to a machine`() throws {
    let store = try folder.open(practice: true)
    try store.keep(sessions: 1, seed: 1)
    try store.close()
    #expect(try !folder.names().contains("machine"))
    let again = try folder.open(practice: true, on: .other)
    #expect(!again.beganAfterCopy)
    #expect(try incarnations(again) == [1])
  }

  @Test func `a crash between the new incarnation and the new mark begins no second incarnation`() throws {
    let store = try folder.open()
    try store.keep(sessions: 2, seed: 1)
    try store.close()
    let old = try folder.bytes("machine")
    try folder.open(on: .other).close()
    try folder.write("machine", old)
    let again = try folder.open(on: .other)
    #expect(again.beganAfterCopy)
    #expect(try incarnations(again) == [1, 2])
    try again.close()
    #expect(try !folder.open(on: .other).beganAfterCopy)
  }

  @Test func `a machine file that cannot be written keeps nobody from working`() throws {
    let store = try folder.open()
    try store.keep(sessions: 2, seed: 1)
    try store.close()
    try FileManager.default.createDirectory(
      atPath: Files.hiddenName(folder.file("machine")), withIntermediateDirectories: false)
    let copy = try folder.open(on: .other)
    #expect(copy.beganAfterCopy)
    try copy.keep(sessions: 1, seed: 2)
    #expect(try copy.verify().isWhole)
  }

  @Test func `a journal that is older than its key file goes on under a number that was never used`() throws {
    let store = try folder.open()
    try store.keep(sessions: 3, seed: 1)
    try store.close()
    let old = try folder.bytes("journal.sqlite")
    let later = try folder.open()
    for _ in 0..<3 { _ = try later.beginIncarnation() }
    try later.keep(sessions: 2, seed: 2)
    try later.close()
    try folder.write("journal.sqlite", old)
    let restored = try folder.open()
    #expect(restored.beganAfterCopy)
    #expect(try incarnations(restored) == [1, 5] && restored.incarnations().last?.reason == .restored)
    #expect(try restored.expectWholePlaces() == 3)
    try restored.close()
    // Also where the key file has a new identity meanwhile.
    let renewed = try folder.open(seed: 2)
    let device = try renewed.renewIdentity()
    try renewed.close()
    try folder.write("journal.sqlite", old)
    let again = try folder.open()
    #expect(again.beganAfterCopy)
    #expect(try again.incarnations().last?.head.last == EntryID(device: device, incarnation: 2, sequence: 0))
    #expect(try again.verify().isWhole)
  }

  @Test func `this machine knows its own folder again, under another name too, and a copy of it as a copy`() throws {
    let folder = TemporaryFolder()
    var store = try folder.open(on: .live)
    try store.keep(sessions: 1, seed: 1)
    try store.close()
    store = try folder.open(on: .live)
    #expect(!store.beganAfterCopy)
    try store.close()
    let moved = TemporaryFolder()
    try FileManager.default.moveItem(atPath: folder.path, toPath: moved.path)
    store = try moved.open(on: .live)
    #expect(!store.beganAfterCopy)
    try store.close()
    let copy = try moved.copy()
    store = try copy.open(on: .live)
    // A file system that makes numbers of files up at each mount cannot tell.
    let mount = try #require(Mount(of: copy.path))
    #expect(store.beganAfterCopy == Mount.lasting.contains(mount.type))
  }

  @Test func `the file system of a folder is that of the longest mount point that leads to it`() throws {
    let table = """
      22 27 0:21 / /proc rw,relatime - proc proc rw
      27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/mapper/vg-root rw
      30 27 0:44 /@home /home rw - btrfs /dev/nvme0n1p3 rw,subvol=/@home
      31 27 8:17 / /media/an/USB\\040STICK rw - vfat /dev/sdb1 rw
      32 30 0:50 / /home/an/data rw - tmpfs tmpfs rw
      33 30 8:33 / /home/an/data rw - xfs /dev/sdc1 rw
      a line that is none
      """
    func mount(_ path: String) -> String? {
      Mount(of: path, in: Array(table.utf8)).map { "\($0.type) \($0.source)" }
    }
    #expect(mount("/var/lib") == "ext4 /dev/mapper/vg-root")
    #expect(mount("/home/an") == "btrfs /dev/nvme0n1p3" && mount("/homer") == "ext4 /dev/mapper/vg-root")
    #expect(mount("/media/an/USB STICK/data") == "vfat /dev/sdb1")
    #expect(mount("/home/an/data") == "xfs /dev/sdc1")
    #expect(Mount(of: "/a", in: []) == nil && Mount(of: "/no/such/folder") == nil)
    #expect(!Mount.lasting.contains("vfat") && Mount.lasting.contains("btrfs"))
  }
}
