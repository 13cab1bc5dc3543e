import Foundation
import Platform
import TemporaryFolders
import Testing

/// The datagrams of sd_notify(3).
struct ServiceNotifierTests {
  /// A service manager that takes datagrams at a name.
  private final class Manager {
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    init(_ name: [UInt8]) throws {
      var place = sockaddr_un()
      place.sun_family = sa_family_t(AF_UNIX)
      withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: name) }
      let length = MemoryLayout<sa_family_t>.size + name.count + (name[0] == 0 ? 0 : 1)
      let code = withUnsafePointer(to: place) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, socklen_t(length)) }
      }
      guard code == 0 else { throw CocoaError(.fileNoSuchFile) }
    }
    deinit { close(descriptor) }

    func heard() -> String {
      var bytes = [UInt8](repeating: 0, count: 256)
      let count = recv(descriptor, &bytes, bytes.count, Int32(MSG_DONTWAIT))
      return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }
  }

  @Test func `a state reaches a manager at a path and at an abstract name`() throws {
    let folder = try TemporaryFolder()
    let path = folder.file("s")
    let named = try Manager(Array(path.utf8))
    let notifier = try #require(ServiceNotifier(path))
    #expect(notifier.send(.ready) && named.heard() == "READY=1")
    #expect(notifier.send(.stopping) && named.heard() == "STOPPING=1")
    let name = "tiepsuc-" + UUID().uuidString
    let hidden = try Manager([0] + Array(name.utf8))
    #expect(try #require(ServiceNotifier("@" + name)).send(.alive) && hidden.heard() == "WATCHDOG=1")
  }

  @Test func `a manager that is gone, or a name that is none, is nobody's trouble`() throws {
    let folder = try TemporaryFolder()
    #expect(try !#require(ServiceNotifier(folder.file("none"))).send(.ready))
    for name in ["", "@", "/", "relative", "/" + String(repeating: "x", count: 200)] {
      #expect(ServiceNotifier(name) == nil, "\(name)")
    }
  }
}
