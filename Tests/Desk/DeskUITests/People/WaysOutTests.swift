import Checklists
import DeskPorts
import DeskUI
import Journal
import JournalInMemory
import People
import TestSupport
import Testing

/// Everything that the desk does beyond its screen, by who can read what comes of it. A new effect is read by somebody, too:
/// without its line here this file is no Swift.
@Suite(.bothFaces) struct WaysOutTests {
  private enum Reader {
    /// Whoever sits at this laptop; nothing leaves it.
    case here
    /// The unit itself, in a file or on paper.
    case unit
    /// The unit's hub and desks, under the rules of the exchange.
    case exchange
    /// Those who write and approve checklists: nothing of a citizen is in them.
    case trainers
    /// The person whose paper it is.
    case person
    /// Anybody.
    case outside
  }

  private static func reader(_ effect: Effect) -> Reader {
    switch effect {
    case .journal(let effect): reader(effect)
    case .checklists(let effect): reader(effect)
    case .exchange(let effect): reader(effect)
    case .unit(let effect): reader(effect)
    case .report(let effect): reader(effect)
    case .review(let effect): reader(effect)
    case .people(let effect): reader(effect)
    case .printer(let effect): reader(effect)
    case .desk(let effect): reader(effect)
    }
  }

  private static func reader(_ effect: JournalEffect) -> Reader {
    switch effect {
    case .begin, .append, .discard, .keep, .loadPage, .loadDetail, .find, .loadContact, .loadFollowUps, .erase,
      .closeFollowUp, .countToday, .purgeContacts, .loadVolunteers, .addVolunteer, .set, .renewIdentity, .loadReceipt,
      .countKinds:
      .here
    }
  }

  private static func reader(_ effect: ChecklistEffect) -> Reader {
    switch effect {
    case .open, .loadCatalogue, .loadChecklist, .loadConsent, .loadUnits, .loadGuide: .here
    }
  }

  private static func reader(_ effect: ExchangeEffect) -> Reader {
    switch effect {
    case .load, .poll, .stop, .findSticks, .lookForNetwork, .applyOrders, .confirm: .here
    case .start, .name, .say: .exchange
    }
  }

  private static func reader(_ effect: UnitEffect) -> Reader {
    switch effect {
    case .loadPage, .loadDetail, .countKinds, .loadBodies: .here
    }
  }

  private static func reader(_ effect: ReportEffect) -> Reader {
    switch effect {
    case .load: .here
    case .write: .unit
    case .take: .exchange
    }
  }

  private static func reader(_ effect: ReviewEffect) -> Reader {
    switch effect {
    case .loadOverview, .catchUp, .loadDossier, .loadFigures, .compare, .loadDraft, .lookAtDraft, .check, .unlock,
      .lock, .rehearse:
      .here
    case .write, .save, .take, .publish: .trainers
    }
  }

  private static func reader(_ effect: PeopleEffect) -> Reader {
    switch effect {
    case .loadRecords, .checkPIN, .setPIN, .setRole, .setOff, .useCode, .makeCodes, .load, .loadUnitShifts,
      .findForgotten,
      .countOverdue:
      .here
    case .certify: .person
    case .save(let file, _):
      switch file {
      case .calendar, .petitions: .outside
      }
    }
  }

  private static func reader(_ effect: PrinterEffect) -> Reader {
    switch effect {
    case .print: .unit
    case .goOn, .findDevices: .here
    }
  }

  private static func reader(_ effect: DeskEffect) -> Reader {
    switch effect {
    case .openPractice, .lookAtBattery, .suspend, .redraw, .quit, .clear: .here
    }
  }

  private static let day = Day(daysSince1970: 20_781)

  private static func moment(_ minute: Int) -> Moment {
    Moment(
      wallMilliseconds: Int64(day.daysSince1970) * 86_400_000 + Int64(minute - 420) * 60_000, offsetMinutes: 420,
      boot: "b", monotonicMilliseconds: Int64(minute) * 60_000)
  }

  /// A journal with a shift, a line of the calendar and a session with a petition; or the same with whatever may be
  /// otherwise of its citizen, and with citizens of somebody else behind it.
  private func journal(isOther: Bool) throws -> MemoryJournal {
    let journal = MemoryJournal()
    let people = try ["Nguyễn Thị Mẫu", "Mai Thị Tập"].map { try journal.addVolunteer(named: $0) }
    try journal.set("volunteer", people[0].code.rawValue)
    func session(_ by: Volunteer, _ minute: Int) -> SessionFacts {
      SessionFacts(
        began: Self.moment(minute), ended: Self.moment(minute + 10), unit: nil, volunteer: by.code, checklist: "vneid",
        version: 1, checklistHash: "", consentVersion: 1, answers: [], steps: [], problems: [], outcome: .completed)
    }
    var first = session(people[0], 430)
    first.petition = Petition(topic: .network, text: isOther ? "mạng ở ấp chậm quá" : "xin thêm ghế")
    first.ageBand = isOther ? .under18 : .from60
    first.satisfaction = isOther ? 1 : 5
    first.outcome = isOther ? .declined : .completed
    first.service = isOther ? "khai-sinh" : nil
    var bodies: [EntryBody] = [
      .shift(ShiftFacts(volunteer: people[0].code, act: .began, unit: nil, at: Self.moment(425))),
      .plan(
        PlanFacts(
          what: .event, title: "Tập huấn", unit: nil, day: Day(daysSince1970: Self.day.daysSince1970 + 4), from: 480,
          to: 660, needed: 2, people: [people[0].code], by: people[0].code, at: Self.moment(426))),
      .session(first), .shift(ShiftFacts(volunteer: people[0].code, act: .ended, unit: nil, at: Self.moment(445))),
    ]
    if isOther {
      var second = session(people[1], 446)
      (second.ageBand, second.satisfaction, second.outcome) = (.from18, 2, .notEligible)
      second.problems = [ProblemFact(step: "activate", problem: "E-V02", helped: false)]
      bodies += [
        .session(second),
        .count(CountFacts(day: Self.day, unit: nil, checklist: "taikhoan", version: 1, outcome: .declined)),
        .quickHelp(
          QuickHelpFacts(
            at: Self.moment(450), unit: nil, volunteer: people[1].code, checklist: "vneid", topic: .problem("E-V02"),
            helped: true)),
        .cancelled(CancelledFacts(day: Self.day, unit: nil)),
      ]
    }
    for body in bodies { _ = try journal.keep(body, closing: nil, contact: nil) }
    return journal
  }

  /// What was written for others at a desk, as effects.
  private func written(_ journal: MemoryJournal) throws -> [Effect] {
    let desk = try Story(shelf: shippedShelf(), journal: journal, face: .screen)
    desk.press(.command("calendar"), .command("saveICalendar"), .escape)
    desk.press(.command("petitions"), .command("saveOpen311"), .escape)
    desk.press(.command("shifts"), .command("myPage"), .command("certificate"))
    #expect(desk.missing.isEmpty)
    return desk.effects.filter { [.outside, .person].contains(Self.reader($0)) }
  }

  @Test func `what leaves the unit is the same whoever else came, and whatever a citizen said`() throws {
    let (usual, other) = (try written(journal(isOther: false)), try written(journal(isOther: true)))
    #expect(usual.map(Self.reader) == [.outside, .outside, .person])
    for (usual, other) in zip(usual, other) {
      switch (usual, other) {
      case (.people(.save(_, let usual)), .people(.save(_, let other))):
        #expect(usual.contains("Tập huấn") || usual.contains("\"service_code\": \"network\""))
        #expect(usual == other)
      // The figures are the person's own: how many, and on which checklist.
      case (.people(.certify(let usual)), .people(.certify(let other))):
        #expect(usual.hours.citizens == 1 && usual == other)
      default: Issue.record("\(usual) \(other)")
      }
    }
    #expect(usual.count == other.count)
  }
}
