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
import Testing

/// What a person sees and presses where the journal leaves the laptop.
@Suite(.bothFaces) struct ExchangeTests {
  private let now: Int64 = SampleClock().now.wallMilliseconds

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
    desk.play("Tick :exchange")
    #expect(words(desk).contains("Chưa gửi 20 lâu nhất 1 giờ"))
    desk.press(.enter)
    #expect(exchange.started == [.push])
    desk.play("Tick")
    #expect(desk.text.contains("Tìm máy chủ, tiếp theo: Gửi các mục"))
    desk.play("Tick")
    #expect(desk.text.contains("Gửi các mục, tiếp theo: Nhận tin từ máy chủ"))
    #expect(desk.text.contains("████████████░░░░░░░░░░░░ 10/20 mục nhật ký · 2,5 KB · 1,2 KB/s"))
    desk.play("Tick")
    #expect(desk.text.contains("Xong: máy chủ đã nhận 20 mục nhật ký, 5,0 KB."))
    #expect(words(desk).contains("Đã gửi 20"))
    #expect(!desk.text.contains("999"))
    desk.press(.escape)
    #expect(desk.text.contains("✓ đã gửi hết"))
  }

  @Test func `all sent is said only while it is true: whatever is kept is unsent at once`() throws {
    let exchange = enrolled { overview in
      (overview.summary.sent, overview.summary.unsent, overview.summary.oldestUnsent) = (20, 0, nil)
    }
    let desk = try desk(exchange)
    desk.play("Tick")
    #expect(desk.text.contains("✓ đã gửi hết"))
    // Counted only: the citizen does not agree to the log.
    desk.press(.choose("vneid"), .refuse)
    for _ in 1...16 { desk.press(.enter) }
    desk.press(.choose("completed"))
    #expect(desk.journal.entries.map(\.body.kind) == [.count])
    #expect(!desk.text.contains("đã gửi hết"))
    #expect(desk.text.contains("chưa gửi 1") || desk.text.contains("Chưa gửi 1"))
  }

  @Test func `Esc stops at a batch, a second Esc leaves while it goes on, and the first screen says so`() throws {
    let exchange = enrolled()
    exchange.script = [news(SyncLine(.stage, stage: .sending), SyncLine(.progress, entries: 5, ofEntries: 20))]
    let desk = try desk(exchange)
    desk.play("Tick :exchange Enter Tick Esc")
    #expect(exchange.stops == 1)
    #expect(desk.text.contains("Gửi các mục, dừng sau lô này"))
    desk.press(.escape)
    #expect(exchange.stops == 1)
    #expect(desk.text.contains("Bác cần giúp việc gì?"))
    #expect(desk.text.contains("đang gửi nhận 25 %"))
    exchange.script = [news(SyncLine(.failed, failure: .stopped), end: .exited(29))]
    desk.play("Tick :exchange")
    #expect(desk.text.contains("Đã dừng theo ý anh chị."))
    #expect(words(desk).contains("Bấm lại để gửi tiếp từ chỗ dừng."))
  }

  @Test func `one that was stopped and killed counts as stopped`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.play("Tick :exchange Enter Esc")
    exchange.script = [news(end: .killed(9))]
    desk.play("Tick")
    #expect(desk.text.contains("Đã dừng theo ý anh chị."))
  }

  @Test func `a whole citizen is helped while lines arrive, and nothing of the walk is another`() throws {
    func walk(_ exchange: SampleExchange, ticks: Bool) throws -> (frames: [String], journal: MemoryJournal) {
      let desk = try desk(exchange)
      desk.play("Tick :exchange Enter :helpOn")
      var frames: [String] = []
      for word in "1 1 Enter Enter Enter Enter k \"otp\" Enter 1 Enter g \"kính\" Enter Enter f 1 4 5 0 2 Enter"
        .split(separator: " ")
      {
        if ticks {
          exchange.script.append(
            news(
              SyncLine(.stage, stage: .sending), SyncLine(.progress, entries: frames.count, ofEntries: 100),
              SyncLine(.attention, attention: .clock, count: 90)))
        }
        // The same time passes, with and without lines.
        desk.send(.tick)
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
    desk.play("Tick :exchange Enter Tick Tick")
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
    desk.play("Tick :exchange Enter Tick")
    #expect(desk.text.contains("Ổ đĩa báo lỗi"))
    #expect(!desk.text.contains("Xong:"))
  }

  @Test func `one that says nothing for five minutes is ended, and said so`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.play("Tick :exchange Enter Tick")
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
    desk.play("Tick :exchange")
    exchange.trouble = .missing
    desk.press(.enter)
    #expect(desk.text.contains("Không thấy chương trình tiepsuc-sync"))
    desk.play("Esc =vneid")
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
    desk.play("Tick :exchange Enter Tick Esc Esc")
    #expect(desk.text.contains("đang gửi nhận"))
  }

  @Test func `each entry says whether the hub has it`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.begin()
    desk.play(":finish =completed :keepNow Esc Tick :journal Enter")
    #expect(desk.text.contains("Chưa gửi tới máy chủ"))
    exchange.remembered.covered = desk.journal.entries.map(\.id)
    desk.play("Esc Esc :exchange Esc :journal Enter")
    #expect(desk.text.contains("Đã gửi, có biên nhận của máy chủ"))
  }

  @Test func `a lead's stick goes back with receipts after one key, and without them where there is no network`() throws
  {
    let exchange = enrolled { $0.summary.role = .lead }
    exchange.mounted = [Stick(folder: "/media/USB", freeBytes: 1, bundles: ["/media/USB/a.tsb"])]
    let done = news(SyncLine(.done), end: .exited(0))
    exchange.script = [done, news(SyncLine(.failed, failure: .noNetwork), end: .exited(10)), done]
    let desk = try desk(exchange)
    desk.play("Tick :exchange :stick Tick Tick Tick")
    #expect(
      exchange.started == [.readStick(folder: "/media/USB"), .push, .writeStick(folder: "/media/USB")])
    #expect(desk.text.contains("Máy chưa có mạng."))
    #expect(desk.text.contains("Mang USB về các bàn"))
  }

  @Test func `a desk without an address says that it sends by stick`() throws {
    let exchange = enrolled { $0.summary.hub = nil }
    let desk = try desk(exchange)
    desk.play("Tick :exchange Enter")
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
    desk.begin()
    desk.play(":finish =completed :keepNow Esc Tick :journal")
    #expect(desk.text.contains("! Để riêng"))
    desk.press(.enter)
    #expect(desk.text.contains("Trong mục có dãy số giống số của người dân."))
    desk.play("Esc Esc :exchange :quarantined Enter")
    #expect(desk.text.contains("Nhật ký · 1.1"))
  }

  @Test func `a key of a lead is compared before it is used`() throws {
    let key = LeadKeyID(rawValue: "0123456789abcdef")
    let exchange = enrolled { $0.leadKeys = [key] }
    let desk = try desk(exchange)
    desk.play("Tick :exchange :leadKeys")
    #expect(desk.text.contains("0123  4567  89AB  CDEF"))
    desk.press("x")
    #expect(exchange.confirmed == [key])
    #expect(desk.text.contains("Không có khoá nào chờ so."))
  }

  @Test func `practice sends nothing, whatever is pressed`() throws {
    let exchange = enrolled()
    exchange.isOnline = true
    let desk = try desk(exchange)
    desk.play(":practice Tick :exchange Enter")
    #expect(desk.text.contains("Mục TẬP không bao giờ được gửi đi."))
    desk.press(.escape, .command("exchange"))
    #expect(words(desk).ranges(of: "không bao giờ được gửi đi").count == 1, "said once")
    desk.play(":stick :enrol Tick")
    desk.wait(seconds: 2000)
    #expect(exchange.started.isEmpty)
  }

  @Test func `keys that cannot be used say why`() throws {
    let exchange = enrolled()
    let desk = try desk(exchange)
    desk.play("Tick :exchange")
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
