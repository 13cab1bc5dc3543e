import Checklists
import Journal
import Phrases
import Protocol
import TestTraits
import Testing

@testable import ChecklistPacks

/// A pack that must not be taken, and why.
struct Hostile: Sendable, CustomTestStringConvertible {
  let testDescription: String
  let bytes: @Sendable (Scene) throws -> [UInt8]
  let isRefusedAs: @Sendable (PackRefusal) -> Bool

  init(
    _ name: String, _ bytes: @escaping @Sendable (Scene) throws -> [UInt8],
    _ isRefusedAs: @escaping @Sendable (PackRefusal) -> Bool
  ) {
    testDescription = name
    self.bytes = bytes
    self.isRefusedAs = isRefusedAs
  }

  static let frames: [Hostile] = [
    Hostile("an empty file", { _ in [] }, { $0 == .wrongFormat }),
    Hostile("a ZIP", { _ in Array("PK\u{3}\u{4}rest of it".utf8) }, { $0 == .wrongFormat }),
    Hostile("a root in place of a pack", { $0.rootFile.bytes }, { $0 == .wrongFormat }),
    Hostile(
      "a newer form", { try replaced($0.signed(9).bytes, at: 3, by: 0x32) },
      { $0 == .newerFormat(found: 2, known: 1) }),
    Hostile("a file cut short", { try $0.signed(9).bytes.dropLast(1) }, { $0 == .truncated(missing: 1) }),
    Hostile("a file with a tail", { try $0.signed(9).bytes + [0, 0] }, { $0 == .trailing(extra: 2) }),
    Hostile(
      "a file over 16 MB", { try $0.signed(9).bytes + [UInt8](repeating: 0, count: 16 << 20) },
      { $0 == .tooLarge(limit: 16 << 20) }),
  ]

  static let signatures: [Hostile] = [
    Hostile("no signature", { try $0.pack(9).bytes }, { $0 == .missingSignatures(found: 0, needed: 2) }),
    Hostile(
      "one signature of two", { try $0.pack(9).signed(by: $0.hoa).bytes },
      { $0 == .missingSignatures(found: 1, needed: 2) }),
    Hostile(
      "one trainer twice", { try $0.pack(9).signed(by: $0.hoa).signed(by: $0.hoa).bytes },
      { $0 == .doubleSignature(trainer: "Cô Hoa") }),
    Hostile(
      "one trainer twice beside another", { try $0.signed(9).signed(by: $0.hoa).bytes },
      { $0 == .doubleSignature(trainer: "Cô Hoa") }),
    Hostile(
      "a retired key", { try $0.pack(9).signed(by: $0.hoa).signed(by: $0.retired).bytes },
      { $0 == .retiredKey(trainer: "Thầy Minh") }),
    Hostile(
      "a retired key beside two good ones", { try $0.signed(9).signed(by: $0.retired).bytes },
      { $0 == .retiredKey(trainer: "Thầy Minh") }),
    Hostile(
      "a stranger", { try $0.pack(9).signed(by: $0.hoa).signed(by: $0.stranger).bytes },
      { if case .unknownKey = $0 { true } else { false } }),
    Hostile(
      "a signature that was made for another pack",
      { scene in
        let other = try scene.signed(8)
        let body = try scene.pack(9).body
        let start = 5 + 2 * 96
        return Array(other.bytes[..<start]) + scene.number(body.count) + body
      }, { $0 == .tampered }),
    Hostile(
      "a signature that was made for a root",
      { scene in
        let body = try scene.pack(9).body
        let root = try SignedFile(.root, body: body).signed(by: scene.hoa).signed(by: scene.lan)
        return Array("TSP".utf8) + root.bytes.dropFirst(3)
      }, { $0 == .tampered }),
    Hostile(
      "the pack of another office", { _ in try Scene().signed(9).bytes },
      { if case .otherRoot = $0 { true } else { false } }),
  ]

  static let versions: [Hostile] = [
    Hostile("an older version", { try $0.signed(1).bytes }, { $0 == .olderVersion(found: 1, newest: 2) }),
    Hostile("the same version with other words", { try $0.signed(2).bytes }, { $0 == .sameVersion(2) }),
    Hostile("version 0", { try $0.signedBody($0.body(manifest: $0.manifest([]), version: 0)) }, isBadManifest),
  ]

  static let contents: [Hostile] = [
    Hostile(
      "10 GB when unpacked", { try $0.signedBody($0.rootFile.hash.bytes + $0.number(9) + frame(stating: 10 << 30)) },
      { $0 == .bomb(bytes: 10 << 30, limit: 64 << 20) }),
    Hostile(
      "a frame that says less than it holds",
      { scene in
        let honest = try scene.body(manifest: scene.manifest([]), files: [UInt8](repeating: 7, count: 100_000))
        return try scene.signedBody(restated(honest, size: 1_000))
      }, { $0 == .notUnpackable }),
    Hostile(
      "a frame that says more than it holds",
      { scene in
        let honest = try scene.body(manifest: scene.manifest([]), files: [UInt8](repeating: 7, count: 100_000))
        return try scene.signedBody(restated(honest, size: 200_000))
      }, { $0 == .notUnpackable }),
    Hostile(
      "no frame at all", { try $0.signedBody($0.rootFile.hash.bytes + $0.number(9) + [1, 2, 3, 4, 5]) },
      { $0 == .notUnpackable }),
    Hostile("a body of ten bytes", { try $0.signedBody([UInt8](repeating: 1, count: 10)) }, isBadManifest),
    Hostile("no JSON", { try $0.signedBody($0.body(manifest: Array("files: none".utf8))) }, isBadManifest),
    Hostile(
      "a blank in the JSON", { try $0.signedBody($0.body(manifest: [0x20] + $0.manifest([]))) }, isBadManifest),
    Hostile(
      "one more key",
      { scene in
        let list = String(decoding: scene.manifest([]), as: UTF8.self).dropLast() + #","run":"rm"}"#
        return try scene.signedBody(scene.body(manifest: Array(list.utf8)))
      }, isBadManifest),
    Hostile("no files", { try $0.forged([]) }, isBadManifest),
    Hostile(
      "files out of order",
      { try $0.forged([("links/domains.txt", [0x61]), ("checklists/a.yaml", [0x61])]) }, isBadManifest),
    Hostile(
      "bytes behind the last file",
      { scene in
        let files = [("checklists/a.yaml", [UInt8](repeating: 1, count: 9)), ("links/domains.txt", [UInt8(2)])]
        return try scene.signedBody(
          scene.body(manifest: scene.manifest(files), files: files.flatMap(\.1) + [3]))
      }, isBadManifest),
    Hostile(
      "two files of one name",
      { scene in
        try scene.forged([("checklists/a.yaml", [1]), ("checklists/a.yaml", [2]), ("links/domains.txt", [3])])
      }, { $0 == .duplicateName("checklists/a.yaml") }),
    Hostile(
      "501 files",
      { scene in
        try scene.forged((0...500).map { ("checklists/a\(1000 + $0).yaml", []) })
      }, { $0 == .tooManyFiles(found: 501, limit: 500) }),
    Hostile(
      "a file that is not as listed",
      { scene in
        let list = scene.manifest([("checklists/a.yaml", [1]), ("links/domains.txt", [2])])
        return try scene.signedBody(scene.body(manifest: list, files: [1, 3]))
      }, { $0 == .fileDamaged("links/domains.txt") }),
    Hostile(
      "a file that is missing",
      { scene in
        let list = scene.manifest([("checklists/a.yaml", [1]), ("links/domains.txt", [2])])
        return try scene.signedBody(scene.body(manifest: list, files: [1]))
      }, { $0 == .fileDamaged("links/domains.txt") }),
  ]

  static let names: [Hostile] = [
    "../memory", "checklists/../../memory.yaml", "/etc/passwd", "checklists//a.yaml", "checklists/.yaml",
    "checklists/A.yaml", "checklists/a.YAML", "checklists/a.sh", "checklists/a.yaml/b", "a.yaml", "scripts/a.yaml",
    "checklists/a b.yaml", "checklists/ă.yaml", "checklists\\\\a.yaml", "checklists/-a.yaml", "links/other.txt",
    "consent/secret.yaml", "checklists/" + String(repeating: "a", count: 200) + ".yaml", "",
  ].map { name in
    Hostile(
      "the name “\(name)”",
      { scene in
        try scene.forged([(name, [1])])
      }, { if case .badName = $0 { true } else { false } })
  }

  static let words: [Hostile] = [
    Hostile(
      "a checklist with a mistake",
      { scene in
        let broken = String(decoding: Scene.checklist(version: 9), as: UTF8.self).replacing(
          "safety: never-otp", with: "safety: never-opt")
        return try scene.pack(9, files: Scene.files(Array(broken.utf8))).signed(by: scene.hoa).signed(by: scene.lan)
          .bytes
      }, isComplaint),
    Hostile(
      "a link that its own list does not allow",
      { scene in
        let files = try Scene.files(Scene.checklist(link: "https://sbv.gov.vn/"))
        return try scene.pack(9, files: files).signed(by: scene.hoa).signed(by: scene.lan).bytes
      }, isComplaint),
    Hostile(
      "a checklist that names one outside the pack",
      { scene in
        let files = try Scene.files(Scene.checklist(reference: "taikhoan"))
        return try scene.pack(9, files: files).signed(by: scene.hoa).signed(by: scene.lan).bytes
      }, isComplaint),
    Hostile(
      "a list of sites with a whole country",
      { scene in
        try scene.pack(9, files: Scene.files(hosts: "vn\n")).signed(by: scene.hoa).signed(by: scene.lan).bytes
      }, isComplaint),
    Hostile(
      "a list of sites without a site",
      { scene in
        try scene.pack(9, files: Scene.files(hosts: "# none\n")).signed(by: scene.hoa).signed(by: scene.lan).bytes
      }, isComplaint),
    Hostile(
      "a catalogue that is none",
      { scene in
        var files = try Scene.files()
        files[try Scene.name("catalogue/services.yaml")] = Array("id: services\n".utf8)
        return try scene.pack(9, files: files).signed(by: scene.hoa).signed(by: scene.lan).bytes
      }, isComplaint),
  ]

  static let all = frames + signatures + versions + contents + names + words

  private static func isBadManifest(_ refusal: PackRefusal) -> Bool {
    if case .badManifest = refusal { true } else { false }
  }

  private static func isComplaint(_ refusal: PackRefusal) -> Bool {
    if case .complaints(let first, let count) = refusal { count > 0 && first.en.contains(":") } else { false }
  }

  private static func replaced(_ bytes: [UInt8], at index: Int, by byte: UInt8) -> [UInt8] {
    var bytes = bytes
    bytes[index] = byte
    return bytes
  }

  /// The head of a Zstandard frame of one segment that states its size in 8 bytes, and one empty last block.
  private static func frame(stating size: UInt64) -> [UInt8] {
    [0x28, 0xB5, 0x2F, 0xFD, 0xE0] + (0..<8).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) } + [1, 0, 0]
  }

  /// The body of a pack whose frame states another size than it has.
  private static func restated(_ body: [UInt8], size: UInt64) throws -> [UInt8] {
    let start = Pack.headBytes
    // Honest frames of this size state it in 4 bytes behind a descriptor with one segment (RFC 8878, 3.1.1.1).
    try #require(body[start + 4] == 0xA0)
    return body[..<(start + 5)] + (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) } + body[(start + 9)...]
  }
}

@Suite(.ownThread) struct HostilePackTests {
  @Test(arguments: Hostile.all)
  func `a hostile pack is refused with its sentence, and the desk works on with what it has`(_ hostile: Hostile) throws
  {
    let scene = try Scene()
    let good = try scene.signed(2)
    var other = try scene.pack(2, files: Scene.files(Scene.checklist(version: 7)))
    other = try other.signed(by: scene.hoa).signed(by: scene.minh)
    _ = try scene.desk.install(other.bytes, now: Scene.now)
    #expect(other.hash != good.hash)
    let before = try #require(scene.desk.load().loaded)

    let bytes = try hostile.bytes(scene)
    let refused = try #require(try refusal { try scene.desk.install(bytes, now: Scene.now) })
    #expect(hostile.isRefusedAs(refused), "\(refused)")
    #expect(try refusal { _ = try scene.desk.take(bytes, now: Scene.now) } != nil)
    for language in Language.allCases {
      let sentence = Phrase.sentence(refused)[language]
      #expect(sentence.count > 40 && sentence.hasSuffix("."))
    }
    #expect(scene.desk.load().loaded == before)
    #expect(try scene.desk.newest().version == 2)
  }

  @Test func `the good pack that the others are made of is taken`() throws {
    let scene = try Scene()
    #expect(try scene.desk.install(scene.signed(9).bytes, now: Scene.now).pack.version == 9)
    let files = [
      (name: "checklists/hen-lai.yaml", bytes: Scene.checklist()), ("links/domains.txt", Array("vneid.gov.vn".utf8)),
    ]
    #expect(try Scene().desk.root() != scene.root)
    let other = try Scene()
    #expect(try other.desk.install(other.forged(files), now: Scene.now).pack.version == 9)
  }

  @Test func `every byte of a pack that is changed makes it refused`() throws {
    let scene = try Scene()
    let bytes = try scene.signed(1).bytes
    for index in bytes.indices {
      for bit in [0, 3, 7] {
        var changed = bytes
        changed[index] ^= 1 << UInt8(bit)
        #expect(throws: PackRefusal.self, "byte \(index), bit \(bit)") {
          try scene.desk.install(changed, now: Scene.now)
        }
      }
    }
    #expect(scene.desk.load().loaded == nil)
    #expect(try scene.desk.install(bytes, now: Scene.now).pack.version == 1)
  }

  @Test func `a pack or a root that is cut anywhere is refused`() throws {
    let scene = try Scene()
    let bytes = try scene.signed(1).bytes
    for count in bytes.indices {
      #expect(throws: PackRefusal.self, "\(count)") { try scene.desk.install(Array(bytes[..<count]), now: Scene.now) }
    }
    let root = scene.rootFile.bytes
    let fresh = Packs(data: scene.folder.path + "/fresh")
    for count in root.indices {
      #expect(throws: PackRefusal.self, "\(count)") { try fresh.pinRoot(Array(root[..<count])) }
      var changed = root
      changed[count] ^= 1
      #expect(throws: PackRefusal.self, "\(count)") { try fresh.pinRoot(changed) }
    }
    #expect(try fresh.rootHash() == nil)
  }

  @Test func `each refusal has an exit code and a sentence of its own`() {
    let all: [PackRefusal] = [
      .wrongFormat, .newerFormat(found: 2, known: 1), .tooLarge(limit: 1), .truncated(missing: 1), .trailing(extra: 1),
      .noRoot, .otherRoot(found: "a", pinned: "b"), .tampered, .missingSignatures(found: 1, needed: 2),
      .doubleSignature(trainer: "a"), .retiredKey(trainer: "a"), .unknownKey(fingerprint: "a"),
      .olderVersion(found: 1, newest: 2), .sameVersion(1), .otherPredecessor(version: 1), .bomb(bytes: 1, limit: 1),
      .notUnpackable, .badManifest("a"), .badName("a"), .duplicateName("a"), .tooManyFiles(found: 1, limit: 1),
      .fileDamaged("a"), .complaints(first: LocalText("a", "a"), count: 1), .badRoot(.form),
      .olderRoot(found: 1, pinned: 2), .rootNotHandedOver(found: 1, needed: 2), .busy, .memoryDamaged(path: "a"),
      .cannotRead(path: "a"), .cannotWrite(path: "a"), .diskFull(path: "a"), .key(.shortPassphrase(least: 1)),
      .key(.passphrasesDiffer), .key(.noPassphrase), .key(.wrongPassphrase), .key(.exists(path: "a")),
      .key(.notFound(path: "a")), .key(.damaged(path: "a")), .key(.badName("a")), .key(.cannotWrite(path: "a")),
    ]
    #expect(Set(all.map(\.exitCode)) == Set(20...50).union(80...88))
    #expect(Set(all.map { Phrase.sentence($0).vi }).count == all.count)
    #expect(Set(all.map { Phrase.sentence($0).en }).count == all.count)
  }
}
