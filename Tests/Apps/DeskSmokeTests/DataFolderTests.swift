import Foundation
import Glibc
import Testing

extension SmokeTests {
  @Suite struct DataFolderTests {
    @Test func `a folder goes with whoever still writes to it`() throws {
      let process = Process()
      let path: String
      do {
        let folder = DataFolder()
        path = folder.path
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", "while :; do : >\(folder.file("written"))$((i += 1)) || exit; done"]
        process.standardError = FileHandle.nullDevice
        try process.run()
        while folder.files.isEmpty { sched_yield() }
      }
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGKILL)
      #expect(!FileManager.default.fileExists(atPath: path))
    }
  }
}
