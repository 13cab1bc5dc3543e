import ArgumentParser
import ChecklistFiles
import Checklists
import CursesTerminal
import DeskLive
import DeskPorts
import DeskUI
import Foundation
import Journal
import JournalStore
import Phrases
import Platform
import TerminalUI

/// `tiepsuc doctor`: what works on this machine, and what to do about the rest.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Khám máy: cửa sổ, bảng mã, đồng hồ, ổ đĩa, nhật ký, danh mục / check this machine.")
  @OptionGroup var options: DataOptions
  @Flag(help: "Cứu nhật ký hỏng: giữ mọi mục còn đọc được / mend a damaged journal.") var mend = false

  /// How one check ended: fine, worth knowing, or broken.
  private enum Mark: String {
    case fine = "[x]"
    case note = "[!]"
    case broken = "[ ]"
  }

  func run() throws {
    var broken = 0
    func tell(_ mark: Mark, _ what: LocalText, _ facts: String) {
      if mark == .broken { broken += 1 }
      print("\(mark.rawValue) \(what[options.language]): \(facts)")
    }
    if mend { try mendJournal() }
    terminal(tell)
    clock(tell)
    disk(tell)
    journal(tell)
    checklists(tell)
    if broken > 0 { throw ExitCode.failure }
  }

  private func terminal(_ tell: (Mark, LocalText, String) -> Void) {
    let environment = ProcessInfo.processInfo.environment
    let term = environment["TERM"] ?? "-"
    do {
      let terminal = try CursesTerminal.open()
      let (size, capabilities) = (terminal.size, terminal.capabilities)
      terminal.close()
      let fits = size.columns >= 60 && size.rows >= 20
      tell(
        fits ? .fine : .note, Phrase.doctorTerminal, "\(term), \(size.columns)x\(size.rows), \(capabilities.colours)")
      tell(
        capabilities.hasSymbols ? .fine : .note, Phrase.doctorGlyphs,
        "ẮẰẲẴẶ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ỲỴỶỸ ─│┌┐└┘" + (capabilities.hasSymbols ? " ✓ ▀▄█" : " [x] #"))
    } catch {
      tell(error == .noTerminal ? .note : .broken, Phrase.doctorTerminal, sentence(error)[options.language])
    }
    let locale = environment["LC_ALL"] ?? environment["LC_CTYPE"] ?? environment["LANG"] ?? "C"
    let isUnicode = locale.uppercased().contains("UTF")
    tell(isUnicode ? .fine : .note, Phrase.doctorLocale, locale + (isUnicode ? "" : " -> C.UTF-8"))
  }

  private func clock(_ tell: (Mark, LocalText, String) -> Void) {
    let now = Moment.now()
    let sane = now.day >= Day(year: 2026, month: 1, day: 1) ?? now.day && now.day.parts.year < 2060
    tell(
      sane ? .fine : .note, Phrase.doctorClock,
      "\(Numbers.date(now.day)) UTC\(now.offsetMinutes >= 0 ? "+" : "")\(now.offsetMinutes / 60)")
  }

  private func disk(_ tell: (Mark, LocalText, String) -> Void) {
    var folder = options.folder
    while !Files().isFolder(folder), Files.folder(of: folder) != folder { folder = Files.folder(of: folder) }
    let free = Int(Files().freeBytes(at: folder) ?? 0) / (1 << 20)
    let writable = Files().isWritable(folder)
    tell(
      !writable ? .broken : free < 100 ? .note : .fine, Phrase.doctorDisk,
      "\(options.folder), \(Numbers.text(free, options.language)) MB")
  }

  private func journal(_ tell: (Mark, LocalText, String) -> Void) {
    guard
      FileManager.default.fileExists(
        atPath: options.folder + (options.practice ? "/practice.sqlite" : "/journal.sqlite"))
    else { return tell(.fine, Phrase.doctorJournal, Phrase.emptyJournal[options.language]) }
    do throws(JournalProblem) {
      let report = try JournalStore.openForReading(folder: options.folder, practice: options.practice).verify()
      tell(
        report.isWhole ? .fine : .broken, Phrase.doctorJournal,
        Phrase.verified(good: report.good, breaks: report.breakCount)[options.language])
    } catch {
      tell(.broken, Phrase.doctorJournal, Phrase.sentence(error)[options.language])
    }
  }

  private func checklists(_ tell: (Mark, LocalText, String) -> Void) {
    do {
      let shelf = try options.shelf()
      for (path, origin) in shelf.sources() {
        let bytes = shelf.bytes(path, origin) ?? []
        let complaints = ChecklistReader.read(bytes, file: path, hosts: shelf.hosts(origin)).complaints
        tell(
          complaints.isEmpty ? .fine : .broken, Phrase.doctorChecklists,
          complaints.first?.line(options.language) ?? (path as NSString).lastPathComponent)
      }
      for warning in shelf.shelf().packWarnings {
        tell(.note, Phrase.doctorChecklists, Phrase.warning(warning)[options.language])
      }
      _ = try shelf.catalogue()
      _ = try shelf.consent("log")
      _ = try shelf.consent("contact")
    } catch {
      tell(.broken, Phrase.doctorChecklists, "\(error)")
    }
  }

  private func mendJournal() throws {
    let texts = try options.shelf().texts()
    let report = try withSentences(options.language) {
      try JournalStore.salvage(
        folder: options.folder, practice: options.practice, now: .now(), checklists: texts)
    }
    print(Phrase.mended(kept: report.kept, missing: report.missing)[options.language])
  }
}
