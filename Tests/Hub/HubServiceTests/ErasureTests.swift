import Foundation
import HubFixtures
import HubStore
import Journal
import JournalFixtures
import Protocol
import Testing

@testable import HubService

@Suite struct ErasureTests {
  /// A desk whose first entry has a receipt code and a contact, all at the hub.
  private struct Held {
    var desk: TestDevice
    var lead: TestDevice
    var receipt: EntryHash
  }

  private func hold(_ hub: InProcessHub, seed: UInt64 = 1) async throws -> Held {
    var desk = try TestDevice(seed: seed)
    let lead = try TestDevice(seed: seed + 500)
    try await hub.enrol(desk)
    try await hub.enrol(lead, role: .lead)
    let receipt = EntryHash(of: Array("code \(seed)".utf8))
    try desk.write(.session(desk.bodies.session()), receipt: receipt, contact: EntryHash(of: [1]))
    try desk.write(sessions: 2)
    _ = try await hub.push(desk, try batch(desk, lead))
    return Held(desk: desk, lead: lead, receipt: receipt)
  }

  private func batch(_ desk: TestDevice, _ lead: TestDevice) throws -> SealedBatch {
    let box = try LeadSeal.seal([7], of: desk.entry(1), to: lead.sealing.publicKey)
    return try desk.batch(attachments: [
      .init(sequence: 1, lead: LeadKeyID(publicKey: lead.sealing.publicKey), box: box)
    ])
  }

  private func erase(_ hub: InProcessHub, _ device: TestDevice, _ receipt: EntryHash) async throws -> HubAnswer {
    try await hub.ask(
      device, HubRequest(.post, Route.erasures, body: try ErasureRequest(receipt: receipt).bytes))
  }

  private func boxes(_ hub: InProcessHub, _ lead: TestDevice) async throws -> Int? {
    ContactBoxes(bytes: try await hub.ask(lead, HubRequest(.get, Route.contacts)).body)?.boxes.count
  }

  @Test(arguments: StoreKind.allCases)
  func `an order destroys the contact, is told to the unit, and the chain still verifies`(kind: StoreKind) async throws
  {
    try await InProcessHub.with(kind) { hub in
      let held = try await hold(hub)
      #expect(try await boxes(hub, held.lead) == 1)
      let answer = try await erase(hub, held.desk, held.receipt)
      #expect(try await boxes(hub, held.lead) == 0)
      let orders = try await hub.news(held.desk).erasures
      #expect(ErasureAnswer(bytes: answer.body) == ErasureAnswer(orders: orders, isKnown: true))
      #expect(orders.map(\.receipt) == [held.receipt.hex])
      #expect(try await hub.news(held.desk, after: orders[0].number).erasures == [])
      // Sent again with its contact, it stays away.
      #expect(try await hub.push(held.desk, try batch(held.desk, held.lead)).pushed != nil)
      #expect(try await boxes(hub, held.lead) == 0)
      #expect(try await HubVerifier(store: hub.store, hubKey: hub.key.publicKey).verify { _ in })
      let twice = try await erase(hub, held.lead, held.receipt)
      #expect(ErasureAnswer(bytes: twice.body) == ErasureAnswer(bytes: answer.body))
      #expect(try await hub.news(held.desk).erasures == orders)
    }
  }

  @Test func `an order for what has not come yet waits for it`() async throws {
    try await InProcessHub.with { hub in
      var desk = try TestDevice(seed: 1)
      let lead = try TestDevice(seed: 2)
      try await hub.enrol(desk)
      try await hub.enrol(lead, role: .lead)
      let receipt = EntryHash(of: [5])
      #expect(ErasureAnswer(bytes: try await erase(hub, lead, receipt).body)?.isKnown == false)
      try desk.write(.session(desk.bodies.session()), receipt: receipt, contact: EntryHash(of: [1]))
      #expect(try await hub.push(desk, try batch(desk, lead)).pushed != nil)
      #expect(try await boxes(hub, lead) == 0)
    }
  }

  @Test func `a code is found under the key of whichever desk of the unit gave it out`() async throws {
    try await InProcessHub.with { hub in
      var desks = try (1...3 as ClosedRange<UInt64>).map { try TestDevice(seed: $0) }
      let lead = try TestDevice(seed: 9)
      try await hub.enrol(lead, role: .lead)
      for desk in desks { try await hub.enrol(desk) }
      let code = ReceiptCode(values: [1, 2, 3, 4, 5, 6, 7])
      func order(_ device: TestDevice) async throws -> HubAnswer {
        try await hub.ask(device, HubRequest(.post, Route.erasures, body: try ErasureRequest(code: code).bytes))
      }
      let receipt = desks[1].key.receipts.hash(of: code)
      try desks[1].write(
        .session(desks[1].bodies.session()), receipt: receipt, contact: EntryHash(of: [1]))
      // Not here yet: it may come from any desk, the lead's too.
      let early = try #require(ErasureAnswer(bytes: try await order(desks[0]).body))
      #expect(!early.isKnown)
      #expect(Set(early.orders.map(\.receipt)) == Set((desks + [lead]).map { $0.key.receipts.hash(of: code).hex }))
      #expect(try await hub.push(desks[1], try batch(desks[1], lead)).pushed != nil)
      #expect(try await boxes(hub, lead) == 0)
      // Here: one order, whoever asks.
      for device in [desks[0], lead] {
        let late = try #require(ErasureAnswer(bytes: try await order(device).body))
        #expect(late.isKnown && late.orders.map(\.receipt) == [receipt.hex])
      }
      // What another unit cannot know, it does not learn.
      let stranger = try TestDevice(seed: 20)
      try await hub.enrol(stranger, unit: "29243")
      let other = try #require(ErasureAnswer(bytes: try await order(stranger).body))
      #expect(!other.isKnown && other.orders.map(\.receipt) == [stranger.key.receipts.hash(of: code).hex])
      // Neither the database nor its copy says which entry a code belongs to.
      let held = try await hub.store.devices().compactMap(\.receiptKey)
      #expect(held.count == 5)
      for (device, box) in zip([lead] + desks + [stranger], held) { #expect(!contains(box, device.key.receipts.bytes)) }
    }
  }

  private func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool {
    bytes.indices.contains { bytes[$0...].starts(with: part) }
  }

  @Test func `another unit's entries are not erased`() async throws {
    try await InProcessHub.with { hub in
      let held = try await hold(hub)
      let stranger = try TestDevice(seed: 9)
      try await hub.enrol(stranger, unit: "29243")
      #expect(try await erase(hub, stranger, held.receipt).refusal == .wrongUnit)
      #expect(try await boxes(hub, held.lead) == 1)
      for body in [[], Array(#"{"receipt":"00"}"#.utf8), Array("{}".utf8), Array(#"{"code":"ABCD"}"#.utf8)] as [[UInt8]]
      {
        let answer = try await hub.ask(stranger, HubRequest(.post, Route.erasures, body: body))
        #expect(answer.refusal == .malformed)
      }
    }
  }

  @Test func `orders that a restored database does not know are applied again before it serves`() async throws {
    try await InProcessHub.with { hub in
      let held = try await hold(hub)
      let second = try await hold(hub, seed: 2)
      #expect(try await erase(hub, held.lead, held.receipt).status == 200)
      let copy = hub.folder + "/copy.sqlite"
      try await hub.backUp(to: copy)
      #expect(try await erase(hub, second.lead, second.receipt).status == 200)
      let orders = try await hub.news(held.desk).erasures
      #expect(orders.count == 2)
      try await hub.restore(from: copy)
      #expect(try await boxes(hub, second.lead) == 0)
      #expect(try await boxes(hub, held.lead) == 0)
      #expect(Set(try await hub.news(held.desk).erasures.map(\.receipt)) == Set(orders.map(\.receipt)))
      // Who knows the last number of the former incarnation hears of every later order.
      let third = EntryHash(of: [77])
      #expect(try await erase(hub, held.lead, third).status == 200)
      let last = try #require(orders.map(\.number).max())
      #expect(try await hub.news(held.desk, after: last).erasures.map(\.receipt).contains(third.hex))
    }
  }

  @Test func `the log of orders bears lines that were cut, and is filled from the store`() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let lines = (1...3).map { number in
      ErasureLog.Line(
        order: ErasureOrder(number: number, receipt: EntryHash(of: [UInt8(number)]).hex, time: 9), unit: "29242")
    }
    let once = ErasureLog(path: folder.path + "/once.log")
    for line in lines + lines { try once.append(line) }
    let whole = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/once.log"))
    #expect(try once.read().lines == lines)
    for length in 0..<whole.count {
      let cut = folder.path + "/cut-\(length).log"
      try whole.prefix(length).write(to: URL(fileURLWithPath: cut))
      let log = ErasureLog(path: cut)
      let before = try log.read()
      #expect(before.damaged <= 1)
      for line in lines { try log.append(line) }
      #expect(Set(try ErasureLog(path: cut).read().lines) == Set(lines))
    }
  }
}
