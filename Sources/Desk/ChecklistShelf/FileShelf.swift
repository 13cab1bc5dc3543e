import ChecklistReader
public import Checklists
import Crypto
import Foundation
public import Journal
public import Screens

/// The checklists on this machine: those that ship, and those that a trainer put into `checklists` of the data folder.
///
/// Of two files with the same id the one with the higher version counts; with equal versions the later folder.
public final class FileShelf: ShelfPort {
  /// A checklist file as it was found.
  public struct File: Hashable, Sendable {
    public var path: String
    public var header: Screens.ChecklistHeader
  }

  private let shipped: String
  private let added: String?

  /// A shelf on the folder that ships (`Checklists`, `Catalogue`, `Consent`, `Units` within) and on an optional folder
  /// of YAML files beside it.
  public init(shipped: String, added: String? = nil) {
    self.shipped = shipped
    self.added = added
  }

  /// The files that count, in the order of the home screen: shipped ones first, then by id.
  public func files() -> (files: [File], broken: [BrokenChecklist]) {
    var best: [ChecklistID: File] = [:]
    var order: [ChecklistID] = []
    var broken: [BrokenChecklist] = []
    for path in paths() {
      guard let bytes = bytes(path), let header = ChecklistReader.readHeader(bytes) else {
        broken.append(complaint(path))
        continue
      }
      // A file that a trainer added is read whole: one with a mistake must not stand in for a good one that ships.
      if let added, path.hasPrefix(added + "/"), ChecklistReader.read(bytes, file: path).value == nil {
        broken.append(complaint(path))
        continue
      }
      let file = File(
        path: path,
        header: Screens.ChecklistHeader(
          id: header.id, version: header.version, title: header.title, summary: header.summary))
      if best[header.id] == nil { order.append(header.id) }
      if header.version >= best[header.id]?.header.version ?? 0 { best[header.id] = file }
    }
    return (order.compactMap { best[$0] }, broken)
  }

  public func shelf() -> Shelf {
    let (files, broken) = files()
    return Shelf(headers: files.map(\.header), broken: broken)
  }

  public func open(_ id: ChecklistID) throws(BrokenChecklist) -> OpenedChecklist {
    guard let file = files().files.first(where: { $0.header.id == id }), let bytes = bytes(file.path) else {
      throw missing("\(id.rawValue).yaml")
    }
    let reading = ChecklistReader.read(bytes, file: file.path)
    guard let checklist = reading.value else { throw first(reading.complaints, file.path) }
    return opened(checklist, bytes)
  }

  public func reopen(_ text: ChecklistText) throws(BrokenChecklist) -> OpenedChecklist {
    guard let checklist = ChecklistReader.readQuick(text.bytes) else { throw missing(text.id.rawValue) }
    return opened(checklist, text.bytes)
  }

  /// The exact files of all checklists that can be used, for a journal whose own copies are damaged.
  public func texts() -> [ChecklistText] {
    files().files.compactMap { file in
      bytes(file.path).map { ChecklistText(id: file.header.id, version: file.header.version, bytes: $0) }
    }
  }

  public func catalogue() throws(BrokenChecklist) -> ServiceCatalogue {
    let path = shipped + "/Catalogue/services.yaml"
    guard let bytes = bytes(path) else { throw missing("services.yaml") }
    let reading = ChecklistReader.readCatalogue(bytes, file: path)
    guard let value = reading.value else { throw first(reading.complaints, path) }
    return value
  }

  public func consent(_ id: String) throws(BrokenChecklist) -> ConsentText {
    let path = shipped + "/Consent/\(id).yaml"
    guard let bytes = bytes(path) else { throw missing("\(id).yaml") }
    let reading = ChecklistReader.readConsent(bytes, file: path)
    guard let value = reading.value else { throw first(reading.complaints, path) }
    return value
  }

  public func units(file: String?) throws(BrokenChecklist) -> [Checklists.Unit] {
    let path = file ?? shipped + "/Units/sample.csv"
    guard let bytes = bytes(path) else { throw missing(path) }
    let reading = ChecklistReader.readUnits(bytes, file: path)
    guard let value = reading.value else { throw first(reading.complaints, path) }
    return value
  }

  /// Paths of all YAML files, shipped ones first in their order of use.
  public func paths() -> [String] {
    let usual = ["vneid.yaml", "taikhoan.yaml", "dichvucong.yaml"]
    let names = yamlNames(shipped + "/Checklists")
    let known = usual.filter(names.contains) + names.filter { !usual.contains($0) }
    return known.map { shipped + "/Checklists/" + $0 }
      + (added.map { folder in yamlNames(folder).map { folder + "/" + $0 } } ?? [])
  }

  private func yamlNames(_ folder: String) -> [String] {
    // A folder that does not exist holds no checklists; that is no fault.
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".yaml") }.sorted()
  }

  /// A file's bytes, never more than can be read anyway; nil where it cannot be opened.
  private func bytes(_ path: String) -> [UInt8]? {
    guard let handle = FileHandle(forReadingAtPath: path) else { return nil }
    defer { try? handle.close() }
    let most = ChecklistReader.mostUnitBytes + 1
    return (try? handle.read(upToCount: most)).map { Array($0) }
  }

  private func opened(_ checklist: Checklist, _ bytes: [UInt8]) -> OpenedChecklist {
    let hash = SHA256.hash(data: bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    return OpenedChecklist(
      checklist: checklist, text: ChecklistText(id: checklist.id, version: checklist.version, bytes: bytes), hash: hash)
  }

  private func complaint(_ path: String) -> BrokenChecklist {
    guard let bytes = bytes(path) else { return missing(path) }
    return first(ChecklistReader.read(bytes, file: path).complaints, path)
  }

  private func first(_ complaints: [Complaint], _ path: String) -> BrokenChecklist {
    guard let complaint = complaints.first else { return missing(path) }
    return BrokenChecklist(
      file: path, complaint: LocalText(vi: complaint.line(.vietnamese), en: complaint.line(.english)))
  }

  private func missing(_ what: String) -> BrokenChecklist {
    BrokenChecklist(
      file: what,
      complaint: LocalText(
        vi: "Không mở được \(what). Nhật ký vẫn an toàn. Hãy chép lại tệp này, hoặc chạy: tiepsuc doctor",
        en: "Cannot open \(what). The journal is safe. Put the file back, or run: tiepsuc doctor"))
  }
}
