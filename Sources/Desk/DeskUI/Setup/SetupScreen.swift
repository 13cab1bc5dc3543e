import Checklists
import Journal
import Phrases
import TerminalUI

/// One of the questions that a laptop is set up with, or the look at all answers before anything is set.
struct SetupScreen: Screen {
  enum Question: Int, CaseIterable { case unit, name, hub, kiosk, pin, confirm }

  var focus: Focus
  let question: Question

  init(_ question: Question, _ choices: SetupChoices = SetupChoices()) {
    self.question = question
    switch question {
    case .name: focus = Focus(choices.name)
    case .hub: focus = Focus(choices.hub)
    case .kiosk: focus = Focus(row: choices.isKiosk ? 1 : 0)
    case .pin: focus = Focus(row: choices.usesPINs ? 1 : 0)
    case .unit, .confirm: focus = Focus()
    }
  }

  enum Action: String { case submit, stop }

  // MARK: What is shown

  func content(_ desk: Desk) -> ScreenContent {
    let choices = desk.setup ?? SetupChoices()
    var content = ScreenContent(title: desk.say(Phrase.setupTitle))
    content.head = [
      HeadLine(desk.say(words), .title, progress: (question.rawValue, Question.allCases.count - 1))
    ]
    switch question {
    case .unit: content.askForUnit(of: desk, focus, empty: Phrase.setupNoUnit)
    case .name: content.field = FieldContent(.words, limit: SetupChoices.mostNameLetters)
    case .hub: content.field = FieldContent(.numbers)
    case .kiosk, .pin:
      content.list = ListContent(
        Phrase.choose, [Row(desk.say(Phrase.no), id: "no"), Row(desk.say(Phrase.yes), id: "yes")])
      if question == .kiosk, focus.row == 1 { content.list?.disabled = choices.noKiosk }
    case .confirm:
      content.texts = Self.summary(choices, desk)
      content.list = ListContent(Phrase.choose, [Row(desk.say(Phrase.setupNow), role: .accent, id: "setUp")])
      content.list?.isDeliberate = true
    }
    return content
  }

  private var words: LocalText {
    switch question {
    case .unit: Phrase.setupUnit
    case .name: Phrase.setupName
    case .hub: Phrase.setupHub
    case .kiosk: Phrase.setupKiosk
    case .pin: Phrase.setupPIN
    case .confirm: Phrase.setupConfirm
    }
  }

  private static func summary(_ choices: SetupChoices, _ desk: Desk) -> [TextBlock] {
    let unit = choices.unit.map { "\($0.name), \($0.province) (\($0.code))" } ?? "-"
    func decided(_ answer: Bool) -> String { desk.say(answer ? Phrase.yes : Phrase.no) }
    func written(_ text: String) -> String { text.isEmpty ? "-" : text }
    let lines: [(LocalText, String)] = [
      (Phrase.unit, unit), (Phrase.setupNameLabel, written(choices.name)), (Phrase.setupHubLabel, written(choices.hub)),
      (Phrase.setupKioskLabel, decided(choices.isKiosk)), (Phrase.usesPINs, decided(choices.usesPINs)),
    ]
    return lines.map { TextBlock("\(desk.say($0)): \($1)", mark: "- ") } + [.gap]
  }

  // MARK: What is done

  func commands(_ desk: Desk) -> [Command<Action>] {
    var commands: [Command<Action>] = []
    if question == .name || question == .hub { commands.append(Command([.enter], .submit, Phrase.confirm)) }
    // On the others it leads back by itself.
    if question == .unit { commands.append(Command([.escape], .stop, Phrase.setupStop)) }
    return commands
  }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .stop: return [.desk(.quit)]
    case .submit:
      if question == .hub {
        desk.setup?.hub = focus.words
      } else {
        guard SetupChoices.isName(focus.words) else {
          desk.warn(Phrase.setupAgain)
          return []
        }
        desk.setup?.name = focus.words
      }
      return goOn(&desk)
    }
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    switch question {
    case .unit:
      let unit = desk.units(like: focus)[row]
      desk.setup?.unit = unit
    case .kiosk: desk.setup?.isKiosk = row == 1
    case .pin: desk.setup?.usesPINs = row == 1
    case .confirm:
      desk.setup?.isConfirmed = true
      return [.desk(.quit)]
    case .name, .hub: break
    }
    return goOn(&desk)
  }

  private func goOn(_ desk: inout Desk) -> [Effect] {
    if let next = Question(rawValue: question.rawValue + 1), let choices = desk.setup {
      desk.navigation.push(SetupScreen(next, choices))
    }
    return []
  }
}

extension Desk {
  /// Asks what a laptop is set up with, in place of helping anybody.
  package mutating func beginSetup(_ choices: SetupChoices) {
    setup = choices
    // Whoever is asked five questions is not told of an exchange.
    exchange.isAsked = true
    navigation.start(at: SetupScreen(.unit))
  }
}
