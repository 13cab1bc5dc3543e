package import Checklists
package import Guides
package import Journal

/// A checklist file that cannot be used, and the first complaint about it.
package struct BrokenChecklist: Hashable, Error, Sendable {
  package var file: String
  package var complaint: LocalText

  package init(file: String, complaint: LocalText) {
    self.file = file
    self.complaint = complaint
  }
}

/// The checklists at hand.
package struct Shelf: Hashable, Sendable {
  package var headers: [ChecklistHeader]
  package var broken: [BrokenChecklist]
  /// The pack that some of them may come from; nil where only what ships and what a trainer added is used.
  package var pack: PackInUse?
  /// What is worth a yellow line about packs.
  package var packWarnings: [PackWarning]

  package init(
    headers: [ChecklistHeader] = [], broken: [BrokenChecklist] = [], pack: PackInUse? = nil,
    packWarnings: [PackWarning] = []
  ) {
    self.headers = headers
    self.broken = broken
    self.pack = pack
    self.packWarnings = packWarnings
  }
}

/// A checklist ready to walk, with the exact bytes it was read from.
package struct OpenedChecklist: Hashable, Sendable {
  package var checklist: Checklist
  package var text: ChecklistText
  /// Lower-case hex SHA-256 of the bytes.
  package var hash: String

  package init(checklist: Checklist, text: ChecklistText, hash: String) {
    self.checklist = checklist
    self.text = text
    self.hash = hash
  }
}

/// What the desk asks of the files that ship with it.
package protocol ShelfPort: AnyObject {
  func shelf() -> Shelf
  func open(_ id: ChecklistID) throws(BrokenChecklist) -> OpenedChecklist
  /// The checklist of a session that began earlier, from the bytes kept with it.
  func reopen(_ text: ChecklistText) throws(BrokenChecklist) -> OpenedChecklist
  func catalogue() throws(BrokenChecklist) -> ServiceCatalogue
  func consent(_ id: String) throws(BrokenChecklist) -> ConsentText
  /// Units of the file that the settings name, else of the official table, which ships.
  func units(file: String?) throws(BrokenChecklist) -> [Unit]
  func guide(_ guide: Guide) throws(BrokenChecklist) -> GuidePages
}
