import Bytes
import Checklists
import Crypto
import Foundation
import Journal
import Phrases
import TestTraits
import Testing

@testable import ChecklistPacks

@Suite(.ownThread) struct KeyTests {
  private let passphrase = "một cụm mật khẩu dài"

  @Test func `a key file is the owner's alone and holds neither the passphrase nor the secret`() throws {
    let folder = try TestFolder()
    let keys = TrainerKeys(data: folder.path)
    let file = try keys.make(name: "hoa", person: "hoa", display: "Cô Hoa", passphrase: passphrase)
    let path = keys.path("hoa")
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    let secret = Array(try file.unlocked(passphrase: passphrase).signing.rawRepresentation)
    let text = String(decoding: bytes, as: UTF8.self)
    for word in [passphrase, "mật khẩu", Hex.text(secret), Hex.text(Array(passphrase.utf8))] {
      #expect(!text.contains(word))
    }
    #expect(Data(bytes).range(of: Data(secret)) == nil)
    #expect(Data(bytes).range(of: Data(secret).base64EncodedData()) == nil)
    #expect(file.rounds >= 32_768)
    #expect(try keys.read("hoa") == file)
    #expect(keys.names == ["hoa"])
  }

  @Test func `only the passphrase opens a key, in whichever way its letters are put together`() throws {
    let file = try TrainerKeyFile(locking: TrainerKey(person: "hoa", name: "Cô Hoa"), passphrase: passphrase)
    for wrong in ["", passphrase + " "] {
      #expect(throws: PackRefusal.key(.wrongPassphrase)) { try file.unlocked(passphrase: wrong) }
    }
    let apart = passphrase.decomposedStringWithCanonicalMapping
    #expect(Array(apart.utf8) != Array(passphrase.utf8))
    let key = try file.unlocked(passphrase: apart)
    #expect(key.trainer == file.trainer)
  }

  @Test func `a key file with a changed byte opens nothing`() throws {
    let file = try TrainerKeyFile(locking: TrainerKey(person: "hoa", name: "Co Hoa"), passphrase: passphrase)
    let bytes = file.bytes
    for index in stride(from: 0, to: bytes.count, by: 23) {
      var changed = bytes
      changed[index] ^= 1
      guard let other = TrainerKeyFile(bytes: changed) else { continue }
      #expect(throws: PackRefusal.key(.wrongPassphrase), "\(index)") { try other.unlocked(passphrase: passphrase) }
    }
    let greedy = String(decoding: bytes, as: UTF8.self).replacing("scrypt 65536 ", with: "scrypt 1073741824 ")
    #expect(TrainerKeyFile(bytes: Array(greedy.utf8)) == nil)
  }

  @Test func `a key is never written over, and names that climb are none`() throws {
    let folder = try TestFolder()
    let keys = TrainerKeys(data: folder.path)
    try keys.make(name: "hoa", person: "hoa", display: "Cô Hoa", passphrase: passphrase)
    #expect(throws: PackRefusal.key(.exists(path: keys.path("hoa")))) {
      try keys.make(name: "hoa", person: "hoa", display: "Cô Hoa", passphrase: passphrase)
    }
    for name in ["../hoa", "", "Hoa", "a/b", "-a"] {
      #expect(throws: PackRefusal.key(.badName(name))) { try keys.read(name) }
      #expect(throws: PackRefusal.key(.badName(name))) {
        try keys.make(name: name, person: "hoa", display: "Cô Hoa", passphrase: passphrase)
      }
    }
    #expect(throws: PackRefusal.key(.shortPassphrase(least: 10))) {
      try keys.make(name: "lan", person: "lan", display: "Cô Lan", passphrase: "123456789")
    }
    #expect(throws: PackRefusal.key(.notFound(path: keys.path("lan")))) { try keys.read("lan") }
  }

  @Test func `a public line can be read back and nothing else can`() {
    let trainer = TrainerKey(person: "hoa", name: "Cô Hoa").trainer
    let line = TrainerLine.text(trainer)
    #expect(TrainerLine.read(line) == trainer)
    for bad in [line + "\u{7}", "x" + line, String(line.dropLast(20)), line.replacing(" hoa ", with: " ../hoa "), ""] {
      #expect(TrainerLine.read(bad) == nil)
    }
  }
}
