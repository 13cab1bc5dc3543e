import Checklists

/// The names that a checklist gives and uses, with their places; resolved when the whole file is read.
struct NameBook {
  /// One name at one place.
  private struct Entry {
    var named: NameFault.Named
    var name: String
    /// The question that an answer belongs to.
    var owner: QuestionID?
    var place: Place
  }

  private var given: [Entry] = []
  private var used: [Entry] = []
  /// Where other checklists are named.
  var references: [Reference] = []
  /// The places of the conditions of questions and of steps, in file order; nil where there is none.
  var whenPlaces: [NameFault.Named: [Place?]] = [:]

  /// Keeps a name that stands for something from here on. An empty one was complained about already.
  mutating func give(_ named: NameFault.Named, _ name: String, at place: Place) {
    if !name.isEmpty { given.append(Entry(named: named, name: name, place: place)) }
  }

  /// Keeps the name of an answer, which counts within its question.
  mutating func give(answer: String, of question: QuestionID, at place: Place) {
    if !answer.isEmpty { given.append(Entry(named: .answer, name: answer, owner: question, place: place)) }
  }

  mutating func use(_ named: NameFault.Named, _ name: String, at place: Place) {
    used.append(Entry(named: named, name: name, place: place))
  }

  mutating func use(answer: String, of question: QuestionID, at place: Place) {
    used.append(Entry(named: .answer, name: answer, owner: question, place: place))
  }

  /// Complains of names that stand for nothing or for two things; true where there are none.
  func check(_ lint: Lint) -> Bool {
    let isUnique = complainOfDuplicates(lint)
    let isResolved = complainOfDangling(lint)
    return isUnique && isResolved
  }

  private struct Key: Hashable {
    var named: NameFault.Named
    var name: String
    var owner: QuestionID?
  }

  private func complainOfDuplicates(_ lint: Lint) -> Bool {
    var first: [Key: Place] = [:]
    var isUnique = true
    for entry in given {
      let key = Key(named: entry.named, name: entry.name, owner: entry.owner)
      if let before = first[key] {
        isUnique = false
        lint.note(.name(.duplicate(entry.named, entry.name, firstLine: before.line)), at: entry.place)
      } else {
        first[key] = entry.place
      }
    }
    return isUnique
  }

  private func complainOfDangling(_ lint: Lint) -> Bool {
    let known = Set(given.map { Key(named: $0.named, name: $0.name, owner: $0.owner) })
    var isResolved = true
    for entry in used where !known.contains(Key(named: entry.named, name: entry.name, owner: entry.owner)) {
      // The question itself was complained about.
      if let owner = entry.owner, !known.contains(Key(named: .question, name: owner.rawValue)) { continue }
      isResolved = false
      if lint.isFull { break }
      lint.note(.name(dangling(entry)), at: entry.place)
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
