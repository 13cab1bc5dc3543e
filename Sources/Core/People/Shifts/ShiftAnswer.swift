package import Journal

/// A lead's answer to a question about shifts. It changes no shift and no hour: what was seen stays as it was seen.
package struct ShiftAnswer: Hashable, Sendable {
  package enum Verdict: String, CaseIterable, Sendable {
    /// It was as it stands there.
    case right
    /// Somebody pressed the wrong key, or forgot to.
    case mistake
    /// It was talked over with the person, and shall not be again.
    case settled
  }

  package var verdict: Verdict
  /// Nil where nobody said who sits at the desk.
  package var by: VolunteerCode?
  /// Milliseconds since 1970.
  package var at: Int64

  package init(_ verdict: Verdict, by: VolunteerCode?, at: Int64) {
    self.verdict = verdict
    self.by = by
    self.at = at
  }

  /// As the settings of a journal hold it.
  package var text: String { ["1", verdict.rawValue, "\(at)", by?.rawValue ?? "-"].joined(separator: " ") }

  /// Reads ``text``; nil where it has another form.
  package init?(_ text: String) {
    let parts = text.split(separator: " ", maxSplits: 3).map(String.init)
    guard parts.count == 4, parts[0] == "1", let verdict = Verdict(rawValue: parts[1]), let at = Int64(parts[2])
    else { return nil }
    self.init(verdict, by: parts[3] == "-" ? nil : VolunteerCode(rawValue: parts[3]), at: at)
  }

  /// The answers that the settings of a journal hold, by ``ShiftQuestion/key``.
  package static func all(in settings: [String: String]) -> [String: ShiftAnswer] {
    var all: [String: ShiftAnswer] = [:]
    for (key, value) in settings where key.hasPrefix(ShiftQuestion.keyPrefix) {
      if let answer = ShiftAnswer(value) { all[key] = answer }
    }
    return all
  }
}

extension ShiftQuestion {
  package static let keyPrefix = "shift-answer-"

  /// The setting that holds its answer. The same facts raise the same question; where more comes to them, e.g. another
  /// hour on a long day, it is another one.
  package var key: String {
    func name(_ shift: Shift) -> String { "\(shift.id.device.rawValue)-\(shift.id.incarnation)-\(shift.id.sequence)" }
    let words: [String] =
      switch self {
      case .twoDesks(let one, let other): ["desks", name(one), name(other)]
      case .longDay(let code, let day, let minutes): ["long", code.rawValue, "\(day.daysSince1970)", "\(minutes)"]
      case .shortRest(let shift, let minutes): ["rest", name(shift), "\(minutes)"]
      case .noEnd(let shift): ["open", name(shift)]
      case .nothingSeen(let shift): ["unseen", name(shift)]
      }
    return Self.keyPrefix + words.joined(separator: "-")
  }
}
