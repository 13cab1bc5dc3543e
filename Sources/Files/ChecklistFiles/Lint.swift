/// Collects what is wrong with one file while it is read.
///
/// A class, because the parts of a form that read different values of one file all complain to the same ear.
final class Lint {
  /// The name the file is read under.
  let file: String
  /// False for a file that is known to be good: texts are then taken without measuring them.
  let isMeasuring: Bool
  /// The sites that links may lead to.
  let hosts: [String]
  /// Whether anything was wrong so far, also where the list of complaints is full.
  private(set) var isBroken = false
  private var complaints: [Complaint] = []

  init(file: String, isMeasuring: Bool = true, hosts: [String] = ChecklistReader.allowedHosts) {
    self.file = file
    self.isMeasuring = isMeasuring
    self.hosts = hosts
  }

  /// Whether further complaints are not kept: nobody has to find out what they would say.
  var isFull: Bool { complaints.count >= ChecklistReader.mostComplaints }

  /// Keeps a complaint, as long as the list is not full.
  func note(_ what: Fault, at place: Place) {
    isBroken = true
    guard !isFull else { return }
    complaints.append(Complaint(file: file, line: place.line, column: place.column, what: what))
  }

  /// All complaints by place; those of one place in the order in which they were noted.
  func sorted() -> [Complaint] {
    complaints.enumerated().sorted { one, other in
      (one.element.line, one.element.column, one.offset) < (other.element.line, other.element.column, other.offset)
    }.map(\.element)
  }

  /// The outcome of reading: the value only where nothing was wrong.
  func reading<Value>(_ value: Value?, references: [Reference] = []) -> Reading<Value> {
    Reading(file: file, value: isBroken ? nil : value, complaints: sorted(), references: references)
  }
}
