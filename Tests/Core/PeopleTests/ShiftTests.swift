import Journal
import JournalFixtures
import People
import Platform
import Testing

@Suite struct ShiftTests {
  @Test func `a shift is what was seen between in and out, without its breaks`() throws {
    var unit = UnitJournal()
    unit.shift(.began, .hours(0))
    unit.citizen(.hours(1))
    unit.shift(.paused, .hours(2))
    unit.shift(.resumed, .hours(2, 30))
    unit.citizen(.hours(3))
    unit.shift(.ended, .hours(4))
    let shifts = ShiftBook.shifts(unit.bodies)
    #expect(shifts.count == 1)
    let shift = try #require(shifts.first)
    #expect(shift.seenMinutes == 210)
    #expect(shift.citizens == 2)
    #expect(shift.lastCitizen == Moment.hours(3).wallMilliseconds)
    #expect(!shift.isForgotten)
  }

  @Test func `the same act again changes nothing, in whatever order acts are repeated`() {
    let acts: [(ShiftAct, Moment)] = [
      (.began, .hours(0)), (.paused, .hours(1)), (.resumed, .hours(2)), (.ended, .hours(3)),
    ]
    var once = UnitJournal()
    var often = UnitJournal()
    for (act, at) in acts {
      once.shift(act, at)
      for _ in 0..<5 { often.shift(act, at) }
    }
    let (a, b) = (ShiftBook.shifts(once.bodies), ShiftBook.shifts(often.bodies))
    #expect(a.map(\.seenMinutes) == b.map(\.seenMinutes))
    #expect(a.map(\.pauses.count) == [1] && b.map(\.pauses.count) == [1])
  }

  @Test func `tomorrow's coming in is no going out of yesterday's shift`() {
    var unit = UnitJournal()
    unit.shift(.began, .hours(0))
    unit.shift(.began, .hours(24))
    unit.shift(.ended, .hours(26))
    let shifts = ShiftBook.shifts(unit.bodies)
    #expect(shifts.map(\.ended) == [nil, Moment.hours(26).wallMilliseconds])
    #expect(shifts[0].isForgotten(at: .hours(24)))
    #expect(!shifts[0].isForgotten(at: .hours(2)))
  }

  @Test func `a clock that is set during a shift changes no length`() {
    var unit = UnitJournal()
    unit.shift(.began, .hours(0))
    var later = Moment.hours(2)
    later.wallMilliseconds -= 86_400_000 * 400
    unit.shift(.ended, later)
    #expect(ShiftBook.shifts(unit.bodies).first?.seenMinutes == 120)
  }

  @Test func `a forgotten end counts until the last citizen and a quarter of an hour, seen and credited apart`() throws
  {
    var unit = UnitJournal()
    unit.shift(.began, .hours(0))
    unit.citizen(.hours(2))
    unit.shift(.ended, .hours(24), said: Moment.hours(9).wallMilliseconds)
    let shift = try #require(ShiftBook.shifts(unit.bodies).first)
    #expect(shift.isForgotten)
    #expect(shift.seenMinutes == 540)
    #expect(CreditRule.current.minutes(of: shift, planned: []) == 135)
    #expect(CreditRule.current.version == 1)
  }

  @Test func `a forgotten end without a citizen credits nothing and asks the lead`() throws {
    var unit = UnitJournal()
    unit.shift(.began, .hours(0))
    unit.shift(.ended, .hours(24), said: Moment.hours(3).wallMilliseconds)
    let shift = try #require(ShiftBook.shifts(unit.bodies).first)
    #expect(CreditRule.current.minutes(of: shift, planned: []) == 0)
    #expect(ShiftQuestion.all([shift], at: .hours(25)) == [.nothingSeen(shift)])
  }

  @Test(arguments: [Int64.min, .max, 0, -1]) func `an end that cannot be is brought back into the shift`(said: Int64) {
    var unit = UnitJournal()
    unit.shift(.began, .hours(0))
    unit.shift(.ended, .hours(3), said: said)
    let minutes = ShiftBook.shifts(unit.bodies).first?.seenMinutes
    #expect(minutes == (said == .max ? 180 : 0))
  }

  @Test func `coming early is not credited where a time was planned, and never takes from what was seen`() throws {
    var unit = UnitJournal()
    let day = Moment.sample.day
    unit.plan(day: day, from: 9 * 60, to: 12 * 60, people: [.first])
    unit.shift(.began, .hours(0, 30))
    unit.shift(.ended, .hours(3))
    let lines = PlanBook.lines(unit.bodies)
    let shift = try #require(ShiftBook.shifts(unit.bodies).first)
    #expect(shift.seenMinutes == 150)
    #expect(CreditRule.current.minutes(of: shift, planned: lines) == 120)
    // Somebody else's line is no plan for this person.
    var other = shift
    other.volunteer = .second
    #expect(CreditRule.current.minutes(of: other, planned: lines) == 150)
  }

  @Test func `hours of a month are those of each person, ten a day credited at most`() {
    var unit = UnitJournal()
    unit.shift(.began, .hours(0))
    unit.shift(.ended, .hours(12))
    unit.shift(.began, .hours(24), who: .second)
    unit.citizen(.hours(25), who: .second)
    unit.shift(.ended, .hours(26), who: .second)
    unit.shift(.began, .hours(48), who: .second)
    let hours = PersonHours.all(ShiftBook.shifts(unit.bodies), planned: [])
    #expect(hours.map(\.volunteer) == [.first, .second])
    #expect(hours.map(\.seenMinutes) == [720, 120])
    #expect(hours.map(\.creditedMinutes) == [600, 120])
    #expect(hours.map(\.open) == [0, 1])
    #expect(hours.map(\.citizens) == [0, 1])
  }

  @Test func `one person at two desks, a long day and a short rest are questions; what is right is none`() throws {
    var unit = UnitJournal()
    unit.shift(.began, .hours(0), desk: "a")
    unit.shift(.began, .hours(1), desk: "b")
    unit.shift(.ended, .hours(2), desk: "a")
    unit.shift(.ended, .hours(3), desk: "b")
    // From four in the afternoon for eleven hours, and again at eight.
    unit.shift(.began, .hours(8), who: .second)
    unit.shift(.ended, .hours(19), who: .second)
    unit.shift(.began, .hours(24), who: .second)
    unit.shift(.ended, .hours(25), who: .second)
    let shifts = ShiftBook.shifts(unit.bodies)
    #expect(
      ShiftQuestion.all(shifts, at: .hours(30)) == [
        .twoDesks(shifts[0], shifts[1]), .shortRest(shifts[3], minutes: 300),
        .longDay(shifts[2], minutes: 660),
      ])
    var calm = UnitJournal()
    for day in 0..<5 {
      calm.shift(.began, .hours(day * 24))
      calm.shift(.ended, .hours(day * 24 + 8))
    }
    #expect(ShiftQuestion.all(ShiftBook.shifts(calm.bodies), at: .hours(200)).isEmpty)
  }

  @Test func `each question has a name of its own, and another one where the facts are others`() {
    var unit = UnitJournal()
    for day in 0..<3 {
      unit.shift(.began, .hours(day * 24), desk: "a")
      unit.shift(.began, .hours(day * 24 + 1), desk: "b")
      unit.shift(.ended, .hours(day * 24 + 20), desk: "a")
    }
    let questions = ShiftQuestion.all(ShiftBook.shifts(unit.bodies), at: .hours(200))
    #expect(questions.count > 6 && Set(questions.map(\.id)).count == questions.count)
    let shift = ShiftBook.shifts(unit.bodies)[0]
    #expect(ShiftQuestion.longDay(shift, minutes: 610).id != ShiftQuestion.longDay(shift, minutes: 620).id)
  }

  /// Two desks of a unit, each with its own TN01, who are there at the same time, and once for 11 hours.
  private func twoDesks() -> UnitJournal {
    var unit = UnitJournal()
    unit.shift(.began, .hours(0), desk: "a")
    unit.shift(.began, .hours(1), desk: "b")
    unit.shift(.ended, .hours(4), desk: "a")
    unit.shift(.ended, .hours(12), desk: "b")
    return unit
  }

  private func questions(_ shifts: UnitShifts, sharesCodes: Bool) -> [ShiftQuestion] {
    let day = Moment.sample.day
    return shifts.questions(from: day, through: day, at: .hours(40), sharesCodes: sharesCodes)
  }

  @Test func `all desks of the unit are asked about, and one person at two desks where they share their codes`() {
    let unit = twoDesks()
    let own = unit.bodies.filter { $0.id.device.rawValue == "a" }
    // The copies hold this desk's journal as well.
    let shifts = UnitShifts(own: own, copied: unit.bodies)
    #expect(shifts.shifts.map(\.id.device.rawValue) == ["a", "b"] && shifts.shifts.map(shifts.isOwn) == [true, false])
    let apart = questions(shifts, sharesCodes: false)
    #expect(apart == [.longDay(shifts.shifts[1], minutes: 660)])
    #expect(
      questions(shifts, sharesCodes: true) == [
        .twoDesks(shifts.shifts[0], shifts.shifts[1]), .longDay(shifts.shifts[0], minutes: 900),
      ])
    // A laptop without copies asks about its own.
    #expect(questions(UnitShifts(own: own, copied: []), sharesCodes: true).isEmpty)
  }

  @Test func `a laptop that took another name is one desk all the same`() {
    let unit = twoDesks()
    let shifts = UnitShifts(own: unit.bodies, copied: [])
    #expect(questions(shifts, sharesCodes: false) == questions(shifts, sharesCodes: true))
  }

  @Test func `what a lead answered on any laptop is answered, and of two answers the later one counts`() {
    var unit = twoDesks()
    let question = ShiftQuestionID(.longDay, unit.bodies[1].id, minutes: 660)
    unit.keep(.shiftAnswer(ShiftAnswerFacts(.settled, to: question, by: .first, at: .hours(60))), desk: "c")
    unit.keep(.shiftAnswer(ShiftAnswerFacts(.right, to: question, by: .second, at: .hours(50))), desk: "a")
    let shifts = UnitShifts(own: unit.bodies.filter { $0.id.device.rawValue == "a" }, copied: unit.bodies)
    #expect(questions(shifts, sharesCodes: false).map(\.id) == [question])
    #expect(shifts.answers[question]?.verdict == .settled && shifts.answers[question]?.by == nil)
    #expect(UnitShifts(own: unit.bodies, copied: []).answers[question]?.by == .first)
  }

  @Test func `breaks that are longer than the shift, and cross, leave nothing of it`() {
    var unit = UnitJournal()
    let far = Moment(wallMilliseconds: .max, offsetMinutes: 420, boot: "far", monotonicMilliseconds: 0)
    unit.shift(.began, .hours(0))
    for _ in 0..<3 {
      unit.shift(.paused, .hours(0))
      unit.shift(.resumed, far)
    }
    unit.shift(.ended, far)
    let hours = PersonHours.all(ShiftBook.shifts(unit.bodies), planned: [])
    #expect(hours.map(\.seenMinutes) == [0] && hours.map(\.creditedMinutes) == [0])
  }

  @Test func `whatever entries claim, nothing overflows and nothing is negative`() {
    var bodies = Bodies(seed: 7)
    for _ in 0..<20 {
      var unit = UnitJournal()
      for _ in 0..<50 { unit.keep(bodies.unitBody(), desk: bodies.chance.pick(["a", "b"])) }
      for kept in unit.bodies {
        if case .shift(var facts) = kept.body {
          facts.volunteer = .first
          unit.keep(.shift(facts))
        }
      }
      let (shifts, lines) = (ShiftBook.shifts(unit.bodies), PlanBook.lines(unit.bodies))
      for hours in PersonHours.all(shifts, planned: lines) {
        #expect(hours.seenMinutes >= 0 && hours.creditedMinutes >= 0)
      }
      for line in lines { #expect((0...PlanLine.mostNeeded).contains(line.missing)) }
      _ = ShiftQuestion.all(shifts, at: .hours(0))
      _ = PetitionBook.cases(unit.bodies)
      let text = ICalendar.text(lines, named: "x", stamp: .sample) { _ in .init(name: "a", description: "b") }
      #expect(text.hasSuffix("END:VCALENDAR\r\n"))
    }
  }
}
