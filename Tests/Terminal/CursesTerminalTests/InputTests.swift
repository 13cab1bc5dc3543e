import PtySupport
import Testing

extension RealTerminalTests {
  @Suite struct InputTests {
    @Test func `named keys arrive by name`() {
      let sample = Sample()
      let keys: [(PtyKey, String)] = [
        (.up, "up"), (.down, "down"), (.left, "left"), (.right, "right"), (.home, "home"), (.end, "end"),
        (.pageUp, "pageUp"), (.pageDown, "pageDown"), (.enter, "enter"), (.tab, "tab"), (.backTab, "backTab"),
        (.backspace, "backspace"), (.delete, "delete"), (.escape, "escape"),
      ]
      for (index, key) in keys.enumerated() {
        sample.press(key.0, expecting: "\(index + 1): key(TerminalUI.Key.\(key.1))")
      }
      for number in 1...12 { sample.press(.function(number), expecting: "key(TerminalUI.Key.function(\(number)))") }
    }

    @Test func `control keys arrive as keys, those of the terminal too`() {
      let sample = Sample()
      for letter: Character in ["c", "s", "v", "\\", "a", "y"] {
        let shown = letter == "\\" ? "\\\\" : String(letter)
        sample.press(.control(letter), expecting: "key(TerminalUI.Key.control(\"\(shown)\"))")
      }
    }

    @Test func `Vietnamese letters arrive whole`() {
      let sample = Sample()
      for (index, letter) in "ếĐữợẰ₫漢".enumerated() {
        let point = letter.unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }.joined()
        sample.press(.text(String(letter)), expecting: "\(index + 1): character \(point) ")
      }
      sample.press("một lúc nhiều chữ!", expecting: "25: character 21 !")
    }

    @Test func `a letter and its marks are one character`() {
      let sample = Sample()
      sample.press("e\u{302}\u{301}", expecting: "1: character 65+302+301 ")
      sample.press("o\u{31B}\u{323}x", expecting: "3: character 78 x")
      sample.press("\u{309}", expecting: "4: character 309")
    }

    @Test func `a letter whose bytes come apart is still that letter`() {
      let sample = Sample()
      sample.program.send([0xE1])
      sample.press(.up, expecting: "1: key(TerminalUI.Key.up)")
      sample.program.send([0xE1])
      sample.program.send([0xBA])
      sample.program.send([0xBF])
      sample.expect("2: character 1EBF ế")
    }

    @Test func `what is not UTF-8 is dropped`() {
      let sample = Sample()
      sample.program.send([0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80, 0xE1, 0xBA])
      sample.press("k", expecting: "1: character 6B k")
    }

    @Test func `sequences that the terminal's description does not list are understood or swallowed`() {
      let sample = Sample()
      let sequences: [(String, String)] = [
        ("\u{1B}[A", "up"), ("\u{1B}[1;5C", "right"), ("\u{1B}[H", "home"), ("\u{1B}[4~", "end"), ("\u{1B}[7~", "home"),
        ("\u{1B}[11~", "function(1)"), ("\u{1B}[[B", "function(2)"), ("\u{1B}[3;5~", "delete"), ("\u{1B}OM", "enter"),
      ]
      for (index, sequence) in sequences.enumerated() {
        sample.press(.text(sequence.0), expecting: "\(index + 1): key(TerminalUI.Key.\(sequence.1))")
      }
      // Focus gained, a reply about the terminal, a broken sequence.
      sample.press("\u{1B}[I\u{1B}[?64;1;2c\u{1B}[12\u{7}", "k", expecting: "character 6B k")
      sample.expect("10: ")
    }

    @Test func `what is pasted arrives as one text, keys and all`() {
      let sample = Sample()
      #expect(String(decoding: sample.program.received, as: UTF8.self).contains("\u{1B}[?2004h"))
      sample.press("\u{1B}[200~fxf1x\r\u{1B}[A ế\u{1B}[201~", expecting: "1: paste(")
      sample.press("k", expecting: "2: character 6B k")
      // A paste that never ends ends by itself, and its beginning is kept.
      let long = String(repeating: "a", count: 10_000)
      sample.press(.text("\u{1B}[200~" + long), expecting: "3: paste(")
      sample.press("k", expecting: "4: character 6B k")
    }

    @Test func `what the terminal answers late is no key`() {
      let sample = Sample()
      // OSC 11 with both ends, DCS, kitty's keyboard report, focus lost.
      sample.press("\u{1B}]11;rgb:1111/2222/3333\u{1B}\\", "k", expecting: "1: character 6B k")
      sample.press("\u{1B}]11;rgb:1111/2222/3333\u{07}", "k", expecting: "2: character 6B k")
      sample.press("\u{1B}P>|xterm(390)\u{1B}\\", "k", expecting: "3: character 6B k")
      sample.press("\u{1B}[?1u\u{1B}[O", "k", expecting: "4: character 6B k")
      // Without anything behind it, it is Alt and a letter.
      sample.press("\u{1B}]", expecting: "6: character 5D ]")
    }

    @Test func `an arrow whose parts come apart within ESCDELAY is an arrow`() {
      let sample = Sample(["ESCDELAY": "2000"])
      sample.program.send([0x1B])
      sample.program.send([0x5B])
      sample.press("A", expecting: "1: key(TerminalUI.Key.up)")
    }

    @Test func `escape and a letter in one packet are two keys`() {
      let sample = Sample()
      sample.press("\u{1B}q", expecting: "2: character 71 q")
      sample.press("\u{1B}\u{1B}", expecting: "4: key(TerminalUI.Key.escape)")
    }

    @Test func `escape alone arrives at once`() {
      let sample = Sample()
      let start = ContinuousClock.now
      for number in 1...5 { sample.press(.escape, expecting: "\(number): key(TerminalUI.Key.escape)") }
      #expect(ContinuousClock.now - start < .seconds(1))
    }

    @Test func `clicks and the wheel arrive with their place`() {
      let sample = Sample(columns: 200, rows: 50)
      #expect(sample.program.isMouseOn)
      sample.press(.click(column: 12, row: 7), expecting: "1: click(column: 12, row: 7)")
      sample.press(.click(column: 190, row: 49), expecting: "2: click(column: 190, row: 49)")
      sample.press(.wheel(-1), expecting: "3: wheel(-1)")
      sample.press(.wheel(1), expecting: "4: wheel(1)")
      sample.press(.click(column: 0, row: 0), .click(column: 0, row: 0), expecting: "6: click(column: 0, row: 0)")
    }

    @Test func `many keys at once are all taken`() {
      let sample = Sample()
      sample.press(.text(String(repeating: "ế", count: 3000)), expecting: "3000: character 1EBF")
    }
  }
}
