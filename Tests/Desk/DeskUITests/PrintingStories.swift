import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Journal
import JournalInMemory
import Phrases
import Printing
import TerminalUI
import TestSupport
import Testing

/// What is printed, and that nothing shows of it where there is no printer.
@Suite(.bothFaces) struct PrintingStories {
  private let commands: Set<CommandID> = ["print", "printPapers", "printLeaflet"]

  /// A desk with a printer, a citizen's session just kept.
  private func receipt(_ setting: String? = "58 /dev/usb/lp0") throws -> Story {
    let journal = MemoryJournal()
    if let setting { try journal.set(Printer.settingKey, setting) }
    let desk = try Story(shelf: shippedShelf(), journal: journal)
    desk.begin()
    desk.press(.finish, .outcome("completed"), .keepNow)
    return desk
  }

  private func offered(_ desk: Story) -> Set<CommandID> {
    Set(desk.desk.commandsInView.map(\.id)).intersection(commands)
  }

  @Test(arguments: [nil, "", "58", "tờ giấy"]) func `without a printer nothing is offered`(setting: String?) throws {
    let desk = try receipt(setting)
    #expect(offered(desk) == [])
    desk.press(.next)
    desk.begin()
    #expect(offered(desk) == [])
    #expect(desk.missing == [] && desk.printer.pages == [])
  }

  @Test func `the receipt is printed with its code, and nothing of the citizen`() throws {
    let desk = try receipt()
    #expect(offered(desk) == ["print"])
    desk.press(.command("print"))
    #expect(desk.printer.printers == [Printer(.roll58, .file("/dev/usb/lp0"))])
    let page = try #require(desk.printer.pages.first)
    let code = try #require(try desk.journal.lastReceipt(at: desk.desk.now))
    #expect(page.blocks.contains(.heading(code.display)) && page.blocks.contains(.code(code.letters)))
    // What was done stands in the journal, not on a slip that somebody may find.
    let title = desk.desk.say(desk.desk.shelf.headers[0].title)
    #expect(!"\(page)".contains(title))
    #expect(desk.desk.message?.text == Phrase.printed)
    // The receipt stays until somebody goes on.
    desk.press(.next)
    #expect(desk.desk.navigation.isHome && desk.missing == [])
  }

  @Test func `a key held down prints one page`() throws {
    let desk = try receipt()
    desk.press(.command("print"))
    desk.hold(.character("i"), times: 200, heldAlready: true)
    #expect(desk.printer.pages.count == 1)
  }

  @Test func `a slow printer is waited for without anybody waiting`() throws {
    let desk = try receipt()
    desk.printer.slowness = 2
    desk.press(.command("print"))
    #expect(desk.desk.message?.text == Phrase.printing)
    // A second page is not begun before the first is out.
    desk.press(.command("print"))
    #expect(desk.printer.pages.count == 1 && desk.desk.message?.text == Phrase.printerBusy)
    desk.press(.next)
    desk.wait(seconds: 1)
    desk.wait(seconds: 1)
    #expect(desk.desk.message?.text == Phrase.printed)
  }

  @Test(arguments: [
    PrinterProblem.missing("/dev/usb/lp0"), .noPrinter("/dev/usb/lp0"), .refused("/dev/usb/lp0", code: 13),
    .silent("/dev/usb/lp0"), .noQueues, .busy,
  ]) func `what goes wrong is said, and the desk goes on`(problem: PrinterProblem) throws {
    let desk = try receipt()
    desk.printer.problem = problem
    desk.press(.command("print"))
    #expect(desk.desk.message?.text == Phrase.sentence(problem) && desk.desk.message?.isWarning == true)
    desk.printer.problem = nil
    desk.press(.command("print"))
    #expect(desk.printer.pages.count == 1)
    desk.press(.next)
    #expect(desk.desk.navigation.isHome)
  }

  @Test func `a printer that fails on the way is let go`() throws {
    let desk = try receipt()
    desk.printer.slowness = 5
    desk.press(.command("print"))
    desk.printer.problem = .silent("/dev/usb/lp0")
    desk.wait(seconds: 1)
    #expect(desk.desk.message?.text == Phrase.printerSilent("/dev/usb/lp0"))
    desk.printer.problem = nil
    desk.press(.command("print"))
    #expect(desk.printer.pages.count == 2)
  }

  @Test func `the papers to bring and a leaflet are printed from a step`() throws {
    let journal = MemoryJournal()
    try journal.set(Printer.settingKey, "80 /dev/usb/lp0")
    let desk = try Story(shelf: shippedShelf(), journal: journal)
    #expect(desk.play("=dichvucong =agree Enter Enter Enter Enter :pickService \"khai sinh\" Enter") == nil)
    desk.press(.command("printPapers"), .command("printLeaflet"))
    #expect(desk.missing == [] && desk.printer.pages.count == 2)
    let live = try #require(desk.desk.live)
    let service = try #require(live.session.service.flatMap(desk.desk.catalogue.service))
    for paper in service.papers {
      #expect(desk.printer.pages[0].blocks.contains(.text(desk.desk.say(paper), mark: "[ ] ")))
    }
    for line in live.checklist.safety {
      #expect(desk.printer.pages[1].blocks.contains(.text(desk.desk.say(line.text), mark: "! ")))
    }
    #expect(desk.printer.pages[1].blocks.count > live.checklist.steps.count)
  }

  @Test func `an answer that was looked up is printed, and still asks whether it helped`() throws {
    let journal = MemoryJournal()
    try journal.set(Printer.settingKey, "a4 van-phong")
    let desk = try Story(shelf: shippedShelf(), journal: journal)
    desk.press(.command("quickHelp"))
    desk.type("khong nhan duoc ma otp")
    desk.press(.enter, .command("print"), .choose("helped"))
    #expect(desk.missing == [] && desk.printer.printers == [Printer(.a4, .queue("van-phong"))])
    #expect(desk.journal.entries.count == 1)
  }

  @Test func `a printer is set, remembered and taken away in the settings`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.settings, .choose("printer"))
    #expect(desk.text.contains("/dev/usb/lp0") || desk.everything().contains { $0.contains("/dev/usb/lp0") })
    desk.type("-o")
    desk.press(.enter)
    #expect(desk.desk.message?.text == Phrase.printerBadPlace)
    desk.press(.escape, .choose("printer"))
    desk.type("/dev/usb/lp0")
    desk.press(.enter, .choose("80"))
    #expect(desk.desk.printer == Printer(.roll80, .file("/dev/usb/lp0")))
    #expect(desk.journal.stored[Printer.settingKey] == "80 /dev/usb/lp0")
    try desk.restart()
    #expect(desk.desk.printer == Printer(.roll80, .file("/dev/usb/lp0")))
    // Where the font of a printing system lacks letters.
    desk.press(.settings, .choose("printer"), .control("u"))
    desk.type("van-phong")
    desk.press(.enter, .choose("a4-ascii"))
    #expect(desk.journal.stored[Printer.settingKey] == "a4-ascii van-phong")
    desk.press(.choose("printer"), .control("u"), .enter)
    #expect(desk.desk.printer == nil && desk.journal.stored[Printer.settingKey] == "")
    #expect(desk.missing == [])
  }

  @Test func `a page printed in practice says so`() throws {
    let journal = MemoryJournal()
    try journal.set(Printer.settingKey, "58 /dev/usb/lp0")
    let desk = try Story(shelf: shippedShelf(), journal: journal)
    desk.press(.practice)
    desk.begin()
    desk.press(.finish, .outcome("completed"), .keepNow, .command("print"))
    #expect(desk.printer.pages.first?.blocks.contains(.heading(Phrase.slipPractice.vi)) == true)
  }
}
