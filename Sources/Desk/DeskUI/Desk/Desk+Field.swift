import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI
import VietnameseText

// What goes into the open field, key by key, line by line, or pasted.
extension Desk {
  /// A key in the field; nil where it is none that edits text.
  mutating func edited(by key: Key, _ content: FieldContent, _ screen: ScreenContent) -> [Effect]? {
    let field = navigation.top.focus.field
    if case .character(let character) = key, content.kind == .filter, character.isASCII, character.isNumber {
      return nil
    }
    if content.rows > 1, let cursor = movedBetweenLines(by: key, field, content, screen) {
      return changed(to: EditedText(field.text, cursor: cursor), content)
    }
    guard let typed = typed(key, into: field, isSecret: content.kind == .secret) else { return nil }
    return changed(to: typed, content)
  }

  /// The cursor in a field of several lines after a key that moves between them; nil where it does not.
  private func movedBetweenLines(
    by key: Key, _ field: EditedText, _ content: FieldContent, _ screen: ScreenContent
  ) -> Int? {
    let layout = ScreenLayout(screen, navigation.top.focus, size: size, message: messageLines.count)
    guard let area = layout.field else { return nil }
    let label = content.label.isEmpty ? 0 : displayWidth(content.label) + 1
    return WrappedText(field.text, columns: area.columns - label - 1).moved(from: field.cursor, by: key)
  }

  /// Pasted text: one line in the open field, whatever ends of lines and keys it holds; outside a field it does nothing.
  mutating func pasted(_ text: String) -> [Effect] {
    message = nil
    let content = navigation.top.content(self)
    guard let field = content.field else {
      warn(Phrase.pasteNeedsField)
      return []
    }
    let line = String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control || $0.value == 0x2028 ? " " : $0 }))
    let old = navigation.top.focus.field
    let letters = Array(old.text)
    let at = min(max(0, old.cursor), letters.count)
    let room = max(0, field.limit - letters.count)
    let pasted = composed(line).prefix(room)
    if pasted.count < composed(line).count { warn(Phrase.tooLong(field.limit)) }
    let whole = EditedText(
      String(letters[..<at]) + pasted + String(letters[at...]), cursor: at + pasted.count)
    return changed(to: whole, field)
  }

  mutating func entered(_ line: String, _ seen: Event.Seen?) -> [Effect] {
    message = nil
    guard let field = navigation.top.content(self).field else { return [] }
    let isSecret = field.kind == .secret
    var text = EditedText()
    // Of a line that is too long by far, as much as shows that it is.
    for letter in line.prefix(4 * field.limit + 1) {
      text = typed(.character(letter), into: text, isSecret: isSecret) ?? text
    }
    text = left(text, isSecret: isSecret)
    let effects = changed(to: text, field)
    guard navigation.top.focus.field.text == text.text, navigation.top.content(self).list == nil else { return effects }
    // The last digit of a PIN has tried it already: one line is one try.
    if isSecret, !effects.isEmpty { return effects }
    return effects + pressed(.enter, seen)
  }

  /// Keys that came as fast as only a paste does: letters for the open field, where the end of a line is a blank.
  mutating func burst(_ keys: [Key], _ seen: Event.Seen?) -> [Effect] {
    guard let field = navigation.top.content(self).field else {
      message = nil
      warn(Phrase.pasteNeedsField)
      return []
    }
    let place = navigation.topID
    return keys.reduce(into: []) { effects, key in
      guard navigation.topID == place else { return }
      let letter = key == .enter || key == .tab ? Key.character(" ") : key
      // In a filter a digit would choose a row that nobody saw.
      if field.kind == .filter, case .character(let character) = letter, character.isNumber { return }
      effects += pressed(letter, seen)
    }
  }

  /// What the first number of a person in the open field looks like; nil where there is none.
  var marked: PersonalDigits? {
    // Few texts hold one, and to describe the screen takes longer.
    guard let digits = PersonalDigits.first(in: navigation.top.focus.field.text),
      navigation.top.content(self).field?.kind.isGuarded == true
    else { return nil }
    return digits
  }

  /// Takes a changed line of text, whatever it is.
  mutating func changed(to field: EditedText, _ content: FieldContent) -> [Effect] {
    let old = navigation.top.focus.field
    if field == old { return [] }
    if field.text.count > content.limit {
      warn(Phrase.tooLong(content.limit))
      return []
    }
    return withTop { screen, desk in
      screen.focus.field = field
      if content.rows > 1 { screen.focus.history.follow(field) }
      guard field.text != old.text else { return [] }
      // Another filter, another list.
      if content.kind == .filter { screen.focus.row = 0 }
      return screen.typed(&desk)
    }
  }
}
