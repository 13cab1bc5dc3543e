import Checklists
import DeskPorts
import DeskUI
import Guides
import Journal
import TerminalUI
import TestSupport
import Testing

/// The shipped shelf, as if a pack had brought some of it.
private final class PackedShelf: ShelfPort {
  private let shipped: any ShelfPort
  private let pack: PackInUse
  private let warnings: [PackWarning]

  init(_ pack: PackInUse, warnings: [PackWarning] = []) throws {
    shipped = try shippedShelf()
    self.pack = pack
    self.warnings = warnings
  }

  func shelf() -> Shelf {
    var shelf = shipped.shelf()
    shelf.pack = pack
    shelf.packWarnings = warnings
    return shelf
  }
  func open(_ id: ChecklistID) throws(BrokenChecklist) -> OpenedChecklist { try shipped.open(id) }
  func reopen(_ text: ChecklistText) throws(BrokenChecklist) -> OpenedChecklist { try shipped.reopen(text) }
  func catalogue() throws(BrokenChecklist) -> ServiceCatalogue { try shipped.catalogue() }
  func consent(_ id: String) throws(BrokenChecklist) -> ConsentText { try shipped.consent(id) }
  func units(file: String?) throws(BrokenChecklist) -> [Unit] { try shipped.units(file: file) }
  func guide(_ guide: Guide) throws(BrokenChecklist) -> GuidePages { try shipped.guide(guide) }
}

@Suite(.bothFaces) struct NewPackTests {
  private func pack(taken: Int64) -> PackInUse {
    PackInUse(
      version: 4, hash: String(repeating: "a", count: 64), madeMilliseconds: taken, expiresMilliseconds: taken + 1,
      takenMilliseconds: taken, formerVersion: 3,
      changes: [LocalText("Bước OTP nói rõ hơn.", "The OTP step is clearer.")], renewed: ["vneid"])
  }

  private func home(_ shelf: PackedShelf, _ size: Size, _ language: Language) throws -> [String] {
    try Story(shelf: shelf, size: size, language: language).frame.text.split(separator: "\n").map(String.init)
  }

  @Test(arguments: [Size(columns: 80, rows: 24), Size(columns: 60, rows: 20)])
  func `home says which checklist is new and what changed, for a week`(size: Size) throws {
    let now = try Story(shelf: shippedShelf()).desk.now.wallMilliseconds
    let fresh = try home(PackedShelf(pack(taken: now - 86_400_000)), size, .vietnamese)
    #expect(fresh.contains { $0.contains("Cài và kích hoạt VNeID") && $0.contains("bản mới · bản 1") })
    #expect(!fresh.contains { $0.contains("Mở tài khoản") && $0.contains("bản mới") })
    #expect(fresh.contains { $0.contains("Bản mới: Bước OTP nói rõ hơn.") })
    let english = try home(PackedShelf(pack(taken: now - 86_400_000)), size, .english)
    #expect(english.contains { $0.contains("New: The OTP step is clearer.") })
    let old = try home(PackedShelf(pack(taken: now - 8 * 86_400_000)), size, .vietnamese)
    #expect(!old.contains { $0.contains("ản mới") })
  }

  @Test func `a pack out of date is a yellow line, and the desk still helps`() throws {
    let now = try Story(shelf: shippedShelf()).desk.now.wallMilliseconds
    let shelf = try PackedShelf(pack(taken: 0), warnings: [.expired(version: 4, sinceMilliseconds: now - 1)])
    let desk = try Story(shelf: shelf)
    #expect(desk.frame.text.contains("Bộ danh mục bước bản 4 đã quá hạn"))
    desk.press("1")
    #expect(!desk.frame.text.contains("Hôm nay"))
  }
}
