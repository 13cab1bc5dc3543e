import Platform
import TemporaryFolders
import Testing

struct LogFileTests {
  @Test func `a log starts anew when it is large, and keeps the one before`() throws {
    let folder = try TemporaryFolder()
    let log = LogFile(folder.file("a.log"), mostBytes: 10)
    for line in ["0123456789\n", "second\n", "third\n"] { log.append(Array(line.utf8)) }
    #expect(String(decoding: try folder.bytes("a.log.old"), as: UTF8.self) == "0123456789\n")
    #expect(String(decoding: try folder.bytes("a.log"), as: UTF8.self) == "second\nthird\n")
  }

  @Test func `a log that cannot be written stops nobody`() throws {
    let folder = try TemporaryFolder()
    try folder.write([], to: "a.log/in the way")
    LogFile(folder.file("a.log"), mostBytes: 10).append([1])
    #expect(try folder.names() == ["a.log"])
  }
}
