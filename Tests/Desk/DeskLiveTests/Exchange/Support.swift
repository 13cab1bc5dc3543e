import DeskPorts
import DeskUI
import Foundation
import Glibc
import Protocol
import Testing

@testable import DeskLive

/// A folder of its own for one test, with a script in the place of `tiepsuc-sync`; it goes with the object.
final class Place {
  let path = NSTemporaryDirectory() + "exchange-" + UUID().uuidString
  /// What the desk's clock says, in milliseconds.
  var now: Int64 = 0

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  func file(_ name: String) -> String { path + "/" + name }

  func write(_ name: String, _ text: String) throws {
    try text.write(toFile: file(name), atomically: true, encoding: .utf8)
  }

  func text(_ name: String) throws -> String { try String(contentsOfFile: file(name), encoding: .utf8) }

  /// An exchange whose program is this script; `$OUT` is the folder.
  func exchange(running script: String, machine: Machine = Machine()) throws -> LiveExchange {
    try write("tiepsuc-sync", "#!/bin/sh\nOUT='\(path)'\n" + script + "\n")
    chmod(file("tiepsuc-sync"), 0o700)
    return LiveExchange(
      folder: path, program: file("tiepsuc-sync"), machine: machine, journal: { nil }, clock: { [self] in now })
  }
}

/// Looks until something is so, however long the machine takes for it; gives up after a minute.
func eventually(_ words: Comment, _ isSo: () throws -> Bool) rethrows {
  let end = ContinuousClock.now + .seconds(60)
  while try !isSo() {
    guard ContinuousClock.now < end else {
      Issue.record(words)
      return
    }
    sched_yield()
  }
}

extension LiveExchange {
  /// Starts a job. A file that was just written cannot be started while some other test's child, which is just being
  /// born, still holds it open for writing: then it is tried again.
  func begin(_ job: SyncJob) throws {
    let busy = ExchangeTrouble.notStarted(code: ETXTBSY)
    var result: Result<Void, ExchangeTrouble> = .failure(busy)
    eventually("the script can be started") {
      result = Result { () throws(ExchangeTrouble) in try start(job) }
      if case .failure(busy) = result { return false }
      return true
    }
    try result.get()
  }

  /// Everything that it says until it ends.
  func all() -> SyncNews {
    var all = SyncNews()
    eventually("it ends") {
      let news = self.news()
      all.lines += news.lines
      all.end = news.end
      return news.end != nil
    }
    return all
  }
}
