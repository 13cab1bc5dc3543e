import Assets
import ChecklistShelf
import Checklists
import Drawing
import Journal
import Screens
import TestSupport
import Testing

/// The checklists that ship, as every story uses them.
func shippedShelf() throws -> FileShelf { FileShelf(shipped: try #require(Assets.folder)) }

@Suite struct WholeSessionTests {
  @Test func `a citizen is helped from the first screen to the receipt`() throws {
    let desk = try Story(shelf: shippedShelf())
    print(desk.text)
    desk.press("1")
    print(desk.text)
    desk.press(.enter)
    print(desk.text)
    desk.press(.enter, .enter, .enter, .enter)
    print(desk.text)
    for _ in 0..<12 { desk.press(.enter); print(desk.text) }
    print(desk.text)
    desk.press(.enter)
    desk.press("x")
    print(desk.text)
    print(desk.keyPresses)
    #expect(desk.journal.entries.count == 1)
  }
}
