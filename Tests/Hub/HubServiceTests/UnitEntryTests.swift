import HubFixtures
import HubService
import HubStore
import Journal
import JournalFixtures
import Platform
import Protocol
import Testing

/// Shifts, calendars, events and steps of petitions are entries as any other.
@Suite struct UnitEntryTests {
  @Test func `what a unit keeps beside its sessions is held under codes, and what names a person is kept apart`()
    async throws
  {
    try await InProcessHub.with { hub in
      var device = try TestDevice(seed: 21)
      try await hub.enrol(device)
      let (now, code) = (Moment.sample, VolunteerCode(number: 1))
      try device.write(sessions: 1)
      let shift = ShiftFacts(volunteer: code, act: .began, unit: "00004", at: now)
      let plan = PlanFacts(
        what: .shift, title: "Trực bàn", unit: "00004", day: now.day, from: 480, to: 660, needed: 2, people: [code],
        by: code, at: now)
      let event = EventFacts(
        what: .stand, topic: "VNeID", unit: "00004", day: now.day, from: 480, to: 660,
        heads: [HeadCount(band: .from60, count: 12)], people: [code], by: code, at: now)
      try device.write(.shift(shift))
      try device.write(.plan(plan))
      try device.write(.event(event))
      let forwarded = PetitionStepFacts(
        act: .forwarded, from: .lead, number: "PAKN.20200812.0012", by: code, at: now)
      try device.write(.petition(of: device.entry(1), forwarded))
      // From here on each breaks a rule.
      var named = plan
      named.title = "gọi 0912 345 678"
      try device.write(.plan(named))
      var numbered = forwarded
      numbered.number = "0912345678"
      try device.write(.petition(of: device.entry(1), numbered))
      try device.write(.petition(of: device.entry(99), forwarded))
      let pushed = try #require(try await hub.push(device, try device.batch()).pushed)
      let expected: [(Int, Quarantine.Reason)] = [(6, .personalNumber), (7, .personalNumber), (8, .unknownTarget)]
      #expect(pushed.answer.quarantined.map(\.sequence) == expected.map(\.0))
      #expect(pushed.answer.quarantined.map(\.reason) == expected.map(\.1))
      #expect(try await HubVerifier(store: hub.store, hubKey: hub.key.publicKey).verify { _ in })
    }
  }
}
