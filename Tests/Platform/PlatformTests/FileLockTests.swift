import Platform
import TemporaryFolders
import Testing

struct FileLockTests {
  @Test func `one holder at a time, and the next after it`() throws {
    let folder = try TemporaryFolder()
    let first = try FileLock(folder.file("lock"))
    let held = #expect(throws: FileError.self) { try FileLock(folder.file("lock")) }
    #expect(held?.isHeld == true)
    first.release()
    first.release()
    let second = try FileLock(folder.file("lock"))
    withExtendedLifetime(second) {}
  }

  @Test func `the lock goes with its holder`() throws {
    let folder = try TemporaryFolder()
    for _ in 0..<3 { _ = try FileLock(folder.file("lock")) }
  }

  @Test func `where no file can be made, nobody is said to hold it`() throws {
    let folder = try TemporaryFolder()
    let missing = #expect(throws: FileError.self) { try FileLock(folder.file("none/lock")) }
    #expect(missing?.isHeld == false)
  }
}
