import ChecklistFiles
import Checklists
import CursesTerminal
import DeskLive
import DeskPorts
import Glibc
import Journal
import JournalBackup
import JournalStore
import Phrases
import Platform
import Printing
import TerminalUI

/// One look at everything that a desk needs of its machine.
struct Examination {
  let place: DataPlace
  private var language: Language { place.language }

  init(place: DataPlace) { self.place = place }

  /// At least one for each check, in their order.
  func findings() -> [Finding] {
    terminal() + [locale(), clock(), battery(), disk(), memory(), journal(), exchange(), backup()] + checklists()
      + [kiosk()] + printer()
  }

  private func terminal() -> [Finding] {
    let term = Environment.variable("TERM") ?? "-"
    do throws(TerminalProblem) {
      let terminal = try CursesTerminal.open()
      let (size, capabilities) = (terminal.size, terminal.capabilities)
      terminal.close()
      let fits = size.columns >= 60 && size.rows >= 20
      let letters =
        "ẮẰẲẴẶ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ỲỴỶỸ ─│┌┐└┘" + (capabilities.hasSymbols ? " ✓ ▀▄█" : " [x] #")
      return [
        Finding(
          .terminal, fits ? .fine : .note, "\(term), \(size.columns)x\(size.rows), \(capabilities.colours)",
          todo: fits ? nil : Phrase.todoWindow),
        Finding(
          .letters, capabilities.hasSymbols ? .fine : .note, letters,
          todo: capabilities.hasSymbols ? nil : Phrase.todoFont),
      ]
    } catch {
      let state: Finding.State = error == .noTerminal ? .note : .broken
      return [
        Finding(.terminal, state, term, todo: sentence(error)), Finding(.letters, .note, "-", todo: Phrase.todoLetters),
      ]
    }
  }

  private func locale() -> Finding {
    let locale =
      Environment.variable("LC_ALL") ?? Environment.variable("LC_CTYPE") ?? Environment.variable("LANG") ?? "C"
    let isUnicode = locale.uppercased().contains("UTF")
    return Finding(.locale, isUnicode ? .fine : .note, locale, todo: isUnicode ? nil : Phrase.todoLocale)
  }

  private func clock() -> Finding {
    let now = Moment.now()
    let isSane = (2_026..<2_060).contains(now.day.parts.year)
    let minutes = abs(now.offsetMinutes)
    let zone = "\(now.offsetMinutes < 0 ? "-" : "+")\(minutes / 60)" + (minutes % 60 == 0 ? "" : ":\(minutes % 60)")
    return Finding(
      .clock, isSane ? .fine : .broken, "\(Numbers.date(now.day)) \(Numbers.clock(now.minuteOfDay)) UTC\(zone)",
      todo: isSane ? nil : Phrase.clockIsWrong(now.day))
  }

  private func battery() -> Finding {
    guard let battery = Machine.live.battery() else { return Finding(.battery, .fine, Phrase.noBattery[language]) }
    return Finding(
      .battery, battery.isLow ? .note : .fine, "\(battery.percent)%\(battery.isPlugged ? " +" : "")",
      todo: battery.isLow ? Phrase.batteryLow(percent: battery.percent) : nil)
  }

  private func disk() -> Finding {
    var folder = place.folder
    while !Files().isFolder(folder), Files.folder(of: folder) != folder { folder = Files.folder(of: folder) }
    let free = Int(Files().freeBytes(at: folder) ?? 0) / (1 << 20)
    let facts = "\(place.folder), \(Numbers.text(free, language)) MB"
    if !Files().isWritable(folder) { return Finding(.disk, .broken, facts, todo: Phrase.todoWritable) }
    return Finding(.disk, free < 100 ? .note : .fine, facts, todo: free < 100 ? Phrase.todoRoom : nil)
  }

  /// What is in memory stays there: no core dump, and what is swapped out is not readable in the clear.
  private func memory() -> Finding {
    var limit = rlimit()
    let isDumped = getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) != 0 || limit.rlim_cur > 0
    if isDumped { return Finding(.memory, .broken, "core \(limit.rlim_cur)", todo: Phrase.todoCore) }
    let swaps = text("/proc/swaps").split(separator: "\n").dropFirst().compactMap { $0.split(separator: " ").first }
    // In memory, or behind the device mapper, where disks are encrypted.
    let open = swaps.filter { !$0.hasPrefix("/dev/zram") && !$0.hasPrefix("/dev/dm-") && !$0.hasPrefix("/dev/mapper") }
    return Finding(
      .memory, open.isEmpty ? .fine : .note, "core 0, swap \(swaps.isEmpty ? "0" : swaps.joined(separator: " "))",
      todo: open.isEmpty ? nil : Phrase.todoSwap)
  }

  private func journal() -> Finding {
    let name = place.practice ? "/practice.sqlite" : "/journal.sqlite"
    guard access(place.folder + name, F_OK) == 0 else {
      return Finding(.journal, .fine, Phrase.emptyJournal[language])
    }
    do throws(JournalProblem) {
      let journal = try JournalStore.openForReading(folder: place.folder, practice: place.practice)
      let report = try journal.verify()
      try journal.close()
      return Finding(
        .journal, report.isWhole ? .fine : .broken,
        Phrase.verified(good: report.good, breaks: report.breakCount)[language],
        todo: report.isWhole ? nil : Phrase.chainBroken)
    } catch {
      return Finding(.journal, .broken, name.dropFirst().description, todo: Phrase.sentence(error))
    }
  }

  private func exchange() -> Finding {
    let program = SystemProgram.beside("tiepsuc-sync")
    let isThere = access(program, X_OK) == 0
    return Finding(.exchange, isThere ? .fine : .note, program, todo: isThere ? nil : Phrase.todoInstall)
  }

  private func backup() -> Finding {
    do throws(BackupProblem) {
      guard try BackupKey.read(in: place.folder) != nil else {
        return Finding(.backup, .note, Phrase.noBackupYet[language], todo: Phrase.sentence(.noPassphraseYet))
      }
      let target = DailyCopy.target(of: place.folder)
      let copies = try DataBackup.daily(of: place.folder, in: target)
      let today = Numbers.iso(Moment.now().day)
      let newest = copies.last.map { $0.dropLast(DataBackup.suffix.count).suffix(10) } ?? "-"
      let isNew = newest >= Numbers.iso(Day(daysSince1970: Moment.now().day.daysSince1970 - 2)) && newest <= today
      return Finding(
        .backup, isNew ? .fine : .note, "\(target): \(copies.count), \(newest)", todo: isNew ? nil : Phrase.todoBackup)
    } catch {
      return Finding(.backup, .broken, place.folder, todo: Phrase.sentence(error))
    }
  }

  private func checklists() -> [Finding] {
    var findings: [Finding] = []
    do {
      let shelf = try place.shelf()
      for (path, origin) in shelf.sources() {
        let bytes = shelf.bytes(path, origin) ?? []
        let complaints = ChecklistReader.read(bytes, file: path, hosts: shelf.hosts(origin)).complaints
        let name = path.split(separator: "/").last.map(String.init) ?? path
        findings.append(
          Finding(
            .checklists, complaints.isEmpty ? .fine : .broken, complaints.first?.line(language) ?? name,
            todo: complaints.isEmpty ? nil : Phrase.todoChecklist))
      }
      findings += shelf.shelf().packWarnings.map {
        Finding(.checklists, .note, Phrase.warning($0)[language], todo: Phrase.todoPack)
      }
      _ = try shelf.catalogue()
      _ = try shelf.consent("log")
      _ = try shelf.consent("contact")
      let units = try shelf.units(file: nil)
      findings.append(Finding(.units, .fine, Phrase.unitCount(units.count)[language]))
    } catch {
      findings.append(Finding(.checklists, .broken, "\(error)", todo: Phrase.todoInstall))
    }
    return findings
  }

  private func kiosk() -> Finding {
    do throws(FileError) {
      guard let beat = try Heartbeat(folder: place.folder).read() else {
        return Finding(.kiosk, .fine, Phrase.noKiosk[language])
      }
      let age = max(0, SystemClock.now.wallMilliseconds - beat.at) / 1_000
      let facts = Phrase.kioskFrames(painted: beat.painted, seen: beat.seen, seconds: Int(age))[language]
      // Two beats and a little: it paints at least one frame a second.
      if age > 150 { return Finding(.kiosk, .note, facts, todo: Phrase.todoKioskStopped) }
      if !beat.isSeen { return Finding(.kiosk, .broken, facts, todo: Phrase.kioskUnseen) }
      guard let open = openDoors() else { return Finding(.kiosk, .fine, facts) }
      return Finding(.kiosk, .note, "\(facts), \(open)", todo: Phrase.todoKioskDoors)
    } catch {
      return Finding(.kiosk, .broken, "\(error)", todo: Phrase.todoWritable)
    }
  }

  /// Nothing where nothing is printed.
  private func printer() -> [Finding] {
    guard access(place.folder + "/journal.sqlite", F_OK) == 0 else { return [] }
    do throws(JournalProblem) {
      let journal = try JournalStore.openForReading(folder: place.folder, practice: false)
      let printer = try journal.settings()[Printer.settingKey].flatMap(Printer.init(setting:))
      try journal.close()
      guard let printer else { return [] }
      guard let problem = LivePrinter(clock: { 0 }).problem(with: printer) else {
        return [Finding(.printer, .fine, printer.setting)]
      }
      return [Finding(.printer, .note, printer.setting, todo: Phrase.sentence(problem))]
    } catch {
      // The journal's own line says what is wrong with it.
      return []
    }
  }

  /// What still leads past the desk, by the names of the settings; nil where nothing does.
  private func openDoors() -> String? {
    var open: [String] = []
    if text("/proc/sys/kernel/sysrq").first != "0" { open.append("kernel.sysrq") }
    let settings = ["/etc/systemd/system.conf", "/etc/systemd/system.conf.d/tiepsuc-kiosk.conf"].map(text).joined()
    let isSet = settings.split(separator: "\n").contains { $0.hasPrefix("CtrlAltDelBurstAction=none") }
    if !isSet { open.append("CtrlAltDelBurstAction") }
    return open.isEmpty ? nil : open.joined(separator: ", ")
  }

  private func text(_ path: String) -> String {
    do throws(FileError) {
      return String(decoding: try Files().head(path, count: 1 << 16) ?? [], as: UTF8.self)
    } catch {
      return ""
    }
  }
}
