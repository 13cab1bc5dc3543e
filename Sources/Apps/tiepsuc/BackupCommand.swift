import ArgumentParser
import Checklists
import DeskLive
import DeskPorts
import Glibc
import Journal
import JournalBackup
import JournalStore
import Phrases
import Platform

/// `tiepsuc backup DIR`.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Sao lưu dữ liệu vào một thư mục, có khoá / back up into a folder, locked under a passphrase.",
    discussion: """
      Lần đầu hỏi một cụm mật khẩu mới; về sau không cần hỏi. Bàn hỗ trợ cứ mở. Máy này không đọc lại được bản đã \
      viết nếu không có cụm mật khẩu.

      --daily: mỗi ngày một bản, giữ 7 bản, trên ổ hay USB có thư mục tiepsuc-backups, nếu không có thì trong thư \
      mục dữ liệu.

      The first time a new passphrase is asked for; later nothing is. The desk may stay open. Without the passphrase not \
      even this laptop can read what was written.

      --daily: one a day, the last 7 kept, on a disk or stick that has a folder tiepsuc-backups, else in the data folder.
      """)

  @OptionGroup var options: DataOptions
  @Argument(help: "Thư mục, ví dụ trên USB / a folder, for example on a stick.") var folder: String?
  @Flag(help: "Bản của hôm nay, nếu chưa có / the copy of today, unless it is there.") var daily = false
  @Flag(help: "Đặt cụm mật khẩu mới / choose a new passphrase.") var newPassphrase = false
  @Option(help: "Đọc cụm mật khẩu từ số tệp mở này / read the passphrase from this open file.")
  var passphraseFd: Int32?

  func validate() throws {
    guard (folder == nil) == daily else {
      throw ValidationError("THƯ-MỤC hoặc --daily, một trong hai / DIR or --daily, one of them.")
    }
    guard !options.practice else { throw ValidationError("--practice: không sao lưu / is not backed up.") }
  }

  func run() throws {
    try withBackupSentences(options.language) {
      let now = Moment.now()
      guard let folder else {
        let made = try DailyCopy.write(of: options.folder, day: now.day)
        guard let made else { return print(Phrase.backupOfToday[options.language]) }
        return tell(made)
      }
      if try newPassphrase || BackupKey.read(in: options.folder) == nil {
        // Before anything is asked: there must be something to back up.
        _ = try options.reader()
        let passphrase = try PassphrasePrompt.ask(
          Phrase.newBackupPassphrase, again: Phrase.passphraseAgain, descriptor: passphraseFd, options.language)
        _ = try BackupKey.make(in: options.folder, passphrase: passphrase)
      }
      let minute = now.minuteOfDay
      tell(
        try DataBackup.write(
          of: options.folder, into: folder,
          name: "\(Numbers.iso(now.day))-\(Numbers.clock(minute).replacing(":", with: ""))"))
    }
  }

  private func tell(_ made: DataBackup.Made) {
    print(Phrase.backupMade(path: made.path, files: made.files, bytes: made.bytes)[options.language])
  }
}

/// `tiepsuc restore PATH`.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Đưa bản sao lưu trở lại, hoặc tập khôi phục / put a backup back, or rehearse it.",
    discussion: """
      Chuỗi nhật ký được kiểm tra trước khi thay bất cứ gì; thư mục cũ được giữ nguyên bên cạnh. Sau đó máy bắt đầu một \
      đời nhật ký mới, máy chủ hiểu là máy đã được khôi phục.

      The chain is verified before anything is replaced; the former folder is kept beside, whole. After that the journal \
      begins a new incarnation, by which the hub knows that the laptop was restored.
      """)

  @OptionGroup var options: DataOptions
  @Argument(help: "Bản sao lưu, hoặc thư mục để lấy bản mới nhất / a backup, or a folder for its newest.")
  var path: String
  @Flag(help: "Chỉ tập: mở ra, kiểm tra, xoá đi / only rehearse: open, verify, remove.") var check = false
  @Flag(help: "Thay nhật ký đang có / replace the journal that is there.") var replace = false
  @Option(help: "Đọc cụm mật khẩu từ số tệp mở này / read the passphrase from this open file.")
  var passphraseFd: Int32?

  func validate() throws {
    guard !options.practice else { throw ValidationError("--practice: không sao lưu / is not backed up.") }
  }

  func run() throws {
    try withBackupSentences(options.language) {
      let path = try DataBackup.newest(at: path)
      _ = try BackupReader(path)
      let passphrase = try PassphrasePrompt.ask(Phrase.backupPassphrase, descriptor: passphraseFd, options.language)
      if check {
        let proof = try DataBackup.prove(path, beside: options.folder, passphrase: passphrase)
        print(Phrase.backupProved(path: proof.path, entries: proof.entries)[options.language])
      } else {
        let proof = try DataBackup.restore(path, to: options.folder, passphrase: passphrase, isReplacing: replace)
        print(Phrase.backupRestored(entries: proof.entries, before: proof.before)[options.language])
      }
    }
  }
}

/// The copy that is made of each day.
enum DailyCopy {
  /// A folder of this name on a disk says that copies are wanted there.
  static let folderName = "tiepsuc-backups"

  /// Where copies of a data folder go: the first disk or stick that asks for them, else the data folder itself, where
  /// they help against a damaged file and not against a broken disk.
  static func target(of folder: String) -> String {
    let sticks = Machine.live.sticks().map { $0.folder + "/" + folderName }
    return sticks.first { Files().isFolder($0) && Files().isWritable($0) } ?? folder + "/backups"
  }

  /// Starts the copy of today as a process of its own, which nobody at the desk waits for or hears of; nothing where no
  /// passphrase for backups was chosen.
  static func start(of place: DataPlace) {
    guard !place.practice, access(place.folder + "/backup.key", R_OK) == 0 else { return }
    SystemProgram.start(SystemProgram.beside("tiepsuc"), ["backup", "--daily", "--data", place.folder])
  }

  /// Writes the copy of a day unless it is there; nil where there was nothing to do.
  static func write(of folder: String, day: Day) throws(BackupProblem) -> DataBackup.Made? {
    try DataBackup.writeDaily(of: folder, into: target(of: folder), day: Numbers.iso(day))
  }
}

/// Does something with backups; what is refused becomes a sentence on standard error.
func withBackupSentences<Value>(_ language: Language, _ body: () throws -> Value) throws -> Value {
  do {
    return try withSentences(language) { try withPackSentences(language, body) }
  } catch let problem as BackupProblem {
    throw failure(Phrase.sentence(problem), language)
  }
}
