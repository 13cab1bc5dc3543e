import ArgumentParser
import Checklists
import CursesTerminal
import DeskLive
import DeskUI
import Foundation
import Glibc
import Journal
import JournalInMemory
import JournalStore
import Phrases
import PlainTerminal
import Platform
import Printing
import TerminalUI
import VietnameseText

/// `tiepsuc setup`, also under the name `tiepsuc-setup`.
struct SetupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "setup",
    abstract:
      "Đặt máy: xã, tên bàn, máy chủ, chỉ chạy bàn hỗ trợ, PIN / set a machine up: commune, name, hub, kiosk, PINs.",
    discussion: """
      Hỏi năm câu, hoặc đọc câu trả lời từ tệp (--file): unit = 29242, name = Bàn 2, hub = ĐỊA-CHỈ hoặc TỆP.ticket, \
      code-file = TỆP, kiosk = yes, pin = yes, printer = 58 /dev/usb/lp0. --stick: chép chương trình, thư viện, gói danh mục bước và câu trả lời ra USB để cài \
      máy sau, không cần mạng.

      Asks five questions, or reads the answers from a file (--file): unit = 29242, name = Desk 2, hub = ADDRESS or \
      FILE.ticket, code-file = FILE, kiosk = yes, pin = yes, printer = 58 /dev/usb/lp0. --stick: the program, its libraries, the pack and the answers go onto \
      a stick that installs the next machine, without a network.
      """)

  @OptionGroup var options: DataOptions
  @Option(help: "Tệp câu trả lời; -: đầu vào / a file of answers; -: standard input.") var file: String?
  @Flag(help: "Hỏi từng dòng, không vẽ màn hình / ask line by line, without a screen.") var plain = false
  @Option(help: "Thư mục USB để cài máy sau / the folder of a stick for the next machine.") var stick: String?
  @Option(help: ArgumentHelp("Gốc của máy được đặt / the root of the machine.", visibility: .hidden)) var root = ""

  func validate() throws {
    guard stick == nil || file == nil else { throw ValidationError("--stick | --file") }
    guard !options.practice else { throw ValidationError("--practice") }
  }

  func run() throws {
    if let stick { return try makeStick(stick) }
    let language = options.language
    let shelf = try options.shelf()
    let units = try shelf.units(file: nil)
    let answers = try answers(units, shelf)
    guard let unit = units.first(where: { $0.code == answers.unit }) else {
      throw failure(Phrase.setupNoUnit, language)
    }
    var folder = options.data
    if answers.isKiosk {
      guard getuid() == 0 else { throw failure(Phrase.setupNeedsRoot, language) }
      let machine = KioskMachine(root: root, language: language)
      try machine.set()
      folder = folder ?? root + KioskMachine.folder
      // Whatever is made from here on belongs to whom the desk runs as.
      if root.isEmpty { try Self.become(KioskMachine.user, language) }
    } else if getuid() == 0, folder == nil, let person = Environment.variable("SUDO_USER") {
      // Who asked root for help works at this desk, not root.
      try Self.become(person, language)
    }
    let data = folder ?? options.folder
    try withSentences(language) {
      let store = try JournalStore.open(folder: data, practice: false, now: .now())
      try store.set("unit", [unit.code, unit.name, unit.provinceCode, unit.province].joined(separator: "|"))
      try store.set("desk-name", answers.name)
      for (key, value) in answers.settings { try store.set(key, value) }
      if let printer = answers.printer { try store.set(Printer.settingKey, printer.setting) }
      if answers.usesPINs, try store.settings()[PeopleState.pinsSetting] != "on" {
        try store.set(PeopleState.pinsSetting, PeopleState.pinsWanted)
      }
      try store.close()
    }
    let isLetIn = answers.hub.isEmpty || enrol(answers, data)
    print((isLetIn ? Phrase.setupDone : Phrase.setupNotEnrolled)[language])
    if answers.isKiosk { print(Phrase.setupKioskNext[language]) }
    if answers.usesPINs { print(Phrase.setupPINNext[language]) }
    if !isLetIn { throw ExitCode.failure }
  }

  /// Goes on as another user, for good.
  private static func become(_ name: String, _ language: Language) throws(ExitCode) {
    guard let entry = getpwnam(name), let home = entry.pointee.pw_dir else {
      throw failure(Phrase.setupFailed("getent passwd \(name)"), language)
    }
    let (user, group) = (entry.pointee.pw_uid, entry.pointee.pw_gid)
    guard initgroups(name, group) == 0, setgid(group) == 0, setuid(user) == 0, setenv("HOME", home, 1) == 0 else {
      throw failure(Phrase.setupFailed("setuid \(name)"), language)
    }
  }

  private func answers(_ units: [Checklists.Unit], _ shelf: FileShelf) throws -> SetupAnswers {
    if let file {
      guard let bytes = file == "-" ? readInput() : try Files().read(file, limit: Self.mostBytes) else {
        throw failure(Phrase.cannotOpen(file), options.language)
      }
      return try SetupAnswers(file: String(decoding: bytes, as: UTF8.self), language: options.language)
    }
    if !plain, Self.hasScreen { return try answersOnScreen(shelf) }
    return try SetupAnswers(units: units, language: options.language, say: { print($0) }, read: { readLine() })
  }

  /// Whether somebody sits at a screen that can be drawn on.
  private static var hasScreen: Bool {
    isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !DeskProgram.wantsLines
  }

  /// Asks on the screen, with the desk's own widgets; nothing of it is kept but the answers.
  private func answersOnScreen(_ shelf: FileShelf) throws -> SetupAnswers {
    let terminal = try openTerminal(options.language)
    let journal = MemoryJournal()
    let choices: SetupChoices?
    do {
      defer { terminal.close() }
      let runner = EffectRunner(
        journal: journal, shelf: shelf, clock: Moment.now,
        switchJournal: { (_: Bool) throws(JournalProblem) in journal })
      var desk = Desk(
        try runner.opening(isPractice: false), size: terminal.size, capabilities: terminal.capabilities,
        typing: .first(onTerminal: Environment.variable("TERM")), now: .now())
      desk.language = options.language
      desk.beginSetup(SetupChoices(noKiosk: getuid() == 0 ? nil : Phrase.setupNeedsRoot))
      let loop = Loop(desk: desk, runner: runner, terminal: terminal, clock: Moment.now)
      loop.run()
      choices = loop.desk.setup
    }
    guard var answers = SetupAnswers(choices) else { throw failure(Phrase.setupStopped, options.language) }
    answers.settings = journal.stored
    return answers
  }

  /// Of a file of answers.
  private static let mostBytes = 16_384

  private func readInput() -> [UInt8]? {
    var text = ""
    while let line = readLine(strippingNewline: false) {
      text += line
      if text.utf8.count > Self.mostBytes { return nil }
    }
    return Array(text.utf8)
  }

  /// Asks the exchange, a program of its own, to let this laptop in; it says by itself what is wrong.
  private func enrol(_ answers: SetupAnswers, _ folder: String) -> Bool {
    var arguments = ["enrol", "--data", folder]
    if answers.hub.hasSuffix(".ticket") {
      arguments += ["--ticket", answers.hub]
    } else {
      arguments.append(answers.hub)
      if !answers.codeFile.isEmpty { arguments += ["--code-file", answers.codeFile] }
    }
    return SystemProgram.run(SystemProgram.beside("tiepsuc-sync"), arguments)
  }

  /// The script of the package does it: it is Debian's tools that know what is installed.
  private func makeStick(_ folder: String) throws {
    let script = SystemProgram.beside("../lib/tiepsuc/stick")
    guard SystemProgram.run(script, [folder, options.folder]) else {
      throw failure(Phrase.setupFailed(script), options.language)
    }
  }
}

/// A machine whose console shows the desk and nothing else.
struct KioskMachine {
  /// Before every path; empty for this machine.
  var root: String
  /// Of what is said where it cannot be set.
  var language: Language

  static let user = "tiepsuc"
  static let folder = "/var/lib/tiepsuc/data"

  /// What is written, by path: no key of the kernel's own, no way to restart or to another console.
  static let files = [
    "/etc/sysctl.d/60-tiepsuc-kiosk.conf": "kernel.sysrq = 0\n",
    "/etc/systemd/system.conf.d/tiepsuc-kiosk.conf": "[Manager]\nCtrlAltDelBurstAction=none\n",
    "/etc/systemd/logind.conf.d/tiepsuc-kiosk.conf": "[Login]\nNAutoVTs=0\nReserveVT=0\n",
  ]

  /// Writes the files and enables the services, from the next start on.
  func set() throws {
    for (path, text) in Self.files {
      try Self.makeOpenFolder(Files.folder(of: root + path))
      try Files().replace(root + path, with: Array(text.utf8), mode: 0o644)
    }
    let place = root.isEmpty ? [] : ["--root=" + root]
    for words in [["enable", "tiepsuc-kiosk@tty1.service", "tiepsuc-backup.timer"], ["mask", "ctrl-alt-del.target"]] {
      guard SystemProgram.run("/bin/systemctl", place + ["--quiet"] + words) else {
        throw failure(Phrase.setupFailed("systemctl " + words.joined(separator: " ")), language)
      }
    }
  }

  /// The system's folders are for everybody to read.
  private static func makeOpenFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o755])
  }
}
