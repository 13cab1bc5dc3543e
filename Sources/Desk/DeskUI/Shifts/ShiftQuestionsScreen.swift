import Checklists
import Journal
import People
import Phrases
import TerminalUI

/// What a lead must ask about shifts: what is open first, then what was answered.
struct ShiftQuestionsScreen: Screen {
  var focus = Focus()
  let month: UnitMonth
  private var unit: UnitShifts

  init(month: UnitMonth, unit: UnitShifts) {
    self.month = month
    self.unit = unit
  }

  private func sorted(_ desk: Desk) -> [ShiftQuestion] {
    let all = desk.questions(unit, month)
    return all.filter { unit.answers[$0.id] == nil } + all.filter { unit.answers[$0.id] != nil }
  }

  func content(_ desk: Desk) -> ScreenContent {
    let sorted = sorted(desk)
    var content = ScreenContent(title: desk.say(Phrase.shiftQuestions))
    content.list = ListContent(
      Phrase.answerShiftQuestion,
      sorted.map { question in
        let answer = unit.answers[question.id]
        return Row(
          desk.words(of: question, unit), detail: answer.map { desk.say(Phrase.shiftVerdict($0.verdict)) } ?? "",
          role: answer == nil ? .caution : .muted)
      }, empty: Phrase.noShiftQuestions)
    if let question = focus.item(of: sorted) {
      let answer = unit.answers[question.id]
      var notes = [TextBlock(desk.words(of: question, unit), answer == nil ? .caution : .muted)]
      if let answer { notes.append(TextBlock(desk.words(of: answer), .good)) }
      content.notes = Notes(notes, rows: 4, rule: true)
    }
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    let question = sorted(desk)[row]
    desk.navigation.push(ShiftAnswerScreen(question: question.id, words: desk.words(of: question, unit)))
    return []
  }

  mutating func received(_ reply: Reply, _ desk: inout Desk) -> [Effect] {
    switch reply {
    case .journal(.kept(let entry, _)) where entry.kind == .shiftAnswer:
      desk.tell(Phrase.shiftAnswered)
      return [month.loadUnit]
    case .people(.unitShifts(let shifts)): unit = shifts
    default: break
    }
    return []
  }
}

/// The answers that a lead can give to one question.
struct ShiftAnswerScreen: Screen {
  var focus = Focus()
  let question: ShiftQuestionID
  /// The question as it is asked.
  let words: String

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.shiftQuestions))
    content.texts = [TextBlock(words, .title), TextBlock(desk.say(Phrase.shiftAnswerWords), .muted)]
    content.list = ListContent(
      Phrase.choose, ShiftVerdict.allCases.map { Row(desk.say(Phrase.shiftVerdict($0)), id: $0.rawValue) })
    content.list?.isDeliberate = true
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    guard desk.allows(.answerShifts) else { return [] }
    desk.navigation.pop()
    let answer = ShiftAnswerFacts(ShiftVerdict.allCases[row], to: question, by: desk.volunteer, at: desk.now)
    return [.journal(.keep(.shiftAnswer(answer), closing: nil, nil))]
  }
}

extension Desk {
  /// What the shifts of a month raise, at all desks that this laptop knows of.
  func questions(_ unit: UnitShifts?, _ month: UnitMonth) -> [ShiftQuestion] {
    unit?.questions(from: month.from, through: month.through, at: now, sharesCodes: people.sharesCodes) ?? []
  }

  /// A question, with the desk where it is not this one: there are codes, and no names.
  func words(of question: ShiftQuestion, _ unit: UnitShifts?) -> String {
    say(
      Phrase.question(question) { shift in
        if unit?.isOwn(shift) != false { return name(of: shift.volunteer) ?? shift.volunteer.rawValue }
        let here = people.sharesCodes ? name(of: shift.volunteer) : nil
        return (here ?? shift.volunteer.rawValue) + " (" + name(of: shift.id.device) + ")"
      })
  }

  fileprivate func words(of answer: ShiftAnswerFacts) -> String {
    [say(Phrase.shiftVerdict(answer.verdict)), name(of: answer.by), dateText(answer.at.wallMilliseconds)]
      .compactMap(\.self).joined(separator: " · ")
  }
}
