import Foundation
import Platform
import TemporaryFolders
import Testing

/// Whole folders: exchanged, and removed with all that is in them.
struct FolderTests {
  @Test func `two folders change names in one step`() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "a/x")
    try folder.write([2], to: "b/y")
    try Files().exchange(folder.file("a"), folder.file("b"))
    #expect(try folder.bytes("a/y") == [2] && folder.bytes("b/x") == [1])
    #expect(throws: FileError(.rename, folder.file("none"), .system(ENOENT))) {
      try Files().exchange(folder.file("a"), folder.file("none"))
    }
  }

  @Test func `a folder goes with what is in it, and nothing beyond its links`() throws {
    let folder = try TemporaryFolder()
    try folder.write([1], to: "a/b/.hidden")
    try folder.write([2], to: "kept/x")
    try FileManager.default.createSymbolicLink(atPath: folder.file("a/link"), withDestinationPath: folder.file("kept"))
    try Files().removeFolder(folder.file("a"))
    #expect(!FileManager.default.fileExists(atPath: folder.file("a")))
    #expect(try folder.bytes("kept/x") == [2])
    try Files().removeFolder(folder.file("a"))
  }
}
