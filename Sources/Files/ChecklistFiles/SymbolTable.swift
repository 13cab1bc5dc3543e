import Checklists

/// The names that a checklist gives and uses, with their paths; resolved when the whole checklist was looked at.
struct SymbolTable {
  /// One name at one place in the checklist.
  private struct Entry {
    var named: NameFault.Named
    var name: String
    /// The question that an answer belongs to.
    var owner: QuestionID?
    var path: SchemaPath
  }

  private var given: [Entry] = []
  private var used: [Entry] = []
  /// Where other checklists are named.
  var references: [(checklist: ChecklistID, path: SchemaPath)] = []

  /// Keeps a name that stands for something from here on. An empty one was complained about already.
  mutating func give(_ named: NameFault.Named, _ name: String, at path: SchemaPath) {
    if !name.isEmpty { given.append(Entry(named: named, name: name, path: path)) }
  }

  /// Keeps the name of an answer, which counts within its question.
  mutating func give(answer: String, of question: QuestionID, at path: SchemaPath) {
    if !answer.isEmpty { given.append(Entry(named: .answer, name: answer, owner: question, path: path)) }
  }

  mutating func use(_ named: NameFault.Named, _ name: String, at path: SchemaPath) {
    used.append(Entry(named: named, name: name, path: path))
  }

  mutating func use(answer: String, of question: QuestionID, at path: SchemaPath) {
    used.append(Entry(named: .answer, name: answer, owner: question, path: path))
  }

  /// Complains of names that stand for nothing or for two things; true where there are none.
  func check(_ diagnostics: Diagnostics) -> Bool {
    let isUnique = complainOfDuplicates(diagnostics)
    let isResolved = complainOfDangling(diagnostics)
    return isUnique && isResolved
  }

  private struct Key: Hashable {
    var named: NameFault.Named
    var name: String
    var owner: QuestionID?
  }

  private func complainOfDuplicates(_ diagnostics: Diagnostics) -> Bool {
    var first: [Key: SchemaPath] = [:]
    var isUnique = true
    for entry in given {
      let key = Key(named: entry.named, name: entry.name, owner: entry.owner)
      if let before = first[key] {
        isUnique = false
        diagnostics.note(
          .name(.duplicate(entry.named, entry.name, first: diagnostics.first(before))), about: entry.path)
      } else {
        first[key] = entry.path
      }
    }
    return isUnique
  }

  private func complainOfDangling(_ diagnostics: Diagnostics) -> Bool {
    let known = Set(given.map { Key(named: $0.named, name: $0.name, owner: $0.owner) })
    var isResolved = true
    for entry in used where !known.contains(Key(named: entry.named, name: entry.name, owner: entry.owner)) {
      // The question itself was complained about.
      if let owner = entry.owner, !known.contains(Key(named: .question, name: owner.rawValue)) { continue }
      isResolved = false
      if diagnostics.isFull { break }
      diagnostics.note(.name(dangling(entry)), about: entry.path, isKey: entry.named == .question)
    }
    return isResolved
  }

  private func dangling(_ entry: Entry) -> NameFault {
    let known = given.filter { $0.named == entry.named && $0.owner == entry.owner }.prefix(200).map(\.name)
    switch entry.named {
    case .answer: return .danglingAnswer(entry.name, of: entry.owner ?? "", known: known)
    case .problem: return .danglingProblem(entry.name, known: known)
    case .safety: return .danglingSafety(entry.name, known: known)
    case .checklist: return .danglingChecklist(entry.name, known: known)
    case .question, .step, .service, .unit: return .danglingQuestion(entry.name, known: known)
    }
  }
}

extension Diagnostics {
  /// Where a name was given first: its line in the file, or which one of its kind it names.
  fileprivate func first(_ path: SchemaPath) -> NameFault.First {
    if let place = place(of: path) { return .line(place.line) }
    for part in path.parts.reversed() { if case .index(let index) = part { return .number(index + 1) } }
    return .number(1)
  }
}
