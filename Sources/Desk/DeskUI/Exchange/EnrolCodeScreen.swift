import DeskPorts
import Journal
import Phrases
import Protocol
import TerminalUI

/// The code that the hub gave for this laptop; then the exchange program enrols it.
struct EnrolCodeScreen: Screen {
  var focus = Focus()
  let address: String

  enum Action: String { case submit }

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.enrolmentContent(Phrase.whichCode)
    content.head = [HeadLine(address)]
    content.field = FieldContent(.numbers)
    content.notes = Notes([TextBlock(desk.say(Phrase.codeForDesk), .muted)])
    return content
  }

  func commands(_ desk: Desk) -> [Command<Action>] { [Command([.enter], .submit, Phrase.enrol)] }

  mutating func perform(_ action: Action, _ desk: inout Desk) -> [Effect] {
    switch action {
    case .submit:
      guard let code = EnrolCode(typed: focus.words) else {
        desk.warn(Phrase.notACode)
        return []
      }
      // How it goes is seen on the exchange's own screen, under the address.
      desk.navigation.pop()
      desk.navigation.pop()
      let job = SyncJob.enrol(url: address, code: code.letters)
      // A name that two laptops use is given up first; once, however often the code is mistyped.
      if desk.exchange.overview?.summary.isForked == true, !desk.exchange.hasRenewed {
        return [.journal(.renewIdentity(then: job))]
      }
      return desk.begin([job, .push])
    }
  }
}
