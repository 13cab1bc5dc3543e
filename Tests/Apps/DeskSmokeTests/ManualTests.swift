import Foundation
import PtySupport
import Testing

extension SmokeTests {
  /// The manual pages that the package makes of what the program says of itself.
  @Suite struct ManualTests {
    @Test(arguments: ["vi", "en"]) func `a page has every command in one language`(language: String) throws {
      let packaging = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../Assets/Packaging").standardized.path
      let program = PtyProgram.built("tiepsuc")
      let page = try run(
        "/usr/bin/env",
        [
          "python3", "-B", "-c",
          """
          import subprocess, sys
          sys.path.insert(0, sys.argv[1])
          import manual
          said = subprocess.run([sys.argv[2], "--experimental-dump-help"], check=True, stdout=subprocess.PIPE).stdout
          sys.stdout.buffer.write(manual.pages(said, 0)[sys.argv[3]].encode())
          """, packaging, program, language,
        ])
      #expect(page.code == 0, "\(page.error)")
      for command in ["desk", "checklist lint", "pack", "journal verify", "doctor", "backup", "restore", "setup"] {
        #expect(page.out.contains(".SS tiepsuc \(command)"), "\(command)")
      }
      // Both languages of one text stand on both sides of a slash: nothing of the other one is left.
      let texts = page.lines.filter { !$0.hasPrefix(".") && !$0.hasPrefix("\\f") }
      #expect(texts.allSatisfy { !$0.contains(" / ") }, "\(texts.filter { $0.contains(" / ") })")
      #expect(page.out.contains(language == "vi" ? "Sao lưu dữ liệu" : "back up into a folder"))
      #expect(!page.out.contains(language == "vi" ? "back up into a folder" : "Sao lưu dữ liệu"))
      #expect(page.out.hasPrefix(".TH TIEPSUC 1 1970"))
    }
  }
}
