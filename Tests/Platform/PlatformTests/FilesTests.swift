import Foundation
import Glibc
import Platform
import Synchronization
import TemporaryFolders
import Testing

struct FilesTests {
  private let folder: TemporaryFolder
  init() throws { folder = try TemporaryFolder() }

  private func problem(_ work: () throws(FileError) -> Void) throws -> FileError {
    do throws(FileError) { try work() } catch { return error }
    Issue.record("nothing was thrown")
    throw FileError(.inspect, "", .notRegular)
  }

  private func rights(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  @Test func `a file is read whole, in pieces, or not at all`() throws {
    let path = folder.file("a")
    let bytes = (0..<700_000).map { UInt8(truncatingIfNeeded: $0) }
    #expect(try Files().read(path, limit: 10) == nil)
    let none = try Files().forEachPiece(of: path) { _ in Issue.record("a piece of nothing") }
    #expect(none == nil)
    try Files().replace(path, with: bytes)
    #expect(try Files().read(path, limit: bytes.count) == bytes)
    #expect(try Files().head(path, count: 3) == [0, 1, 2])
    var pieces: [UInt8] = []
    let count = try Files().forEachPiece(of: path) { pieces += $0 }
    #expect(count == bytes.count)
    #expect(pieces == bytes)
    let larger = try problem { () throws(FileError) in _ = try Files().read(path, limit: bytes.count - 1) }
    #expect(larger.reason == .tooLarge(limit: bytes.count - 1))
    let pieced = try problem { () throws(FileError) in _ = try Files().forEachPiece(of: path, limit: 5) { _ in } }
    #expect(pieced.reason == .tooLarge(limit: 5))
  }

  @Test func `the kernel's files are read although they name no size`() throws {
    let bytes = try #require(try Files().head("/proc/self/mountinfo", count: 1 << 18))
    #expect(!bytes.isEmpty)
  }

  @Test func `only regular files are opened, and a pipe keeps nobody waiting`() throws {
    let pipe = folder.file("pipe")
    #expect(mkfifo(pipe, 0o600) == 0)
    let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(socket) }
    for path in [pipe, folder.path, "/dev/null"] {
      let read = try problem { () throws(FileError) in _ = try Files().read(path, limit: 100) }
      #expect(read.reason == .notRegular, "\(path)")
    }
    let appended = try problem { () throws(FileError) in try Files().append([1], to: pipe) }
    // Nobody reads from it: the system does not even open it, or what opens is no file.
    #expect(appended.reason == .notRegular || appended.code == ENXIO)
  }

  @Test func `a link leads only where it is asked to`() throws {
    try Files().replace(folder.file("a"), with: [1])
    try FileManager.default.createSymbolicLink(atPath: folder.file("link"), withDestinationPath: folder.file("a"))
    #expect(try Files().read(folder.file("link"), limit: 9) == [1])
    let refused = try problem { () throws(FileError) in
      _ = try Files().read(folder.file("link"), limit: 9, links: .refuse)
    }
    #expect(refused.code == ELOOP)
    // A link that lies where a file is written is replaced, and what it leads to stays as it was.
    try Files().replace(folder.file("link"), with: [2])
    #expect(try Files().read(folder.file("a"), limit: 9) == [1])
    #expect(try Files().read(folder.file("link"), limit: 9, links: .refuse) == [2])
  }

  @Test func `what is made is its owner's alone, whatever lay there before`() throws {
    let old = umask(0)
    defer { umask(old) }
    let hidden = Files.hiddenName(folder.file("a"))
    #expect(FileManager.default.createFile(atPath: hidden, contents: nil, attributes: [.posixPermissions: 0o666]))
    try Files().replace(folder.file("a"), with: [1])
    try Files().touch(folder.file("b"))
    try Files().append([1], to: folder.file("c"))
    try Files().copy(folder.file("a"), to: folder.file("d"))
    try Files().makeFolder(folder.file("e/f"))
    for name in ["a", "b", "c", "d"] { #expect(try rights(folder.file(name)) == 0o600, "\(name)") }
    for name in ["e", "e/f"] { #expect(try rights(folder.file(name)) == 0o700, "\(name)") }
    try Files().replace(folder.file("a"), with: [1], mode: 0o644)
    #expect(try rights(folder.file("a")) == 0o644)
    try Files().makePrivate(folder.file("a"))
    #expect(try rights(folder.file("a")) == 0o600)
  }

  @Test func `whichever step fails, a file is the old one or the new one, and nothing else is left`() throws {
    let path = folder.file("a")
    let old = [UInt8](repeating: 1, count: 10)
    let new = [UInt8](repeating: 2, count: 200_000)
    var steps = 0
    while true {
      try Files().replace(path, with: old)
      let left = Mutex(steps)
      var files = Files()
      files.beforeStep = { step, path throws(FileError) in
        let isOver = left.withLock { count in
          count -= 1
          return count < 0
        }
        if isOver { throw FileError(step, path, .system(EIO)) }
      }
      do throws(FileError) {
        try files.replace(path, with: new)
        break
      } catch {
        #expect(error.isDiskFailure)
        let bytes = try Files().read(path, limit: 1 << 20)
        #expect(bytes == (error.step == .sync && error.path == folder.path ? new : old), "\(error)")
        #expect(try folder.names() == ["a"])
      }
      steps += 1
    }
    #expect(steps == 8)
    #expect(try Files().read(path, limit: 1 << 20) == new)
  }

  @Test func `a file that is to be new replaces nothing`() throws {
    let path = folder.file("a")
    try Files().create(path, with: [1])
    let taken = try problem { () throws(FileError) in try Files().create(path, with: [2]) }
    #expect(taken.isTaken)
    let copied = try problem { () throws(FileError) in try Files().copy(path, to: path) }
    #expect(copied.isTaken)
    #expect(try folder.bytes("a") == [1])
    #expect(try folder.names() == ["a"])
  }

  @Test func `names come in order, hidden ones only when asked for, and not without end`() throws {
    for name in ["b.tsb", "a.tsb", ".c.tsb", "d"] { try Files().replace(folder.file(name), with: []) }
    #expect(try Files().names(in: folder.path) == ["a.tsb", "b.tsb", "d"])
    #expect(try Files().names(in: folder.path, suffix: ".tsb", hidden: true) == [".c.tsb", "a.tsb", "b.tsb"])
    #expect(try Files().names(in: folder.path, limit: 2).count == 2)
    #expect(try Files().names(in: folder.file("none")) == [])
  }

  @Test func `files are added to, moved, linked and removed`() throws {
    try Files().append([1], to: folder.file("a"))
    try Files().append([2], to: folder.file("a"))
    let first = Files().stamp(folder.file("a"))
    try Files().link(folder.file("a"), as: folder.file("b"))
    try Files().move(folder.file("a"), to: folder.file("c"))
    #expect(try folder.names() == ["b", "c"])
    #expect(try folder.bytes("b") == [1, 2])
    #expect(try Files().size(folder.file("c")) == 2)
    #expect(try Files().size(folder.file("a")) == nil)
    try Files().append([3], to: folder.file("c"))
    #expect(Files().stamp(folder.file("c")) != first)
    #expect(Files().stamp(folder.file("a")) == [])
    try Files().remove(folder.file("b"))
    try Files().remove(folder.file("b"))
    #expect(try folder.names() == ["c"])
  }

  @Test func `free space is told for places that are not there yet`() throws {
    #expect(try #require(Files().freeBytes(at: folder.file("x/y/z"))) > 0)
  }

  @Test func `the folder of a path`() {
    #expect(Files.folder(of: "/a/b") == "/a")
    #expect(Files.folder(of: "/a") == "/")
    #expect(Files.folder(of: "a") == ".")
    #expect(Files.hiddenName("/a/b.key") == "/a/.b.key.new")
    #expect(Files.hiddenName("b") == ".b.new")
  }
}
