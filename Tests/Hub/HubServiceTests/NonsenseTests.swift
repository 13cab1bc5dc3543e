import Bytes
import Foundation
import HTTPTypes
import HubFixtures
import HubService
import HubStore
import Journal
import JournalFixtures
import Platform
import Protocol
import Synchronization
import TestTraits
import Testing

/// What the hub answers to its own desks when they say what no program of ours says: never that the hub is at fault.
@Suite(.ownThread) struct NonsenseTests {
  @Test func `two batches of a few hundred bytes that lose the same places with different hashes end nothing`()
    async throws
  {
    try await InProcessHub.with { hub in
      let desk = try TestDevice(seed: 1)
      try await hub.enrol(desk)
      for through in [1 << 24, 1 << 30, 1 << 39] {
        for hash in [1, 2] as [UInt8] {
          let batch = try desk.signed([.lost(LostRange(first: 1, last: through, hash: EntryHash(of: [hash])))])
          #expect(batch.count < 400)
          let answer = try await hub.ask(desk, HubRequest(.post, Route.push, body: batch))
          if through == 1 << 24 {
            #expect(answer.pushed?.receipt.size == through)
          } else {
            #expect(answer.refusal == .malformed)
          }
        }
      }
      // The hub lives, and counts what it holds.
      #expect(try await hub.news(desk).isForked)
      #expect(try await HubVerifier(store: hub.store, hubKey: hub.key.publicKey).verify { _ in })
    }
  }

  @Test func `a batch that holds nothing is the fault of who brings it, and said to be`() async throws {
    try await InProcessHub.with { hub in
      var desk = try TestDevice(seed: 1)
      try await hub.enrol(desk)
      let answer = try await hub.push(desk, try desk.seal([]))
      #expect(answer.status == 400 && answer.refusal == .malformed)
      #expect(Refusal(bytes: answer.body)?.detail == "a batch that holds nothing")
      try desk.write(sessions: 2)
      #expect(try await hub.push(desk, try desk.batch()).pushed != nil)
      // Behind what is held it asks for the receipt.
      #expect(try await hub.push(desk, try desk.seal([], after: 2)).pushed?.receipt.size == 2)
      #expect(try await hub.push(desk, try desk.seal([])).refusal == .malformed)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a name that no database takes is refused, or not kept`(kind: StoreKind) async throws {
    try await InProcessHub.with(kind) { hub in
      var desk = try TestDevice(seed: 1)
      try await hub.enrol(desk)
      for name in ["\u{0}", "TN\u{0}1", "a\u{1f}", "\u{7f}", "\u{85}", "TN01"] {
        var session = desk.bodies.session()
        session.volunteer = VolunteerCode(rawValue: name)
        session.unit = "29242"
        try desk.write(.session(session), contact: EntryHash(of: [1]))
      }
      #expect(try await hub.push(desk, try desk.batch()).pushed?.receipt.size == 6)
      #expect(try await hub.news(desk).roster == ["TN01"])
      for lead in ["\u{0}", "0123456789abcde\u{0}", "0123456789ABCDEF", ""] {
        let contact = ContactAttachment(sequence: 1, lead: LeadKeyID(rawValue: lead), box: [1])
        #expect(try await hub.push(desk, try desk.seal([], after: 6, attachments: [contact])).refusal == .malformed)
      }
    }
  }

  @Test func `no query, header or body of a device is answered with a fault of the hub`() async throws {
    try await InProcessHub.with { hub in
      var lead = try TestDevice(seed: 1)
      let trainer = try TestDevice(seed: 2)
      try await hub.enrol(lead, role: .lead)
      try await hub.enrol(trainer, role: .trainer)
      try lead.write(sessions: 8)
      #expect(try await hub.push(lead, try lead.batch()).pushed != nil)
      let words = [
        "", "0", "-0", "-1", "1", "+1", "01", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "99999999999999999999999", "0x10", "1e9", "NaN", "%00", "%", "%zz", "*", "vneid",
        "29242",
        "\u{0}", "ắ", "=", "&", String(repeating: "9", count: 2_000),
      ]
      var asked = 0
      for word in words {
        var requests = [
          HubRequest(.get, Route.pull + "?after=\(word)"), HubRequest(.get, Route.pull + "?device=\(word)&after=1"),
          HubRequest(.get, Route.contacts + "?after=\(word)"), HubRequest(.get, "\(Route.packs)/\(word)"),
          HubRequest(.get, Route.pull + "?tag=\(word)"),
          HubRequest(.post, Route.erasures, body: Array(word.utf8)),
          HubRequest(.post, Route.erasures, body: Array("{\"receipt\":\"\(word)\"}".utf8)),
          HubRequest(.post, Route.push, headers: [.prefer: "wait=\(word)"], body: Array(word.utf8)),
          HubRequest(.post, Route.enrol, body: Array(word.utf8)),
          HubRequest(.post, Route.names, body: Array(word.utf8)),
          HubRequest(.get, Route.entries + "?device=\(lead.id.rawValue)&incarnation=1&after=\(word)"),
          HubRequest(.get, Route.entries + "?device=\(lead.id.rawValue)&incarnation=\(word)"),
          HubRequest(.get, "\(Route.packs)/\(EntryHash.zero.hex)?from=\(word)&bytes=\(word)"),
        ]
        for name in ["checklist", "version", "unit", "from", "to", "experience"] {
          requests.append(HubRequest(.get, Route.figures + "?checklist=vneid&\(name)=\(word)"))
        }
        requests.append(HubRequest(.get, Route.figures + "?checklist=\(word)"))
        for request in requests {
          for device in [lead, trainer] {
            let answer = try await hub.ask(device, request)
            #expect(answer.status < 500, "\(request.path.prefix(100))")
            asked += 1
          }
        }
      }
      #expect(asked == words.count * 40)
    }
  }

  /// Batches in all on SQLite; `TIEPSUC_BATCHES` asks for more than every run of the tests can wait for.
  private static let batches = ProcessInfo.processInfo.environment["TIEPSUC_BATCHES"].flatMap { Int($0) } ?? 2_880

  @Test(arguments: [(StoreKind.sqlite, batches / 120, 120), (.postgres, 4, 60)])
  func `well-signed nonsense is stored, set apart or refused; the hub holds together and counts it`(
    kind: StoreKind, devices: Int, rounds: Int
  ) async throws {
    try await InProcessHub.with(kind) { hub in
      let (trainer, lead) = (try TestDevice(seed: 9_999), try TestDevice(seed: 9_998))
      try await hub.enrol(trainer, role: .trainer)
      try await hub.enrol(lead, role: .lead)
      let answers = try await withThrowingTaskGroup(of: [Int: Int].self) { group in
        for seed in 0..<devices {
          group.addTask {
            var liar = try Liar(seed: UInt64(seed))
            try await hub.enrol(liar.device)
            var answers: [Int: Int] = [:]
            for _ in 0..<rounds {
              let answer = try await hub.ask(liar.device, HubRequest(.post, Route.push, body: try liar.batch()))
              #expect(answer.status < 500, "\(String(decoding: answer.body.prefix(200), as: UTF8.self))")
              answers[answer.status, default: 0] += 1
            }
            // Whatever it holds can be told.
            _ = try await hub.news(liar.device)
            try await expectTold(liar.device, to: lead, by: hub)
            return answers
          }
        }
        return try await group.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
      }
      // All sorts of answers come, and none of them is rare.
      for status in [200, 400, 409] { #expect(answers[status, default: 0] > devices * rounds / 20, "\(answers)") }
      let faults = Mutex<[String]>([])
      let isWhole = try await HubVerifier(store: hub.store, hubKey: hub.key.publicKey).verify { branch in
        if let fault = branch.fault {
          faults.withLock { $0.append("\(branch.chain.id) \(branch.chain.branch): \(fault)") }
        }
      }
      #expect(isWhole, "\(faults.withLock { $0 })")
      let index = try await hub.ask(trainer, HubRequest(.get, Route.figures))
      #expect(FigureIndex(bytes: index.body) != nil)
      let unit = try await hub.ask(lead, HubRequest(.get, Route.desks))
      #expect(UnitDesks(bytes: unit.body, limit: Limits.newsBytes)?.isBounded == true)
    }
  }

  /// The lead is handed out all that is held of a device, page by page.
  private func expectTold(_ device: TestDevice, to lead: TestDevice, by hub: InProcessHub) async throws {
    for chain in try await hub.store.chains(of: device.id) where chain.branch == 0 {
      var after = 0
      while after < chain.size {
        let path = "\(Route.entries)?device=\(device.id.rawValue)&incarnation=\(chain.incarnation)&after=\(after)"
        let answer = try await hub.ask(lead, HubRequest(.get, path))
        let end = try ChainPage(bytes: answer.body).batch.end.size
        guard answer.status == 200, end > after else {
          Issue.record("\(path): \(answer.status)")
          return
        }
        after = end
      }
    }
  }
}

/// A device that signs whatever comes to its mind.
private struct Liar {
  private(set) var device: TestDevice
  private var chance: SplitMix64

  init(seed: UInt64) throws {
    device = try TestDevice(seed: 40_000 + seed)
    chance = SplitMix64(seed: seed)
  }

  private mutating func edge() -> Int {
    let edges = [0, 1, 2, 3, 127, 128, 1 << 14, 1 << 24, 1 << 31, 1 << 32, 1 << 40, 1 << 41, 1 << 62, .max - 1, .max]
    return chance.oneIn(3) ? chance.below(12) : chance.pick(edges)
  }

  /// A sealed batch, or nearly one.
  mutating func batch() throws -> [UInt8] {
    if chance.oneIn(30) { device.beginAnew() }
    let base = chance.oneIn(3) ? chance.below(device.entries.count + 1) : device.entries.count
    let items = try items(after: base)
    let contacts = (0..<chance.below(3)).map { _ in
      ContactAttachment(
        sequence: 1 + chance.below(max(1, base)), lead: LeadKeyID(publicKey: [UInt8(chance.below(3))]), box: [1, 2])
    }
    let sealed = try device.signed(items, after: base, attachments: base > 0 && chance.oneIn(4) ? contacts : [])
    switch chance.below(8) {
    case 0: return try device.resealed(sealed) { $0 = numbers() + $0.dropFirst(3) }
    case 1:
      let (place, bit) = (chance.below(sealed.count - 100), UInt8(chance.below(255)) + 1)
      return try device.resealed(sealed) { $0[place] ^= bit }
    case 2:
      let count = chance.below(sealed.count - 100)
      return try device.resealed(sealed) { $0.removeLast(count) }
    default: return sealed
    }
  }

  /// Incarnation, base and size as they stand before a batch.
  private mutating func numbers() -> [UInt8] {
    var writer = ByteWriter()
    for _ in 0..<3 { writer.number(edge()) }
    return writer.bytes
  }

  /// Entries and stretches behind a place; where that is the end, the device goes on with them.
  private mutating func items(after base: Int) throws -> [Batch.Item] {
    let isGoingOn = base == device.entries.count
    var other = device
    other.forget(after: base)
    for _ in 0..<chance.below(6) { try write(to: &other) }
    var items = other.entries[base...].map { Batch.Item.entry($0) }
    if isGoingOn { device = other }
    guard chance.oneIn(3) else { return items }
    // Ranges that touch, cross and turn back: sound only where they begin behind the item before.
    let hash = EntryHash(of: [UInt8(chance.below(4))])
    let through = chance.oneIn(2) ? base + items.count + 1 + chance.below(4) : min(edge(), 1 << 40)
    if through > base + items.count {
      items.append(.lost(LostRange(first: base + items.count + 1, last: through, hash: hash)))
    }
    return items
  }

  private mutating func write(to other: inout TestDevice) throws {
    switch chance.below(6) {
    case 0: other.write(bytes: (0..<chance.below(60)).map { _ in UInt8(chance.below(256)) })
    case 1: other.write(bytes: mutated(other.entries.last ?? [1]))
    case 2: try other.write(sessions: 1)
    default:
      let hash = EntryHash(of: [UInt8(chance.below(5))])
      try other.write(other.bodies.anything(), receipt: chance.maybe([hash]), contact: chance.maybe([hash]))
    }
  }

  /// An entry with another number at the place of one.
  private mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
    let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
    guard !digits.isEmpty else { return bytes + [0] }
    let start = chance.pick(digits)
    let end = bytes[start...].firstIndex { !(0x30...0x39).contains($0) } ?? bytes.endIndex
    let numbers = [
      "-1", "9223372036854775807", "-9223372036854775808", "18446744073709551616", "0", "00", "4294967296",
    ]
    return Array(bytes[..<start]) + Array(chance.pick(numbers).utf8) + bytes[end...]
  }
}
