import Foundation
import Platform
import PtySupport
import Testing

extension RecoverySmokeTests {
  @Suite struct DamagedPageTests {
    /// A journal with three entries and a citizen who waits, closed properly.
    private func journal() -> DataFolder {
      let folder = DataFolder()
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      for _ in 1...3 {
        desk.begin()
        desk.finish()
      }
      desk.begin()
      desk.press("c", see: "Gọi người chờ là gì?")
      desk.press("bác Sáu", see: "bác Sáu")
      desk.press(.enter, see: "Đã cất")
      desk.leave()
      return folder
    }

    /// Every page in turn is overwritten with noise. Whatever did not lie on it must still be there.
    @Test func `a page of noise takes nothing but what lay on it`() throws {
      let folder = journal()
      let kept = try folder.entries()
      try #require(kept.count == 3)
      let whole = folder.bytes("journal.sqlite")
      let size = 4096
      var chance = SplitMix64(seed: 7)
      var mended = 0
      for page in 0..<whole.count / size {
        let copy = try folder.copy()
        var bytes = whole
        bytes.replaceSubrange(
          page * size..<(page + 1) * size, with: (0..<size).map { _ in UInt8.random(in: 0...255, using: &chance) })
        try copy.write(bytes, to: "journal.sqlite")
        let desk = DeskRun(copy)
        #expect(desk.program.waitFor("Bác cần giúp việc gì"), "page \(page): \(desk.text)")
        desk.settle()
        if desk.text.contains("Nhật ký bị hỏng đã được cứu") { mended += 1 }
        desk.leave()
        let left = try copy.entries()
        for (index, entry) in kept.enumerated() where bytes.firstRange(of: Data(entry.utf8)) != nil {
          #expect(left.contains(entry), "page \(page) took entry \(index + 1), which did not lie on it")
        }
        let verified = try tiepsuc(["journal", "verify", "--data", copy.path])
        #expect(verified.code == 0, "page \(page): \(verified)")
      }
      #expect(mended > whole.count / size / 2, "only \(mended) of \(whole.count / size) pages were noticed")
    }

    @Test func `doctor --mend saves what the commands refuse`() throws {
      let folder = journal()
      var bytes = folder.bytes("journal.sqlite")
      bytes.replaceSubrange(0..<4096, with: Data(repeating: 0xA5, count: 4096))
      try folder.write(bytes, to: "journal.sqlite")
      let refused = try tiepsuc(["journal", "list", "--data", folder.path])
      #expect(refused.code != 0 && refused.error.contains("tiepsuc doctor --mend"), "\(refused)")
      let mended = try tiepsuc(["doctor", "--mend", "--data", folder.path])
      #expect(mended.out.contains("giữ 3 mục"), "\(mended)")
      #expect(try folder.entries().count == 3)
      let desk = DeskRun(folder)
      desk.see("bác Sáu")
      desk.press("4", see: "Bước 1/12")
    }

    @Test func `verify says where an entry was changed`() throws {
      let folder = journal()
      let data = folder.bytes("journal.sqlite")
      let entry = Data(try folder.entries()[1].utf8)
      let place = try #require(data.firstRange(of: entry))
      var bytes = data
      // One letter of the outcome: still JSON, no longer true.
      let word = try #require(bytes.firstRange(of: Data("completed".utf8), in: place))
      bytes.replaceSubrange(word, with: Data("complexed".utf8))
      try folder.write(bytes, to: "journal.sqlite")
      let verified = try tiepsuc(["journal", "verify", "--data", folder.path])
      #expect(verified.code != 0)
      #expect(verified.error.contains("row 2") && verified.error.contains("bị đứt"), "\(verified)")
    }
  }
}
