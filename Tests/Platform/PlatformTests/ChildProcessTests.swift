import Glibc
import Platform
import Testing

@Suite struct ChildProcessTests {
  @Test func `a program gets its streams, no other descriptor, and no signal held back`() throws {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let nothing = open("/dev/null", O_RDWR | O_CLOEXEC)
    // Without the flag that would close it by itself.
    let other = fcntl(nothing, F_DUPFD, 100)
    defer { for descriptor in [ends[0], nothing, other] { close(descriptor) } }
    let script = "[ -e /proc/$$/fd/\(other) ] || echo closed; exec grep SigBlk /proc/self/status"
    let started = ChildProcess.spawn(["/bin/sh", "-c", script], .these(nothing, ends[1], nothing))
    close(ends[1])
    let pid = try #require(started.pid)
    var said: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 256)
    // Two lines, not the end: another test's program may hold the pipe as well.
    while said.count(where: { $0 == 0x0A }) < 2, case let count = read(ends[0], &buffer, buffer.count), count > 0 {
      said += buffer[..<count]
    }
    var status: Int32 = 0
    #expect(waitpid(pid, &status, 0) == pid && status == 0)
    let lines = String(decoding: said, as: UTF8.self).split(separator: "\n").map(String.init)
    #expect(lines.map { $0.filter { !$0.isWhitespace } } == ["closed", "SigBlk:0000000000000000"])
  }

  @Test func `a program with nothing to say is in a session of its own`() throws {
    let started = ChildProcess.spawn(["/bin/sh", "-c", "[ $(cut -d ' ' -f 6 /proc/$$/stat) = $$ ]"], .none)
    let pid = try #require(started.pid)
    var status: Int32 = 0
    #expect(waitpid(pid, &status, 0) == pid && status == 0)
  }

  @Test func `a program that is not there is said to be none`() {
    let started = ChildProcess.spawn(["/nowhere/at-all"], .own)
    #expect(started.pid == nil && started.code == ENOENT)
    #expect(ChildProcess.spawn([], .own).code == ENOENT)
  }
}
