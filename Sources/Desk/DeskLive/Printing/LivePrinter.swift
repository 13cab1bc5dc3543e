package import DeskPorts
import Glibc
import Platform
package import Printing

/// The printers of this machine. It only ever gives them what they take at once, and asks again later: one without paper
/// keeps nobody waiting.
package final class LivePrinter: PrinterPort {
  /// Without a byte taken before it is given up, in milliseconds.
  static let patience: Int64 = 20_000
  /// Names of files that may be written to as to a printer: no file of the desk's own ends so.
  private static let fileEndings = [".prn", ".txt"]

  /// Where programs are looked for.
  private let folders: [String]
  /// Milliseconds that only grow.
  private let clock: () -> Int64
  private let root: String
  private var job: PrintJob?

  /// - Parameters:
  ///   - folders: Where `lp` may be.
  ///   - root: Where devices are.
  package init(
    folders: [String] = ["/usr/bin", "/bin", "/usr/local/bin"], root: String = "/dev", clock: @escaping () -> Int64
  ) {
    self.folders = folders
    self.root = root
    self.clock = clock
  }

  package func devices() -> [String] {
    do throws(FileError) {
      return try Files().names(in: root + "/usb", limit: 100).filter { $0.hasPrefix("lp") }.map { root + "/usb/" + $0 }
    } catch {
      // Who may not look there has no printer there.
      return []
    }
  }

  package func start(_ page: PrintedPage, on printer: Printer) throws(PrinterProblem) {
    guard job == nil else { throw .busy }
    let bytes = printer.paper.bytes(of: page)
    switch printer.place {
    case .file(let path): job = PrintJob(bytes, on: try open(path), named: path, child: nil, now: clock())
    case .queue(let name): job = try queued(bytes, printer.paper, name)
    }
  }

  package func goOn() throws(PrinterProblem) -> Bool {
    guard let job else { return true }
    do throws(PrinterProblem) {
      guard try job.goOn(now: clock()) else { return false }
      self.job = nil
      return true
    } catch {
      self.job = nil
      throw error
    }
  }

  /// What would keep a printer from printing; nil where nothing is known to.
  package func problem(with printer: Printer) -> PrinterProblem? {
    do throws(PrinterProblem) {
      switch printer.place {
      case .file(let path):
        // A file comes with its first page.
        if Self.isFile(path), access(path, F_OK) != 0 { return nil }
        close(try open(path))
      case .queue: _ = try program()
      }
      return nil
    } catch {
      return error
    }
  }

  private static func isFile(_ path: String) -> Bool { fileEndings.contains { path.hasSuffix($0) } }

  private func program() throws(PrinterProblem) -> String {
    guard let program = folders.map({ $0 + "/lp" }).first(where: { access($0, X_OK) == 0 }) else { throw .noQueues }
    return program
  }

  /// A device, or a file to add to, that waits for nothing.
  private func open(_ path: String) throws(PrinterProblem) -> Int32 {
    let isFile = Self.isFile(path)
    let make = isFile ? O_CREAT | O_APPEND | O_NOFOLLOW : 0
    let descriptor = Glibc.open(path, O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | make, 0o600)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT, ENODEV, ENXIO, ENOTDIR: throw .missing(path)
      case EISDIR, ELOOP: throw .noPrinter(path)
      default: throw .refused(path, code: errno)
      }
    }
    var facts = stat()
    let isThere = fstat(descriptor, &facts) == 0
    let kind = facts.st_mode & S_IFMT
    guard isThere, kind == S_IFCHR && !isFile || kind == S_IFREG && isFile else {
      close(descriptor)
      throw .noPrinter(path)
    }
    return descriptor
  }

  /// `lp`, which is given the page as it takes it.
  private func queued(_ bytes: [UInt8], _ paper: Printer.Paper, _ name: String) throws(PrinterProblem) -> PrintJob {
    let program = try program()
    var ends: [Int32] = [-1, -1]
    let nothing = Glibc.open("/dev/null", O_WRONLY | O_CLOEXEC)
    guard nothing >= 0, pipe(&ends) == 0 else { throw .refused(name, code: errno) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(ends[1], F_SETFL, O_NONBLOCK)
    let child = ChildProcess.spawn([program, "-s", "-d", name] + options(paper), .these(ends[0], nothing, nothing))
    close(nothing)
    guard let pid = child.pid else {
      for end in ends { close(end) }
      throw .refused(name, code: child.code)
    }
    return PrintJob(bytes, on: ends[1], named: name, child: (pid, ends[0]), now: clock())
  }

  /// Sheets are text in letters of 14 points; a roll takes its bytes as they are.
  private func options(_ paper: Printer.Paper) -> [String] {
    paper.isSheet
      ? ["-o", "media=A4", "-o", "cpi=7", "-o", "lpi=4", "-o", "page-left=54", "-o", "page-right=36"] : ["-o", "raw"]
  }
}

/// One page on its way.
private final class PrintJob {
  private var rest: ArraySlice<UInt8>
  /// Negative once everything was taken.
  private var descriptor: Int32
  private let name: String
  /// The program that takes it, and the end of the pipe that it reads: as long as that is open here, too, no signal comes
  /// of a program that does not read.
  private var child: (pid: pid_t, end: Int32)?
  private var giveUpAt: Int64

  init(_ bytes: [UInt8], on descriptor: Int32, named name: String, child: (pid_t, Int32)?, now: Int64) {
    (rest, self.descriptor, self.name, self.child) = (
      bytes[...], descriptor, name, child.map { (pid: $0.0, end: $0.1) }
    )
    giveUpAt = now + LivePrinter.patience
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    if let child { close(child.end) }
  }

  /// Gives what is taken; returns whether it is done.
  func goOn(now: Int64) throws(PrinterProblem) -> Bool {
    if try give() { giveUpAt = now + LivePrinter.patience }
    if rest.isEmpty, try isTaken() { return true }
    guard now < giveUpAt else {
      drop()
      throw .silent(name)
    }
    return false
  }

  /// Returns whether anything was taken.
  private func give() throws(PrinterProblem) -> Bool {
    let before = rest.count
    while !rest.isEmpty, descriptor >= 0 {
      let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
      if count > 0 {
        rest = rest.dropFirst(count)
      } else if count < 0, errno == EINTR {
        continue
      } else if count < 0, errno == EAGAIN {
        break
      } else {
        let code = errno
        drop()
        throw .refused(name, code: code)
      }
    }
    return rest.count < before
  }

  /// Whether what was given has gone on: out of the port's own memory, or into the queue.
  private func isTaken() throws(PrinterProblem) -> Bool {
    guard let child else {
      // Closing a port that still holds something would wait for it.
      var held: Int32 = 0
      return isatty(descriptor) == 0 || ioctl(descriptor, UInt(TIOCOUTQ), &held) != 0 || held == 0
    }
    // The end of the page is the end of its input.
    if descriptor >= 0 {
      close(descriptor)
      descriptor = -1
    }
    var status: Int32 = 0
    guard waitpid(child.pid, &status, WNOHANG) == child.pid else { return false }
    close(child.end)
    self.child = nil
    guard status == 0 else { throw .refused(name, code: status >> 8 & 0xFF) }
    return true
  }

  /// Lets go of a printer that does not go on.
  private func drop() {
    if let child {
      kill(-child.pid, SIGKILL)
      kill(child.pid, SIGKILL)
      waitpid(child.pid, nil, 0)
      close(child.end)
      self.child = nil
    } else if isatty(descriptor) != 0 {
      tcflush(descriptor, TCOFLUSH)
    }
  }
}
