import Checklists
package import Journal
package import Platform

/// Bodies of entries, from a seed.
package struct Bodies: Sendable {
  package var chance: SplitMix64
  /// The wall clock of the next session.
  package var now: Moment

  package init(seed: UInt64, now: Moment = .sample) {
    chance = SplitMix64(seed: seed)
    self.now = now
  }

  /// A session as they are on most days; the clock goes on by some minutes.
  package mutating func session() -> SessionFacts {
    let began = now
    let length = Int64(60_000 + chance.below(1_800_000))
    let ended = began.later(by: length)
    now = ended.later(by: Int64(chance.below(600_000)))
    let checklist = chance.pick(["vneid", "taikhoan", "dichvucong"])
    let steps = (1...(8 + chance.below(6))).map { number in
      StepFact(
        step: StepID(rawValue: "buoc-\(number)"), state: chance.oneIn(8) ? .skipped : .done,
        milliseconds: Int64(chance.below(180_000)), reason: chance.oneIn(9) ? chance.pick(SkipReason.allCases) : nil,
        note: chance.oneIn(30) ? sentence() : nil, wentBack: chance.oneIn(15) ? 1 + chance.below(3) : nil)
    }
    return SessionFacts(
      began: began, ended: ended, unit: chance.pick(["00004", "00091", nil]),
      volunteer: VolunteerCode(rawValue: "TN0\(1 + chance.below(9))"), checklist: ChecklistID(rawValue: checklist),
      version: 1 + chance.below(3), checklistHash: EntryHash(of: Array(checklist.utf8)).hex, consentVersion: 1,
      answers: [
        AnswerFact(question: "dien-thoai", answer: chance.pick(["android", "iphone"])),
        AnswerFact(question: "the", answer: chance.pick(["co", "chua", "mat"])),
      ],
      steps: steps, problems: problems(), service: chance.oneIn(4) ? ServiceID(rawValue: "khai-sinh") : nil,
      outcome: chance.oneIn(3) ? chance.pick(Outcome.allCases) : .completed,
      ageBand: chance.maybe(AgeBand.allCases), satisfaction: chance.maybe([1, 2, 3, 4, 5]),
      petition: chance.oneIn(20) ? Petition(topic: chance.pick(PetitionTopic.allCases), text: sentence()) : nil)
  }

  private mutating func problems() -> [ProblemFact] {
    (0..<chance.below(3)).map { _ in
      if chance.oneIn(4) {
        return ProblemFact(step: "buoc-2", words: sentence(), helped: chance.maybe([true, false]))
      }
      let id = chance.pick(["E-V0", "E-P0", "E-D0"]) + String(1 + chance.below(9))
      return ProblemFact(step: "buoc-3", problem: ProblemID(rawValue: id), helped: chance.maybe([true, false]))
    }
  }

  /// Some Vietnamese words.
  package mutating func sentence() -> String {
    let words = [
      "không", "nhận", "được", "mã", "OTP", "điện", "thoại", "cũ", "đổi", "số", "mạng", "chậm", "quên", "mật", "khẩu",
      "căn", "cước", "hết", "hạn", "ngân", "hàng", "khóa", "thẻ", "chờ", "công", "an", "xã", "hẹn", "lại", "thứ", "hai",
    ]
    return (0..<(3 + chance.below(8))).map { _ in chance.pick(words) }.joined(separator: " ")
  }

  /// Any body at all, with strange texts and numbers: for encodings.
  package mutating func anything() -> EntryBody {
    switch chance.below(7) {
    case 0, 1: return .session(strangeSession())
    case 5, 6: return unitBody()
    case 2:
      return .count(
        CountFacts(
          day: Day(daysSince1970: chance.below(60_000) - 10_000), unit: chance.maybe([text()]),
          checklist: ChecklistID(rawValue: text()), version: number(), outcome: chance.pick(Outcome.allCases)))
    case 3:
      let change = Amendment(
        outcome: chance.maybe(Outcome.allCases), ageBand: chance.maybe(AgeBand.allCases),
        satisfaction: chance.maybe([number()]), note: chance.maybe([text()]))
      return .amendment(of: id(), change, by: chance.maybe([VolunteerCode(rawValue: text())]), at: moment())
    default:
      if chance.oneIn(3) { return .quickHelp(question()) }
      if chance.oneIn(3) {
        return .cancelled(
          CancelledFacts(day: Day(daysSince1970: chance.below(60_000) - 10_000), unit: chance.maybe([text()])))
      }
      if chance.oneIn(2) { return .erasure(of: id(), at: moment()) }
      return .followUpClosed(of: id(), by: chance.maybe([VolunteerCode(rawValue: text())]), at: moment())
    }
  }

  private mutating func question() -> QuickHelpFacts {
    let topics: [QuickHelpFacts.Topic] = [
      .problem(ProblemID(rawValue: text())), .step(StepID(rawValue: text())), .service(ServiceID(rawValue: text())),
    ]
    return QuickHelpFacts(
      at: moment(), unit: chance.maybe([text()]), volunteer: chance.maybe([VolunteerCode(rawValue: text())]),
      checklist: chance.maybe([ChecklistID(rawValue: text())]), topic: chance.pick(topics),
      helped: chance.oneIn(2))
  }

  /// What a unit keeps beyond its sessions.
  package mutating func unitBody() -> EntryBody {
    let by = chance.maybe([VolunteerCode(rawValue: text())])
    let people = (0..<chance.below(4)).map { _ in VolunteerCode(rawValue: text()) }
    let day = Day(daysSince1970: chance.below(60_000) - 10_000)
    switch chance.below(5) {
    case 4:
      let question = ShiftQuestionID(
        chance.pick(ShiftMatter.allCases), id(), other: chance.maybe([id()]), minutes: chance.maybe([number()]))
      return .shiftAnswer(ShiftAnswerFacts(chance.pick(ShiftVerdict.allCases), to: question, by: by, at: moment()))
    case 0:
      return .shift(
        ShiftFacts(
          volunteer: VolunteerCode(rawValue: text()), act: chance.pick(ShiftAct.allCases), unit: chance.maybe([text()]),
          at: moment(), said: chance.maybe([Int64(number())])))
    case 1:
      return .plan(
        PlanFacts(
          what: chance.pick(PlanKind.allCases), title: text(), unit: chance.maybe([text()]), day: day, from: number(),
          to: number(), place: chance.maybe([text()]), needed: number(), people: people, isOff: chance.oneIn(2),
          replaces: chance.maybe([id()]), by: by, at: moment()))
    case 2:
      let heads = (0..<chance.below(5)).map { _ in
        HeadCount(band: chance.maybe(AgeBand.allCases), count: chance.below(500))
      }
      return .event(
        EventFacts(
          what: chance.pick(EventKind.allCases), topic: text(), unit: chance.maybe([text()]), day: day, from: number(),
          to: number(), place: chance.maybe([text()]), materials: chance.maybe([text()]), heads: heads, people: people,
          plan: chance.maybe([id()]), by: by, at: moment()))
    default:
      return .petition(
        of: id(),
        PetitionStepFacts(
          act: chance.pick(PetitionAct.allCases), from: chance.pick(PetitionVoice.allCases),
          number: chance.maybe([text()]), reason: chance.maybe(ClosingReason.allCases), words: chance.maybe([text()]),
          by: by, at: moment(), said: chance.maybe([moment().wallMilliseconds])))
    }
  }

  private mutating func strangeSession() -> SessionFacts {
    SessionFacts(
      began: moment(), ended: moment(), unit: chance.maybe([text()]),
      volunteer: chance.maybe([VolunteerCode(rawValue: text())]), checklist: ChecklistID(rawValue: text()),
      version: number(), checklistHash: text(), consentVersion: number(),
      answers: (0..<chance.below(4)).map { _ in
        AnswerFact(question: QuestionID(rawValue: text()), answer: AnswerID(rawValue: text()))
      },
      steps: (0..<chance.below(5)).map { _ in
        StepFact(
          step: StepID(rawValue: text()), state: chance.pick(StepState.allCases), milliseconds: Int64(number()),
          reason: chance.maybe(SkipReason.allCases), note: chance.maybe([text()]),
          wentBack: chance.oneIn(3) ? 1 + chance.below(300) : nil)
      },
      problems: (0..<chance.below(4)).map { _ in
        ProblemFact(
          step: StepID(rawValue: text()), problem: chance.maybe([ProblemID(rawValue: text())]),
          words: chance.maybe([text()]), helped: chance.maybe([true, false]))
      },
      service: chance.maybe([ServiceID(rawValue: text())]), outcome: chance.pick(Outcome.allCases),
      ageBand: chance.maybe(AgeBand.allCases), satisfaction: chance.maybe([number()]),
      petition: chance.maybe([Petition(topic: chance.pick(PetitionTopic.allCases), text: text())]))
  }

  package mutating func id() -> EntryID {
    EntryID(device: DeviceID(rawValue: text()), incarnation: number(), sequence: number())
  }

  package mutating func moment() -> Moment {
    Moment(
      wallMilliseconds: Int64(number()), offsetMinutes: number(), boot: text(), monotonicMilliseconds: Int64(number()))
  }

  private mutating func number() -> Int {
    switch chance.below(5) {
    case 0: chance.pick([0, 1, -1, 9, 10, -10, .max, .min, Int(Int32.max)])
    case 1: Int(truncatingIfNeeded: chance.next())
    default: chance.below(2_000_000) - 1_000_000
    }
  }

  /// Texts that encoders stumble over.
  package mutating func text() -> String {
    let pieces = [
      "", "a", "\"", "\\", "\n", "\t", "\u{0}", "\u{1f}", "\u{7f}", "\u{2028}", "ắ", "a\u{306}\u{301}", "đ", "{", "]",
      ",null", "\\u0041", "/", "🙂", "ខ្មែរ", "\u{feff}", "null", " ", "E-V02",
    ]
    return (0..<chance.below(6)).map { _ in chance.pick(pieces) }.joined()
  }
}

extension Moment {
  /// 24/11/2025, 08:00 in Việt Nam.
  package static let sample = Moment(
    wallMilliseconds: 1_763_946_000_000, offsetMinutes: 420, boot: "7b6d1b5e-52a5-4a3c-9a5e-0d2f3c4b5a69",
    monotonicMilliseconds: 3_600_000)

  /// The same machine, some milliseconds on.
  package func later(by milliseconds: Int64) -> Moment {
    var moment = self
    moment.wallMilliseconds += milliseconds
    moment.monotonicMilliseconds += milliseconds
    return moment
  }
}
