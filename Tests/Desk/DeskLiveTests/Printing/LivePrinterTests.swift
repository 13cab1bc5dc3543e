import DeskPorts
import Foundation
import Glibc
import Printing
import TemporaryFolders
import Testing

@testable import DeskLive

/// Real files, devices and children in the place of printers, with everything that goes wrong with them.
@Suite struct LivePrinterTests {
  private let page = PrintedPage([.heading("ACDE-FGHJ"), .text("Tiếp Sức")])
  private final class Clock { var now: Int64 = 0 }

  @Test func `a file is added to, page by page`() throws {
    let folder = try TemporaryFolder()
    let printer = LivePrinter(clock: { 0 })
    for paper in [Printer.Paper.roll58, .a4] {
      try printer.start(page, on: Printer(paper, .file(folder.file("giấy.prn"))))
      #expect(try printer.goOn())
    }
    #expect(try folder.bytes("giấy.prn") == Printer.Paper.roll58.bytes(of: page) + Printer.Paper.a4.bytes(of: page))
  }

  @Test func `a device takes a page`() throws {
    let printer = LivePrinter(clock: { 0 })
    try printer.start(page, on: Printer(.roll80, .file("/dev/null")))
    #expect(try printer.goOn())
    // Nothing is left to do.
    #expect(try printer.goOn())
  }

  @Test func `what is no printer is not written to`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Array("SQLite".utf8), to: "journal.sqlite")
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link.txt"), withDestinationPath: folder.file("journal.sqlite"))
    #expect(mkfifo(folder.file("pipe"), 0o600) == 0 && mkfifo(folder.file("pipe.prn"), 0o600) == 0)
    // Somebody reads the pipes, so that they can be opened.
    let readers = ["pipe", "pipe.prn"].map { open(folder.file($0), O_RDONLY | O_NONBLOCK) }
    defer { for reader in readers { close(reader) } }
    let printer = LivePrinter(clock: { 0 })
    for path in ["journal.sqlite", "link.txt", "pipe", "pipe.prn"].map(folder.file) + [folder.path] {
      #expect(throws: PrinterProblem.noPrinter(path)) { try printer.start(page, on: Printer(.a4, .file(path))) }
      #expect(printer.problem(with: Printer(.a4, .file(path))) == .noPrinter(path))
    }
    #expect(try folder.bytes("journal.sqlite") == Array("SQLite".utf8))
    #expect(throws: PrinterProblem.missing(folder.file("lp0"))) {
      try printer.start(page, on: Printer(.a4, .file(folder.file("lp0"))))
    }
  }

  @Test func `a device that refuses says so, and the next page is begun afresh`() throws {
    let printer = LivePrinter(clock: { 0 })
    for _ in 1...2 {
      try printer.start(page, on: Printer(.roll58, .file("/dev/full")))
      #expect(throws: PrinterProblem.refused("/dev/full", code: ENOSPC)) { try printer.goOn() }
    }
  }

  @Test func `a device without paper keeps nobody waiting, and is given up after a while`() throws {
    let device = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    defer { close(device) }
    var (unlocked, number): (Int32, Int32) = (0, 0)
    // TIOCSPTLCK and TIOCGPTN, which Swift does not see.
    try #require(ioctl(device, 0x4004_5431, &unlocked) == 0 && ioctl(device, 0x8004_5430, &number) == 0)
    let path = "/dev/pts/\(number)"
    // A terminal nobody reads holds some thousand bytes.
    let long = PrintedPage(Array(repeating: .text("Xin giữ tờ này"), count: 20_000))
    let clock = Clock()
    let printer = LivePrinter(clock: { clock.now })
    try printer.start(long, on: Printer(.roll58, .file(path)))
    #expect(try !printer.goOn())
    #expect(throws: PrinterProblem.busy) { try printer.start(page, on: Printer(.roll58, .file(path))) }
    clock.now = LivePrinter.patience - 1
    #expect(try !printer.goOn())
    clock.now = LivePrinter.patience
    #expect(throws: PrinterProblem.silent(path)) { try printer.goOn() }
    // Whoever puts paper in prints again.
    try printer.start(PrintedPage([]), on: Printer(.roll58, .file("/dev/null")))
    #expect(try printer.goOn())
  }

  // MARK: Queues

  /// A script in the place of `lp`; `$OUT` is the folder.
  private func queue(_ script: String, _ folder: TemporaryFolder, clock: Clock = Clock()) throws -> LivePrinter {
    try folder.write(Array("#!/bin/sh\nOUT='\(folder.path)'\n\(script)\n".utf8), to: "lp")
    chmod(folder.file("lp"), 0o700)
    return LivePrinter(folders: [folder.path], clock: { clock.now })
  }

  /// Starts it, again where another test's child that is just being born holds the script open.
  private func start(_ printer: LivePrinter, _ page: PrintedPage, _ paper: Printer.Paper) throws {
    var result: Result<Void, PrinterProblem> = .failure(.busy)
    eventually("the script can be started") {
      result = Result { () throws(PrinterProblem) in try printer.start(page, on: Printer(paper, .queue("quay-1"))) }
      if case .failure(.refused(_, code: ETXTBSY)) = result { return false }
      return true
    }
    try result.get()
  }

  private func end(_ printer: LivePrinter) -> PrinterProblem? {
    var problem: PrinterProblem?
    eventually("it ends") {
      do throws(PrinterProblem) { return try printer.goOn() } catch {
        problem = error
        return true
      }
    }
    return problem
  }

  @Test(arguments: [
    (Printer.Paper.roll80, "-s -d quay-1 -o raw"),
    (.a4, "-s -d quay-1 -o media=A4 -o cpi=7 -o lpi=4 -o page-left=54 -o page-right=36"),
    (.a4Ascii, "-s -d quay-1 -o media=A4 -o cpi=7 -o lpi=4 -o page-left=54 -o page-right=36"),
  ]) func `a queue is given the page as it is`(paper: Printer.Paper, words: String) throws {
    let folder = try TemporaryFolder()
    let printer = try queue("echo \"$*\" > $OUT/words; cat > $OUT/page", folder)
    // More than a pipe holds.
    let long = PrintedPage(Array(repeating: .text("Xin giữ tờ này"), count: 10_000))
    try start(printer, long, paper)
    #expect(end(printer) == nil)
    #expect(try folder.bytes("words") == Array((words + "\n").utf8))
    #expect(try folder.bytes("page") == paper.bytes(of: long))
  }

  @Test func `a queue that does not take it says so`() throws {
    let folder = try TemporaryFolder()
    let printer = try queue("exit 3", folder)
    try start(printer, page, .a4)
    #expect(end(printer) == .refused("quay-1", code: 3))
  }

  @Test func `a queue that does not answer is given up, and nothing of it stays`() throws {
    let folder = try TemporaryFolder()
    let clock = Clock()
    let printer = try queue(
      "echo $$ > $OUT/pid.new; mv $OUT/pid.new $OUT/pid; exec tail -f /dev/null", folder, clock: clock)
    try start(printer, page, .a4)
    eventually("it runs") { FileManager.default.fileExists(atPath: folder.file("pid")) }
    #expect(try !printer.goOn())
    clock.now = LivePrinter.patience
    #expect(throws: PrinterProblem.silent("quay-1")) { try printer.goOn() }
    let pid = try #require(pid_t(String(decoding: try folder.bytes("pid").dropLast(), as: UTF8.self)))
    #expect(kill(pid, 0) != 0)
  }

  @Test func `without a printing system that is said`() throws {
    let folder = try TemporaryFolder()
    let printer = LivePrinter(folders: [folder.path], clock: { 0 })
    #expect(throws: PrinterProblem.noQueues) { try printer.start(page, on: Printer(.a4, .queue("quay-1"))) }
    #expect(printer.problem(with: Printer(.a4, .queue("quay-1"))) == .noQueues)
  }

  @Test func `printers that are plugged in are found`() throws {
    let folder = try TemporaryFolder()
    let printer = LivePrinter(root: folder.path, clock: { 0 })
    #expect(printer.devices() == [])
    for name in ["lp1", "lp0", "hiddev0"] { try folder.write([], to: "usb/" + name) }
    #expect(printer.devices() == ["lp0", "lp1"].map { folder.path + "/usb/" + $0 })
  }
}
