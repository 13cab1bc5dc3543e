import Checklists

/// Collects what is wrong with one file, or one checklist, while it is read and checked.
///
/// A class, because the parts of a form that read different values of one file all report to the same place.
final class Diagnostics {
  /// One thing that is wrong.
  private struct Entry {
    var place: Place?
    var path: SchemaPath?
    var what: Fault
  }

  /// The name the file is read under.
  let file: String
  /// The sites that links may lead to.
  let hosts: [String]
  /// What the file says, by which paths are given their lines; nil for a checklist that lies in no file.
  var root: YAMLValue?
  /// Whether anything was wrong so far, also where the list of complaints is full.
  private(set) var isBroken = false
  private var entries: [Entry] = []
  /// Where something stands in for a value that could not be read: nothing more is said of it.
  private var unread: Set<SchemaPath> = []

  init(file: String, hosts: [String] = ChecklistReader.allowedHosts) {
    self.file = file
    self.hosts = hosts
  }

  /// Whether further complaints are not kept: nobody has to find out what they would say.
  var isFull: Bool { entries.count >= ChecklistReader.mostComplaints }

  /// Keeps a complaint about a place in the file, as long as the list is not full.
  func note(_ what: Fault, at place: Place, path: SchemaPath? = nil) {
    keep(Entry(place: place, path: path, what: what))
  }

  /// As ``note(_:at:path:)``, where no value could be read, and something else stands in for it.
  func noteUnread(_ what: Fault, at place: Place, path: SchemaPath) {
    unread.insert(path)
    note(what, at: place, path: path)
  }

  /// Keeps a complaint about a value, or about the key that leads to it, unless it only stands in for what could not be
  /// read.
  func note(_ what: Fault, about path: SchemaPath, isKey: Bool = false) {
    if !unread.isEmpty {
      var outer: SchemaPath? = path
      while let one = outer {
        if unread.contains(one) { return }
        outer = one.parent
      }
    }
    keep(Entry(place: place(of: path, isKey: isKey), path: path, what: what))
  }

  /// Where a value stands, or the nearest that holds it; nil for a checklist that lies in no file.
  func place(of path: SchemaPath, isKey: Bool = false) -> Place? {
    guard var value = root else { return nil }
    // What concerns the whole file is shown at its first line, whatever stands there.
    var place = path.parts.isEmpty ? .start : value.place
    for part in path.parts {
      switch (part, value.kind) {
      case (.key(let key), .mapping(let pairs)):
        guard let pair = pairs.first(where: { $0.key == key }) else { return place }
        value = pair.value
        place = isKey ? pair.keyPlace : value.place
      case (.index(let index), .list(let entries)):
        guard entries.indices.contains(index) else { return place }
        value = entries[index]
        place = value.place
      default: return place
      }
    }
    return place
  }

  private func keep(_ entry: Entry) {
    isBroken = true
    if !isFull { entries.append(entry) }
  }

  /// All complaints by place; those of one place in the order in which they were noted.
  private var complaints: [Complaint] {
    entries.enumerated().sorted { one, other in
      let (a, b) = (one.element.place ?? .start, other.element.place ?? .start)
      return (a.line, a.column, one.offset) < (b.line, b.column, other.offset)
    }.map { _, entry in
      let place = entry.place ?? .start
      return Complaint(file: file, line: place.line, column: place.column, path: entry.path, what: entry.what)
    }
  }

  /// What is wrong with a checklist that lies in no file, in the order in which it was found.
  var findings: [Finding] { entries.map { Finding(path: $0.path ?? .root, what: $0.what) } }

  /// The outcome of reading: the value only where nothing was wrong.
  func reading<Value>(_ value: Value?, references: [Reference] = []) -> Reading<Value> {
    Reading(file: file, value: isBroken ? nil : value, complaints: complaints, references: references)
  }
}
