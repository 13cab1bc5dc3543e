import DeskPorts
import Journal
import Phrases
import Protocol
import TerminalUI

/// The code that the hub gave for this laptop.
struct EnrolCodeScreen: Screen {
  var focus: Focus
  let address: String

  /// - Parameter code: what was typed before, where that did not succeed.
  init(address: String, code: String) {
    self.address = address
    focus = Focus(code)
  }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.enrolmentContent(Phrase.whichCode)
    content.head = [HeadLine(address)]
    content.field = FieldContent(.numbers)
    content.notes = Notes([TextBlock(desk.say(Phrase.codeForDesk), .muted)])
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.goOn)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      guard EnrolCode(typed: focus.words) != nil else {
        desk.warn(Phrase.notACode)
        return []
      }
      desk.exchange.enrolling.code = focus.words
      desk.navigation.push(EnrolNameScreen(desk.exchange.enrolling.name))
      return []
    }
  }
}

/// What people call this desk; then the exchange program enrols it.
struct EnrolNameScreen: Screen {
  var focus: Focus

  init(_ name: String) { focus = Focus(name) }

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.enrolmentContent(Phrase.whichDeskName)
    content.head = [HeadLine(desk.exchange.enrolling.address)]
    content.field = FieldContent(.words, limit: DeskName.longest)
    content.notes = Notes([TextBlock(desk.say(Phrase.deskNameWords), .muted)])
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.enrol)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      guard let name = DeskName.clean(focus.words) else {
        desk.warn(Phrase.notADeskName)
        return []
      }
      desk.exchange.enrolling.name = name
      // How it goes is seen on the exchange's own screen, under the three that asked.
      for _ in 1...3 { desk.navigation.pop() }
      return desk.enrol(at: desk.exchange.enrolling.address)
    }
  }
}

extension Desk {
  /// Enrols with what was typed.
  mutating func enrol(at address: String) -> [Effect] {
    guard let code = EnrolCode(typed: exchange.enrolling.code) else { return [] }
    let name = exchange.enrolling.name
    let job = SyncJob.enrol(url: address, code: code.letters, name: name.isEmpty ? nil : name)
    // A name that two laptops use is given up first; once, however often the code is mistyped.
    if exchange.overview?.summary.isForked == true, !exchange.hasRenewed {
      return [.journal(.renewIdentity(then: job))]
    }
    return begin([job, .push])
  }
}
