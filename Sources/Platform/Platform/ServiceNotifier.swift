import Glibc

/// Tells the service manager how this service is: the datagrams of sd_notify(3), without its library.
package struct ServiceNotifier: Sendable {
  /// What is told.
  package enum State: String, Sendable {
    case ready = "READY=1"
    case alive = "WATCHDOG=1"
    case stopping = "STOPPING=1"
  }

  private let address: [UInt8]

  /// The manager that the environment names (`NOTIFY_SOCKET`); nil where none waits.
  package init?() {
    guard let name = Environment.variable("NOTIFY_SOCKET") else { return nil }
    self.init(name)
  }

  /// The manager at a path, or at an abstract name behind `@`; nil for anything else.
  package init?(_ name: String) {
    var bytes = Array(name.utf8)
    // Abstract names begin with a zero byte.
    if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 } else if bytes.first != UInt8(ascii: "/") { return nil }
    guard bytes.count > 1, bytes.count < MemoryLayout.size(ofValue: sockaddr_un().sun_path) else { return nil }
    address = bytes
  }

  /// Sends a state; returns whether the manager took it. Nothing waits for it: a manager that does not read is its own
  /// affair.
  @discardableResult
  package func send(_ state: State) -> Bool {
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var place = sockaddr_un()
    place.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &place.sun_path) { $0.copyBytes(from: address) }
    // An abstract name ends where the length says, one of a file at its zero byte.
    let length = MemoryLayout<sa_family_t>.size + address.count + (address[0] == 0 ? 0 : 1)
    let text = Array(state.rawValue.utf8)
    return withUnsafePointer(to: place) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        sendto(descriptor, text, text.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT), $0, socklen_t(length))
      }
    } == text.count
  }

  /// How often the manager wants to hear that this process is alive, in microseconds; nil where it does not, or means
  /// another process.
  package static var watchdogMicroseconds: Int? {
    guard let text = Environment.variable("WATCHDOG_USEC"), let interval = Int(text), interval > 0 else { return nil }
    if let process = Environment.variable("WATCHDOG_PID"), Int32(process) != getpid() { return nil }
    return interval
  }
}
