import Checklists
import DeskPorts
import DeskSamples
import DeskUI
import Journal
import Phrases
import Review
import Statistics
import TerminalUI
import TestSupport
import Testing

/// The text of the screen without its line ends and runs of blanks.
private func line(of desk: Story) -> String { desk.text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

/// What a trainer sees and presses in the review.
@Suite(.bothFaces) struct ReviewScreenTests {
  private func desk(
    _ change: (SampleReview) -> Void = { _ in }, size: Size = Size(columns: 80, rows: 24),
    language: Language = .vietnamese, face: Face = .current
  ) throws -> Story {
    let desk = try Story(shelf: shippedShelf(), size: size, language: language, face: face)
    change(desk.review)
    return desk
  }

  private let unlock = "\"\(SampleReview.passphrase)\" Enter"

  @Test func `everybody finds the review among all actions, and a trainer's laptop hints at it`() throws {
    let plain = try desk()
    #expect(!plain.text.contains("r Xem lại danh mục bước"))
    plain.play(":help \"xem lai\"")
    #expect(plain.text.contains("Xem lại danh mục bước"))
    plain.press(.enter)
    #expect(plain.text.contains("Số liệu: máy này"))
    let trainer = try desk()
    trainer.review.hasKeys = true
    try trainer.restart()
    #expect(trainer.text.contains("r Xem lại danh mục bước"))
  }

  @Test func `in practice there is no review, and the key says why`() throws {
    let desk = try desk()
    desk.play(":practice :review")
    #expect(desk.text.contains("Hãy ra khỏi chế độ TẬP"))
    #expect(!desk.effects.contains { if case .review(.loadOverview) = $0 { true } else { false } })
  }

  @Test func `keys that cannot be pressed say why, each in its own words`() throws {
    let desk = try desk { review in
      // Only this laptop's figures.
      for id in review.figures.keys {
        for source in review.figures[id]?.keys.filter({ $0 != .journal }) ?? [] { review.figures[id]?[source] = nil }
      }
    }
    let reasons: [(keys: String, reason: String)] = [
      (":review Enter :source", "Chỉ có số liệu của máy này"), (":versions :ask", "không phải bản nháp trong sổ duyệt"),
      (":approve", "không phải bản nháp trong sổ duyệt"), (":publish", "không phải bản nháp trong sổ duyệt"),
      ("Down Enter", "Chưa có bản trước để so"), ("Esc =introduction :comments :answer", "Hãy chọn một góp ý trước"),
      ("Esc Esc :edit :up", "Hãy chọn một bước"), (":remove", "Hãy chọn một bước"),
      ("Down :up", "Không dời thêm được nữa"),
      ("Enter :addLine", "Chỉ thêm, bỏ được dòng việc làm"), (":removeLine", "Chỉ thêm, bỏ được dòng việc làm"),
    ]
    for (keys, reason) in reasons {
      desk.play(keys)
      #expect(line(of: desk).contains(reason), "\(keys)")
    }
  }

  @Test func `one person cannot be author and reviewer, whatever the clock says`() throws {
    let desk = try desk()
    desk.play(":review Enter :edit :save " + unlock)
    #expect(desk.text.contains("đã lưu thành bản nháp"))
    desk.play(":versions :ask")
    #expect(line(of: desk).contains("bản 2 · đang duyệt"))
    for years in [0, -20, 20] {
      desk.jumpClock(years: years)
      desk.play(":approve")
      #expect(line(of: desk).contains("không tự duyệt được: phải là người khác"))
    }
    // Another trainer sends it back with words, and those are there to be read.
    desk.play("Esc Esc Esc Esc")
    desk.review.keys = ["binh"]
    desk.play(":review Enter :versions :sendBack \"câu 2 còn dài\" Enter " + unlock)
    #expect(line(of: desk).contains("Đã trả lại, kèm góp ý."))
    #expect(line(of: desk).contains("bản 2 · bản nháp"))
    desk.play(":ask :approve")
    #expect(line(of: desk).contains("phải là người khác"))
  }

  @Test func `what is signed waits for the passphrase, and the key is forgotten with the screen`() throws {
    let desk = try desk()
    desk.play(":review Enter =prepare :comments :resolve")
    #expect(desk.review.taken.isEmpty)
    desk.play("\"sai\" Enter")
    #expect(line(of: desk).contains("mật khẩu"))
    #expect(desk.review.taken.isEmpty)
    desk.play(unlock)
    #expect(desk.review.taken == [.resolved("00000000000000a1")])
    #expect(!desk.effects.map { "\($0)" }.joined().contains("ngựa"))
    desk.play(":resolve")
    #expect(desk.review.taken.last == .reopened("00000000000000a1"))
    desk.play("Esc Esc Esc Esc")
    #expect(desk.review.locks == 1)
    #expect(desk.review.signer == nil)
  }

  @Test func `a passphrase is typed as it is, also where Telex composes everything else`() throws {
    let desk = try desk(face: .screen)
    desk.play(":settings =typing Esc :review Enter =prepare :comments :resolve \"\(SampleReview.passphrase)aw\" Enter")
    #expect(desk.review.signer == nil)
    desk.play("\"sai ddaay\"")
    #expect(desk.text.contains("*********"))
  }

  @Test func `a comment refuses numbers of persons, a text of a checklist may name a hotline`() throws {
    let desk = try desk(face: .screen)
    // Nobody's number: no operator has 030.
    let number = "030" + "1234567"
    desk.play(":review Enter =prepare :comments :write \"gọi \(number)\"")
    #expect(line(of: desk).contains("giống số điện thoại"))
    desk.play("Enter " + unlock)
    #expect(line(of: desk).contains("Không nhận: giống số điện thoại"))
    #expect(desk.review.taken.isEmpty)
    desk.play("Esc Esc Esc :edit 1 Enter Ctrl-U \"Gọi \(number)\"")
    #expect(desk.text.contains(number))
    #expect(!line(of: desk).contains("giống số điện thoại"))
  }

  @Test func `a proposal is written in both languages, and taken into the draft with one key`() throws {
    let desk = try desk()
    desk.play(":review Enter =prepare :propose 1 Ctrl-U \"Cài từ cửa hàng\" Enter")
    desk.play("Ctrl-U \"Install from the store\" Enter " + unlock)
    desk.play(":comments Down Down")
    #expect(desk.text.contains("Đề xuất · Tên"))
    #expect(desk.text.contains("en: Install from the store"))
    desk.play(":takeProposal")
    #expect(desk.review.written.last?.steps[5].title == LocalText("Cài từ cửa hàng", "Install from the store"))
    #expect(desk.text.contains("Sửa · bản 2 · Bước 6. Cài từ cửa hàng"))
  }

  @Test(arguments: [
    "=prepare :comments :write", "=prepare :propose 2",
    ":edit :save \"\(SampleReview.passphrase)\" Enter :versions :sendBack",
  ])
  func `what a trainer writes has several lines, and is taken back word by word`(keys: String) throws {
    for size in [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20)] {
      let desk = try desk(size: size, face: .screen)
      desk.play(":review Enter \(keys) Ctrl-U")
      desk.type(
        "Cháu mời bác xem màn hình rồi tự bấm vào ô có chữ Đăng nhập ở giữa, xong thì nhìn xuống dòng chữ nhỏ phía dưới"
      )
      let row = try #require(desk.frame.cursor?.row)
      #expect(desk.text.contains("Cháu mời bác xem màn hình") && desk.text.contains("phía dưới"))
      desk.press(.up)
      #expect(desk.frame.cursor?.row == row - 1)
      desk.press(.down, .end, .function(7))
      #expect(!desk.text.contains("phía dưới") && desk.text.contains("phía"))
      // How keys become letters stands there, too.
      #expect(desk.text.contains("gõ: tắt"))
    }
  }

  @Test func `a draft that another program changed is read again, and one that cannot be read says where`() throws {
    let desk = try desk()
    desk.play(":review Enter :edit")
    var changed = try #require(desk.review.shelf.first)
    changed.version = 2
    changed.steps.removeLast(10)
    desk.review.edit("vneid", changed)
    desk.play("End Tick")
    #expect(desk.text.contains("Tệp bản nháp vừa đổi"))
    desk.review.edit(
      "vneid", nil,
      [
        DraftComplaint(path: nil, line: 7, column: 3, words: LocalText("ngoặc chưa đóng", "a bracket is open"))
      ])
    desk.play("Tick")
    #expect(line(of: desk).contains("Dòng 7, cột 3: ngoặc chưa đóng"))
    for key in "vlxdn" {
      desk.press(.character(key))
      #expect(line(of: desk).contains("Chưa đọc được bản nháp") || line(of: desk).contains("chỗ phải sửa"))
    }
  }

  @Test(
    arguments: [Size(columns: 60, rows: 20), Size(columns: 72, rows: 23), Size(columns: 40, rows: 10)],
    Language.allCases)
  func `on a small screen the figures above the steps take two lines, whatever is filtered or still counted`(
    size: Size, language: Language
  ) throws {
    let desk = try desk({ $0.uncounted = [12_000, 6_000, 0] }, size: size, language: language, face: .screen)
    desk.play(":review Enter")
    func check(_ words: String...) {
      #expect(desk.desk.inView.layout.head.count == 2, "\(desk.text)")
      guard size.columns >= 60 else { return }
      for word in words { #expect(desk.text.contains(word), "\(word): \(desk.text)") }
    }
    let isEnglish = language == .english
    let (journal, hub) = isEnglish ? ("this laptop", "o: all desks") : ("máy này", "o: mọi bàn")
    check("400", "71 %", "27:30", "26:30", isEnglish ? "12,000" : "12.000", journal, hub)
    desk.play("Tick Tick")
    check(journal, hub)
    desk.play(":source")
    check("19:48", "07:00)", "o: " + journal)
    desk.play(":filter =unit 2 =experience 3 Esc")
    check("07:00)", "(l)")
    desk.play(":measure")
    check("07:00)", "(l)")
    desk.play(":source :filter")
    // What has no room is behind its key.
    #expect(desk.text.contains("29242") || desk.text.contains(isEnglish ? "Commune" : "Xã"))
  }

  @Test func `entries that are not counted yet are told, and counted on with every second`() throws {
    let desk = try desk { $0.uncounted = [12_000, 6_000, 0] }
    desk.play(":review")
    #expect(desk.text.contains("đang đếm, còn 12.000 mục"))
    desk.play("Tick")
    #expect(desk.text.contains("còn 6.000 mục"))
    desk.play("Tick")
    #expect(!desk.text.contains("đang đếm"))
  }

  @Test func `every figure of fewer than five sessions is <5, on every page`() throws {
    let desk = try desk { review in
      for checklist in review.shelf {
        var tally = Tally()
        tally.sessions = 4
        tally.outcomes = [.completed: 4]
        tally.branches = ["card=have": 4]
        for step in checklist.steps {
          var one = StepTally()
          (one.runs, one.done, one.stuck, one.unknownProblems) = (4, 4, 3, 3)
          for _ in 0..<4 { one.time.add(milliseconds: 77_000) }
          tally.steps[step.id] = one
        }
        review.figures[checklist.id] = [
          .journal: ReviewFigures(
            source: .journal, filter: FigureFilter(), report: FigureReport(tally),
            choices: FilterChoices(versions: [1], units: ["29242"], months: [24_322]))
        ]
      }
    }
    for keys in [":review", "Enter", ":measure", ":branches", "Esc :words", "Esc =prepare"] {
      desk.play(keys)
      #expect(!desk.text.contains("1:17"), "\(keys)")
      #expect(!desk.text.contains(" 4 lượt"), "\(keys)")
      #expect(!desk.text.contains("75 %") && !desk.text.contains("100 %"), "\(keys)")
    }
    desk.play("Esc")
    #expect(line(of: desk).contains("<5 lượt · xong <5 · thường <5"))
  }

  @Test func `a filter asks the figures anew, and says on the page what it is`() throws {
    let desk = try desk()
    desk.play(":review Enter :filter =unit 2 =experience 3 Esc")
    #expect(desk.review.asked.last == FigureFilter(unit: "29242", experience: .used))
    desk.play(":filter :clear")
    #expect(desk.review.asked.last == FigureFilter())
  }

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20)])
  func `bars are told by words, too, and nothing is cut in English`(size: Size) throws {
    let desk = try desk(size: size, language: .english)
    desk.play(":review Enter Down Down Down Down Down Down Down Enter")
    desk.press(.escape)
    #expect(desk.text.contains("47 %"))
    #expect(line(of: desk).contains("went back"))
  }
}
