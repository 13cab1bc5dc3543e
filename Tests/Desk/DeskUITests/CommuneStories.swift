import Checklists
import DeskUI
import Journal
import JournalInMemory
import Phrases
import TerminalUI
import TestSupport
import Testing

/// The commune of a desk is chosen among some three thousand.
@Suite(.bothFaces) struct CommuneStories {
  @Test func `how many communes there are is said in words, and how to find one`() throws {
    for isSetup in [false, true] {
      let desk = try Story(shelf: shippedShelf(), setup: isSetup ? SetupChoices() : nil)
      if !isSetup { desk.press(.command("settings"), .choose("unit")) }
      let all = Numbers.vietnamese(desk.desk.unitSearch.units.count)
      #expect(desk.text.contains("200 đầu tiên trong \(all) xã: gõ để tìm"))
      #expect(!desk.text.contains("/200") && !desk.text.contains("có 200 dòng"))
      desk.type("an")
      #expect(desk.text.contains("200 dòng giống nhất: gõ thêm để tìm"))
      desk.type(" thanh xuan")
      #expect(!desk.text.contains("gõ thêm") && desk.missing == [])
    }
  }

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
