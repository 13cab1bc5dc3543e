import Checklists
import Foundation
import Journal
import JournalFixtures
import JournalInMemory
import JournalStore
import Platform
import Testing

// Incarnations, people and settings.
extension JournalContract {
  @Test(arguments: Kind.allCases) func `entries of a new incarnation begin at one and leave the old ones as they are`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    let first = try place.journal.keep(session(1), closing: nil, contact: contact("1", due: 0))
    let start = try place.journal.beginIncarnation()
    #expect(start.device == first.id.device)
    #expect(start.incarnation == first.id.incarnation + 1)
    #expect(start.sequence == 0)
    let second = try place.journal.keep(session(2), closing: nil, contact: nil)
    #expect((second.id.incarnation, second.id.sequence, second.row) == (start.incarnation, 1, 2))
    #expect(try place.journal.detail(row: 2).previousHash == EntryHash.zero.hex)
    let device = try place.journal.renewIdentity()
    #expect(device != first.id.device)
    let third = try place.journal.keep(
      .amendment(of: first.id, Amendment(note: "x"), by: nil, at: .sample), closing: nil, contact: nil)
    #expect((third.id.device, third.id.incarnation, third.id.sequence, third.row) == (device, 1, 1, 3))
    try place.reopen()
    #expect(try place.journal.detail(row: 1).later.map(\.row) == [3])
    #expect(try place.journal.contact(row: 1) == contact("1", due: 0))
    #expect(try place.journal.entryCount() == 3)
  }

  @Test(arguments: Kind.allCases) func `volunteers come in Vietnamese order under codes that nobody else gets`(
    _ kind: Kind
  ) throws {
    let place = try Place(kind)
    for name in ["Ân", "Đào", "An", "Dung", "An"] { _ = try place.journal.addVolunteer(named: name) }
    try place.reopen()
    #expect(try place.journal.volunteers().map(\.name) == ["An", "An", "Ân", "Dung", "Đào"])
    #expect(try place.journal.volunteers().map(\.code.rawValue) == ["TN03", "TN05", "TN01", "TN04", "TN02"])
    #expect(try place.journal.addVolunteer(named: "Hà").code == VolunteerCode(number: 6))
    // Whoever has a code elsewhere keeps it, unless somebody has it here.
    for (name, code) in [("Bảo", 12), ("Chi", 13), ("Duy", 14)] {
      #expect(
        try place.journal.addVolunteer(named: name, code: VolunteerCode(number: 12)).code == VolunteerCode(number: code)
      )
    }
    let strange = VolunteerCode(rawValue: "x")
    #expect(try place.journal.addVolunteer(named: "Em", code: strange).code == VolunteerCode(number: 15))
    let long = String(repeating: "x", count: JournalLimits.name + 1)
    #expect(
      try problem { _ = try place.journal.addVolunteer(named: long) }
        == .tooLarge(bytes: long.utf8.count))
  }

  @Test(arguments: Kind.allCases) func `a setting is the last that was said`(_ kind: Kind) throws {
    let place = try Place(kind)
    #expect(try place.journal.settings() == [:])
    try place.journal.set("language", "vi")
    try place.journal.set("theme", "")
    try place.journal.set("language", "en")
    // What the journal notes of itself is none of the desk's settings.
    _ = try place.journal.beginIncarnation()
    try place.reopen()
    #expect(try place.journal.settings() == ["language": "en", "theme": ""])
    let long = String(repeating: "x", count: JournalLimits.setting)
    #expect(
      try problem { try place.journal.set("a", long) }
        == .tooLarge(bytes: long.utf8.count + 1))
  }

  /// The same calls on both, many times: whatever happens on one happens on the other.
}
