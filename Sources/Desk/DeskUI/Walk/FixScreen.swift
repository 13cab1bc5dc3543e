import Checklists
import DeskPorts
import Journal
import Phrases
import TerminalUI

/// The fix of a known problem, and whether it helped.
struct FixScreen: Screen {
  var focus = Focus(row: nil)
  let step: StepID
  let problem: ProblemID

  func content(_ desk: Desk) -> ScreenContent {
    var content = desk.placeContent()
    guard let problem = desk.live?.checklist.problem(problem) else { return content }
    content.texts = [TextBlock("\(problem.id.rawValue) · " + desk.say(problem.symptom), .title)]
    for (index, line) in problem.fix.enumerated() {
      content.texts.append(TextBlock(desk.say(line), mark: "\(index + 1) "))
    }
    if let source = problem.source { content.texts.append(desk.sourceLine(source)) }
    content.texts.append(TextBlock(desk.say(Phrase.didItHelp), .say))
    var list = ListContent(
      Phrase.choose,
      [Row(desk.say(Phrase.itHelped), id: "helped"), Row(desk.say(Phrase.itDidNot), id: "not-helped")])
    list.unchosen = Phrase.chooseHelped
    content.list = list
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let effects = desk.record(.problemMet(step, problem, helped: row == 0, at: desk.now))
    if row == 1 { desk.tell(Phrase.troubleNoted(problem.rawValue)) }
    return effects
  }
}
