/// The few lines of a checklist that a list of checklists shows.
package struct ChecklistHeader: Hashable, Sendable {
  package var id: ChecklistID
  package var version: Int
  /// The day the whole file was last checked, `yyyy-mm-dd`.
  package var checked: String
  package var title: LocalText
  package var summary: LocalText

  package init(id: ChecklistID, version: Int, checked: String, title: LocalText, summary: LocalText) {
    self.id = id
    self.version = version
    self.checked = checked
    self.title = title
    self.summary = summary
  }
}
