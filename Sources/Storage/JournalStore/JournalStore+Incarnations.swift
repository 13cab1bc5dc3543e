import GRDB
package import Journal
import Platform

/// An incarnation that is to be begun.
struct Promise {
  var key: DeviceKey
  var incarnation: Int
  var reason: IncarnationReason

  init(_ key: DeviceKey, _ incarnation: Int, _ reason: IncarnationReason) {
    self.key = key
    self.incarnation = incarnation
    self.reason = reason
  }
}

// An incarnation is begun in three steps: the key file promises it, the journal begins it, the key file says that it
// has begun. Whatever happens in between, the next opening finds the promise and keeps it; a number that may have been
// used is never given to another incarnation.
extension JournalStore {
  /// Begins the next incarnation of the log, for entries from now on; returns where it starts (sequence 0). To be
  /// called when the hub holds more of the present incarnation than this journal does.
  ///
  /// When it throws, entries are still appended to the incarnation before; the next call, or the next opening, begins
  /// this one.
  package func beginIncarnation() throws(JournalProblem) -> EntryID {
    let key = try writingKey()
    try begin(promised ?? Promise(key, state.last.incarnation + 1, .restored))
    return state.last
  }

  /// Gives this laptop a new signing key, and so a new name, with incarnation 1 of its log; returns the name. The
  /// sealing key stays: drafts and contacts still open. The former signing key is kept, to sign what of its
  /// incarnations is unsent.
  ///
  /// When it throws, the former identity goes on; the next call, or the next opening, begins the new one.
  package func renewIdentity() throws(JournalProblem) -> DeviceID {
    let key = try writingKey()
    if let promised, promised.key.device != key.device {
      try begin(promised)
    } else {
      guard let fresh = key.renewed(using: &chance) else { throw .keyUnusable(path: folder.key) }
      try begin(Promise(fresh, 1, .renewed))
    }
    return state.last.device
  }

  private func begin(_ promise: Promise) throws(JournalProblem) {
    guard !isReadOnly else { throw .notWritable(path: folder.journal) }
    promised = promise
    var file = KeyFile(key: promise.key, incarnation: promise.incarnation, beginning: promise.reason.rawValue)
    try faults.attempt { try folder.writeKey(file) }
    try change { db, state in
      let (id, base) = (state.incarnation + 1, state.lastRow)
      state.last = try Incarnation.begin(
        db, id: id, key: promise.key, incarnation: promise.incarnation, base: base, reason: promise.reason)
      (state.incarnation, state.base, state.hash) = (id, base, .zero)
    }
    key = promise.key
    promised = nil
    file.beginning = nil
    // The incarnation has begun, whatever comes of this: a promise that is kept already does no harm at the next
    // opening.
    do { try folder.writeKey(file) } catch { promised = nil }
  }

  /// Holds the key file and the machine against the journal, at each opening: keeps a promise that was broken off, and
  /// begins a new incarnation where the journal is older than its key file, or the folder is a copy.
  func settle(_ file: KeyFile, _ marks: MachineMarks) throws(JournalProblem) {
    let isSame = file.key.device == state.last.device
    if isSame && file.incarnation <= state.last.incarnation {
      if file.incarnation < state.last.incarnation || file.beginning != nil {
        try faults.attempt { try folder.writeKey(KeyFile(key: file.key, incarnation: state.last.incarnation)) }
      }
    } else if let word = file.beginning {
      let reason = IncarnationReason(rawValue: word) ?? .restored
      try begin(Promise(file.key, file.incarnation, reason))
      beganAfterCopy = reason == .copied || reason == .restored
    } else {
      try begin(Promise(file.key, file.incarnation + 1, .restored))
      beganAfterCopy = true
    }
    try settleMachine(marks)
  }

  private func settleMachine(_ marks: MachineMarks) throws(JournalProblem) {
    guard let path = folder.machine else { return }
    let known = try faults.attempt { try MachineFile.read(path) }
    let found = marks.find(folder.path)
    // A folder of an older program, or a file that is damaged: nothing says that it was copied.
    guard let known else { return writeMachine(path, freshID(), found) }
    switch known.compare(found) {
    case .same: return
    // A mark that cannot be read now, as another user could, is none the less kept.
    case .more: return writeMachine(path, known.id, found, keeping: known.marks)
    case .other: break
    }
    // An incarnation that was begun for this reason and is still empty only lacks the mark.
    let reason = try read { db in try IncarnationReason.of(db, state.last) }
    if reason != .copied || state.last.sequence > 0 {
      try begin(Promise(try writingKey(), state.last.incarnation + 1, .copied))
    }
    beganAfterCopy = true
    // With an id of its own, the copy's file has nothing in common with that of the original.
    writeMachine(path, freshID(), found)
  }

  private func freshID() -> [UInt8] {
    (0..<4).flatMap { _ in withUnsafeBytes(of: chance.next()) { Array($0) } }
  }

  /// A full disk must not keep anybody from opening the journal: the next opening writes the file.
  private func writeMachine(
    _ path: String, _ id: [UInt8], _ found: [String: String], keeping known: [String: EntryHash] = [:]
  ) {
    var file = MachineFile(id: id, marks: found)
    file.marks.merge(known) { fresh, _ in fresh }
    do { try Files().replace(path, with: file.bytes) } catch { return }
  }
}
