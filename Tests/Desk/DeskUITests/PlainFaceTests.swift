import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Journal
import JournalInMemory
import Phrases
import Protocol
import TerminalUI
import TestSupport
import TestTraits
import Testing

/// The desk line by line: what is said, and what a line means.
@Suite(.ownThread) struct PlainFaceTests {
  /// A desk whose person types lines.
  private func desk(
    _ lines: String..., language: Language = .vietnamese, change: (SampleReview) -> Void = { _ in }
  ) throws -> Story {
    let desk = try Face.$current.withValue(.lines) { try Story(shelf: shippedShelf(), language: language) }
    change(desk.review)
    for line in lines { desk.say(line) }
    return desk
  }

  private let toStep = ["1", "1", "", "", "", ""]

  private func atStep(_ lines: String..., language: Language = .vietnamese) throws -> Story {
    let desk = try desk(language: language)
    for line in toStep + lines { desk.say(line) }
    return desk
  }

  @Test func `everything of every screen is said, in words that any device can show`() throws {
    for language in Language.allCases {
      for preview in Previews.all {
        // As the program opens it: narrow, and with nothing but ASCII signs.
        let desk = try Story(
          shelf: shippedShelf(), size: PlainLoop.size, language: language,
          capabilities: TerminalCapabilities(hasSymbols: false, colours: 0))
        desk.play(preview.keys)
        let said = desk.everything()
        #expect(!said.isEmpty && !said.contains(""), "\(preview.name)")
        for line in said {
          #expect(
            !line.unicodeScalars.contains {
              $0.value < 0x20 || (0x2500...0x25FF).contains($0.value)
            }, "\(preview.name): \(line)")
          #expect(line == line.split(separator: " ").joined(separator: " "), "\(preview.name)")
        }
        let content = desk.desk.inView.content
        if let list = content.list {
          for row in 0..<min(20, list.count) {
            #expect(
              said.contains { $0.contains(list.row(row).text.split(separator: " ").joined(separator: " ")) },
              "\(preview.name)")
          }
        }
      }
    }
  }

  @Test func `only what changed is said`() throws {
    let desk = try atStep()
    #expect(desk.say("").first == "Bước 2/12")
    let note = desk.say("g")
    #expect(note.contains { $0.contains("Ghi chú") })
    let back = desk.say("bác cần kính")
    #expect(back.dropLast() == ["Xem máy và thẻ đã sẵn sàng", "Ghi chú: bác cần kính"])
    #expect(desk.say("=").count > 10)
    let papers = try self.desk("3", "1", "", "", "", "", "d", "khai sinh", "1", "", "1")
    #expect(papers.transcript.suffix(2).first?.hasPrefix("1. ✓") == true, "\(papers.transcript.suffix(4))")
  }

  @Test func `back, help and repeat are there at every prompt`() throws {
    for preview in Previews.all where !["home", "waiting", "actions", "about"].contains(preview.name) {
      let desk = try Story(shelf: shippedShelf())
      desk.play(preview.keys)
      let place = desk.desk.navigation.topID
      let again = desk.say("=")
      #expect(desk.desk.navigation.topID == place && again.count >= 2, "\(preview.name)")
      desk.say("?")
      #expect(desk.text.contains(Phrase.actionsTitle.vi), "\(preview.name)")
      desk.say("<")
      #expect(desk.desk.navigation.topID == place, "\(preview.name)")
      let events = desk.desk.live?.history.eventCount
      let before = desk.everything()
      desk.say("<")
      let isElsewhere =
        desk.desk.navigation.topID != place || desk.desk.live?.history.eventCount != events
        || desk.everything() != before
      #expect(isElsewhere, "\(preview.name)")
    }
    let home = try desk("<")
    #expect(home.transcript.first == Phrase.plainFirst.vi)
    #expect(try desk("?", "?").transcript.contains(Phrase.plainIntro.vi))
  }

  @Test func `what an empty line does is said, and nothing where it does nothing`() throws {
    #expect(try atStep().transcript.last == "Gõ lệnh (Enter: Xong)")
    #expect(try desk("1").transcript.last?.contains("Enter:") == false)
    #expect(try atStep("f").transcript.last?.contains("Enter:") == false)
    #expect(try atStep("f", "1").transcript.last == "Chọn số (Enter: 0 Bỏ qua)")
    #expect(try atStep("g").transcript.last == "Gõ chữ (Enter: để trống)")
    #expect(try atStep("g", "kính", "g").transcript.last == "Gõ chữ (Enter: giữ “kính”)")
    #expect(
      try atStep("g", "kính", "g", ".Ctrl-U", "").desk.live?.session.progress.values.contains { $0.note != nil }
        == false)
  }

  @Test func `an empty line answers no question that has no default`() throws {
    let desk = try desk("1", "", "")
    #expect(desk.desk.live?.session.place == .consent)
    #expect(desk.transcript.contains { $0.contains(Phrase.chooseConsent.vi) })
  }

  @Test func `a number of a person is refused with the reason, and never said again`() throws {
    let desk = try atStep("g", "số 079203001234")
    let refused = desk.transcript.suffix(3)
    #expect(refused.first?.contains("!") == true)
    #expect(!refused.joined().contains("079203001234"))
    #expect(desk.desk.live?.session.progress.values.contains { $0.note != nil } == false)
    desk.say("số đã che")
    #expect(desk.desk.live?.session.progress.values.contains { $0.note == "số đã che" } == true)
    let saved = desk.journal.draftsByID.values.flatMap(\.events).map { String(decoding: $0, as: UTF8.self) }
    #expect(saved.contains { $0.contains("số đã che") } && !saved.contains { $0.contains("079203001234") })
  }

  @Test func `a passphrase is asked without being shown, and said nowhere`() throws {
    let desk = try desk()
    desk.play(":review Enter =prepare :comments :resolve")
    #expect(desk.prompt.isSecret)
    desk.say("sai hết")
    desk.say(SampleReview.passphrase)
    #expect(!desk.review.taken.isEmpty)
    #expect(!desk.transcript.joined().contains("sai hết"))
    #expect(!desk.transcript.joined().contains(SampleReview.passphrase))
  }

  @Test func `a line after a backslash is text, whatever it is`() throws {
    for (line, text) in [("\\?", "?"), ("\\.F2", ".F2"), ("\\\\", "\\"), ("\\=", "=")] {
      let desk = try atStep("g", line)
      #expect(desk.desk.live?.session.progress.values.contains { $0.note == text } == true, "\(line)")
    }
    #expect(try atStep("g", ".F2").desk.language == .english)
    #expect(
      try atStep("g", "./danh-sach").desk.live?.session.progress.values.contains { $0.note == "./danh-sach" } == true)
  }

  @Test func `a number with a question mark goes to a row without taking it`() throws {
    let desk = try desk("r")
    let told = desk.say("2?")
    #expect(desk.desk.navigation.top.focus.row == 1)
    #expect(told.last?.contains("Enter: 2") == true)
    #expect(told.count > 1)
  }

  @Test func `a number, command or word that means nothing here is said so, and does nothing`() throws {
    let desk = try desk()
    let before = desk.text
    for line in ["9", "0", "99999999999999999999", "w", "xin chào", "1?x", "-1", "1.5", "\u{0}", "¹", "٣"] {
      let said = desk.say(line)
      #expect(said.count == 2, "\(line) \(said)")
    }
    #expect(desk.text == before)
  }

  @Test func `a command is also known by its name, without accents`() throws {
    #expect(try desk("nhat ky").text.contains("Nhật ký ·"))
    #expect(try desk("Journal").text.contains("Nhật ký ·"))
    #expect(try atStep("VUONG").text.contains("Vướng gì?"))
    #expect(try atStep("B").text.contains("bỏ qua"))
  }

  @Test func `a long list is said a page at a time, and its numbers stay`() throws {
    let desk = try desk()
    for _ in 1...45 { for line in ["1", "1", "f", "7", "x", ""] { desk.say(line) } }
    let first = desk.say("n")
    #expect(first.contains { $0.hasPrefix("20. ") } && !first.contains { $0.hasPrefix("21. ") })
    #expect(first.contains("Dòng 1 đến 20, có 45 dòng"))
    let second = desk.say("+")
    #expect(second.contains { $0.hasPrefix("21. ") } && !second.contains { $0.hasPrefix("20. ") })
    // A row that was not said yet is heard first.
    let far = desk.say("44")
    #expect(far.contains { $0.hasPrefix("44. ") })
    #expect(far.last?.contains("Enter: 44") == true)
    #expect(desk.say("+").first == Phrase.plainNoMore.vi)
    desk.say("45")
    #expect(desk.text.contains("· 1.1"))
  }

  @Test func `a search says what it found, and a number takes it`() throws {
    let desk = try atStep("k")
    let found = desk.say("otp")
    #expect(found.first?.hasPrefix("1. Không nhận được mã OTP") == true)
    desk.say("1")
    desk.say("2")
    #expect(desk.desk.live?.session.problems.count == 1)
  }

  @Test func `both languages, and F2 between them`() throws {
    let desk = try atStep(language: .english)
    #expect(desk.transcript.last == "Type a command (Enter: Done)")
    let said = desk.say("F2")
    #expect(said.contains { $0.contains("Chào hỏi") })
    #expect(said.last == "Gõ lệnh (Enter: Xong)")
  }

  @Test func `the end of the input puts whoever is helped aside and answers nothing`() throws {
    for keys in Previews.all.map(\.keys) {
      let desk = try Story(shelf: shippedShelf())
      desk.play(keys)
      let (live, entries) = (desk.desk.live, desk.journal.entries.count)
      desk.endInput()
      #expect(desk.isOver)
      #expect(desk.journal.entries.count == entries)
      guard let live else { continue }
      #expect(desk.journal.draftsByID[live.id] != nil)
      try desk.restart()
      #expect(desk.desk.current == nil)
      let waiting = try #require(desk.desk.sessions[live.id])
      #expect(waiting.session.place == live.session.place)
    }
  }

  @Test func `an exchange that ends is told without a line, its progress is not`() throws {
    let now = SampleClock().now.wallMilliseconds
    let exchange = SampleExchange(
      ExchangeOverview(
        summary: ExchangeSummary(
          kept: 2, sent: 0, unsent: 2, oldestUnsent: now, hub: "https://tram.mau.example", unit: "29242", role: .desk)))
    exchange.script = [
      SyncNews(lines: [SyncLine(.stage, stage: .sending), SyncLine(.progress, entries: 1, ofEntries: 2)], end: nil),
      SyncNews(lines: [SyncLine(.done)], end: .exited(0)),
    ]
    let desk = try Face.$current.withValue(.lines) { try Story(shelf: shippedShelf(), exchange: exchange) }
    desk.send(.tick)
    desk.say("e")
    desk.say("")
    #expect(desk.tick().isEmpty)
    #expect(desk.tick().contains { $0.contains("Xong") })
    #expect(desk.tick().isEmpty)
  }

  @Test func `words from outside cannot move, colour or hide anything`() throws {
    let exchange = SampleExchange(
      ExchangeOverview(
        summary: ExchangeSummary(kept: 0, sent: 0, unsent: 0, hub: "https://a.example", unit: "29242", role: .desk),
        notes: ["\u{1B}[2J\u{1B}]0;x\u{7}xin\u{202E}chào\r\nmai"]))
    let desk = try Face.$current.withValue(.lines) { try Story(shelf: shippedShelf(), exchange: exchange) }
    desk.send(.tick)
    let said = desk.say("e")
    #expect(said.contains("[2J ]0;x xin chào mai"))
  }
}
