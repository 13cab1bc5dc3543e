public import Checklists
public import Guides
public import Journal

/// A checklist file that cannot be used, and the first complaint about it.
public struct BrokenChecklist: Hashable, Error, Sendable {
  public var file: String
  public var complaint: LocalText

  public init(file: String, complaint: LocalText) {
    self.file = file
    self.complaint = complaint
  }
}

/// The checklists at hand.
public struct Shelf: Hashable, Sendable {
  public var headers: [ChecklistHeader]
  public var broken: [BrokenChecklist]
  /// The pack that some of them may come from; nil where only what ships and what a trainer added is used.
  public var pack: PackInUse?
  /// What is worth a yellow line about packs.
  public var packWarnings: [PackWarning]

  public init(
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
public struct OpenedChecklist: Hashable, Sendable {
  public var checklist: Checklist
  public var text: ChecklistText
  /// Lower-case hex SHA-256 of the bytes.
  public var hash: String

  public init(checklist: Checklist, text: ChecklistText, hash: String) {
    self.checklist = checklist
    self.text = text
    self.hash = hash
  }
}

/// What the desk asks of the files that ship with it.
public protocol ShelfPort: AnyObject {
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
