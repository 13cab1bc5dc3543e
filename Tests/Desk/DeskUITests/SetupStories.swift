import Checklists
import DeskUI
import Journal
import JournalInMemory
import Phrases
import TerminalUI
import TestSupport
import Testing

/// The questions that a laptop is set up with.
@Suite(.bothFaces) struct SetupStories {
  private func story(noKiosk: LocalText? = nil) throws -> Story {
    try Story(shelf: shippedShelf(), setup: SetupChoices(noKiosk: noKiosk))
  }

  private func answer(_ desk: Story, kiosk: String = "no", pin: String = "no") {
    desk.type("29242")
    desk.press(.enter)
    desk.type("Bàn 2")
    desk.press(.submit)
    desk.type("https://tram.mau.example")
    desk.press(.submit, .choose(kiosk), .choose(pin))
  }

  @Test func `five answers are looked at once more, and then confirmed`() throws {
    let desk = try story()
    answer(desk, kiosk: "yes", pin: "yes")
    var expected = SetupChoices()
    expected.unit = desk.desk.unitSearch.units.first { $0.code == "29242" }
    (expected.name, expected.hub) = ("Bàn 2", "https://tram.mau.example")
    (expected.isKiosk, expected.usesPINs) = (true, true)
    #expect(expected.unit != nil && desk.desk.setup == expected)
    #expect(!desk.isOver)
    desk.press(.choose("setUp"))
    expected.isConfirmed = true
    #expect(desk.desk.setup == expected && desk.isOver && desk.missing == [])
    // Whoever sets up has written nothing by it.
    #expect(desk.journal.entries.isEmpty && desk.journal.stored.keys.sorted() == ["language"])
  }

  @Test func `Esc leads back, and each question still holds its answer`() throws {
    let desk = try story()
    answer(desk, pin: "yes")
    desk.press(.escape, .escape, .escape, .escape)
    #expect(desk.desk.navigation.top.focus.field.text == "Bàn 2")
    desk.press(.submit)
    #expect(desk.desk.navigation.top.focus.field.text == "https://tram.mau.example")
    desk.press(.submit, .choose("no"))
    #expect(desk.desk.navigation.top.focus.row == 1)
    desk.press(.choose("yes"))
    #expect(desk.desk.setup?.name == "Bàn 2" && desk.desk.setup?.usesPINs == true && desk.missing == [])
  }

  @Test func `whoever stops, or goes, has confirmed nothing`() throws {
    let desk = try story()
    desk.press(.command("stop"))
    #expect(desk.isOver && desk.desk.setup?.isConfirmed == false)
    let gone = try story()
    answer(gone)
    gone.press(.command("quit"))
    #expect(gone.isOver && gone.desk.setup?.isConfirmed == false)
  }

  @Test func `a kiosk is refused with its reason to whoever may not make one`() throws {
    let desk = try story(noKiosk: Phrase.setupNeedsRoot)
    desk.type("29242")
    desk.press(.enter, .submit, .submit, .choose("yes"))
    #expect(desk.desk.message?.text == Phrase.setupNeedsRoot)
    desk.press(.choose("no"), .choose("no"))
    #expect(desk.desk.setup?.isKiosk == false && desk.missing == [])
  }

  @Test func `a name that cannot be one is asked for again`() throws {
    let desk = try story()
    desk.type("29242")
    desk.press(.enter)
    desk.type("a|b")
    desk.press(.submit)
    #expect(desk.desk.message?.text == Phrase.setupAgain && desk.desk.setup?.name == "")
  }

  @Test func `a key that is held down confirms nothing`() throws {
    let desk = try Story(shelf: shippedShelf(), setup: SetupChoices(), face: .screen)
    desk.type("29242")
    desk.hold(.enter, times: 500)
    #expect(desk.desk.setup?.isConfirmed == false && !desk.isOver)
  }
}
