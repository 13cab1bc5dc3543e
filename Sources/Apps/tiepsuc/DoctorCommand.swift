import ArgumentParser
import Checklists
import CursesTerminal
import DeskLive
import Journal
import JournalSalvage
import JournalStore
import Phrases
import Platform
import Tables

/// `tiepsuc doctor`: what works on this machine, and what to do about the rest.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Khám máy: mỗi thứ một dòng và việc cần làm / check this machine: a line each, and what to do.")
  @OptionGroup var options: DataOptions
  @Flag(help: "Cứu nhật ký hỏng: giữ mọi mục còn đọc được / mend a damaged journal.") var mend = false
  @Flag(help: "Mỗi dòng một đối tượng JSON / one JSON object a line.") var json = false

  private static let table = TableWriter<Finding>([
    Column("check") { TableCell($0.check.rawValue) }, Column("state") { TableCell($0.state.rawValue) },
    Column("facts") { TableCell($0.facts) }, Column("todo") { TableCell($0.advice?.vi) },
    Column("todoEn") { TableCell($0.advice?.en) },
  ])

  func run() throws {
    if mend { try mendJournal() }
    let examination = Examination(place: options.place)
    var isBroken = false
    for finding in examination.findings() {
      isBroken = isBroken || finding.state == .broken
      if json {
        print(Self.table.jsonLine(finding))
      } else {
        print(finding.line(options.language))
      }
    }
    if isBroken { throw ExitCode.failure }
  }

  private func mendJournal() throws {
    let texts = try options.shelf().texts()
    let report = try withSentences(options.language) {
      try JournalStore.salvage(
        folder: options.folder, practice: options.practice, now: .now(), checklists: texts)
    }
    // Lines of JSON stay lines of JSON.
    let words = Phrase.mended(kept: report.kinds, missing: report.missing)[options.language]
    if json { complain(words) } else { print(words) }
  }
}

/// What one check found.
struct Finding: Sendable {
  /// What was looked at.
  enum Check: String, CaseIterable, Sendable {
    case terminal, letters, locale, clock, battery, disk, memory, journal, exchange, backup, checklists, units, kiosk,
      printer
  }

  /// How it ended: fine, worth knowing, or broken.
  enum State: String, Sendable {
    case fine, note, broken

    var mark: String {
      switch self {
      case .fine: "[x]"
      case .note: "[!]"
      case .broken: "[ ]"
      }
    }
  }

  var check: Check
  var state: State
  /// What was found, in the language of the person.
  var facts: String
  /// What to do; nil where there is nothing to do.
  var advice: LocalText?

  init(_ check: Check, _ state: State, _ facts: String, todo advice: LocalText? = nil) {
    self.check = check
    self.state = state
    self.facts = facts
    self.advice = advice
  }

  func line(_ language: Language) -> String {
    let line = "\(state.mark) \(check.title[language]): \(facts)"
    return advice.map { line + " → " + $0[language] } ?? line
  }
}

extension Finding.Check {
  var title: LocalText {
    switch self {
    case .terminal: Phrase.doctorTerminal
    case .letters: Phrase.doctorGlyphs
    case .locale: Phrase.doctorLocale
    case .clock: Phrase.doctorClock
    case .battery: Phrase.doctorBattery
    case .disk: Phrase.doctorDisk
    case .memory: Phrase.doctorMemory
    case .journal: Phrase.doctorJournal
    case .exchange: Phrase.doctorExchange
    case .backup: Phrase.doctorBackup
    case .checklists: Phrase.doctorChecklists
    case .units: Phrase.doctorUnits
    case .kiosk: Phrase.doctorKiosk
    case .printer: Phrase.doctorPrinter
    }
  }
}
