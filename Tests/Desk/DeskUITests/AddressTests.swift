import Checklists
import DeskPorts
import DeskUI
import Journal
import JournalInMemory
import TerminalUI
import TestSupport
import Testing

/// The greeting, the short words of consent, and how people call each other.
@Suite struct AddressTests {
  @Test(.bothFaces) func `the greeting comes first, then short words, and one key shows all of them`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.choose("vneid"))
    let text = words(desk)
    let greeting = try #require(text.firstRange(of: "Cháu chào bác"))
    let consent = try #require(text.firstRange(of: "Cháu xin phép ghi lại lượt này"))
    #expect(greeting.upperBound <= consent.lowerBound)
    #expect(!text.contains("Luật 91/2025/QH15"))
    desk.press(.command("wholeText"))
    #expect(words(desk).contains("Luật 91/2025/QH15"))
    desk.press(.command("wholeText"), .agree)
    guard case .step? = desk.desk.live?.session.place else {
      return #expect(desk.desk.live?.session.consentVersion == desk.desk.consents["log"]?.version)
    }
  }

  @Test(.bothFaces, arguments: FormOfAddress.allCases)
  func `one key at the greeting chooses how people call each other`(form: FormOfAddress) throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.choose("vneid"), .command(CommandID(rawValue: form.rawValue)))
    #expect(desk.desk.formOfAddress == form)
    let (you, me) = (form.citizen, form.volunteer)
    #expect(words(desk).contains("\(me.prefix(1).uppercased() + me.dropFirst()) chào \(you)"))
    desk.press(.agree)
    while case .question? = desk.desk.live?.session.place { desk.press(.enter) }
    if you != "bác" { #expect(!words(desk).lowercased().contains("bác ")) }
    // A power cut changes nothing about it, and the next citizen is called as usual.
    try desk.restart()
    #expect(desk.desk.formOfAddress == form)
    desk.press(.finish, .choose("declined"), .keepNow, .next)
    #expect(desk.desk.formOfAddress == .usual)
    #expect(desk.missing.isEmpty)
  }

  @Test(.bothFaces) func `no pair of words is broken, however narrow the terminal`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.choose("vneid"))
    for columns in 40...100 {
      desk.resize(Size(columns: columns, rows: 30))
      for form in FormOfAddress.allCases {
        let pair = "\(form.citizen) – \(form.volunteer)"
        let keys = desk.desk.commandsInView.first { $0.id.rawValue == form.rawValue }?.keys ?? []
        #expect(desk.text.contains("\(keys.first?.name ?? "?") \(pair)"), "\(columns): \(pair)")
      }
    }
  }

  @Test func `it can be changed at any time, also while a text is being typed`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.begin()
    desk.press(.note)
    desk.type("cần kính")
    desk.press(.function(3), .choose("chi-em"))
    #expect(desk.text.contains("cần kính"))
    #expect(desk.desk.formOfAddress == .chiEm)
    desk.press(.enter)
    #expect(desk.text.contains("Ghi chú: cần kính"))
    #expect(words(desk).contains("Em chào chị"))
    desk.press(.finish, .choose("declined"))
    #expect(words(desk).contains("Chị thuộc nhóm tuổi nào ạ?"))
    desk.press(.undo, .undo)
    #expect(desk.desk.formOfAddress == .chiEm)
  }

  @Test(.bothFaces) func `a setting names the controller in the words of consent`() throws {
    let desk = try Story(shelf: shippedShelf())
    desk.press(.settings, .choose("controller"))
    desk.type("UBND xã Mẫu")
    desk.press(.enter, .escape, .choose("vneid"))
    #expect(words(desk).contains("cho UBND xã Mẫu"))
    try desk.restart()
    desk.press(.command("wholeText"))
    #expect(words(desk).contains("Bên kiểm soát dữ liệu là UBND xã Mẫu"))
  }
}
