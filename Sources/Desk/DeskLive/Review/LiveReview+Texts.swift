import ChecklistFiles
import ChecklistPacks
package import Checklists
package import DeskPorts
import Foundation
import Journal
import Platform
import Protocol
package import Review
import ReviewStore

/// Texts of versions: in use, in review, and those that were in use before.
extension LiveReview {
  /// The checklist that desks walk now; nil where there is none, or it cannot be read.
  ///
  /// Read once for each overview: reading means linting, which is most of what opening the review takes.
  func inUse(_ id: ChecklistID) -> OpenedChecklist? {
    if let read = readInUse[id] { return read }
    do {
      let opened = try shelf.open(id)
      readInUse[id] = opened
      return opened
    } catch {
      return nil
    }
  }

  /// A checklist that somebody laid into the folder of added ones before it was written to the end.
  func unfinished(_ id: ChecklistID) -> OpenedChecklist? { shelf.unfinished().first { $0.checklist.id == id } }

  /// A version in use is kept in the data folder, so that the next one can be compared with it.
  func remember(_ opened: OpenedChecklist) throws(ReviewTrouble) {
    let path = folder + "/review/" + Self.file(of: name(of: opened))
    guard Files().stamp(path).isEmpty else { return }
    try write(opened.text.bytes, to: path)
  }

  func name(of opened: OpenedChecklist) -> VersionID {
    VersionID(checklist: opened.checklist.id, version: opened.checklist.version, hash: opened.hash)
  }

  private static func file(of id: VersionID) -> String { "\(id.checklist)-\(id.version)-\(id.hash).yaml" }

  func write(_ bytes: [UInt8], to path: String) throws(ReviewTrouble) {
    do {
      try Files().makeFolder(Files.folder(of: path))
      try PackFiles.write(bytes, to: path)
    } catch PackRefusal.diskFull { throw .full } catch { throw .cannotWrite(path: path) }
  }

  /// Versions that were in use on this laptop, newest first.
  func remembered(_ id: ChecklistID) -> [VersionID] {
    names(in: folder + "/review").compactMap { name -> VersionID? in
      guard name.hasPrefix(id.rawValue + "-"), name.hasSuffix(".yaml") else { return nil }
      let parts = name.dropFirst(id.rawValue.utf8.count + 1).dropLast(5).split(separator: "-")
      guard parts.count == 2, let version = Int(parts[0]), parts[1].count == 64 else { return nil }
      return VersionID(checklist: id, version: version, hash: String(parts[1]))
    }.sorted { $0.version > $1.version }
  }

  /// The bytes of a version.
  func bytes(of id: VersionID) throws(ReviewTrouble) -> [UInt8] {
    if let opened = inUse(id.checklist), name(of: opened) == id { return opened.text.bytes }
    if let bytes = readFile(folder + "/review/" + Self.file(of: id)), EntryHash(of: bytes).hex == id.hash {
      return bytes
    }
    return try book().text(of: id)
  }

  func opened(_ id: VersionID) throws(ReviewTrouble) -> OpenedChecklist {
    let bytes = try bytes(of: id)
    guard let checklist = ChecklistReader.readQuick(bytes) else { throw .noSuchText }
    return OpenedChecklist(
      checklist: checklist, text: ChecklistText(id: id.checklist, version: id.version, bytes: bytes), hash: id.hash)
  }

  /// A version whose text is here; else nil.
  func readable(_ id: VersionID) -> OpenedChecklist? {
    do { return try opened(id) } catch { return nil }
  }

  package func checklist(_ id: VersionID) throws(ReviewTrouble) -> Checklist { try opened(id).checklist }

  /// The version that was in use before one; nil where its text is not here.
  func formerVersion(of id: VersionID) throws(ReviewTrouble) -> Checklist? {
    var ids = remembered(id.checklist)
    ids += try book().log.versions.filter { $0.id.checklist == id.checklist && $0.state == .retired }.map(\.id)
    let earlier = ids.filter { $0.version < id.version }.sorted { $0.version > $1.version }
    for former in earlier {
      if let opened = readable(former) { return opened.checklist }
    }
    // What ships stays on the disk when a pack replaces it.
    for (path, origin) in shelf.sources() where origin == .shipped {
      if let bytes = shelf.bytes(path, origin), let checklist = ChecklistReader.readQuick(bytes),
        checklist.id == id.checklist, checklist.version < id.version
      {
        return checklist
      }
    }
    return nil
  }

  func readFile(_ path: String) -> [UInt8]? {
    do throws(FileError) {
      return try Files().head(path, count: ChecklistReader.mostBytes + 1)
    } catch {
      return nil
    }
  }

  /// What lies in a folder; nothing where there is none.
  func names(in folder: String) -> [String] {
    do throws(FileError) { return try Files().names(in: folder) } catch { return [] }
  }

  // The dossier

  package func dossier(of id: ChecklistID) throws(ReviewTrouble) -> ReviewDossier {
    let book = try book()
    let used = inUse(id)
    if let used { try remember(used) }
    guard let front = used ?? book.log.newest(of: id).flatMap({ readable($0.id) }) ?? unfinished(id) else {
      throw .noSuchChecklist
    }
    let names = try names()
    let work = book.log.versions.filter { $0.id.checklist == id }.reversed().map { version in
      ReviewVersion(
        id: version.id, state: version.state, authors: version.authors.map(names).sorted(),
        reviewers: version.reviewers.map(names).sorted(), saved: version.saved, from: version.from)
    }
    let inUseName = name(of: front)
    let others = remembered(id).filter { other in !work.contains { $0.id == other } }
    let versions = work + others.map { ReviewVersion(id: $0, state: $0 == inUseName ? .published : .retired) }
    return ReviewDossier(
      checklist: front.checklist, inUse: inUseName, versions: versions,
      comments: book.log.comments.filter { $0.version.checklist == id }.map {
        NamedComment($0, author: names($0.author))
      })
  }

  /// What people are called: as the root has it, else as a key on this laptop says, else by the beginning of their key.
  private func names() throws(ReviewTrouble) -> (TrainerID) -> String {
    let trainers = try root()?.trainers ?? []
    let keys = TrainerKeys(data: folder)
    let own = keys.names.compactMap { name -> (String, String)? in
      do {
        let trainer = try keys.read(name).trainer
        return ("key:" + trainer.key, trainer.name)
      } catch {
        return nil
      }
    }
    let named = Dictionary(trainers.map { ($0.person, $0.name) } + own, uniquingKeysWith: { first, _ in first })
    return { id in
      if let name = named[id.rawValue] { return name }
      return id.rawValue.hasPrefix("key:") ? "?" + id.rawValue.dropFirst(4).prefix(8) : id.rawValue
    }
  }
}
