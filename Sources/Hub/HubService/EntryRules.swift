import Journal
import Protocol

/// What the hub asks of an entry before it counts it.
enum EntryRules {
  /// Which rule a readable entry breaks, at its place in its chain; nil where it is sound.
  static func reason(_ entry: StoredEntry, at place: EntryID, after previous: EntryHash) -> Quarantine.Reason? {
    guard entry.id == place, entry.previous == previous else { return .misplaced }
    if texts(entry.body).contains(where: { mayHoldNumber($0) && PersonalDigits.first(in: $0) != nil }) {
      return .personalNumber
    }
    if let target = entry.body.target, !isEarlier(target, than: place) { return .unknownTarget }
    return nil
  }

  /// The entry whose contact this one destroys, where it is of the same incarnation; nil for other bodies.
  static func destroys(_ entry: StoredEntry) -> Int? {
    switch entry.body {
    case .followUpClosed(let of, _, _), .erasure(let of, _):
      of.device == entry.id.device && of.incarnation == entry.id.incarnation ? of.sequence : nil
    case .session, .count, .amendment, .quickHelp, .cancelled, .shift, .plan, .event, .petition, .shiftAnswer: nil
    }
  }

  /// An entry may only speak of those before it. Earlier incarnations of the device may still be on their way, so their length
  /// is no matter here.
  private static func isEarlier(_ target: EntryID, than place: EntryID) -> Bool {
    target.device == place.device && target.incarnation > 0 && target.sequence > 0
      && (target.incarnation < place.incarnation
        || target.incarnation == place.incarnation && target.sequence < place.sequence)
  }

  /// The code of the volunteer of a session in this unit; nil for others, and for what is no code.
  static func volunteer(_ body: EntryBody, of unit: String) -> String? {
    guard case .session(let facts) = body, facts.unit == unit, let code = facts.volunteer?.rawValue,
      (1...40).contains(code.utf8.count), code.unicodeScalars.allSatisfy({ $0.properties.generalCategory != .control })
    else { return nil }
    return code
  }

  /// What people typed.
  private static func texts(_ body: EntryBody) -> [String] {
    switch body {
    case .session(let facts):
      var texts: [String] = []
      for step in facts.steps { if let note = step.note { texts.append(note) } }
      for problem in facts.problems { if let words = problem.words { texts.append(words) } }
      if let petition = facts.petition { texts.append(petition.text) }
      if let volunteer = facts.volunteer { texts.append(volunteer.rawValue) }
      return texts
    case .count, .cancelled: return []
    case .amendment(_, let change, let volunteer, _): return [change.note, volunteer?.rawValue].compactMap { $0 }
    case .followUpClosed(_, let volunteer, _): return [volunteer?.rawValue].compactMap { $0 }
    case .quickHelp(let facts): return [facts.volunteer?.rawValue].compactMap { $0 }
    case .erasure: return []
    case .shift(let facts): return [facts.volunteer.rawValue]
    case .shiftAnswer(let facts): return [facts.by?.rawValue].compactMap { $0 }
    case .plan(let facts):
      return [facts.title, facts.place, facts.by?.rawValue].compactMap { $0 } + facts.people.map(\.rawValue)
    case .event(let facts):
      return [facts.topic, facts.place, facts.materials, facts.by?.rawValue].compactMap { $0 }
        + facts.people.map(\.rawValue)
    case .petition(_, let facts):
      // A portal's number is of a form of its own; anything else in its place is a text.
      let number = facts.number.flatMap { PortalNumber($0) == nil ? $0 : nil }
      return [number, facts.words, facts.by?.rawValue].compactMap { $0 }
    }
  }

  /// False only where a text cannot hold four digits of any script: a quick look, since the full one goes letter by letter.
  private static func mayHoldNumber(_ text: String) -> Bool {
    var digits = 0
    var before: UInt8 = 0
    for byte in text.utf8 {
      switch byte {
      case 0x30...0x39: digits += 1
      // Latin letters with marks: U+00C0 … U+033F, and U+1E00 … U+1EFF behind E1.
      case 0x00..<0xc0, 0xc3...0xcc: if before == 0xe1, !(0xb8...0xbb).contains(byte) { return true }
      case 0xe1: break
      default: return true
      }
      before = byte
    }
    return digits >= 4
  }
}
