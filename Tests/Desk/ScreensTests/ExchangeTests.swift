import Checklists
import Drawing
import HubContract
import Journal
import Phrases
import Screens
import TestSupport
import Testing

/// The text of the screen without its line ends and runs of blanks.
private func words(_ desk: Story) -> String { desk.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

/// What a person sees and presses where the journal leaves the laptop.
@Suite struct ExchangeTests {
  private let now: Int64 = StoryClock().now.wallMilliseconds

  private func enrolled(_ change: (inout ExchangeOverview) -> Void = { _ in }) -> SampleExchange {
    var overview = ExchangeOverview(
      summary: ExchangeSummary(
        kept: 20, sent: 0, unsent: 20, oldestUnsent: now - 3_600_000, hub: "https://tram.mau.example", unit: "29242",
        role: .desk))
    change(&overview)
    return SampleExchange(overview)
  }

  private func desk(_ exchange: SampleExchange, _ size: Size = Size(columns: 80, rows: 24)) throws -> Story {
    try Story(shelf: shippedShelf(), size: size, exchange: exchange)
  }

  private func news(_ lines: SyncLine..., end: SyncEnd? = nil) -> SyncNews { SyncNews(lines: lines, end: end) }

  @Test
  func `one key sends, the bar moves, and what was sent is read from this laptop, not from what the program says`()
    throws
  {
    let exchange = enrolled()
    // The program claims more than this laptop has receipts for.
    let lie = ExchangeSummary(kept: 20, sent: 999, unsent: 0)
    exchange.script = [
      news(SyncLine(.stage, stage: .connecting, next: .sending)),
      news(
        SyncLine(.stage, stage: .sending, next: .fetching),
        SyncLine(.progress, entries: 10, ofEntries: 20, bytes: 2500, bytesPerSecond: 1250)),
      news(
        SyncLine(.progress, entries: 20, ofEntries: 20, bytes: 5000), SyncLine(.done, summary: lie), end: .exited(0)),
    ]
    exchange.ended = { exchange in
      exchange.remembered.summary.sent = 20
      exchange.remembered.summary.unsent = 0
      exchange.remembered.summary.oldestUnsent = nil
    }
    let desk = try desk(exchange)
    desk.play("Tick e")
    #expect(words(desk).contains("Chưa gửi 20 lâu nhất 1 giờ"))
    desk.press(.enter)
    #expect(exchange.started == [.push])
    desk.play("Tick")
    #expect(desk.text.contains("Tìm máy chủ, tiếp theo: Gửi các mục"))
    desk.play("Tick")
    #expect(desk.text.contains("Gửi các mục, tiếp theo: Nhận tin từ máy chủ"))
    #expect(desk.text.contains("████████████░░░░░░░░░░░░ 10/20 mục · 2,5 KB · 1,2 KB/s"))
    desk.play("Tick")
    #expect(desk.text.contains("Xong: máy chủ đã nhận 20 mục, 5,0 KB."))
    #expect(words(desk).contains("Đã gửi 20"))
    #expect(!desk.text.contains("999"))
    desk.press(.escape)
    #expect(desk.text.contains("✓ đã gửi hết"))
  }

  @Test func `Esc stops at a batch, a second Esc leaves while it goes on, and the first screen says so`() throws {
    let exchange = enrolled()
    exchange.script = [news(SyncLine(.stage, stage: .sending), SyncLine(.progress, entries: 5, ofEntries: 20))]
    let desk = try desk(exchange)
    desk.play("Tick e Enter Tick Esc")
    #expect(exchange.stops == 1)
    #expect(desk.text.contains("Gửi các mục, dừng sau lô này"))
    desk.press(.escape)
    #expect(exchange.stops == 1)
    #expect(desk.text.contains("Bác cần giúp việc gì?"))
    #expect(desk.text.contains("đang gửi nhận 25 %"))
    exchange.script = [news(SyncLine(.failed, failure: .stopped), end: .exited(29))]
    desk.play("Tick e")
    #expect(desk.text.contains("Đã dừng theo ý anh chị."))
    #expect(words(desk).contains("Bấm lại để gửi tiếp từ chỗ dừng."))
  }

  @Test func `one that was stopped and killed counts as stopped`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.play("Tick e Enter Esc")
    exchange.script = [news(end: .killed(9))]
    desk.play("Tick")
    #expect(desk.text.contains("Đã dừng theo ý anh chị."))
  }

  @Test func `a whole citizen is helped while lines arrive, and nothing of the walk is another`() throws {
    func walk(_ exchange: SampleExchange, ticks: Bool) throws -> (frames: [String], journal: MemoryJournal) {
      let desk = try desk(exchange)
      desk.play("Tick e Enter n")
      var frames: [String] = []
      for word in "1 Enter Enter Enter Enter Enter k \"otp\" Enter 1 Enter g \"kính\" Enter Enter f 1 4 5 0 0 Enter"
        .split(separator: " ")
      {
        if ticks {
          exchange.script.append(
            news(
              SyncLine(.stage, stage: .sending), SyncLine(.progress, entries: frames.count, ofEntries: 100),
              SyncLine(.attention, attention: .clock, count: 90)))
        }
        // The same time passes, with and without lines.
        desk.send(.ticked)
        desk.play(String(word))
        frames.append(desk.text)
      }
      return (frames, desk.journal)
    }
    let quiet = try walk(enrolled(), ticks: false)
    let busy = try walk(enrolled(), ticks: true)
    #expect(quiet.frames.dropLast() == busy.frames.dropLast())
    #expect(busy.journal.entries.map(\.body) == quiet.journal.entries.map(\.body))
    #expect(busy.journal.entries.count == 1)
  }

  @Test(arguments: [
    (SyncEnd.killed(9), "tắt giữa chừng"), (.exited(1), "tắt giữa chừng"), (.garbled, "không hiểu được"),
    (.exited(18), "Ổ đĩa đã đầy"), (.exited(0), "tắt giữa chừng"),
  ])
  func `however the program goes without a last line, it costs a sentence`(end: SyncEnd, words: String) throws {
    let exchange = enrolled()
    exchange.script = [news(SyncLine(.progress, entries: 3, ofEntries: 20)), news(end: end)]
    let desk = try desk(exchange)
    desk.play("Tick e Enter Tick Tick")
    #expect(desk.text.contains(words))
    #expect(desk.text.contains("Enter Gửi ngay"))
    desk.press(.enter)
    #expect(exchange.started.count == 2)
    #expect(!desk.text.contains(words))
  }

  @Test func `a success that the exit denies is none`() throws {
    let exchange = enrolled()
    exchange.script = [news(SyncLine(.done), end: .exited(19))]
    let desk = try desk(exchange)
    desk.play("Tick e Enter Tick")
    #expect(desk.text.contains("Ổ đĩa báo lỗi"))
    #expect(!desk.text.contains("Xong:"))
  }

  @Test func `one that says nothing for five minutes is ended, and said so`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.play("Tick e Enter Tick")
    desk.wait(seconds: 290)
    #expect(exchange.stops == 0)
    desk.wait(seconds: 20)
    #expect(exchange.stops == 1)
    exchange.script = [news(end: .killed(9))]
    desk.play("Tick")
    #expect(desk.text.contains("im lặng quá lâu"))
  }

  @Test func `a program that is not there is said so, and the desk goes on`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.play("Tick e")
    exchange.trouble = .missing
    desk.press(.enter)
    #expect(desk.text.contains("Không thấy chương trình tiepsuc-sync"))
    desk.play("Esc 1")
    #expect(desk.text.contains("Đọc cho bác nghe"))
  }

  @Test func `numbers that make no sense are drawn within their bounds`() throws {
    let exchange = enrolled()
    exchange.script = [
      news(
        SyncLine(
          .progress, entries: .max, ofEntries: 3, bytes: .min, bytesPerSecond: -5), SyncLine(.progress, ofEntries: .min)
      )
    ]
    let desk = try desk(exchange)
    desk.play("Tick e Enter Tick Esc Esc")
    #expect(desk.text.contains("đang gửi nhận"))
  }

  @Test func `enrolment asks for the address, then the code, and sends at once`() throws {
    let exchange = SampleExchange()
    let desk = try desk(exchange)
    desk.play("Tick e")
    #expect(desk.text.contains("Chưa đăng ký với máy chủ nào."))
    desk.press(.enter)
    #expect(exchange.started.isEmpty)
    #expect(words(desk).contains("Hãy xin trưởng nhóm một mã"))
    desk.press("d")
    desk.type("tram mau")
    desk.press(.enter)
    #expect(desk.text.contains("Địa chỉ máy chủ chưa đúng."))
    desk.press(.control("u"))
    desk.type("tram.mau.example:8443")
    desk.press(.enter)
    #expect(desk.text.contains("https://tram.mau.example:8443"))
    desk.type("acdef hjkm")
    desk.press(.enter)
    #expect(desk.text.contains("Chưa đúng dạng mã"))
    desk.type("n")
    exchange.script = [news(SyncLine(.stage, stage: .enrolling), SyncLine(.done), end: .exited(0))]
    exchange.ended = { ($0.remembered.summary.unit, $0.remembered.summary.role) = ("29242", .desk) }
    desk.press(.enter)
    #expect(exchange.started == [.enrol(url: "https://tram.mau.example:8443", code: "ACDEFHJKMN")])
    desk.play("Tick")
    #expect(exchange.started.count == 2)
    #expect(exchange.started.last == .push)
    #expect(desk.text.contains("Máy này đã đăng ký xong."))
  }

  @Test func `a wrong code sends nothing, and the form opens again`() throws {
    let exchange = SampleExchange()
    exchange.script = [news(SyncLine(.failed, failure: .badCode), end: .exited(24))]
    let desk = try desk(exchange)
    desk.play("Tick e d \"tram.mau.example\" Enter \"ACDEFHJKMN\" Enter Tick")
    #expect(desk.text.contains("Mã đăng ký sai, đã dùng hoặc quá hạn."))
    #expect(exchange.started.count == 1)
    desk.press("d")
    #expect(desk.text.contains("Địa chỉ máy chủ (trưởng nhóm cho)"))
  }

  @Test func `a name that two laptops use is given up once before the desk enrols anew`() throws {
    let exchange = enrolled { $0.summary.isForked = true }
    let desk = try desk(exchange)
    desk.play("Tick")
    #expect(desk.text.contains("! cần xem (e)"))
    desk.press("e")
    #expect(desk.text.contains("Hai máy ghi dưới cùng một tên."))
    desk.play("d Enter \"ACDEFHJKMN\" Enter")
    #expect(exchange.started.count == 1)
    #expect(desk.effects.count { if case .renewIdentity = $0 { true } else { false } } == 1)
    exchange.script = [news(SyncLine(.failed, failure: .badCode), end: .exited(24))]
    desk.play("Tick d Enter \"ACDEFHJKMP\" Enter")
    #expect(exchange.started.count == 2)
    #expect(desk.effects.count { if case .renewIdentity = $0 { true } else { false } } == 1)
  }

  @Test func `where the disk refuses the new name, the desk does not enrol under the old one`() throws {
    let exchange = enrolled { $0.summary.isForked = true }
    let desk = try desk(exchange)
    desk.play("Tick e d Enter \"ACDEFHJKMN\"")
    desk.journal.fault = .full(path: "/data", freeBytes: 0)
    desk.press(.enter)
    #expect(exchange.started.isEmpty)
    #expect(desk.text.contains("Ổ đĩa chứa /data đã đầy"))
  }

  @Test func `one stick is read and written at once, a broken file on it does not keep this laptop from writing`()
    throws
  {
    let exchange = enrolled()
    exchange.mounted = [Stick(folder: "/media/USB", freeBytes: 1_000_000, bundles: ["/media/USB/a.tsb"])]
    exchange.script = [
      news(SyncLine(.failed, failure: .badBundle, subject: "a.tsb"), end: .exited(27)),
      news(SyncLine(.progress, entries: 20, ofEntries: 20, bytes: 3100), SyncLine(.done), end: .exited(0)),
    ]
    let desk = try desk(exchange)
    desk.play("Tick e u Tick Tick")
    #expect(exchange.started == [.readStick(folder: "/media/USB"), .writeStick(folder: "/media/USB")])
    #expect(desk.text.contains("Tệp trên USB (a.tsb) bị cắt, hỏng hoặc giả."))
    #expect(desk.text.contains("Đã ghi 20 mục lên USB."))
    // Written is not sent.
    #expect(words(desk).contains("Chưa gửi 20"))
  }

  @Test func `a laptop that is never online takes its ticket from the stick, and writes its request onto it`() throws {
    let exchange = SampleExchange()
    exchange.mounted = [Stick(folder: "/media/USB", freeBytes: 1, bundles: [], tickets: ["/media/USB/a.ticket"])]
    exchange.script = [news(SyncLine(.done), end: .exited(0)), news(SyncLine(.done), end: .exited(0))]
    let desk = try desk(exchange)
    desk.play("Tick e u Tick Tick")
    #expect(exchange.started == [.enrolTicket(file: "/media/USB/a.ticket"), .writeStick(folder: "/media/USB")])
    #expect(desk.text.contains("Đã nhận phiếu."))
    #expect(!desk.text.contains("đã đăng ký xong"))
    // Once it is enrolled, a ticket that still lies there is left alone.
    exchange.remembered.summary.unit = "29242"
    desk.play("Tick Esc e u")
    #expect(exchange.started.last == .writeStick(folder: "/media/USB"))
    #expect(exchange.started.count == 3)
  }

  @Test func `of several sticks one is chosen, none says how`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.play("Tick e u")
    #expect(desk.text.contains("Không thấy USB nào ghi được."))
    exchange.mounted = [
      Stick(folder: "/media/A", freeBytes: 1, bundles: []), Stick(folder: "/media/B", freeBytes: 1, bundles: []),
    ]
    desk.play("u 2")
    #expect(exchange.started == [.writeStick(folder: "/media/B")])
  }

  @Test func `what was ordered is done at the start, without a key, and never in practice`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.play("1 Enter Enter Enter Enter Enter f 1 0 0 0 1 \"bác Mẫu\" Enter Enter Enter Enter Esc")
    #expect(desk.journal.contacts.count == 1)
    exchange.orders = [try #require(desk.journal.entries.last?.code?.hash)]
    try desk.restart()
    desk.press("p")
    desk.play("Tick Tick")
    #expect(desk.journal.contacts.count == 1)
    desk.press("p")
    desk.play("Tick")
    #expect(desk.journal.contacts.isEmpty)
    #expect(exchange.orders.isEmpty)
    #expect(exchange.started.isEmpty)
  }

  @Test func `what was ordered is done after an exchange, and what it wrote is sent in one more round`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.play("1 Enter Enter Enter Enter Enter f 1 0 0 0 1 \"bác Mẫu\" Enter Enter Enter Enter Esc Tick e Enter")
    let order = try #require(desk.journal.entries.last?.code?.hash)
    exchange.script = [news(SyncLine(.done), end: .exited(0)), news(SyncLine(.done), end: .exited(0))]
    exchange.ended = { $0.orders = [order] }
    desk.play("Tick")
    #expect(desk.journal.contacts.isEmpty)
    #expect(exchange.started == [.push, .push])
    // An order that comes again and again starts no third.
    desk.play("Tick Tick Tick")
    #expect(exchange.started.count == 2)
  }

  @Test func `a disk that refuses what was ordered interrupts nobody, and is said on the screen`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    exchange.orders = [EntryHash(of: [1])]
    desk.play("1 Enter Enter Enter Enter Enter")
    let before = desk.text
    exchange.refusal = .full(path: "/data", freeBytes: 0)
    desk.play("Tick Tick")
    #expect(desk.text.split(separator: "\n").dropFirst(2) == before.split(separator: "\n").dropFirst(2))
    desk.play("Esc e")
    #expect(desk.text.contains("Ổ đĩa chứa /data đã đầy"))
  }

  @Test func `each entry says whether the hub has it`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.play("1 Enter Enter Enter Enter Enter f Enter x Esc Tick n Enter")
    #expect(desk.text.contains("Chưa gửi tới máy chủ"))
    exchange.remembered.covered = desk.journal.entries.map(\.id)
    desk.play("Esc Esc e Esc n Enter")
    #expect(desk.text.contains("Đã gửi, có biên nhận của máy chủ"))
  }

  @Test func `a lead's stick goes back with receipts after one key, and without them where there is no network`() throws
  {
    let exchange = enrolled { $0.summary.role = .lead }
    exchange.mounted = [Stick(folder: "/media/USB", freeBytes: 1, bundles: ["/media/USB/a.tsb"])]
    let done = news(SyncLine(.done), end: .exited(0))
    exchange.script = [done, news(SyncLine(.failed, failure: .noNetwork), end: .exited(10)), done]
    let desk = try desk(exchange)
    desk.play("Tick e u Tick Tick Tick")
    #expect(
      exchange.started == [.readStick(folder: "/media/USB"), .push, .writeStick(folder: "/media/USB")])
    #expect(desk.text.contains("Máy chưa có mạng."))
    #expect(desk.text.contains("Mang USB về các bàn"))
  }

  @Test func `a desk without an address says that it sends by stick`() throws {
    let exchange = enrolled { $0.summary.hub = nil }
    let desk = try desk(exchange)
    desk.play("Tick e Enter")
    #expect(exchange.started.isEmpty)
    #expect(desk.text.contains("Máy này gửi bằng USB"))
  }

  @Test func `an entry that is kept apart says so in the list, in its detail, and leads there`() throws {
    let exchange = enrolled {
      $0.quarantined = [
        QuarantinedEntry(quarantine: Quarantine(incarnation: 1, sequence: 1, reason: .personalNumber), row: 1)
      ]
      $0.summary.quarantined = 1
    }
    let desk = try desk(exchange)
    desk.play("1 Enter Enter Enter Enter Enter f Enter x Esc Tick n")
    #expect(desk.text.contains("! Để riêng"))
    desk.press(.enter)
    #expect(desk.text.contains("Trong mục có dãy số giống số của người dân."))
    desk.play("Esc Esc e r Enter")
    #expect(desk.text.contains("Nhật ký · 1.1"))
  }

  @Test func `a key of a lead is compared before it is used`() throws {
    let key = LeadKeyID(rawValue: "0123456789abcdef")
    let exchange = enrolled { $0.leadKeys = [key] }
    let desk = try desk(exchange)
    desk.play("Tick e x")
    #expect(desk.text.contains("0123  4567  89AB  CDEF"))
    desk.press("x")
    #expect(exchange.confirmed == [key])
    #expect(desk.text.contains("Không có khoá nào chờ so."))
  }

  @Test func `practice sends nothing, whatever is pressed`() throws {
    let exchange = enrolled()
    exchange.isOnline = true
    let desk = try desk(exchange)
    desk.play("p Tick e Enter")
    #expect(desk.text.contains("Bài tập không bao giờ được gửi đi."))
    desk.play("u d Tick")
    desk.wait(seconds: 2000)
    #expect(exchange.started.isEmpty)
  }

  @Test func `keys that cannot be used say why`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.play("Tick e")
    for (key, words) in [
      ("r", "không để riêng mục nào"), ("m", "Chỉ máy của trưởng nhóm"), ("l", "Chưa có lần gửi nhận nào"),
      ("x", "Không có khoá nào chờ so"),
    ] {
      desk.press(key)
      #expect(desk.text.contains(words), "\(key)")
    }
    desk.press(.enter)
    for key in ["u", "d"] {
      desk.press(key)
      #expect(desk.text.contains("Đang gửi nhận."), "\(key)")
    }
    #expect(exchange.started == [.push])
  }
}

@Suite struct AutomaticExchangeTests {
  private func online(hub: String? = "https://tram.mau.example") -> SampleExchange {
    let exchange = SampleExchange(
      ExchangeOverview(summary: ExchangeSummary(kept: 3, unsent: 3, hub: hub, unit: "29242", role: .desk)))
    exchange.isOnline = true
    return exchange
  }

  @Test func `it starts by itself where a network is, at most every quarter of an hour`() throws {
    let exchange = online()
    exchange.isOnline = false
    let desk = try Story(shelf: shippedShelf(), exchange: exchange)
    for _ in 1...60 { desk.wait(seconds: 1) }
    #expect(exchange.started.isEmpty)
    // It does not look all the time, either.
    #expect((5...7).contains(exchange.looks))
    exchange.isOnline = true
    for _ in 1...12 { desk.wait(seconds: 1) }
    #expect(exchange.started == [.push])
    exchange.script = [SyncNews(lines: [SyncLine(.failed, failure: .noAnswer)], end: .exited(12))]
    for _ in 1...85 { desk.wait(seconds: 10) }
    #expect(exchange.started.count == 1)
    for _ in 1...12 { desk.wait(seconds: 10) }
    #expect(exchange.started.count == 2)
  }

  @Test func `it never starts while somebody types, and its failure interrupts nobody`() throws {
    let exchange = online()
    let desk = try Story(shelf: shippedShelf(), exchange: exchange)
    desk.play("1 Enter Enter Enter Enter Enter g \"bác cần\"")
    for _ in 1...100 { desk.wait(seconds: 10) }
    #expect(exchange.started.isEmpty)
    desk.press(.enter)
    desk.wait(seconds: 10)
    #expect(exchange.started == [.push])
    exchange.script = [SyncNews(lines: [SyncLine(.failed, failure: .portal)], end: .exited(15))]
    desk.wait(seconds: 1)
    #expect(!desk.text.contains("đăng nhập"))
    desk.press(.escape)
    #expect(desk.text.contains("chưa gửi 3"))
  }

  @Test(arguments: [nil, "https://tram.mau.example"])
  func `it is off before enrolment and where there is no address, and as chosen in settings`(hub: String?) throws {
    let exchange = online(hub: hub)
    let desk = try Story(shelf: shippedShelf(), exchange: exchange)
    if hub != nil { desk.play("Tick s 7 Esc") }
    for _ in 1...100 { desk.wait(seconds: 10) }
    #expect(exchange.started.isEmpty)
    #expect(desk.journal.stored["exchange-automatic"] == (hub == nil ? nil : "off"))
    guard hub != nil else { return }
    try desk.restart()
    for _ in 1...10 { desk.wait(seconds: 10) }
    #expect(exchange.started.isEmpty)
    desk.play("s 7 Esc")
    #expect(desk.journal.stored["exchange-automatic"] == "on")
    desk.wait(seconds: 10)
    #expect(exchange.started == [.push])
  }

  @Test func `a desk that was revoked or is one of two does not knock by itself`() throws {
    for change: (SampleExchange) -> Void in [
      { $0.remembered.summary.isRevoked = true }, { $0.remembered.summary.isForked = true },
    ] {
      let exchange = online()
      change(exchange)
      let desk = try Story(shelf: shippedShelf(), exchange: exchange)
      for _ in 1...100 { desk.wait(seconds: 10) }
      #expect(exchange.started.isEmpty)
    }
  }
}

@Suite struct ExchangeSentenceTests {
  private static let subjects: [String?] = [
    nil, "tram.mau.example", "https://mot-ten-may-chu-rat-la-dai.tinh-mau.example.vn:8443/duong/dan",
  ]

  @Test(arguments: SyncFailure.allCases, Language.allCases)
  func `every failure is a sentence that fits the small screen whole`(failure: SyncFailure, language: Language) throws {
    for subject in Self.subjects {
      let sentence = Phrase.sentence(failure, subject: subject, refusal: nil)[language]
      try fits(sentence, SyncLine(.failed, failure: failure, subject: subject), language)
      // What happened, what is safe, what to do.
      #expect(sentence.count { ".;".contains($0) } >= 2, "\(sentence)")
    }
  }

  @Test(arguments: Refusal.Kind.allCases, Language.allCases)
  func `every refusal is a sentence that fits the small screen whole`(kind: Refusal.Kind, language: Language) throws {
    try fits(
      Phrase.sentence(.refused, subject: nil, refusal: kind)[language],
      SyncLine(.failed, failure: .refused, refusal: kind.rawValue), language)
  }

  @Test func `a refusal of a newer hub is still a refusal`() throws {
    try fits(
      Phrase.sentence(.refused, subject: nil, refusal: nil)[.vietnamese],
      SyncLine(.failed, failure: .refused, refusal: "out-of-coffee"), .vietnamese)
  }

  @Test(arguments: SyncAttention.allCases, Language.allCases)
  func `everything that must be read is on the small screen whole`(attention: SyncAttention, language: Language) throws
  {
    try fits(
      Phrase.sentence(attention, count: 12_345)[language], SyncLine(.attention, attention: attention, count: 12_345),
      language)
  }

  @Test(arguments: Quarantine.Reason.allCases, Language.allCases)
  func `every reason is on the small screen whole, below its entry`(reason: Quarantine.Reason, language: Language)
    throws
  {
    let exchange = SampleExchange(
      ExchangeOverview(
        summary: ExchangeSummary(kept: 1, sent: 1, quarantined: 1, unit: "29242", role: .desk),
        quarantined: [
          QuarantinedEntry(quarantine: Quarantine(incarnation: 1, sequence: 1, reason: reason), row: nil)
        ]))
    let desk = try Story(
      shelf: shippedShelf(), size: Size(columns: 60, rows: 20), language: language, exchange: exchange)
    desk.play("Tick e r")
    #expect(words(desk).contains(Phrase.sentence(reason)[language]))
    #expect(words(desk).contains(Phrase.word(reason)[language]))
  }

  /// Plays an exchange that ends with a line, and looks for all of a sentence.
  private func fits(_ sentence: String, _ line: SyncLine, _ language: Language) throws {
    let exchange = SampleExchange(
      ExchangeOverview(
        summary: ExchangeSummary(
          kept: 123_456, sent: 1, unsent: 123_455, oldestUnsent: 0, hub: "https://tram.mau.example", unit: "29242",
          role: .desk)))
    let end = SyncEnd.exited(line.failure?.exitCode ?? 0)
    exchange.script = [
      SyncNews(lines: line.event == .failed ? [line] : [line, SyncLine(.done)], end: end)
    ]
    let desk = try Story(
      shelf: shippedShelf(), size: Size(columns: 60, rows: 20), language: language, exchange: exchange)
    desk.play("Tick e Enter Tick")
    #expect(words(desk).contains(sentence), "\(desk.text)")
    #expect(!desk.text.contains(Phrase.moreBelow[language]))
  }
}
