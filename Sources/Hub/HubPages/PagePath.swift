package import AccountStore

/// A page, or a file, that people ask for.
package enum PagePath: Hashable, Sendable {
  case today, trends, units, problems, satisfaction, petitions, report
  case unit(String)
  /// A report as a file.
  case download(String)
  case desks, entries, periods, packs
  case people, audit
  case signIn, signOut, style, icon

  /// The page at a path without its query; nil where there is none.
  package init?(_ path: some StringProtocol) {
    if let fixed = Self.fixed[String(path)] {
      self = fixed
      return
    }
    let parts = path.split(separator: "/", maxSplits: 3)
    guard parts.count == 2, path.hasPrefix("/") else { return nil }
    switch parts[0] {
    case "units":
      guard parts[1].utf8.count == 5, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
      self = .unit(String(parts[1]))
    case "report":
      guard ["report.xlsx", "report.csv", "report.json"].contains(parts[1]) else { return nil }
      self = .download(String(parts[1].dropFirst(7)))
    default: return nil
    }
  }

  private static let fixed: [String: PagePath] = [
    "/": .today, "/trends": .trends, "/units": .units, "/problems": .problems, "/satisfaction": .satisfaction,
    "/petitions": .petitions, "/report": .report, "/desks": .desks, "/entries": .entries, "/periods": .periods,
    "/packs": .packs,
    "/people": .people, "/audit": .audit, "/sign-in": .signIn, "/sign-out": .signOut, "/style.css": .style,
    "/icon.svg": .icon,
  ]

  package var path: String {
    switch self {
    case .unit(let code): "/units/\(code)"
    case .download(let format): "/report/report.\(format)"
    default: Self.fixed.first { $0.value == self }?.key ?? "/"
    }
  }

  /// Pages that stand in the menu, in its order.
  package static let menu: [PagePath] = [
    .today, .trends, .units, .problems, .satisfaction, .petitions, .report, .periods, .desks, .entries, .packs, .people,
    .audit,
  ]

  /// Every page, with one of each that has a name of its own.
  package static let all = menu + [.unit("00004"), .download("xlsx"), .download("csv"), .download("json")]

  /// Whether somebody of a role may see it. Which communes they see on it is said by their scope.
  package func allows(_ role: PersonRole) -> Bool {
    switch self {
    case .signIn, .signOut, .style, .icon: true
    case .desks, .entries, .packs: true
    case .people, .audit: role == .administrator
    case .today, .trends, .units, .unit, .problems, .satisfaction, .petitions, .report, .download, .periods:
      role != .administrator
    }
  }

  /// Whether a form on it changes something.
  package var takesForms: Bool { self == .periods || self == .entries }

  /// The first page of a role.
  package static func home(of role: PersonRole) -> PagePath { role == .administrator ? .desks : .today }
}
