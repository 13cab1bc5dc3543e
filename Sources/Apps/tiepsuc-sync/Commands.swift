import ArgumentParser
import Checklists
import Foundation
import Glibc
import Journal
import JournalStore
import Phrases
import Platform
import Protocol
import Reports
import SyncClient
import SyncStore

/// `tiepsuc-sync enrol URL [CODE]`.
struct EnrolCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "enrol", abstract: "Đăng ký máy này với máy chủ / let this desk in at a hub.")
  @OptionGroup var options: SyncOptions
  @Argument(help: "Địa chỉ máy chủ / the hub's address.") var url: String?
  @Argument(help: "Mã dùng một lần; không có thì hỏi / the one-use code; else it is asked for.") var code: String?
  @Option(help: "Tệp chứa mã / a file that holds the code.") var codeFile: String?
  @Option(help: "Tệp phiếu cho máy không bao giờ có mạng / a ticket for a machine that is never online.")
  var ticket: String?
  @Option(help: "Tên của bàn / what the desk is called.") var name: String?

  func validate() throws {
    guard (url == nil) != (ticket == nil) else { throw ValidationError("URL / --ticket") }
  }

  func run() async throws {
    let writer = options.writer
    if let ticket {
      guard let bytes = SmallFile.read(ticket) else {
        try options.leave(SyncLine(.failed, failure: .badBundle, subject: ticket), to: writer)
      }
      return try await options.perform { [name] in await $0.enrol(ticket: bytes, name: name) }
    }
    guard let url else { throw ValidationError("URL") }
    guard let typed = typedCode(), let code = EnrolCode(typed: typed) else {
      try options.leave(SyncLine(.failed, failure: .badCode), to: writer)
    }
    try await options.perform { [name] in await $0.enrol(at: url, code: code, name: name) }
  }

  /// From the arguments, the file, or the first line of standard input, so that it need not stand in the list of
  /// processes.
  private func typedCode() -> String? {
    if let code { return code }
    if let codeFile {
      return SmallFile.read(codeFile).map { String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .newlines) }
    }
    if isatty(STDIN_FILENO) != 0 {
      FileHandle.standardError.write(Data((Phrase.whichCode[options.language] + ": ").utf8))
    }
    return readLine()
  }
}

/// `tiepsuc-sync push`.
struct PushCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "push", abstract: "Gửi các mục chưa gửi rồi nhận tin / send what is unsent, then fetch.")
  @OptionGroup var options: SyncOptions
  func run() async throws { try await options.perform { await $0.push() } }
}

/// `tiepsuc-sync pull`.
struct PullCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pull", abstract: "Chỉ nhận tin của máy chủ / only fetch what the hub has to say.")
  @OptionGroup var options: SyncOptions
  func run() async throws { try await options.perform { await $0.pull() } }
}

/// `tiepsuc-sync status`.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Đã lưu, đã gửi, chưa gửi / kept, sent, unsent.")
  @OptionGroup var options: SyncOptions

  func run() async throws {
    let writer = options.writer
    try options.look { run throws(SyncFault) in
      let summary = options.practice ? ExchangeSummary() : try run.status()
      if options.json { writer.write(object: summary) } else { writer.write(writer.text(of: summary)) }
    }
  }
}

/// `tiepsuc-sync contacts`.
struct ContactsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contacts",
    abstract: "Trưởng nhóm: mở các liên hệ được gửi đến / lead: open the contacts that desks sealed to you.")
  @OptionGroup var options: SyncOptions
  @Flag(help: "Chỉ việc hẹn lại đã đến ngày, theo bàn / only follow-ups that are due, by desk.") var due = false
  @Flag(help: "Những lần đã mở, mới nhất trước / what was opened, newest first.") var log = false

  private static let openingsShown = 1_000

  func run() async throws {
    let writer = options.writer
    if log {
      try options.look { run throws(SyncFault) in
        for opening in try run.openings(limit: Self.openingsShown) {
          if writer.isJSON { writer.write(object: opening) } else { writer.write(Self.words(opening)) }
        }
      }
      return
    }
    let day = due ? Moment.now().day : nil
    try await options.perform { run in
      await run.contacts(due: day) { opened in
        writer.write(SyncLine(.contact, contact: opened))
      }
    }
  }

  /// When, and which entry's: nothing of the contact.
  private static func words(_ opening: ContactOpening) -> String {
    var moment = Moment.now()
    moment.wallMilliseconds = opening.time
    let (entry, time) = (opening.entry, "\(Numbers.date(moment.day)) \(Numbers.clock(moment.minuteOfDay))")
    return [time, String(entry.device.rawValue.prefix(8)), "\(entry.incarnation).\(entry.sequence)"]
      .joined(separator: "\t")
  }
}

/// `tiepsuc-sync erase [CODE]`.
struct EraseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "erase",
    abstract: "Xoá liên hệ theo mã biên nhận, ở mọi nơi / erase a contact by its receipt code, everywhere.")
  @OptionGroup var options: SyncOptions
  @Argument(help: "Mã biên nhận; không có thì hỏi / the receipt code; else it is asked for.") var code: String?

  func run() async throws {
    guard let code = (code ?? readLine()).flatMap({ ReceiptCode($0) }) else {
      throw ValidationError(Phrase.sentence(JournalProblem.malformedCode)[options.language])
    }
    try await options.perform { await $0.erase(code) }
  }
}

/// `tiepsuc-sync schema`.
struct SchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "In lược đồ JSON của các dòng / print the JSON Schema of the lines.")
  func run() throws { print(try SyncLineSchema.text()) }
}

/// Files that a person names.
enum SmallFile {
  /// The bytes of a regular file of at most 64 KiB; nil where it cannot be read, is larger, or something else.
  static func read(_ path: String) -> [UInt8]? {
    do { return try Files().read(path, limit: Limits.messageBytes) } catch { return nil }
  }
}
