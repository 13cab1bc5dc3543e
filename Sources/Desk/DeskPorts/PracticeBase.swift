package import Journal

/// What a desk keeps of the journal that counts while it practises: the commune and who controls its data, the name of the
/// desk and its printer, how keys become letters, and who helps.
package struct PracticeBase: Hashable, Sendable {
  private var settings: [String: String] = [:]
  /// Whoever helps.
  private var name: String?

  private static let keys: Set<String> = ["unit", "controller", "desk-name", "printer", "typing"]

  /// Of a laptop on which nothing was set yet.
  package init() {}

  /// Of the journal that counts.
  package init(_ journal: any JournalPort) throws(JournalProblem) {
    let all = try journal.settings()
    settings = all.filter { Self.keys.contains($0.key) }
    name = try journal.volunteers().first { $0.code.rawValue == all["volunteer"] }?.name
  }

  /// The settings of the practice journal, with these before its own. Whoever helps is one of its people from now on: the
  /// two journals number theirs apart.
  package func settings(in practice: any JournalPort) throws(JournalProblem) -> [String: String] {
    var all = try practice.settings().merging(settings) { $1 }
    if let name {
      let known = try practice.volunteers().first { $0.name == name }
      let person = if let known { known } else { try practice.addVolunteer(named: name) }
      all["volunteer"] = person.code.rawValue
    }
    return all
  }
}
