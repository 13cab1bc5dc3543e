/// The few lines of a checklist that a list of checklists shows.
public struct ChecklistHeader: Hashable, Sendable {
  public var id: ChecklistID
  public var version: Int
  /// The day the whole file was last checked, `yyyy-mm-dd`.
  public var checked: String
  public var title: LocalText
  public var summary: LocalText

  public init(id: ChecklistID, version: Int, checked: String, title: LocalText, summary: LocalText) {
    self.id = id
    self.version = version
    self.checked = checked
    self.title = title
    self.summary = summary
  }
}
