/// One line of text being typed; the cursor counts characters from its start.
package struct EditedText: Hashable, Sendable {
  package var text: String
  package var cursor: Int

  package init(_ text: String = "", cursor: Int? = nil) {
    self.text = text
    self.cursor = cursor ?? text.count
  }
}
