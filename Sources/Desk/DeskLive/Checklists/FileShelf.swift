package import ChecklistFiles
package import ChecklistPacks
package import Checklists
package import DeskPorts
import Foundation
package import Guides
package import Journal
import Phrases
import Platform

/// The checklists on this machine: those that ship, those of the pack in use, and those that a trainer put into
/// `checklists` of the data folder.
///
/// Of two files with the same id the one with the higher version counts; with equal versions the later of the three.
package final class FileShelf: ShelfPort {
  /// Where a checklist comes from.
  package enum Origin: Hashable, Sendable {
    case shipped
    case pack(version: Int)
    case added
  }

  /// A checklist file as it was found.
  package struct File: Hashable, Sendable {
    /// Of a file in a pack, what a person reads: it lies on no disk under that name.
    package var path: String
    package var origin: Origin
    package var header: ChecklistHeader
  }

  private let shipped: String
  private let added: String?
  private let packs: Packs?
  private let now: () -> Int64
  /// The pack as it was read last, and the state of the disk by which it was.
  private var read: (stamp: [Int64]?, loaded: Packs.Loaded?, warnings: [PackWarning]) = (nil, nil, [])

  /// A shelf on the folder that ships (`Checklists`, `Catalogue`, `Consent`, `Units` within), on the pack in use, and
  /// on an optional folder of YAML files beside them.
  ///
  /// - Parameter now: milliseconds since 1970, by which a pack is out of date; nil: this machine's clock.
  package init(
    shipped: String, added: String? = nil, packs: Packs? = nil,
    now: (() -> Int64)? = nil
  ) {
    self.shipped = shipped
    self.added = added
    self.packs = packs
    self.now = now ?? { Int64(Date().timeIntervalSince1970 * 1000) }
  }

  /// The pack in use; read again only after something changed.
  private var pack: Packs.Loaded? {
    guard let packs else { return nil }
    let stamp = packs.stamp
    if stamp != read.stamp {
      let (loaded, warnings) = packs.load()
      read = (stamp, loaded, warnings)
    }
    return read.loaded
  }

  /// The sites that links of added files may lead to: those of the pack in use, else those that ship.
  package var hosts: [String] { pack?.pack.hosts ?? ChecklistReader.allowedHosts }

  /// The files that count, in the order of the home screen: shipped ones first, then by id.
  package func files() -> (files: [File], broken: [BrokenChecklist]) {
    let all = allFiles()
    return (best(of: all.files), all.broken)
  }

  /// Added files that keep every rule and are not written to the end, as an import leaves them: drafts for trainers,
  /// which volunteers are not offered.
  package func unfinished() -> [OpenedChecklist] { allFiles().unfinished }

  private func best(of all: [File]) -> [File] {
    var best: [File] = []
    for file in all {
      guard let place = best.firstIndex(where: { $0.header.id == file.header.id }) else {
        best.append(file)
        continue
      }
      if file.header.version >= best[place].header.version { best[place] = file }
    }
    return best
  }

  /// Every file that can stand for its checklist, in the order in which they replace each other, and the others.
  private func allFiles() -> (files: [File], unfinished: [OpenedChecklist], broken: [BrokenChecklist]) {
    var files: [File] = []
    var unfinished: [OpenedChecklist] = []
    var broken: [BrokenChecklist] = []
    for (path, origin) in sources() {
      guard let bytes = bytes(path, origin), let header = ChecklistReader.readHeader(bytes) else {
        broken.append(complaint(path, origin))
        continue
      }
      // A file that a trainer added is read whole: one with a mistake must not stand in for a good one that ships.
      if origin == .added {
        guard let checklist = ChecklistReader.read(bytes, file: path, hosts: hosts).value else {
          broken.append(complaint(path, origin))
          continue
        }
        if checklist.unwrittenCount > 0 {
          unfinished.append(opened(checklist, bytes))
          continue
        }
      }
      files.append(File(path: path, origin: origin, header: header))
    }
    return (files, unfinished, broken)
  }

  package func shelf() -> Shelf {
    let (all, _, broken) = allFiles()
    let files = best(of: all)
    let renewed = files.filter { file in
      guard case .pack = file.origin else { return false }
      return !all.contains {
        $0.origin == .shipped && $0.header.id == file.header.id && $0.header.version >= file.header.version
      }
    }.map(\.header.id)
    let pack = pack?.inUse(renewed: renewed)
    var warnings = read.warnings
    if let pack, pack.isExpired(atMilliseconds: now()) {
      warnings.append(.expired(version: pack.version, sinceMilliseconds: pack.expiresMilliseconds))
    }
    return Shelf(headers: files.map(\.header), broken: broken, pack: pack, packWarnings: warnings)
  }

  /// Reads the files of that name alone: a checklist's id is its file's name.
  package func open(_ id: ChecklistID) throws(BrokenChecklist) -> OpenedChecklist {
    var broken: BrokenChecklist?
    for (path, origin, bytes) in candidates(for: id) {
      let reading = ChecklistReader.read(bytes, file: path, hosts: hosts(origin))
      guard let checklist = reading.value else {
        broken = broken ?? first(reading.complaints, reading.file)
        continue
      }
      let blanks = checklist.unwrittenCount
      if blanks == 0 { return opened(checklist, bytes) }
      broken =
        broken
        ?? BrokenChecklist(
          file: reading.file, complaint: Phrase.unfinished(reading.file, count: blanks, mark: Placeholder.text))
    }
    throw broken ?? missing("\(id.rawValue).yaml")
  }

  /// What the files of a checklist say, the one that counts first.
  package func readings(of id: ChecklistID) -> [Reading<Checklist>] {
    candidates(for: id).map { ChecklistReader.read($0.bytes, file: $0.path, hosts: hosts($0.origin)) }
  }

  /// The files of a checklist's name: the highest version first, of the latest place.
  private func candidates(for id: ChecklistID) -> [(path: String, origin: Origin, bytes: [UInt8])] {
    let named = sources().enumerated().filter { Self.stem($0.element.path) == id.rawValue }
    let found = named.compactMap { offset, source in
      bytes(source.path, source.origin).map { bytes in
        (source, bytes, version: ChecklistReader.readHeader(bytes)?.version ?? 0, offset)
      }
    }.sorted { ($0.version, $0.3) > ($1.version, $1.3) }
    return found.map { ($0.0.path, $0.0.origin, $0.1) }
  }

  private static func stem(_ path: String) -> String {
    ((path as NSString).lastPathComponent as NSString).deletingPathExtension
  }

  package func reopen(_ text: ChecklistText) throws(BrokenChecklist) -> OpenedChecklist {
    guard let checklist = ChecklistReader.readQuick(text.bytes) else { throw missing(text.id.rawValue) }
    return opened(checklist, text.bytes)
  }

  /// The exact files of all checklists that can be used, for a journal whose own copies are damaged.
  package func texts() -> [ChecklistText] {
    files().files.compactMap { file in
      bytes(file.path, file.origin).map { ChecklistText(id: file.header.id, version: file.header.version, bytes: $0) }
    }
  }

  package func catalogue() throws(BrokenChecklist) -> ServiceCatalogue {
    let packed = PackName(.catalogue, "services.yaml").flatMap { pack?.pack.files[$0] }
      .flatMap { ChecklistReader.readCatalogue($0, file: "services.yaml", hosts: hosts).value }
    let path = shipped + "/Catalogue/services.yaml"
    return try newer(packed, path, \.version) { ChecklistReader.readCatalogue($0, file: path) }
  }

  package func consent(_ id: String) throws(BrokenChecklist) -> ConsentText {
    let packed = PackName(.consent, "\(id).yaml").flatMap { pack?.pack.files[$0] }
      .flatMap { ChecklistReader.readConsent($0, file: "\(id).yaml").value }
    let path = shipped + "/Consent/\(id).yaml"
    return try newer(packed, path, \.version) { ChecklistReader.readConsent($0, file: path) }
  }

  /// The one of the pack, unless the one that ships is newer.
  private func newer<Value>(
    _ packed: Value?, _ path: String, _ version: (Value) -> Int, _ read: ([UInt8]) -> Reading<Value>
  ) throws(BrokenChecklist) -> Value {
    let reading = bytes(path).map(read)
    if let packed, version(packed) >= reading?.value.map(version) ?? 0 { return packed }
    guard let reading else { throw missing((path as NSString).lastPathComponent) }
    guard let value = reading.value else { throw first(reading.complaints, path) }
    return value
  }

  package func units(file: String?) throws(BrokenChecklist) -> [Checklists.Unit] {
    let path = file ?? shipped + "/Units/units.csv"
    guard let bytes = bytes(path) else { throw missing(path) }
    let reading = ChecklistReader.readUnits(bytes, file: path)
    guard let value = reading.value else { throw first(reading.complaints, path) }
    return value
  }

  package func guide(_ guide: Guide) throws(BrokenChecklist) -> GuidePages {
    GuidePages(vietnamese: try page(guide, .vietnamese), english: try page(guide, .english))
  }

  private func page(_ guide: Guide, _ language: Language) throws(BrokenChecklist) -> GuidePage {
    let path = guide.file(language)
    guard let bytes = bytes(shipped + "/" + path) else { throw missing(path) }
    return GuidePage(markdown: String(decoding: bytes, as: UTF8.self))
  }

  /// All checklist files with where they come from, in the order in which they replace each other.
  package func sources() -> [(path: String, origin: Origin)] {
    let all = paths()
    let isAdded = added.map { folder in { (path: String) in path.hasPrefix(folder + "/") } } ?? { _ in false }
    let packed: [(path: String, origin: Origin)] =
      pack.map { loaded in
        loaded.pack.checklists.map { ("pack-\(loaded.pack.version)/\($0)", .pack(version: loaded.pack.version)) }
      } ?? []
    return all.filter { !isAdded($0) }.map { ($0, .shipped) } + packed + all.filter(isAdded).map { ($0, .added) }
  }

  /// Paths of all YAML files on the disk, shipped ones first in their order of use; files of a pack are not among them.
  package func paths() -> [String] {
    let usual = ["vneid.yaml", "taikhoan.yaml", "dichvucong.yaml"]
    let names = yamlNames(shipped + "/Checklists")
    let known = usual.filter(names.contains) + names.filter { !usual.contains($0) }
    return known.map { shipped + "/Checklists/" + $0 }
      + (added.map { folder in yamlNames(folder).map { folder + "/" + $0 } } ?? [])
  }

  private func yamlNames(_ folder: String) -> [String] {
    // A folder that does not exist holds no checklists; that is no fault.
    do throws(FileError) { return try Files().names(in: folder, suffix: ".yaml") } catch { return [] }
  }

  /// A checklist's bytes, wherever it comes from; nil where it cannot be opened.
  package func bytes(_ path: String, _ origin: Origin) -> [UInt8]? {
    guard case .pack = origin else { return bytes(path) }
    return pack.flatMap { loaded in
      loaded.pack.checklists.first { path.hasSuffix("/\($0)") }.flatMap { loaded.pack.files[$0] }
    }
  }

  /// The sites that a file's links may lead to.
  package func hosts(_ origin: Origin) -> [String] {
    origin == .shipped ? ChecklistReader.allowedHosts : hosts
  }

  /// A file's bytes, never more than can be read anyway; nil where it cannot be opened.
  private func bytes(_ path: String) -> [UInt8]? {
    do throws(FileError) {
      return try Files().head(path, count: ChecklistReader.mostUnitBytes + 1)
    } catch {
      return nil
    }
  }

  private func opened(_ checklist: Checklist, _ bytes: [UInt8]) -> OpenedChecklist {
    OpenedChecklist(
      checklist: checklist, text: ChecklistText(id: checklist.id, version: checklist.version, bytes: bytes),
      hash: EntryHash(of: bytes).hex)
  }

  private func complaint(_ path: String, _ origin: Origin) -> BrokenChecklist {
    guard let bytes = bytes(path, origin) else { return missing(path) }
    return first(ChecklistReader.read(bytes, file: path, hosts: hosts(origin)).complaints, path)
  }

  private func first(_ complaints: [Complaint], _ path: String) -> BrokenChecklist {
    guard let complaint = complaints.first else { return missing(path) }
    return BrokenChecklist(
      file: path, complaint: LocalText(vi: complaint.line(.vietnamese), en: complaint.line(.english)))
  }

  private func missing(_ what: String) -> BrokenChecklist {
    BrokenChecklist(file: what, complaint: Phrase.noFile(what))
  }
}
