import Checklists
import DeskUI
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import Testing

/// The commune of a desk is chosen among some three thousand.
@Suite(.bothFaces) struct CommuneStories {
  @Test(arguments: [("29242", "29242"), ("van lang", nil)] as [(String, String?)])
  func `a commune is found by the digits of its code as well as by its name`(typed: String, code: String?) throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.command("settings"), .choose("unit"))
    desk.type(typed)
    desk.press(.enter)
    let unit = try #require(desk.desk.unit)
    if let code { #expect(unit.code == code) } else { #expect(unit.name.contains("Văn Lang")) }
    #expect(desk.journal.stored["unit"]?.hasPrefix(unit.code + "|") == true && desk.missing == [])
  }
}
