import Glibc
import PtySupport
import TestTraits
import Testing

extension RealTerminalTests {
  @Suite struct LifeTests {
    private static let path = PtyProgram.built("terminal-sample")

    @Test func `closing puts the terminal back`() {
      let sample = Sample()
      #expect(!sample.program.terminalIsRestored)
      sample.press(.control("q"), expecting: "closed")
      #expect(sample.program.waitForExit() == .code(0))
      #expect(sample.program.terminalIsRestored)
    }

    @Test func `whoever waits here holds no thread of the pool`() { #expect(OwnThread.isCurrent) }

    @Test func `an exit that forgets to close puts the terminal back`() {
      let sample = Sample()
      sample.program.press(.control("e"))
      #expect(sample.program.waitForExit() == .code(3))
      #expect(sample.program.terminalIsRestored)
    }

    @Test(arguments: [SIGTERM, SIGHUP, SIGINT, SIGQUIT]) func `being asked to end is told`(signal: Int32) {
      let sample = Sample()
      sample.program.kill(signal)
      sample.expect("closed")
      #expect(sample.program.waitForExit() == .code(0))
      #expect(sample.program.terminalIsRestored)
    }

    @Test(arguments: [SIGSEGV, SIGBUS, SIGILL, SIGABRT, SIGFPE, SIGTRAP])
    func `a crash puts the terminal back and stays a crash`(signal: Int32) {
      let sample = Sample()
      sample.program.kill(signal)
      #expect(sample.program.waitForExit() == .signal(signal))
      #expect(sample.program.terminalIsRestored)
    }

    @Test func `a failed precondition puts the terminal back`() {
      let sample = Sample()
      sample.program.press(.control("b"))
      let exit = sample.program.waitForExit()
      #expect(exit == .signal(SIGILL) || exit == .signal(SIGTRAP))
      #expect(sample.program.terminalIsRestored)
    }

    @Test func `an overflowing stack puts the terminal back`() {
      let sample = Sample()
      sample.program.press(.control("o"))
      #expect(sample.program.waitForExit() == .signal(SIGSEGV))
      #expect(sample.program.terminalIsRestored)
    }

    @Test func `a pulled plug ends the program`() {
      let sample = Sample()
      sample.program.hangUp()
      #expect(sample.program.waitForExit() == .code(0))
    }

    @Test func `a pulled plug ends the program even where hanging up is ignored`() {
      let program = shell("trap '' HUP; exec \(Self.path)")
      #expect(program.waitFor("sample 80x24"))
      program.hangUp()
      #expect(program.waitForExit() == .code(0))
    }

    @Test func `Ctrl-Z gives the shell its terminal, and fg comes back to the same picture`() {
      let program = PtyProgram(
        path: "/bin/bash", arguments: ["--norc", "--noprofile", "--noediting", "-i"],
        environment: PtyProgram.environment(["PS1": "ready$ ", "BASH_SILENCE_DEPRECATION_WARNING": "1"]))
      #expect(program.waitFor("ready$"))
      program.send("\(Self.path)\n")
      #expect(program.waitFor("0: nothing yet"))
      program.press(.control("z"))
      #expect(program.waitFor("Stopped"))
      #expect(program.waitUntil { _ in program.terminalIsRestored })
      program.resize(columns: 90, rows: 25)
      program.send("fg\n")
      #expect(program.waitFor("sample 90x25"))
      #expect(program.waitFor("1: resize(TerminalUI.Size(columns: 90, rows: 25))"))
      #expect(program.isAlternateScreen && program.isMouseOn)
      program.press(.up)
      #expect(program.waitFor("2: key(TerminalUI.Key.up)"))
      program.press(.control("q"))
      #expect(program.waitFor("closed"))
      program.send("echo $((40+2)); exit\n")
      #expect(program.waitFor("42"))
    }

    @Test func `a stop that nobody could undo is none`() {
      // Without a shell that controls jobs the process group is an orphan, which Ctrl-Z must not freeze.
      let sample = Sample()
      sample.press(.control("z"), expecting: "0: went on")
      sample.press("x", expecting: "1: character 78 x")
      #expect(sample.program.isAlternateScreen)
    }

    @Test func `going on after an outside stop repaints`() {
      let sample = Sample()
      sample.program.kill(SIGSTOP)
      sample.program.kill(SIGCONT)
      sample.expect("1: resumed")
      sample.program.kill(SIGTSTP)
      sample.expect("2: resumed")
    }

    @Test(arguments: [
      ("unset TERM; exec", "unknownTerm(nil)"), ("TERM= exec", "unknownTerm(nil)"),
      ("TERM=no-such exec", "unknownTerm(Optional(\"no-such\"))"), ("TERM=dumb exec", "tooDumb"),
      ("exec </dev/null", "noTerminal"), ("exec </dev/null 2>&1", "noTerminal"),
    ])
    func `what cannot work says why and leaves the terminal alone`(start: String, problem: String) {
      let command = start.hasPrefix("exec <") ? "\(start); exec" : start
      let program = shell("\(command) \(Self.path)")
      #expect(program.waitFor(problem), "\(program.screenText)")
      #expect(program.waitForExit() == .code(2))
      #expect(program.terminalIsRestored)
      #expect(!program.received.contains(0x1B))
    }

    @Test func `output into a pipe is no terminal`() {
      let program = shell("\(Self.path) | cat")
      #expect(program.waitFor("noTerminal"))
    }

    @Test(arguments: [["LANG": "C"], ["LANG": nil], ["LC_ALL": "POSIX"], ["LANG": "vi_VN.TCVN"], ["LC_ALL": "no-such"]])
    func `any locale shows Vietnamese`(locale: [String: String?]) {
      let sample = Sample(locale)
      sample.expect("Tiếng Việt: ẾÃỮợ đĐ")
      sample.press("ữ", expecting: "1: character 1EEF ữ")
    }

    @Test func `LINES and COLUMNS left over in the environment do not matter`() {
      Sample(["LINES": "10", "COLUMNS": "33"], columns: 70, rows: 20).expect("Tiếng Việt")
    }
  }
}

/// Everything that starts real programs: one after another, so that machines with few cores keep time.
@Suite(.serialized, .ownThread) struct RealTerminalTests {}
