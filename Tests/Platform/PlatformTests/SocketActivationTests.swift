import Glibc
import Platform
import Testing

/// Sockets that a service manager hands over.
@Suite struct SocketActivationTests {
  /// What remains of the variables, and what was taken. `first` is a descriptor of the test's own, else of none.
  private func take(_ variables: [String: String], first: Int32 = 1 << 20) -> (taken: [Int32], left: [String: String]) {
    var left = variables
    let taken = SocketActivation.take(
      first: first, process: 42, read: { variables[$0] }, clear: { left[$0] = nil })
    return (taken, left)
  }

  @Test func `sockets for this process are taken once, and no program it starts has them or hears of them`() throws {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    let (taken, left) = take(
      ["LISTEN_FDS": "1", "LISTEN_PID": "42", "LISTEN_FDNAMES": "hub", "PATH": "/bin"], first: descriptor)
    #expect(taken == [descriptor] && left == ["PATH": "/bin"])
    #expect(fcntl(descriptor, F_GETFD) == FD_CLOEXEC)
  }

  @Test(arguments: [
    ["LISTEN_FDS": "1", "LISTEN_PID": "43"], ["LISTEN_FDS": "1"], ["LISTEN_PID": "42"], [:],
    ["LISTEN_FDS": "0", "LISTEN_PID": "42"], ["LISTEN_FDS": "-1", "LISTEN_PID": "42"],
    ["LISTEN_FDS": "99999999999999999999", "LISTEN_PID": "42"], ["LISTEN_FDS": "2147483647", "LISTEN_PID": "42"],
    ["LISTEN_FDS": "1", "LISTEN_PID": "forty"],
  ])
  func `what is for another process, or no number, is not taken, and cleared all the same`(
    _ variables: [String: String]
  ) {
    let (taken, left) = take(variables)
    #expect(taken.isEmpty && left.isEmpty)
  }

  @Test func `only what listens for TCP is a listening socket`() throws {
    func made(_ family: Int32, _ type: Int32) -> Int32 { socket(family, type, 0) }
    let (stream, datagram) = (Int32(SOCK_STREAM.rawValue), Int32(SOCK_DGRAM.rawValue))
    let idle = made(AF_INET, stream)
    let packets = made(AF_INET, datagram)
    let local = made(AF_UNIX, stream)
    let six = made(AF_INET6, stream)
    let four = made(AF_INET, stream)
    defer { for descriptor in [idle, packets, local, six, four] { close(descriptor) } }
    // Without a place of its own, a socket gets a port as it begins to listen.
    try #require(listen(four, 1) == 0)
    let found = try #require(ListeningSocket(four))
    #expect(found.host == "0.0.0.0" && found.port > 0 && found.descriptor == four)
    // A machine may be without IPv6.
    if listen(six, 1) == 0 { #expect(ListeningSocket(six)?.host == "::") }
    for descriptor in [idle, packets, local, -1] { #expect(ListeningSocket(descriptor) == nil, "\(descriptor)") }
  }
}
