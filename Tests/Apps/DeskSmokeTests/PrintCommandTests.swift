import Foundation
import Testing

extension SmokeTests {
  /// `tiepsuc print`.
  @Suite struct PrintCommandTests {
    @Test func `a printer is set, tried, seen by doctor, and taken away`() throws {
      let folder = DataFolder()
      // Where there is no printer, nothing is said of one.
      #expect(try tiepsuc(["print", "--data", folder.path]).out.contains("Máy in: không in"))
      #expect(folder.files.isEmpty)
      let file = folder.file("giấy.prn")
      let set = try tiepsuc(["print", "--set", "58 " + file, "--test", "--data", folder.path])
      #expect(set.code == 0 && set.lines == ["Máy in: 58 " + file, "Đã gửi sang máy in."], "\(set)")
      let bytes = try Data(contentsOf: URL(filePath: file))
      #expect(bytes.starts(with: [0x1B, 0x40]) && String(decoding: bytes, as: UTF8.self).contains("ACDE-FGHJ"))
      #expect(try tiepsuc(["print", "--data", folder.path]).lines == ["Máy in: 58 " + file])
      func doctor() throws -> [String] {
        try tiepsuc(["doctor", "--data", folder.path]).lines.filter { $0.contains("Máy in") }
      }
      #expect(try doctor() == ["[x] Máy in: 58 " + file])
      let missing = try tiepsuc(["print", "--set", "80 \(folder.path)/lp0", "--test", "--data", folder.path])
      #expect(missing.code != 0 && missing.error.contains("Không thấy máy in"), "\(missing)")
      #expect(try doctor().first?.hasPrefix("[!] Máy in: 80 \(folder.path)/lp0 → ") == true)
      #expect(try tiepsuc(["print", "--off", "--data", folder.path]).out.contains("không in"))
      #expect(try doctor() == [])
    }

    @Test(arguments: ["58", "57 /dev/usb/lp0", "80 -x"]) func `a setting of no use changes nothing`(setting: String)
      throws
    {
      let folder = DataFolder()
      #expect(try tiepsuc(["print", "--set", setting, "--data", folder.path]).code != 0)
      #expect(folder.files.isEmpty)
    }
  }
}
