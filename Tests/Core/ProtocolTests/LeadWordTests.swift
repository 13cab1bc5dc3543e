import Bytes
import Foundation
import Journal
import Protocol
import Testing

/// What leads say about desks.
@Suite struct LeadWordTests {
  private let device = DeviceID(rawValue: String(repeating: "ab", count: 16))

  private func without<Told: Message>(_ keys: [String], _ message: Told) throws -> Told? {
    var object = try #require(
      try JSONSerialization.jsonObject(with: Data(try message.bytes)) as? [String: Any])
    for key in keys { #expect(object.removeValue(forKey: key) != nil, "\(key)") }
    return Told(bytes: Array(try JSONSerialization.data(withJSONObject: object)))
  }

  @Test func `a hub from before a kind of word was thought of tells none, and the rest is read`() throws {
    let entry = EntryID(device: device, incarnation: 1, sequence: 2)
    let petition = PetitionStep(entry: entry, step: .answered, words: "đã xong", time: 5)
    let mark = EntryMark(entry: entry, note: "sai", after: 2, time: 6)
    let standing = PersonStanding(device: device, volunteer: VolunteerCode(number: 1), isBarred: true, time: 7)
    let news = News(
      hub: HubID(rawValue: "h"), hubIncarnation: 1, device: device, unit: "29242", role: .desk, time: 9, receipts: [],
      quarantined: [], erasures: [], notes: ["họp"], roster: [], leads: [], marks: [mark], standings: [standing],
      petitions: [petition], isForked: false, isRevoked: false)
    #expect(News(bytes: try news.bytes) == news)
    var old = news
    (old.marks, old.standings, old.petitions) = ([], [], [])
    #expect(try without(["marks", "standings", "petitions"], news) == old)
    #expect(try without(["notes"], news) == nil)
    let unit = UnitDesks(time: 9, desks: [], marks: [mark], standings: [standing], petitions: [petition])
    #expect(UnitDesks(bytes: try unit.bytes) == unit && unit.isBounded)
    #expect(try without(["marks", "periods", "standings", "petitions"], unit) == UnitDesks(time: 9, desks: []))
  }

  @Test func `an act says one thing`() throws {
    let entry = EntryID(device: device, incarnation: 1, sequence: 2)
    var act = LeadAct(PetitionStep(entry: entry, step: .answered, time: 5))
    #expect(act.isSound && act.word is PetitionStep)
    act.mark = EntryMark(entry: entry, note: "sai", after: 2, time: 6)
    #expect(!act.isSound)
    act.petition = nil
    #expect(act.isSound && act.word is EntryMark)
    act.mark = nil
    #expect(!act.isSound && act.word == nil)
  }
}
