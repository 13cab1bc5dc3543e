import ArgumentParser
import Checklists
import DeskUI
import Phrases
import Printing

/// What whoever sets a laptop up decides.
struct SetupAnswers: Equatable {
  /// The code of the commune.
  var unit: String
  /// Of the desk; empty where it has none.
  var name = ""
  /// The hub's address, or the path of a ticket; empty where the laptop is let in later.
  var hub = ""
  /// A file with the one-use code for that address; empty where it is typed.
  var codeFile = ""
  var isKiosk = false
  /// Whether people show by a PIN who they are, once a lead has one.
  var usesPINs = false
  /// Language, typing and the like, as they were chosen on the screen meanwhile.
  var settings: [String: String] = [:]
  /// Nil where nothing is printed. Asked by no question: most desks have none.
  var printer: Printer?

  /// The lines of a file of answers: `unit = 29242`, `name = …`, `hub = …`, `code-file = …`, `kiosk = yes`,
  /// `pin = yes`, `printer = 58 /dev/usb/lp0`. What is not there is as if nothing was typed; a line that begins with `#` says nothing.
  init(file text: String, language: Language) throws(ExitCode) {
    var values: [String: String] = [:]
    for line in text.split(whereSeparator: \.isNewline) {
      let words = Self.trimmed(line)
      if words.isEmpty || words.hasPrefix("#") { continue }
      let parts = words.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(Self.trimmed)
      guard parts.count == 2, ["unit", "name", "hub", "code-file", "kiosk", "pin", "printer"].contains(parts[0]),
        values[parts[0]] == nil
      else { throw failure(Phrase.setupBadLine(words), language) }
      values[parts[0]] = parts[1]
    }
    guard let unit = values["unit"], !unit.isEmpty else { throw failure(Phrase.setupUnanswered("unit"), language) }
    self.unit = unit
    name = values["name"] ?? ""
    hub = values["hub"] ?? ""
    codeFile = values["code-file"] ?? ""
    func decided(_ key: String) throws(ExitCode) -> Bool {
      guard let answer = Self.yes(values[key] ?? "no") else {
        throw failure(Phrase.setupBadLine("\(key) = \(values[key] ?? "")"), language)
      }
      return answer
    }
    isKiosk = try decided("kiosk")
    usesPINs = try decided("pin")
    if let words = values["printer"] {
      printer = Printer(setting: words)
      guard printer != nil else { throw failure(Phrase.setupBadLine("printer = \(words)"), language) }
    }
    guard SetupChoices.isName(name) else { throw failure(Phrase.setupBadLine("name = \(name)"), language) }
  }

  /// Asks the questions, one after another. The end of input answers none of them.
  init(
    units: [Unit], language: Language, say: (String) -> Void, read: () -> String?
  ) throws(ExitCode) {
    func asked<Value>(
      _ question: LocalText, _ key: String, _ answer: (String) -> Value?
    ) throws(ExitCode) -> Value {
      while true {
        say(question[language])
        guard let line = read() else { throw failure(Phrase.setupUnanswered(key), language) }
        if let value = answer(Self.trimmed(line)) { return value }
        say(Phrase.setupAgain[language])
      }
    }
    let search = UnitSearch(units)
    var chosen: Unit?
    while chosen == nil {
      let words = try asked(Phrase.setupUnit, "unit") { $0.isEmpty ? nil : $0 }
      let found = units.filter { $0.code == words } + search.found(words, limit: 9).filter { $0.code != words }
      if found.isEmpty { say(Phrase.setupNoUnit[language]) }
      if found.count < 2 {
        chosen = found.first
        continue
      }
      for (index, unit) in found.prefix(9).enumerated() {
        say("  \(index + 1) \(unit.name), \(unit.province) (\(unit.code))")
      }
      chosen = try asked(Phrase.setupWhich, "unit") { text in
        Int(text).flatMap { (1...min(9, found.count)).contains($0) ? found[$0 - 1] : nil }
      }
    }
    unit = chosen?.code ?? ""
    if let chosen { say("  \(chosen.name), \(chosen.province) (\(chosen.code))") }
    name = try asked(Phrase.setupName, "name") { SetupChoices.isName($0) ? $0 : nil }
    hub = try asked(Phrase.setupHub, "hub") { $0 }
    isKiosk = try asked(Phrase.together(Phrase.setupKiosk, Phrase.setupYesNo), "kiosk", Self.yes)
    usesPINs = try asked(Phrase.together(Phrase.setupPIN, Phrase.setupYesNo), "pin", Self.yes)
  }

  /// What was chosen in the dialog; nil where it was left before its end.
  init?(_ choices: SetupChoices?) {
    guard let choices, choices.isConfirmed, let unit = choices.unit else { return nil }
    (self.unit, name, hub) = (unit.code, choices.name, choices.hub)
    (isKiosk, usesPINs) = (choices.isKiosk, choices.usesPINs)
  }

  private static func yes(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "c", "có", "co", "y", "yes": true
    case "k", "không", "khong", "n", "no": false
    default: nil
    }
  }

  private static func trimmed(_ text: some StringProtocol) -> String {
    String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
