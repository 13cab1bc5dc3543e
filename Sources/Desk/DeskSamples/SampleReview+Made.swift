package import Checklists
import DeskPorts
import Journal
import Review
import Statistics

extension SampleReview {
  /// A trainer's laptop after some weeks, with what shipped; `now` in milliseconds since 1970.
  package static func trainer(_ shelf: [Checklist], now: Int64) -> SampleReview {
    let review = SampleReview(shelf: shelf)
    review.lint = emptyTexts
    for (index, checklist) in shelf.enumerated() {
      let here = tally(of: checklist, sessions: 400 >> (2 * index))
      review.figures[checklist.id] = [
        .journal: figures(.journal, here, checklist),
        .hub(madeAt: now - 3_600_000): figures(
          .hub(madeAt: now - 3_600_000), tally(of: checklist, sessions: 12_400 >> index), checklist),
      ]
    }
    guard let first = shelf.first else { return review }
    let name = SampleReview.name(of: first)
    var former = first
    former.version -= 1
    if let step = former.steps.first?.id {
      former.withStep(step) { $0.say = LocalText($0.say.vi + " Bác chờ cháu chút.", $0.say.en + " One moment.") }
      former.move(.step(step), by: 1)
    }
    review.texts[SampleReview.name(of: former)] = former
    review.add(comments: name, first, now)
    return review
  }

  /// Complains of texts that are missing.
  private static func emptyTexts(_ checklist: Checklist) -> [DraftComplaint] {
    let parts =
      [.checklist] + checklist.steps.map { VersionDiff.Part.step($0.id) }
      + checklist.problems.map { .problem($0.id) }
    return parts.flatMap { checklist.places(of: $0) }.filter { place in
      checklist.text(at: place).map { $0.vi.isEmpty || $0.en.isEmpty } ?? false
    }.map { place in
      DraftComplaint(
        path: checklist.path(of: place), line: 12, column: 3,
        words: LocalText("thiếu chữ; hãy viết đủ hai ngôn ngữ", "a text is missing; write it in both languages"))
    }
  }

  private func add(comments name: VersionID, _ checklist: Checklist, _ now: Int64) {
    guard let step = checklist.steps.dropFirst(5).first else { return }
    let events: [(ReviewEvent, TrainerID)] = [
      (
        .commented(
          "00000000000000a1", on: name, step: step.id, answers: nil, words: "Bác hay dừng ở đây, câu còn dài."), "binh"
      ),
      (
        .commented(
          "00000000000000a2", on: name, step: step.id, answers: "00000000000000a1", words: "Để tôi rút ngắn.",
          proposal: TextProposal(
            place: StepText("say"),
            LocalText("Bác đặt thẻ vào mặt sau máy giúp cháu.", "Please hold the card to the phone's back."))),
        "an"
      ),
      (.commented("00000000000000a3", on: name, step: nil, answers: nil, words: "Nên có ảnh minh hoạ."), "binh"),
      (.resolved("00000000000000a3"), "an"),
    ]
    for (index, (event, trainer)) in events.enumerated() {
      guard log.take(event, by: trainer, at: now - 7_200_000 + Int64(index) * 60_000) == nil else { return }
    }
  }

  private static func figures(_ source: FigureSource, _ tally: Tally, _ checklist: Checklist) -> ReviewFigures {
    let month = 2026 * 12 + 10
    let words =
      source == .journal
      ? checklist.steps.dropFirst(2).prefix(2).map {
        VolunteerWords(step: $0.id, version: checklist.version, words: "máy của bác hết bộ nhớ", month: month)
      } : []
    return ReviewFigures(
      source: source, filter: FigureFilter(), report: FigureReport(tally),
      choices: FilterChoices(
        versions: [checklist.version], units: ["29242", "29245"], months: [month - 1, month]), words: words)
  }

  /// Sessions of all branches, with stumbles that differ from step to step.
  private static func tally(of checklist: Checklist, sessions: Int) -> Tally {
    var tally = Tally()
    let paths = AllPaths(checklist).paths.filter { !$0.steps.isEmpty }.prefix(6)
    guard !paths.isEmpty else { return tally }
    tally.sessions = sessions
    tally.outcomes = [.completed: sessions * 71 / 100, .appointment: sessions * 29 / 100]
    var left = sessions
    for (index, path) in paths.enumerated() {
      let share = index == paths.count - 1 ? left : left / 2
      left -= share
      tally.branches[path.answers.map { "\($0.question)=\($0.answer)" }.joined(separator: " "), default: 0] += share
      for _ in 0..<min(share, 60) { tally.time.add(milliseconds: path.expectedSeconds * 1_100) }
      for (place, step) in path.steps.enumerated() { add(share, to: step, place, checklist, &tally) }
    }
    return tally
  }

  private static func add(_ runs: Int, to id: StepID, _ place: Int, _ checklist: Checklist, _ tally: inout Tally) {
    guard let step = checklist.step(id) else { return }
    var one = tally.steps[id] ?? StepTally()
    let part = [2, 5, 34, 12, 18, 9, 3, 25][place % 8]
    one.runs += runs
    one.stuck += runs * part / 100
    one.skipped[.notNeeded, default: 0] += runs * (part / 3) / 100
    one.dropouts += runs * (part / 6) / 100
    one.wentBack += runs * (part / 4) / 100
    one.done += runs - runs * (part / 3) / 100
    for minute in 1...min(20, max(1, runs)) {
      one.time.add(milliseconds: step.expected.components.seconds * Int64(50 + 6 * minute) * 10)
    }
    for problem in step.problems.prefix(2) where runs * part / 200 > 0 {
      var met = one.problems[problem] ?? ProblemTally()
      met.met += runs * part / 200
      met.helped += runs * part / 300
      met.didNotHelp += runs * part / 600
      one.problems[problem] = met
    }
    tally.steps[id] = one
  }
}
