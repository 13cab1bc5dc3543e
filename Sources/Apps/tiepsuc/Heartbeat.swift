import Foundation
import Logging
import Platform
import TerminalUI

/// How many frames a kiosk painted, and how many of them where somebody could see them: a service that runs behind
/// another console looks healthy to everybody but the people before it.
struct Heartbeat {
  /// `kiosk` in the data folder.
  private let path: String
  /// Whether frames that this process paints are on the console in view; nil where that is no console.
  private let isInView: () -> Bool?

  init(folder: String, isInView: @escaping () -> Bool? = Self.ownsConsole) {
    path = folder + "/kiosk"
    self.isInView = isInView
  }

  /// What a kiosk last wrote.
  struct Beat: Equatable {
    /// Milliseconds since 1970.
    var at: Int64
    var painted: Int
    var seen: Int
    /// Since the beat before.
    var isSeen: Bool
  }

  /// Nil where no kiosk ever ran here.
  func read() throws(FileError) -> Beat? {
    guard let bytes = try Files().read(path, limit: 256) else { return nil }
    let numbers = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).compactMap { Int64($0) }
    guard numbers.count == 4 else { return nil }
    return Beat(
      at: numbers[0], painted: Int(clamping: numbers[1]), seen: Int(clamping: numbers[2]), isSeen: numbers[3] == 1)
  }

  func write(_ beat: Beat) throws(FileError) {
    try Files().replace(path, with: Array("\(beat.at) \(beat.painted) \(beat.seen) \(beat.isSeen ? 1 : 0)\n".utf8))
  }

  func inView() -> Bool { isInView() ?? true }

  /// Whether standard output is the console that the kernel shows.
  static func ownsConsole() -> Bool? {
    guard let name = ttyname(STDOUT_FILENO).map({ String(cString: $0) }), name.hasPrefix("/dev/tty") else { return nil }
    do throws(FileError) {
      guard let bytes = try Files().head("/sys/class/tty/tty0/active", count: 32) else { return nil }
      return "/dev/" + String(decoding: bytes.prefix { $0 > 0x20 }, as: UTF8.self) == name
    } catch {
      return nil
    }
  }
}

/// A kiosk's terminal: as the one below, and counted.
final class WatchedTerminal: Terminal {
  private let below: any Terminal
  private let heartbeat: Heartbeat
  private let log: Logger
  private var painted = 0
  private var seen = 0
  private var seenBefore = 0
  private var written: Int64 = 0

  init(_ below: any Terminal, _ heartbeat: Heartbeat, _ log: Logger) {
    (self.below, self.heartbeat, self.log) = (below, heartbeat, log)
  }

  /// Milliseconds between two beats.
  static let interval: Int64 = 60_000

  var size: Size { below.size }
  var capabilities: TerminalCapabilities { below.capabilities }

  func show(_ patch: Patch, of frame: Frame, theme: Theme, isPractice: Bool) {
    below.show(patch, of: frame, theme: theme, isPractice: isPractice)
    painted += 1
    if heartbeat.inView() { seen += 1 }
    let now = SystemClock.now
    guard written == 0 || now.monotonicMilliseconds - written >= Self.interval else { return }
    written = now.monotonicMilliseconds
    do throws(FileError) {
      try heartbeat.write(
        .init(at: now.wallMilliseconds, painted: painted, seen: seen, isSeen: seen > seenBefore))
    } catch {
      log.warning("heartbeat: \(error)")
    }
    seenBefore = seen
  }

  func next(milliseconds: Int) -> Input { below.next(milliseconds: milliseconds) }
  func forgetScrollback() { below.forgetScrollback() }
  /// Nobody leaves a kiosk for a shell.
  func suspend() {}
  func close() { below.close() }
}
