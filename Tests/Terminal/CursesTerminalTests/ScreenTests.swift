import PtySupport
import TerminalUI
import Testing

extension RealTerminalTests {
  @Suite struct ScreenTests {
    @Test func `the first frame shows every letter as it is`() {
      let sample = Sample()
      sample.expect("Tiếng Việt: ẾÃỮợ đĐ e\u{302}\u{301} 漢字 កាំ ₫")
      #expect(sample.program.screenText.hasPrefix("sample 80x24 colours 256 symbols true\ntheme dark"))
      #expect(sample.program.isAlternateScreen)
      #expect(!sample.program.isCursorVisible)
      sample.press("x", expecting: "1: character 78 x")
      #expect(sample.program.waitUntil { _ in sample.program.isCursorVisible })
      #expect(sample.program.cursor == (5, 2))
    }

    @Test func `one changed cell costs few bytes`() {
      let sample = Sample()
      sample.press(.control("g"), expecting: "\n*")
      let before = sample.program.bytesReceived
      // The third frame begins only after the second was sent.
      sample.press(.control("g"), expecting: "\n.\n")
      sample.press(.control("g"), expecting: "\n*")
      #expect(sample.program.bytesReceived - before < 2 * 40)
    }

    @Test func `a frame that stays the same costs nothing`() {
      let sample = Sample()
      sample.press(.escape, .escape, expecting: "2: key(TerminalUI.Key.escape)")
      let before = sample.program.bytesReceived
      sample.press(.escape, expecting: "3: key")
      #expect(sample.program.bytesReceived - before < 40)
    }

    @Test(arguments: ["xterm-256color", "xterm", "linux", "vt100", "screen-256color", "tmux-256color"])
    func `every kind of terminal shows the same text`(term: String) {
      let sample = Sample(["TERM": term])
      sample.expect("0: nothing yet")
      let colours = ["xterm": 8, "linux": 8, "vt100": 0][term] ?? 256
      sample.expect("colours \(colours) symbols \(term != "linux")")
      sample.press(.control("d"), expecting: "qrDark")
      sample.press(.control("q"), expecting: "closed")
      #expect(sample.program.waitForExit() == .code(0))
      #expect(sample.program.terminalIsRestored)
    }

    @Test func `NO_COLOR sends no colours, and what is selected still shows`() {
      let sample = Sample(["NO_COLOR": "1"])
      sample.press(.control("d"), expecting: "selected")
      sample.press(.control("t"), expecting: "theme light")
      // The line that was waited for is not the last of the frame.
      #expect(sample.program.waitUntil { _ in sample.program.cell(column: 0, row: 12).isReverse })
      #expect(sample.program.cell(column: 0, row: 0).isReverse)
      #expect(!sample.program.cell(column: 0, row: 6).isReverse)
      let colours = /\u{1B}\[(?:[0-9;]*;)?(?:3[0-9]|4[0-9]|9[0-7]|10[0-7])[;m]/
      #expect(sample.sent.firstMatch(of: colours) == nil)
      #expect(Sample().sent.firstMatch(of: colours) != nil)
    }

    @Test func `an empty NO_COLOR asks for nothing`() {
      Sample(["NO_COLOR": ""]).expect("colours 256")
    }

    @Test func `another theme repaints everything`() {
      let sample = Sample()
      #expect(sample.program.cell(column: 70, row: 20).background == .indexed(0))
      sample.press(.control("t"), expecting: "theme light")
      #expect(sample.program.waitUntil { _ in sample.program.cell(column: 70, row: 20).background == .indexed(15) })
      #expect(sample.program.cell(column: 0, row: 3).foreground == .indexed(0))
      sample.press(.control("t"), expecting: "theme high-contrast")
      #expect(sample.program.waitUntil { _ in sample.program.cell(column: 70, row: 20).background == .indexed(16) })
      sample.press(.control("t"), expecting: "theme mono")
      #expect(sample.program.waitUntil { _ in sample.program.cell(column: 70, row: 20).background == .standard })
      sample.expect("Tiếng Việt: ẾÃỮợ")
      sample.expect("0: nothing yet")
    }

    @Test func `practice looks different at once`() {
      let sample = Sample()
      #expect(sample.program.cell(column: 79, row: 0).background == .indexed(24))
      sample.press(.control("p"), expecting: "practice true")
      #expect(sample.program.waitUntil { _ in sample.program.cell(column: 79, row: 0).background == .indexed(90) })
    }

    @Test(arguments: 0..<4) func `a code is black on white in every theme`(themes: Int) {
      let sample = Sample()
      let names = ["dark", "light", "high-contrast", "mono"]
      for theme in 0..<themes { sample.press(.control("t"), expecting: "theme \(names[theme + 1])") }
      sample.press(.control("d"), expecting: "qrDark")
      #expect(sample.program.cell(column: 20, row: 13).text == "q")
      #expect(sample.program.cell(column: 20, row: 13).background == .indexed(231))
      #expect(sample.program.cell(column: 20, row: 13).foreground == .indexed(16))
      #expect(sample.program.cell(column: 20, row: 14).background == .indexed(16))
    }

    @Test func `behind letters of every role a blank looks as text does, in every theme`() {
      let sample = Sample()
      sample.press(.control("d"), expecting: "qrDark")
      for theme in ["dark", "light", "high-contrast", "mono"] {
        if theme != "dark" { sample.press(.control("t"), expecting: "theme \(theme)") }
        let blank = sample.program.cell(column: 70, row: 22)
        for (index, role) in Role.allCases.enumerated() {
          let (column, row) = (index / 10 * 20 + "\(role)".count, 6 + index % 10)
          let behind = sample.program.cell(column: column, row: row)
          #expect(behind.background == blank.background, "\(role) \(theme)")
          #expect(!behind.isReverse && !behind.isUnderlined, "\(role) \(theme)")
        }
      }
    }

    @Test func `a cursor that was hidden when its place was saved is there in the end`() {
      let sample = Sample()
      sample.press(.control("w"), expecting: "0: nothing yet")
      #expect(!sample.program.isCursorVisible)
      sample.press(.control("q"), expecting: "closed")
      #expect(sample.program.waitForExit() == .code(0))
      #expect(sample.program.terminalIsRestored)
    }

    @Test func `a resize is told and drawn`() {
      let sample = Sample()
      sample.program.resize(columns: 100, rows: 30)
      sample.expect("1: resize(TerminalUI.Size(columns: 100, rows: 30))")
      sample.expect("sample 100x30")
      sample.program.resize(columns: 20, rows: 4)
      sample.expect("sample 20x4")
      sample.program.resize(columns: 1, rows: 1)
      #expect(sample.program.waitUntil { $0 == "s" })
      sample.program.resize(columns: 200, rows: 60)
      sample.expect("sample 200x60")
      sample.expect("Tiếng Việt")
    }
  }
}
