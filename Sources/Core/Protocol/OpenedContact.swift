package import Journal

/// A contact that a desk sealed to this lead.
package struct OpenedContact: Message, Hashable {
  /// The entry that it belongs to.
  package var entry: EntryID
  /// As the citizen gave it.
  package var contact: Contact
  /// What people call its desk; empty where nobody gave it a name.
  package var desk: String

  package init(entry: EntryID, contact: Contact, desk: String = "") {
    self.entry = entry
    self.contact = contact
    self.desk = desk
  }
}
