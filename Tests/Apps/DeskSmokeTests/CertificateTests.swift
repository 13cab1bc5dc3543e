import Foundation
import Journal
import JournalFixtures
import JournalInMemory
import People
import PtySupport
import Testing

extension SmokeTests {
  @Suite struct CertificateTests {
    private func certificate() throws -> String {
      var hours = PersonHours(volunteer: VolunteerCode(number: 1))
      (hours.shifts, hours.seenMinutes, hours.creditedMinutes) = (2, 300, 285)
      let day = Moment.sample.day
      return try Certificate(
        code: VolunteerCode(number: 1), name: "Nguyễn Thị Mẫu", unit: "Xã Mẫu", from: day, through: day, hours: hours,
        rule: 1, learned: [("vneid", 4)], issued: day
      ).file(signedBy: MemoryJournal())
    }

    @Test func `a certificate is checked on any laptop, and a changed one is told`() throws {
      let folder = DataFolder()
      let text = try certificate()
      try folder.write(Data(text.utf8), to: "good.txt")
      let good = try tiepsuc(["verify-certificate", folder.file("good.txt")])
      #expect(good.code == 0 && good.out.contains("credited-minutes\t285") && good.out.contains("Nguyễn Thị Mẫu"))
      let desk = try #require(text.split(separator: "\n").first { $0.hasPrefix("desk ") }?.dropFirst(5))
      #expect(try tiepsuc(["verify-certificate", folder.file("good.txt"), "--desk", String(desk)]).code == 0)
      let other = try tiepsuc([
        "verify-certificate", folder.file("good.txt"), "--desk", String(repeating: "0", count: 32),
      ])
      #expect(other.code != 0 && other.error.contains("bàn khác"))
      try folder.write(Data(text.replacing("285", with: "985").utf8), to: "bad.txt")
      let bad = try tiepsuc(["verify-certificate", folder.file("bad.txt")])
      #expect(bad.code != 0 && bad.out.isEmpty && bad.error.contains("KHÔNG đúng"))
      try folder.write(Data("abc".utf8), to: "none.txt")
      #expect(try tiepsuc(["verify-certificate", folder.file("none.txt")]).error.contains("không phải giấy xác nhận"))
      #expect(try tiepsuc(["verify-certificate", folder.file("gone.txt")]).code != 0)
    }
  }
}
