import Checklists
import DeskPorts
import Journal
import Phrases
import Protocol
import TerminalUI

/// All that the words of an entry's row depend on beside the entry: while it is the same, the row is.
struct EntryWording: Equatable {
  private let scope: JournalScope
  private let language: Language
  private let address: FormOfAddress
  private let headers: [ChecklistHeader]
  private let volunteers: [Volunteer]
  private let quarantined: [QuarantinedEntry]
  private let desks: [UnitDesk]

  init(_ desk: Desk, _ scope: JournalScope = .own) {
    self.scope = scope
    language = desk.language
    address = desk.formOfAddress
    headers = desk.shelf.headers
    volunteers = desk.volunteers
    quarantined = desk.quarantined
    desks = desk.exchange.overview?.unit?.desks ?? []
  }

  /// One line: when, what, who, and how it ended. In the unit's journal the desk stands for who: volunteers' codes are
  /// each desk's own.
  func row(_ entry: EntrySummary) -> Row {
    let time = entry.minuteOfDay.map(clockText) ?? "     "
    let title = headers.title(of: entry.checklist).map(say) ?? entry.checklist?.rawValue ?? "-"
    let what =
      switch entry.kind {
      case .session: title
      case .count: title + " (" + say(Phrase.count) + ")"
      case .amendment: say(Phrase.amendment)
      case .followUpClosed: say(Phrase.followUpClosed)
      case .erasure: say(Phrase.erasure)
      case .cancelled: say(Phrase.cancelled)
      case .shift: say(Phrase.shift)
      case .plan: say(Phrase.calendarLine)
      case .event: say(Phrase.groupEvent)
      case .petition: say(Phrase.petitionStep)
      case .shiftAnswer: say(Phrase.shiftAnswer)
      case .quickHelp: say(Phrase.quickHelp) + (entry.checklist == nil ? "" : " · " + title)
      }
    let who =
      switch scope {
      case .own: entry.volunteer.map { " · " + volunteers.name(of: $0) } ?? ""
      case .unit: " · " + desks.name(of: entry.id.device) + (entry.volunteer.map { " " + $0.rawValue } ?? "")
      }
    let problems = entry.problems.isEmpty ? "" : " · " + entry.problems.map(\.rawValue).joined(separator: " ")
    let isApart = scope == .own && quarantined.contains { $0.row == entry.row }
    let outcome = entry.outcome.map { say(Phrase.outcome($0)) } ?? ""
    return Row(
      "\(Numbers.date(entry.day)) \(time) \(what)\(who)\(problems)",
      detail: (isApart ? "! " + say(Phrase.keptApart) + " " : "") + outcome + (entry.isAmended ? " *" : ""),
      role: isApart ? .caution : [.session, .count, .quickHelp].contains(entry.kind) ? .text : .muted)
  }

  private func say(_ text: LocalText) -> String { text.spoken(language, address) }
}

extension [ChecklistHeader] {
  /// The title of a checklist; nil where it is no longer on the shelf.
  func title(of id: ChecklistID?) -> LocalText? { firstIndex { $0.id == id }.map { self[$0].title } }
}

extension [Volunteer] {
  /// The name of a volunteer, or the code where nobody here has it.
  func name(of code: VolunteerCode) -> String { first { $0.code == code }?.name ?? code.rawValue }
}

extension [UnitDesk] {
  /// What people call a desk of the unit, or the first digits of its name where nobody gave it one.
  func name(of device: DeviceID) -> String {
    let name = first { $0.device == device }?.name ?? ""
    return name.isEmpty ? String(device.rawValue.prefix(8)) : name
  }
}
