package import Journal

/// A petition with all that became of it.
package struct PetitionCase: Hashable, Sendable {
  /// The session in which it was said.
  package var id: EntryID
  package var row: Int64
  package var petition: Petition
  package var unit: String?
  package var said: Moment
  package var state = State.new
  /// What the portal calls it.
  package var number: String?
  package var answer: String?
  /// How often it was opened again.
  package var reopened = 0
  package var changed: Moment
  /// A lead said a step on it that its desk has not written down yet.
  package var isAwaited = false

  /// How far it is; only a step that opens it again leads back.
  package enum State: Hashable, Sendable {
    case new, forwarded, answered
    case closed(ClosingReason)

    /// Its place in the order.
    fileprivate var rank: Int {
      switch self {
      case .new: 0
      case .forwarded: 1
      case .answered: 2
      case .closed: 3
      }
    }
  }

  package var isClosed: Bool { state.rank == 3 }

  /// Whole days that it has been open.
  package func daysOpen(at now: Moment) -> Int {
    max(0, min(now.day.daysSince1970 - said.day.daysSince1970, 100_000))
  }

  /// Days after which an open one is overdue.
  package static let term = 10
  package func isOverdue(at now: Moment) -> Bool { !isClosed && daysOpen(at: now) > Self.term }
}

/// A lead's step on a petition of another desk, on its way there.
package struct ComingStep: Hashable, Sendable {
  /// The session in which the petition was said.
  package var petition: EntryID
  /// As the desk will write it down.
  package var facts: PetitionStepFacts

  package init(_ petition: EntryID, _ facts: PetitionStepFacts) {
    self.petition = petition
    self.facts = facts
  }
}

/// The petitions of a unit as entries tell them.
package enum PetitionBook {
  /// Open ones first, longest open first; then those that are closed, newest first. The order of entries decides, never the
  /// clock.
  ///
  /// - Parameter coming: Steps that the desks are to write down, in their order; what they wrote down already changes
  ///   nothing.
  package static func cases(_ bodies: [KeptBody], coming: [ComingStep] = []) -> [PetitionCase] {
    var cases: [EntryID: PetitionCase] = [:]
    var written: Set<WrittenStep> = []
    for kept in bodies {
      switch kept.body {
      case .session(let facts):
        guard let petition = facts.petition else { continue }
        cases[kept.id] = PetitionCase(
          id: kept.id, row: kept.row, petition: petition, unit: facts.unit, said: facts.ended, changed: facts.ended)
      case .petition(let of, let facts):
        if let said = facts.said { written.insert(WrittenStep(petition: of, said: said)) }
        guard var one = cases[of] else { continue }
        take(facts, &one)
        cases[of] = one
      case .count, .quickHelp, .cancelled, .amendment, .followUpClosed, .erasure, .shift, .plan, .event, .shiftAnswer:
        continue
      }
    }
    for step in coming {
      guard var one = cases[step.petition], let said = step.facts.said,
        !written.contains(WrittenStep(petition: step.petition, said: said))
      else { continue }
      take(step.facts, &one)
      one.isAwaited = true
      cases[step.petition] = one
    }
    return cases.values.sorted { a, b in
      a.isClosed != b.isClosed ? b.isClosed : a.isClosed ? a.row > b.row : a.row < b.row
    }
  }

  private struct WrittenStep: Hashable {
    var petition: EntryID
    var said: Int64
  }

  /// How many petitions of the last two months are open beyond their term, in this journal and in the copies of the unit's
  /// where there are any. Older ones stand in the queue.
  package static func overdue(
    in journal: any JournalPort, copies: (any JournalPort)? = nil, coming: [ComingStep] = [], at now: Moment
  ) throws(JournalProblem) -> Int {
    let from = Day(daysSince1970: now.day.daysSince1970 - 60)
    // Petitions younger than their term need no look.
    let through = Day(daysSince1970: now.day.daysSince1970 - PetitionCase.term - 1)
    func late(_ journal: any JournalPort) throws(JournalProblem) -> Set<EntryID> {
      let said = try journal.bodies([.session], from: from, through: through)
      let steps = try journal.bodies([.petition], from: from, through: nil)
      return Set(cases(said + steps, coming: coming).filter { $0.isOverdue(at: now) }.map(\.id))
    }
    let own = try late(journal)
    guard let copies else { return own.count }
    // The hub hands back copies of this laptop's own chains too, as they stood when it was told.
    let chains = Set(try journal.kindsByDevice().keys)
    return own.count + (try late(copies)).count { !chains.contains($0.device) }
  }

  private static func take(_ facts: PetitionStepFacts, _ one: inout PetitionCase) {
    let next: PetitionCase.State =
      switch facts.act {
      case .forwarded: .forwarded
      case .answered: .answered
      case .closed: .closed(facts.reason ?? .unsolved)
      case .reopened: .new
      }
    if facts.act == .reopened {
      guard one.isClosed || one.state == .answered else { return }
      one.reopened += 1
    } else if next.rank <= one.state.rank, one.state != .forwarded || next != .forwarded {
      // A late word does not lead back. A number may be written down a second time.
      return
    }
    one.state = next
    one.changed = facts.at
    if let number = facts.number { one.number = number }
    if facts.act == .answered { one.answer = facts.words }
  }
}

/// Petitions as Open311 GeoReport v2 hands requests over in batches: a token, the topic, open or closed, and the commune;
/// never the words of the petition or anything about a person.
package enum Open311 {
  /// JSON, an array of service requests.
  package static func json(_ cases: [PetitionCase], address: (String?) -> String, reason: (ClosingReason) -> String)
    -> String
  {
    let rows = cases.map { one in
      var fields = [
        ("token", "\(one.id.device.rawValue)-\(one.id.incarnation)-\(one.id.sequence)"),
        ("service_code", one.petition.topic.rawValue), ("status", one.isClosed ? "closed" : "open"),
        ("requested_datetime", time(one.said)), ("updated_datetime", time(one.changed)),
        ("address", address(one.unit)),
      ]
      if let number = one.number.flatMap(PortalNumber.init) {
        fields.append(("service_request_id", number.description))
      }
      if case .closed(let why) = one.state { fields.append(("status_notes", reason(why))) }
      return "  {" + fields.map { "\"\($0.0)\": \(quoted($0.1))" }.joined(separator: ", ") + "}"
    }
    return "[\n" + rows.joined(separator: ",\n") + (rows.isEmpty ? "]\n" : "\n]\n")
  }

  private static func quoted(_ text: String) -> String {
    var out = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": out += "\\\""
      case "\\": out += "\\\\"
      default: if scalar.value >= 0x20 { out.unicodeScalars.append(scalar) }
      }
    }
    return out + "\""
  }

  /// W3C date and time with the offset of the clock that wrote it.
  private static func time(_ moment: Moment) -> String {
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let (year, month, day) = moment.day.parts
    let offset = min(max(moment.offsetMinutes, -1440), 1440)
    let (hours, minutes) = (moment.minuteOfDay / 60, moment.minuteOfDay % 60)
    return "\(year)-\(two(month))-\(two(day))T\(two(hours)):\(two(minutes)):00"
      + (offset < 0 ? "-" : "+") + "\(two(abs(offset) / 60)):\(two(abs(offset) % 60))"
  }
}
