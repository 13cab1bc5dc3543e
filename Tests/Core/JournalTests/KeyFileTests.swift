import Checklists
import Journal
import JournalFixtures
import Platform
import Testing

@Suite struct KeyFileTests {
  private var chance = SplitMix64(seed: 21)
  private let key: DeviceKey

  init() throws { key = try #require(DeviceKey(using: &chance)) }

  @Test mutating func `a new identity has another name and still opens what was sealed`() throws {
    let sealed = try key.seal(.sample, for: .first, using: &chance)
    let fresh = try #require(key.renewed(using: &chance))
    #expect(fresh.device != key.device && fresh.device == DeviceID(publicKey: fresh.publicKey))
    #expect(fresh.hasEarlier && !key.hasEarlier)
    #expect(fresh.open(sealed, for: .first) == .sample)
    #expect(fresh.identity(of: key.device)?.open(sealed, for: .first) == .sample)
  }

  @Test mutating func `each earlier identity goes on signing under its own name, through renewals and rotations`()
    throws
  {
    var current = key
    var names = [key.device]
    for _ in 0..<5 {
      current = try #require(current.renewed(using: &chance)).rotated(using: &chance).forgettingFormer()
      names.append(current.device)
    }
    #expect(Set(names).count == 6)
    let file = try #require(KeyFile(KeyFile(key: current, incarnation: 1).bytes))
    for name in names {
      let identity = try #require(file.key.identity(of: name))
      let message = Array("tiepsuc test \(name.rawValue)".utf8)
      let signature = try identity.signature(over: message)
      #expect(identity.device == name && DeviceID(publicKey: identity.publicKey) == name)
      #expect(DeviceKey.isSigned(message, signature: signature, publicKey: identity.publicKey))
    }
    #expect(file.key.identity(of: DeviceID(rawValue: "nobody")) == nil)
  }

  @Test mutating func `a file without anything new has the first form, so that an earlier program reads it`() throws {
    #expect(String(decoding: KeyFile(key: key, incarnation: 2).bytes, as: UTF8.self).hasPrefix("tiepsuc key 1\n"))
    let promising = KeyFile(key: key, incarnation: 3, beginning: "copied")
    let renewed = KeyFile(key: try #require(key.renewed(using: &chance)), incarnation: 1)
    for file in [promising, renewed] {
      #expect(String(decoding: file.bytes, as: UTF8.self).hasPrefix("tiepsuc key 2\n"))
      let back = try #require(KeyFile(file.bytes))
      #expect(back.incarnation == file.incarnation && back.beginning == file.beginning)
      #expect(back.key.device == file.key.device && back.bytes == file.bytes)
    }
  }

  @Test mutating func `a file of the second form with one changed, missing or added byte is refused`() throws {
    let fresh = try #require(key.renewed(using: &chance))
    let bytes = KeyFile(key: fresh, incarnation: 1, beginning: "renewed").bytes
    for index in bytes.indices {
      var changed = bytes
      changed[index] ^= 1
      #expect(KeyFile(changed) == nil)
      #expect(KeyFile(Array(bytes.prefix(index))) == nil)
    }
    #expect(KeyFile(bytes + [0x0a]) == nil)
  }

  @Test(arguments: [-1, (1 << 20) + 1, .max - 1, .max]) func `a number that no log comes to is no key file`(
    incarnation: Int
  ) {
    #expect(KeyFile(KeyFile(key: key, incarnation: incarnation).bytes) == nil)
    #expect(KeyFile(KeyFile(key: key, incarnation: 1 << 20).bytes)?.incarnation == 1 << 20)
  }

  @Test mutating func `a hundred earlier identities are remembered, and the file stays small`() throws {
    var current = key
    var names: [DeviceID] = []
    for _ in 0..<130 {
      names.append(current.device)
      current = try #require(current.renewed(using: &chance))
    }
    let bytes = KeyFile(key: current, incarnation: 1).bytes
    #expect(bytes.count < 16_384)
    let back = try #require(KeyFile(bytes))
    #expect(names.suffix(100).allSatisfy { back.key.identity(of: $0) != nil })
    #expect(names.prefix(30).allSatisfy { back.key.identity(of: $0) == nil })
  }
}

extension Contact {
  fileprivate static let sample = Contact(
    name: "Bác Tám", phone: "0912345678", appointment: "", due: nil, consentVersion: 1)
}
