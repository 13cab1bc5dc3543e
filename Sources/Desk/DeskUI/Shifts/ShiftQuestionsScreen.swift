import Checklists
import Journal
import People
import Phrases
import TerminalUI

/// What a lead must ask about shifts: what is open first, then what was answered.
struct ShiftQuestionsScreen: Screen {
  var focus = Focus()
  let questions: [ShiftQuestion]

  private func sorted(_ desk: Desk) -> [ShiftQuestion] {
    questions.filter { desk.people.answers[$0.key] == nil } + questions.filter { desk.people.answers[$0.key] != nil }
  }

  func content(_ desk: Desk) -> ScreenContent {
    let sorted = sorted(desk)
    var content = ScreenContent(title: desk.say(Phrase.shiftQuestions))
    content.list = ListContent(
      Phrase.answerShiftQuestion,
      sorted.map { question in
        let answer = desk.people.answers[question.key]
        return Row(
          desk.words(of: question), detail: answer.map { desk.say(Phrase.shiftVerdict($0.verdict)) } ?? "",
          role: answer == nil ? .caution : .muted, id: question.key)
      }, empty: Phrase.noShiftQuestions)
    if let question = focus.item(of: sorted) {
      var notes = [TextBlock(desk.words(of: question), desk.people.answers[question.key] == nil ? .caution : .muted)]
      if let answer = desk.people.answers[question.key] { notes.append(TextBlock(desk.words(of: answer), .good)) }
      content.notes = Notes(notes, rows: 4, rule: true)
    }
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    desk.navigation.push(ShiftAnswerScreen(question: sorted(desk)[row]))
    return []
  }
}

/// The answers that a lead can give to one question.
struct ShiftAnswerScreen: Screen {
  var focus = Focus()
  let question: ShiftQuestion

  func content(_ desk: Desk) -> ScreenContent {
    var content = ScreenContent(title: desk.say(Phrase.shiftQuestions))
    content.texts = [
      TextBlock(desk.words(of: question), .title), TextBlock(desk.say(Phrase.shiftAnswerWords), .muted),
    ]
    content.list = ListContent(
      Phrase.choose,
      ShiftAnswer.Verdict.allCases.map { Row(desk.say(Phrase.shiftVerdict($0)), id: $0.rawValue) })
    content.list?.isDeliberate = true
    return content
  }

  mutating func chose(_ row: Int, _ desk: inout Desk) -> [Effect] {
    guard desk.allows(.answerShifts) else { return [] }
    let answer = ShiftAnswer(ShiftAnswer.Verdict.allCases[row], by: desk.volunteer, at: desk.now.wallMilliseconds)
    desk.people.answers[question.key] = answer
    desk.navigation.pop()
    desk.tell(Phrase.shiftAnswered)
    return [.journal(.set(key: question.key, value: answer.text))]
  }
}

extension Desk {
  func words(of question: ShiftQuestion) -> String {
    say(Phrase.question(question) { name(of: $0) ?? $0.rawValue })
  }

  fileprivate func words(of answer: ShiftAnswer) -> String {
    let day = Moment(wallMilliseconds: answer.at, offsetMinutes: now.offsetMinutes, boot: "", monotonicMilliseconds: 0)
      .day
    return [say(Phrase.shiftVerdict(answer.verdict)), name(of: answer.by), Numbers.date(day)].compactMap(\.self)
      .joined(separator: " · ")
  }
}
