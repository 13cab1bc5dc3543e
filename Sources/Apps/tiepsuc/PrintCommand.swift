import ArgumentParser
import Checklists
import DeskLive
import DeskPorts
import Glibc
import Journal
import JournalStore
import Phrases
import Platform
import Printing

/// `tiepsuc print`: which printer the desk has, and whether it prints.
struct PrintCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "print",
    abstract: "Máy in của bàn: xem, đặt, in thử / the desk's printer: see, set, try.",
    discussion: """
      Không có tuỳ chọn: cho biết đang dùng máy in nào. Giấy: 58, 80 (cuộn, ESC/POS, không dấu), a4, hoặc a4-ascii (không \
      dấu: khi trang thử in ra ô vuông). Nơi in: đường dẫn thiết bị, tên hàng đợi in, hoặc tệp .prn, .txt. Máy in luôn là \
      tuỳ chọn.

      Without options it says which printer is set. Paper: 58, 80 (rolls, ESC/POS, without marks), a4, or a4-ascii \
      (without marks: where the test page shows boxes). Place: the path of a device, the name of a queue, or a file .prn, \
      .txt. A printer is always optional.
      """)

  @OptionGroup var options: DataOptions
  @Option(help: "Đặt máy in: GIẤY NƠI / set the printer: PAPER PLACE, e.g. \"58 /dev/usb/lp0\".") var set: String?
  @Flag(help: "Không in nữa / print no more.") var off = false
  @Flag(help: "In một trang thử / print a test page.") var test = false

  func validate() throws {
    guard set == nil || !off else { throw ValidationError("--set | --off") }
    if let set, Printer(setting: set) == nil { throw ValidationError("--set \"58 /dev/usb/lp0\"") }
  }

  func run() throws {
    let language = options.language
    let live = LivePrinter(clock: { SystemClock.now.monotonicMilliseconds })
    let printer = try withSentences(language) { try settled() }
    guard let printer else {
      print("\(Phrase.printer[language]): \(Phrase.noPrinter[language])")
      print(Phrase.printersFound(live.devices())[language])
      return
    }
    print("\(Phrase.printer[language]): \(printer.setting)")
    guard test else { return }
    do throws(PrinterProblem) {
      try live.start(Self.page(language), on: printer)
      while try !live.goOn() { poll(nil, 0, 100) }
    } catch {
      throw failure(Phrase.sentence(error), language)
    }
    print(Phrase.printed[language])
  }

  /// The printer, set anew where that is asked for.
  private func settled() throws(JournalProblem) -> Printer? {
    if set == nil, !off {
      // What was never opened has no printer.
      guard access(options.folder + "/journal.sqlite", F_OK) == 0 else { return nil }
      let store = try JournalStore.openForReading(folder: options.folder, practice: false)
      let setting = try store.settings()[Printer.settingKey]
      try store.close()
      return setting.flatMap(Printer.init(setting:))
    }
    let printer = set.flatMap(Printer.init(setting:))
    let store = try JournalStore.open(folder: options.folder, practice: false, now: .now())
    try store.set(Printer.settingKey, printer?.setting ?? "")
    try store.close()
    return printer
  }

  private static func page(_ language: Language) -> PrintedPage {
    PrintedPage([
      .heading("Tiếp Sức"), .text(Phrase.testPage[language]), .rule, .text(Phrase.receiptTitle[language]),
      .heading("ACDE-FGHJ"), .code("ACDEFGHJ"),
      .text("ẮẰẲẴẶ ẾỀỂỄỆ ỐỒỔỖỘ ỚỜỞỠỢ ỨỪỬỮỰ ỲỴỶỸ đĐ 0123456789"),
    ])
  }
}
