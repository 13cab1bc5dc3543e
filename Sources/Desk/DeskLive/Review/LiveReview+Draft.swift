import ChecklistFiles
import ChecklistPacks
package import Checklists
package import DeskPorts
import Foundation
package import Journal
import Platform
package import Review
import ReviewStore

/// Drafts: a file for each checklist, for the form on the screen and for a trainer's own editor.
extension LiveReview {
  private func path(_ id: ChecklistID) -> String { folder + "/drafts/\(id).yaml" }
  /// Names the version that the draft was made from.
  private func fromPath(_ id: ChecklistID) -> String { folder + "/drafts/\(id).from" }

  package func draftStamp(of id: ChecklistID) -> Int64? {
    let stamp = Files().stamp(path(id))
    return stamp.isEmpty ? nil : stamp.reduce(0) { $0 &* 31 &+ $1 }
  }

  package func draft(of id: ChecklistID) throws(ReviewTrouble) -> ReviewDraft {
    guard let bytes = readFile(path(id)) else { return try begin(id) }
    let floor = try highestFixed(id)
    if let header = ChecklistReader.readHeader(bytes), header.version <= floor {
      // What was published under this very text is done; anything else goes on as the next version.
      if try isKnown(id, bytes) { return try begin(id) }
      try write(Self.numbered(bytes, floor + 1), to: path(id))
      return try draft(of: id)
    }
    return try state(id, bytes)
  }

  /// The highest version that can no longer change.
  private func highestFixed(_ id: ChecklistID) throws(ReviewTrouble) -> Int {
    let fixed = try book().log.versions.filter {
      $0.id.checklist == id && $0.state != .draft && $0.state != .inReview
    }
    return max(inUse(id)?.checklist.version ?? 0, fixed.map(\.id.version).max() ?? 0)
  }

  private func isKnown(_ id: ChecklistID, _ bytes: [UInt8]) throws(ReviewTrouble) -> Bool {
    let hash = EntryHash(of: bytes).hex
    if inUse(id)?.hash == hash { return true }
    return try book().log.versions.contains { $0.id.checklist == id && $0.id.hash == hash }
  }

  /// A new draft: of the newest one in review, else of the version in use under the next number.
  private func begin(_ id: ChecklistID) throws(ReviewTrouble) -> ReviewDraft {
    let floor = try highestFixed(id)
    if let newest = try book().log.newest(of: id), newest.id.version > floor {
      return try begin(id, try bytes(of: newest.id), from: newest.id)
    }
    if let opened = inUse(id) {
      return try begin(id, Self.numbered(opened.text.bytes, floor + 1), from: name(of: opened))
    }
    guard let newest = try book().log.newest(of: id) else {
      // What an import left is gone on with as it is.
      guard let unfinished = unfinished(id) else { throw .noSuchChecklist }
      return try begin(id, unfinished.text.bytes, from: name(of: unfinished))
    }
    return try begin(id, Self.numbered(try bytes(of: newest.id), floor + 1), from: newest.id)
  }

  private func begin(_ id: ChecklistID, _ bytes: [UInt8], from: VersionID) throws(ReviewTrouble) -> ReviewDraft {
    try keep(from: from)
    try write(bytes, to: path(id))
    return try state(id, bytes)
  }

  private func keep(from: VersionID) throws(ReviewTrouble) {
    try write(Array("\(from.version) \(from.hash)\n".utf8), to: fromPath(from.checklist))
  }

  private func from(_ id: ChecklistID) -> VersionID? {
    guard let bytes = readFile(fromPath(id)) else { return nil }
    let parts = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace)
    guard parts.count == 2, let version = Int(parts[0]), parts[1].count == 64 else { return nil }
    return VersionID(checklist: id, version: version, hash: String(parts[1]))
  }

  /// The same file with another version in its `version:` line; remarks and form stay.
  static func numbered(_ bytes: [UInt8], _ version: Int) -> [UInt8] {
    let text = String(decoding: bytes, as: UTF8.self)
    var isFound = false
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      guard !isFound, line.hasPrefix("version:") else { return String(line) }
      isFound = true
      return "version: \(version)"
    }
    return Array(lines.joined(separator: "\n").utf8)
  }

  private func state(_ id: ChecklistID, _ bytes: [UInt8]) throws(ReviewTrouble) -> ReviewDraft {
    let reading = ChecklistReader.read(bytes, file: path(id), hosts: shelf.hosts)
    return ReviewDraft(
      id: id, path: path(id), checklist: reading.understood, complaints: reading.complaints.map { DraftComplaint($0) },
      stamp: draftStamp(of: id) ?? 0, from: from(id), isSaved: try isKnown(id, bytes))
  }

  /// Writes the draft anew; the remarks of the file that it replaces stay where they belong.
  package func write(_ draft: Checklist) throws(ReviewTrouble) -> ReviewDraft {
    let before = readFile(path(draft.id)).map { String(decoding: $0, as: UTF8.self) } ?? ""
    let bytes = Array(ChecklistYAML(draft, remarksOf: before).text.utf8)
    try write(bytes, to: path(draft.id))
    return try state(draft.id, bytes)
  }

  package func complaints(about draft: Checklist) -> [DraftComplaint] {
    ChecklistReader.findings(in: draft, hosts: shelf.hosts).map { finding in
      DraftComplaint(
        path: finding.path, line: nil, column: nil,
        words: LocalText(vi: finding.what.sentence(.vietnamese), en: finding.what.sentence(.english)))
    }
  }

  package func save(_ id: ChecklistID, at now: Moment) throws(ReviewTrouble) -> VersionID {
    let key = try unlockedKey()
    guard let bytes = readFile(path(id)) else { throw .noSuchChecklist }
    let reading = ChecklistReader.read(bytes, file: path(id), hosts: shelf.hosts)
    guard let checklist = reading.value else { throw .mistakes(reading.complaints.count) }
    guard checklist.version > (try highestFixed(id)) else { throw .refused(.alreadyPublished) }
    guard !(try isKnown(id, bytes)) else { throw .unchanged }
    let version = VersionID(checklist: id, version: checklist.version, hash: EntryHash(of: bytes).hex)
    let book = try book()
    try book.take(.saved(version, from: from(id)), text: bytes, key: key, at: now.wallMilliseconds)
    try keep(from: version)
    return version
  }

  package func rehearsal(of id: ChecklistID) throws(ReviewTrouble) -> OpenedChecklist {
    guard let bytes = readFile(path(id)), let checklist = try state(id, bytes).checklist else { throw .noSuchChecklist }
    // A session is read again from its text after a restart, so it has to be one that can be read.
    let walked = ChecklistReader.readQuick(bytes) == nil ? nil : bytes
    guard let walked else { throw .mistakes(try state(id, bytes).complaints.count) }
    return OpenedChecklist(
      checklist: checklist, text: ChecklistText(id: id, version: checklist.version, bytes: walked),
      hash: EntryHash(of: walked).hex)
  }
}

extension DraftComplaint {
  fileprivate init(_ complaint: Complaint) {
    self.init(
      path: complaint.path, line: complaint.line, column: complaint.column,
      words: LocalText(vi: complaint.sentence(.vietnamese), en: complaint.sentence(.english)))
  }
}
