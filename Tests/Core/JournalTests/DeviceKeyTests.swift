import Checklists
import Journal
import JournalFixtures
import Platform
import Testing

@Suite struct DeviceKeyTests {
  private var chance = SplitMix64(seed: 11)
  private let key: DeviceKey

  init() throws { key = try #require(DeviceKey(using: &chance)) }

  private let contact = Contact(
    name: "Bác \"Bảy\"", phone: "0912345678", appointment: "thứ hai\n8 giờ", due: Day(daysSince1970: 20_420),
    consentVersion: 3)

  @Test func `a device is named after its public key`() {
    #expect(key.device == DeviceID(publicKey: key.publicKey))
    #expect(key.device.rawValue.count == 32)
    #expect(key.publicKey.count == 32)
  }

  @Test mutating func `a contact opens for its own entry only, and only under its own key`() throws {
    let sealed = try key.seal(contact, for: .first, using: &chance)
    #expect(key.open(sealed, for: .first) == contact)
    var second = EntryID.first
    second.sequence = 2
    #expect(key.open(sealed, for: second) == nil)
    #expect(DeviceKey(using: &chance)?.open(sealed, for: .first) == nil)
    for index in sealed.box.indices {
      var changed = sealed
      changed.box[index] ^= 1
      #expect(key.open(changed, for: .first) == nil)
    }
  }

  @Test mutating func `nothing of a contact can be read in its box, and two boxes of one contact differ`() throws {
    let (a, b) = (
      try key.seal(contact, for: .first, using: &chance), try key.seal(contact, for: .first, using: &chance)
    )
    #expect(a.box != b.box)
    #expect(a.hash != b.hash)
    #expect(!String(decoding: a.box + a.wrappedKey, as: UTF8.self).contains("09123"))
  }

  @Test mutating func `after the sealing key was changed, the box is the same and old copies stay shut`() throws {
    let sealed = try key.seal(contact, for: .first, using: &chance)
    let rotated = key.rotated(using: &chance)
    #expect(rotated.device == key.device)
    #expect(rotated.open(sealed, for: .first) == contact)
    let fresh = try #require(try rotated.rewrap(sealed, for: .first, using: &chance))
    #expect(fresh.hash == sealed.hash)
    let after = rotated.forgettingFormer()
    #expect(after.open(fresh, for: .first) == contact)
    #expect(after.open(sealed, for: .first) == nil)
    #expect(try after.rewrap(sealed, for: .first, using: &chance) == nil)
  }

  @Test mutating func `a key file comes back as it was, with and without a former key`() throws {
    for candidate in [key, key.rotated(using: &chance)] {
      let bytes = candidate.fileBytes(incarnation: 3)
      let back = try #require(DeviceKey.read(file: bytes))
      #expect(back.incarnation == 3)
      #expect(back.key.device == key.device)
      #expect(back.key.hasFormer == candidate.hasFormer)
      let sealed = try candidate.seal(contact, for: .first, using: &chance)
      #expect(back.key.open(sealed, for: .first) == contact)
      #expect(back.key.fileBytes(incarnation: 3) == bytes)
    }
  }

  @Test func `a key file with one changed, missing or added byte is refused`() {
    let bytes = key.fileBytes(incarnation: 1)
    for index in bytes.indices {
      for bit: UInt8 in [1, 0x20] {
        var changed = bytes
        changed[index] ^= bit
        #expect(DeviceKey.read(file: changed) == nil)
      }
      #expect(DeviceKey.read(file: Array(bytes.prefix(index))) == nil)
    }
    #expect(DeviceKey.read(file: bytes + [0x0a]) == nil)
  }

  @Test(arguments: 0..<8) func `any contact comes back as it was`(seed: UInt64) throws {
    var bodies = Bodies(seed: seed)
    var chance = SplitMix64(seed: seed)
    for _ in 0..<50 {
      let any = Contact(
        name: bodies.text(), phone: bodies.text(), appointment: bodies.text(),
        due: bodies.chance.maybe([Day(daysSince1970: bodies.chance.below(99_999))]),
        consentVersion: bodies.chance.below(9))
      let sealed = try key.seal(any, for: .first, using: &chance)
      #expect(key.open(sealed, for: .first) == any)
    }
  }
}

@Suite struct ReceiptCodeTests {
  @Test func `codes from one seed are the same, and read back however they are typed`() {
    var chance = SplitMix64(seed: 1)
    for _ in 0..<2_000 {
      let code = ReceiptCode.random(using: &chance)
      #expect(ReceiptCode(code.display) == code)
      #expect(ReceiptCode(" " + code.letters.lowercased() + " ") == code)
      #expect(code.letters.count == 8)
    }
  }

  @Test func `every single wrong letter and every swap of two letters is caught`() {
    var chance = SplitMix64(seed: 2)
    for _ in 0..<50 {
      let letters = Array(ReceiptCode.random(using: &chance).letters)
      for place in letters.indices {
        for letter in ReceiptCode.alphabet where letter != letters[place] {
          var wrong = letters
          wrong[place] = letter
          #expect(ReceiptCode(String(wrong)) == nil)
        }
        for other in letters.indices where letters[other] != letters[place] {
          var swapped = letters
          swapped.swapAt(place, other)
          #expect(ReceiptCode(String(swapped)) == nil)
        }
      }
    }
  }

  @Test func `a code made of values keeps them in order`() {
    #expect(ReceiptCode(values: [0, 1, 2, 3, 4, 5, 6]).letters == "ACDEFGH4")
    #expect(ReceiptCode(values: []).letters == "AAAAAAAA")
    #expect(ReceiptCode("") == nil)
    #expect(ReceiptCode("AAAA-AAA") == nil)
    #expect(ReceiptCode("AAAA-AAA0") == nil)
  }
}

@Suite struct MomentTests {
  @Test func `no clock overflows, whatever it claims`() {
    for wall: Int64 in [.min, -1, 0, .max] {
      for offset in [Int.min, -720, 0, 840, .max] {
        for monotonic: Int64 in [.min, 0, .max] {
          let moment = Moment(
            wallMilliseconds: wall, offsetMinutes: offset, boot: "a", monotonicMilliseconds: monotonic)
          #expect(moment.day.daysSince1970 >= 0)
          #expect((0..<1440).contains(moment.minuteOfDay))
          #expect(moment.milliseconds(since: .sample) >= 0)
          #expect(Moment.sample.milliseconds(since: moment) >= 0)
        }
      }
    }
  }

  @Test func `within one boot the monotonic clock measures, across boots the wall clock`() {
    var later = Moment.sample.later(by: 5_000)
    later.wallMilliseconds += 10 * 365 * 86_400_000
    #expect(later.milliseconds(since: .sample) == 5_000)
    later.boot = "other"
    #expect(later.milliseconds(since: .sample) == 10 * 365 * 86_400_000 + 5_000)
    #expect(Moment.sample.milliseconds(since: later) == 0)
  }
}
