import CursesTerminal
import Glibc
import TerminalUI

/// A program for the tests of the terminal: shows a frame, and names each input that comes.
///
/// Control keys try what a test cannot do from outside: q quits, z stops, t changes the theme, p practises, g changes a
/// cell, e exits without closing, b breaks off, o overflows the stack, d draws every role, w saves the cursor's place as
/// ncurses does to scroll.
@main struct TerminalSample {
  private var terminal: CursesTerminal
  private var shown = Frame(Size(columns: 0, rows: 0))
  private var theme = Theme.dark
  private var isPractice = false
  private var inputs = 0
  private var last = "nothing yet"
  private var mark = false
  private var showsRoles = false

  static func main() {
    do throws(TerminalProblem) {
      var sample = TerminalSample(terminal: try CursesTerminal.open())
      sample.run()
    } catch {
      print("problem: \(error)")
      exit(2)
    }
  }

  private init(terminal: CursesTerminal) { self.terminal = terminal }

  private mutating func run() {
    show()
    while true {
      let input = terminal.next(milliseconds: 1000)
      if input == .ended { break }
      if input == .tick { continue }
      if case .key(.control(let letter)) = input, control(letter) {
        if letter == "q" { break }
        show()
        continue
      }
      inputs += 1
      last = describe(input)
      show()
    }
    terminal.close()
    terminal.close()
    print("closed")
  }

  /// Does what a control key asks for; false where it is a key like any other.
  private mutating func control(_ letter: Character) -> Bool {
    switch letter {
    case "q": break
    case "z":
      terminal.suspend()
      last = "went on"
    case "t": theme = Theme.allCases[((Theme.allCases.firstIndex(of: theme) ?? 0) + 1) % Theme.allCases.count]
    case "p": isPractice.toggle()
    case "g": mark.toggle()
    case "d": showsRoles.toggle()
    case "w": _ = write(STDOUT_FILENO, "\u{1B}7", 2)
    case "e": exit(3)
    case "b": fatalError("as asked")
    case "o": print(Self.deep(1))
    default: return false
    }
    return true
  }

  /// The division keeps the optimiser from turning the recursion into a loop.
  private static func deep(_ level: Int) -> Int { level == .max ? 0 : deep(level + 1) / 3 + level }

  private func describe(_ input: Input) -> String {
    guard case .key(.character(let character)) = input else { return "\(input)" }
    let points = character.unicodeScalars.map { String($0.value, radix: 16, uppercase: true) }
    return "character \(points.joined(separator: "+")) \(character)"
  }

  private mutating func show() {
    var frame = Frame(terminal.size)
    let bar = Rect(column: 0, row: 0, columns: frame.size.columns, rows: 1)
    frame.fill(bar, role: .bar)
    let capabilities = terminal.capabilities
    frame.put(
      "sample \(frame.size.columns)x\(frame.size.rows) colours \(capabilities.colours) symbols \(capabilities.hasSymbols)",
      column: 0, row: 0, role: .bar)
    frame.put("theme \(theme.rawValue) practice \(isPractice)", column: 0, row: 1, role: .title)
    frame.put("\(inputs): \(last)", column: 0, row: 2, role: .text)
    frame.put("Tiếng Việt: ẾÃỮợ đĐ \u{65}\u{302}\u{301} 漢字 កាំ ₫", column: 0, row: 3, role: .text)
    frame[0, 4] = Cell(glyph: Glyph(mark ? "*" : "."), role: .text)
    if showsRoles {
      for (index, role) in Role.allCases.enumerated() {
        frame.put("\(role)", column: index / 10 * 20, row: 6 + index % 10, role: role)
      }
    }
    frame.cursor = last.hasPrefix("character") ? (column: 5, row: 2) : nil
    terminal.show(Patch(from: shown, to: frame), of: frame, theme: theme, isPractice: isPractice)
    shown = frame
  }
}
