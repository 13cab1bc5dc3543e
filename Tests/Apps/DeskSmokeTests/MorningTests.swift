import Assets
import DeskLive
import DeskUI
import Foundation
import JournalInMemory
import PtySupport
import TerminalUI
import TestSupport
import Testing

extension DaySmokeTests {
  /// A volunteer's morning with six citizens, as it was recorded, on the real program: after every key its screen is the one
  /// that the same keys give without a terminal.
  @Suite struct MorningTests {
    @Test func `a morning with six citizens is the same on the real program`() throws {
      let keys = try recorded()
      let shipped = try #require(Assets.folder)
      let story = try Story(shelf: CachedShelf { FileShelf(shipped: shipped) })
      let folder = DataFolder()
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      var last: Key?
      for (place, key) in keys.enumerated() {
        // What answers for good is pressed after a look, and not as a key that is held down.
        let isMeant = story.desk.isMeant(key) || key == last
        story.press(.key(key))
        let expected = picture(story.text)
        if isMeant {
          desk.mean(key.pressed, until: { picture($0) == expected })
        } else {
          desk.press(key.pressed, until: { picture($0) == expected })
        }
        guard picture(desk.text) == expected else {
          return #expect(picture(desk.text) == expected, "key \(place + 1), \(key.name)")
        }
        last = key
      }
      desk.see("Hôm nay: 7 lượt (huỷ 1)")
      desk.leave()
      let entries = try folder.entries()
      #expect(entries.count { $0.contains(#""kind":"session""#) } == 6)
      #expect(entries.count { $0.contains(#""kind":"count""#) } == 1)
      #expect(entries.count { $0.contains(#""kind":"quick-help""#) } == 1)
      #expect(entries.count == story.journal.entries.count)
      #expect(try tiepsuc(["journal", "verify", "--data", folder.path]).code == 0)
    }

    /// The recording, which stories play, too.
    private func recorded() throws -> [Key] {
      let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Desk/DeskUITests/Recordings/six-citizens.txt").standardized
      let words = try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isWhitespace)
      return try words.map { try #require(Key(name: String($0))) }
    }

    /// A screen without times, days, and the code that is drawn by lot with its picture.
    private func picture(_ text: String) -> String {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      if text.contains("Mã biên nhận") { return lines[0].replacing(/[0-9]+:[0-9][0-9]/, with: "#") }
      return lines.map { line in
        line.replacing(/[0-9]+:[0-9][0-9]/, with: "#").replacing(/[0-9]{2}\/[0-9]{2}\/2[0-9]{3}/, with: "#")
          .replacing(/chờ [0-9]+ phút/, with: "#").replacing(/[#\s]+/, with: " ")
      }.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    }
  }
}

extension Desk {
  /// Whether a key ends something here, so that it must be meant.
  fileprivate func isMeant(_ key: Key) -> Bool {
    if commandsInView.contains(where: { $0.keys.contains(key) && $0.isDeliberate }) { return true }
    if case .character(let letter) = key, letter.isNumber { return inView.content.list?.isDeliberate == true }
    return false
  }
}

extension Key {
  /// What a terminal sends for it.
  fileprivate var pressed: PtyKey {
    switch self {
    case .character(let letter): .text(String(letter))
    case .enter: .enter
    case .escape: .escape
    case .tab: .tab
    case .backTab: .backTab
    case .backspace: .backspace
    case .delete: .delete
    case .up: .up
    case .down: .down
    case .left: .left
    case .right: .right
    case .home: .home
    case .end: .end
    case .pageUp: .pageUp
    case .pageDown: .pageDown
    case .function(let number): .function(number)
    case .control(let letter): .control(letter)
    }
  }
}
