import Foundation
import HubFixtures
import HubService
import HubStore
import Journal
import JournalStore
import Protocol
import SyncClient
import SyncStore
import TestTraits
import Testing

/// Hubs from backups, laptops from images, and laptops that were cloned.
@Suite(.ownThread) struct RestoreTests {
  @Test func `a hub restored from each of thirty backups gets everything again, and the lead reads how much`()
    async throws
  {
    let pair = try await Pair(sessions: 10)
    let other = try TestDesk.begin(sessions: 5, seed: 9, clock: pair.hub.clock)
    try await other.enrol(at: pair.hub)
    var kept = 10
    var backups: [(path: String, sent: Int)] = []
    for day in 0..<30 {
      try await pair.expectWhole()
      let path = pair.hub.folder + "/backup-\(day)"
      try await pair.hub.backUp(to: path)
      backups.append((path, kept))
      try pair.desk.write(sessions: 3 + day % 4)
      kept += 3 + day % 4
      pair.hub.clock.advance(by: 86_400_000)
    }
    for (path, sent) in backups.reversed() {
      try await pair.expectWhole()
      try await pair.hub.restore(from: path)
      try pair.desk.write(sessions: 2)
      kept += 2
      let (line, said) = await pair.push()
      #expect(line.event == .done, "\(line)")
      #expect(said.count(of: .hubRestored) == kept - 2 - sent)
      #expect(line.summary?.sent == kept)
      #expect(line.summary?.receipt?.hubIncarnation == pair.hub.hub.identity.incarnation)
      #expect(try await pair.desk.untruths(at: pair.hub) == [])
      #expect(await other.run(DirectTransport(pair.hub)).push().event == .done)
      #expect(try await other.untruths(at: pair.hub) == [])
    }
    try other.end()
    try await pair.end()
  }

  @Test func `a hub that lost everything of a desk that has nothing new gets it again`() async throws {
    let pair = try await Pair(sessions: 0)
    let path = pair.hub.folder + "/backup"
    try await pair.hub.backUp(to: path)
    try pair.desk.write(sessions: 700)
    try await pair.expectWhole()
    try await pair.hub.restore(from: path)
    let (line, said) = await pair.push()
    #expect(line.event == .done, "\(line)")
    #expect(said.attentions.contains(.hubRestored))
    #expect(line.summary?.sent == 700)
    #expect(try await pair.desk.untruths(at: pair.hub) == [])
    try await pair.end()
  }

  @Test func `a hub that lost contacts gets them again`() async throws {
    let pair = try await Pair(sessions: 3)
    let lead = try TestDesk.begin(seed: 8, clock: pair.hub.clock)
    try await lead.enrol(at: pair.hub, role: .lead)
    try await pair.desk.enrol(at: pair.hub)
    try await pair.expectWhole()
    let backup = pair.hub.folder + "/backup"
    try await pair.hub.backUp(to: backup)
    let contact = Contact(name: "Bác Tư", phone: "", appointment: "", due: nil, consentVersion: 1)
    let kept = try pair.desk.write(contact)
    try await pair.expectWhole()
    try await pair.hub.restore(from: backup)
    try await pair.expectWhole()
    let opened = SaidContacts()
    _ = await lead.run(DirectTransport(pair.hub)).contacts { opened.add($0) }
    #expect(opened.all.map(\.entry) == [kept.id])
    try lead.end()
    try await pair.end()
  }

  @Test func `a laptop restored from an image begins a new incarnation and loses nothing`() async throws {
    let pair = try await Pair(sessions: 20)
    try await pair.expectWhole()
    let image = try pair.desk.image()
    try pair.desk.write(sessions: 10)
    try await pair.expectWhole()
    let device = try pair.desk.device()
    try pair.desk.restore(image)
    let (line, said) = await pair.push()
    #expect(said.attentions.contains(.imageRestored))
    #expect(line.event == .done, "\(line)")
    #expect(line.summary?.sent == 20)
    try pair.desk.write(sessions: 4)
    try await pair.expectWhole()
    #expect(try await pair.hub.branches(of: device, incarnation: 1).map(\.count) == [30])
    #expect(try await pair.hub.branches(of: device, incarnation: 2).map(\.count) == [4])
    try await pair.end()
  }

  @Test func `a laptop restored from an image while the desk is open leaves the new incarnation to the desk`()
    async throws
  {
    let pair = try await Pair(sessions: 20)
    try await pair.expectWhole()
    let image = try pair.desk.image()
    try pair.desk.write(sessions: 10)
    try await pair.expectWhole()
    try pair.desk.restore(image)
    let device = try pair.desk.device()
    let open = try JournalStore.open(
      folder: pair.desk.folder, practice: false, now: pair.desk.now, marks: pair.desk.marks)
    let (_, said) = await pair.push()
    #expect(said.attentions.contains(.imageRestored))
    #expect(try pair.desk.store().logOrder() == .beginIncarnation(after: ChainID(device: device, incarnation: 1)))
    #expect(try open.incarnations().count == 1)
    try open.close()
    try await pair.expectWhole()
    #expect(try pair.desk.withJournal { try $0.incarnations().count } == 2)
    #expect(try pair.desk.store().logOrder() == nil)
    try await pair.end()
  }

  @Test(arguments: 2...5)
  func `clones keep all branches, are all told, and enrol anew`(count: Int) async throws {
    let pair = try await Pair(sessions: 12)
    try await pair.expectWhole()
    let former = try pair.desk.device()
    var desks = [pair.desk]
    for number in 1..<count { desks.append(try pair.desk.clone(seed: UInt64(100 + number))) }
    for (number, desk) in desks.enumerated() {
      try desk.write(sessions: 3 + number)
      let said = SaidLines()
      let line = await desk.run(DirectTransport(pair.hub), lines: said).push()
      #expect(line.failure == (number == 0 ? nil : .forked), "\(line)")
      #expect(line.summary?.unsent == 0)
      #expect(try await desk.untruths(at: pair.hub) == [])
      if number > 0 { #expect(said.attentions.contains(.forked)) }
    }
    let told = await desks[0].run(DirectTransport(pair.hub)).push()
    #expect(told.failure == .forked)
    #expect(told.summary?.isForked == true)
    #expect(
      try await pair.hub.branches(of: former, incarnation: 1).map(\.count).sorted() == (0..<count).map { 15 + $0 })
    for desk in desks {
      try desk.write(sessions: 2)
      #expect(await desk.run(DirectTransport(pair.hub)).push().failure == .forked)
      try await desk.enrol(at: pair.hub)
      #expect(try desk.device() != former)
      try desk.write(sessions: 6)
      let line = await desk.run(DirectTransport(pair.hub)).push()
      #expect(line.event == .done, "\(line)")
      #expect(line.summary?.unsent == 0)
      #expect(line.summary?.isForked == false)
      #expect(try await desk.untruths(at: pair.hub) == [])
    }
    for desk in desks.dropFirst() { try desk.end() }
    try await pair.end()
  }

  @Test func `a restored image that went on before its exchange is a fork, and all is kept`() async throws {
    let pair = try await Pair(sessions: 20)
    try await pair.expectWhole()
    let image = try pair.desk.image()
    try pair.desk.write(sessions: 10)
    try await pair.expectWhole()
    let device = try pair.desk.device()
    try pair.desk.restore(image)
    let again = try pair.desk.clone(seed: 77)
    try again.write(sessions: 8)
    let line = await again.run(DirectTransport(pair.hub)).push()
    #expect(line.failure == .forked)
    #expect(line.summary?.unsent == 0)
    #expect(try await again.untruths(at: pair.hub) == [])
    #expect(try await pair.hub.branches(of: device, incarnation: 1).map(\.count).sorted() == [28, 30])
    try again.end()
    try await pair.end()
  }
}
