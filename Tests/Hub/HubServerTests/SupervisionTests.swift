import Foundation
import Glibc
import HubFixtures
import Testing

/// What the hub tells a service manager (sd_notify(3)).
@Suite struct SupervisionTests {
  @Test func `a manager hears that the hub is ready, that it lives, and that it stops`() throws {
    let folder = try TemporaryFolder()
    defer { folder.remove() }
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    defer { close(descriptor) }
    var place = sockaddr_un()
    place.sun_family = sa_family_t(AF_UNIX)
    let name = Array("\(folder.path)/s".utf8)
    withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: name) }
    let bound = withUnsafePointer(to: place) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sa_family_t>.size + name.count + 1))
      }
    }
    try #require(bound == 0)
    // Nothing waits for ever: a hub that says nothing fails the test.
    var patience = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    func heard() -> String {
      var bytes = [UInt8](repeating: 0, count: 64)
      let count = recv(descriptor, &bytes, bytes.count, 0)
      return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
    let hub = try HubProcess(
      ["--data", "\(folder.path)/hub"], ["NOTIFY_SOCKET": "\(folder.path)/s", "WATCHDOG_USEC": "100000"])
    var states: [String] = []
    while states.filter({ $0 == "WATCHDOG=1" }).count < 3 || !states.contains("READY=1"), states.last != "" {
      states.append(heard())
    }
    #expect(Set(states) == ["READY=1", "WATCHDOG=1"])
    hub.signal(SIGTERM)
    #expect(hub.end() == 0)
    while states.last == "WATCHDOG=1" || states.last == "READY=1" { states.append(heard()) }
    #expect(states.last == "STOPPING=1")
  }
}
