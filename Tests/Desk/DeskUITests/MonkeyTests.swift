import DeskPorts
import DeskSamples
import DeskUI
import Journal
import JournalInMemory
import Platform
import TerminalUI
import TestSupport
import TestTraits
import Testing

@Suite(.ownThread) struct MonkeyTests {
  private static let keys: [Key] =
    [.enter, .escape, .tab, .backspace, .delete, .up, .down, .left, .right, .home, .end, .pageUp, .pageDown]
    + [.function(1), .function(2), .control("u"), .control("w"), .control("l")]
    + Array("1234567890abcdefghiklmnopqrstuvx?/ áđươ!").map(Key.character)

  @Test(arguments: 1...8)
  func `whatever is pressed, a restart comes back to the same session`(seed: UInt64) throws {
    var chance = SplitMix64(seed: seed)
    let desk = try Story(shelf: shippedShelf())
    for press in 1...1500 {
      // Quitting ends a desk; the monkey stays.
      let key = Self.keys.randomElement(using: &chance)!
      if key == .character("q") || key == .character("p") { continue }
      desk.press(.key(key))
      #expect(!desk.frame.text.isEmpty)
      // A rehearsal is in the practice journal, which no restart opens by itself.
      if press % 150 == 0, !desk.desk.isPractice {
        let drafts = desk.journal.draftsByID
        let sessions = desk.desk.sessions.mapValues(\.session)
        try desk.restart()
        #expect(Set(drafts.keys) == Set(desk.journal.draftsByID.keys))
        for (id, state) in sessions {
          let again = desk.desk.sessions[id]?.session
          #expect(again?.place == state.place)
          #expect(again?.typed == state.typed)
          #expect(again?.answers == state.answers)
          #expect(again?.problems == state.problems)
        }
      }
    }
  }

  @Test func `ten thousand random sizes draw without a crash, within their bounds`() throws {
    var chance = SplitMix64(seed: 42)
    let stories = try Previews.all.map { preview in
      let story = try Story(shelf: shippedShelf())
      story.play(preview.keys)
      return story
    }
    for _ in 1...10_000 {
      let story = stories.randomElement(using: &chance)!
      let size = Size(columns: Int.random(in: 0...200, using: &chance), rows: Int.random(in: 0...60, using: &chance))
      story.resize(size)
      let frame = story.frame
      #expect(frame.size == size)
      if let cursor = frame.cursor { #expect(cursor.column >= 0 && cursor.row >= 0) }
    }
  }
}
