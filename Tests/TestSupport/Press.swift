import Checklists
package import DeskUI
package import TerminalUI

/// What a person in a story does, by meaning: a key of its own, a command by its name whatever key it has, or a row of the
/// list in view.
package enum Press {
  case key(Key)
  /// A command of the screen in view; its first key is pressed.
  case command(CommandID)
  /// The row that has this name, or else holds these words; by its digit, else by arrows and Enter.
  case choose(String)

  // Keys
  package static let enter = Press.key(.enter)
  package static let escape = Press.key(.escape)
  package static let backspace = Press.key(.backspace)
  package static let left = Press.key(.left)
  package static let up = Press.key(.up)
  package static let down = Press.key(.down)
  package static let home = Press.key(.home)
  package static let end = Press.key(.end)
  package static let pageUp = Press.key(.pageUp)
  package static let pageDown = Press.key(.pageDown)
  package static func function(_ number: Int) -> Press { .key(.function(number)) }
  package static func control(_ letter: Character) -> Press { .key(.control(letter)) }
  package static func character(_ letter: Character) -> Press { .key(.character(letter)) }

  // Commands, by the names of the screens' actions
  package static let done = Press.command("done")
  package static let stuck = Press.command("stuck")
  package static let skip = Press.command("skip")
  package static let back = Press.command("back")
  package static let aside = Press.command("aside")
  package static let note = Press.command("note")
  package static let pickService = Press.command("pickService")
  package static let qr = Press.command("qr")
  package static let undo = Press.command("undo")
  package static let finish = Press.command("finish")
  package static let keepNow = Press.command("keepNow")
  package static let submit = Press.command("submit")
  package static let next = Press.command("next")
  package static let journal = Press.command("journal")
  package static let findCode = Press.command("code")
  package static let volunteers = Press.command("volunteers")
  package static let settings = Press.command("settings")
  package static let followUps = Press.command("followUps")
  package static let practice = Press.command("practice")
  package static let help = Press.command("help")
  package static let amend = Press.command("amend")
  package static let erase = Press.command("erase")
  package static let closeFollowUp = Press.command("closeFollowUp")

  // Rows
  package static let agree = Press.choose("agree")
  package static let refuse = Press.choose("refuse")
  package static let leaveOut = Press.choose("leave-out")
  package static func outcome(_ id: String) -> Press { .choose(id) }
}

extension Press {
  /// The keys that do it on a desk's screen; nil where the command or row is not in view.
  package func keys(on desk: Desk) -> [Key]? {
    switch self {
    case .key(let key): return [key]
    case .command(let id): return desk.commandsInView.first { $0.id == id }?.keys.first.map { [$0] }
    case .choose(let name):
      guard let (row, digit) = desk.rowInView(named: name) else { return nil }
      if let digit { return [.character(Character("\(digit)"))] }
      return [.home] + Array(repeating: .down, count: row) + [.enter]
    }
  }
}
