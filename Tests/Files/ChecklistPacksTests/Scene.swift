import Checklists
import Foundation
import Journal
import Protocol

@testable import ChecklistPacks

/// A folder of one test; it goes with the last reference.
final class TestFolder: Sendable {
  let path = NSTemporaryDirectory() + "tiepsuc-packs-" + UUID().uuidString

  init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: [UInt8], to name: String) throws {
    let target = URL(filePath: path + "/" + name)
    try FileManager.default.createDirectory(at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: target)
  }
}

/// Three trainers, the root that names them, and a desk that believes it.
struct Scene {
  static let now: Int64 = 1_795_482_000_000
  static let days: Int64 = 86_400_000

  let hoa = TrainerKey(person: "hoa", name: "Cô Hoa")
  let lan = TrainerKey(person: "lan", name: "Cô Lan")
  let minh = TrainerKey(person: "minh", name: "Thầy Minh")
  /// Was Thầy Minh's, once.
  let retired = TrainerKey(person: "minh", name: "Thầy Minh")
  let stranger = TrainerKey(person: "stranger", name: "Stranger")
  let folder: TestFolder
  let root: PackRoot
  let rootFile: SignedFile

  init() throws {
    folder = try TestFolder()
    var old = retired.trainer
    old.retired = true
    root = PackRoot(version: 1, trainers: [hoa.trainer, lan.trainer, minh.trainer, old])
    rootFile = try root.file.signed(by: hoa).signed(by: lan)
    try desk.pinRoot(rootFile.bytes)
  }

  var desk: Packs { Packs(data: folder.path) }

  /// A small checklist that nothing is wrong with.
  static func checklist(
    id: String = "hen-lai", version: Int = 1, link: String = "https://vneid.gov.vn/", reference: String? = nil
  ) -> [UInt8] {
    let other = reference.map { ", checklist: \($0)" } ?? ""
    return Array(
      """
      id: \(id)
      version: \(version)
      checked: 2026-11-23
      title: {vi: "Gọi lại", en: "Call back"}
      summary: {vi: "Hỏi xem việc đã xong chưa.", en: "Ask whether it is done."}
      safety:
        - id: never-otp
          text: {vi: "Không hỏi mã OTP.", en: "Never ask for an OTP."}
      questions:
        - id: reached
          text: {vi: "Bác có nghe máy không?", en: "Did they answer?"}
          answers:
            - {id: yes-now, text: {vi: "Có", en: "Yes"}}
            - {id: not-now, text: {vi: "Chưa", en: "No"}, outcome: appointment\(other)}
      steps:
        - id: ask
          when: {reached: [yes-now]}
          title: {vi: "Hỏi thăm", en: "Ask"}
          say: {vi: "Cháu chào bác.", en: "Good morning."}
          do:
            - {vi: "Nghe bác kể.", en: "Listen."}
          check: {vi: "Bác nói được việc tới đâu.", en: "They can say how far it is."}
          minutes: 2
          problems: []
          links:
            - {url: "\(link)", label: {vi: "Trang", en: "Site"}}
          safety: never-otp
      problems: []

      """.utf8)
  }

  /// Files of a small pack.
  static func files(_ checklist: [UInt8] = checklist(), hosts: String = "vneid.gov.vn\n") throws -> [PackName: [UInt8]]
  {
    [try name("checklists/hen-lai.yaml"): checklist, .domains: Array(hosts.utf8)]
  }

  static func name(_ text: String) throws -> PackName {
    guard let name = PackName(text) else { throw PackRefusal.badName(text) }
    return name
  }

  /// A pack that nobody signed yet; by default the first, with one small checklist of the same version.
  func pack(
    _ version: Int, files: [PackName: [UInt8]]? = nil, previous: EntryHash? = nil, root: EntryHash? = nil,
    expires: Int64 = now + 365 * days
  ) throws -> SignedFile {
    try Pack(
      root: root ?? rootFile.hash, version: version, madeMilliseconds: Self.now, expiresMilliseconds: expires,
      previous: previous, changes: [LocalText("Sửa bước \(version)", "Step \(version) corrected")],
      files: try files ?? Self.files(Self.checklist(version: version))
    ).file()
  }

  /// The same, signed by two trainers.
  func signed(_ version: Int, previous: EntryHash? = nil, expires: Int64 = now + 365 * days) throws -> SignedFile {
    try pack(version, previous: previous, expires: expires).signed(by: hoa).signed(by: lan)
  }

  /// The body of a pack with any list of contents, as no tool of ours makes it.
  func body(
    manifest: [UInt8], files: [UInt8] = [], version: Int = 9
  ) throws -> [UInt8] {
    let unpacked = number(manifest.count) + manifest + files
    guard let frame = Zstd.compress(unpacked, level: 3) else { throw PackRefusal.notUnpackable }
    return rootFile.hash.bytes + number(version) + frame
  }

  /// A body that two trainers signed, whatever it is.
  func signedBody(_ body: [UInt8]) throws -> [UInt8] {
    try SignedFile(.pack, body: body).signed(by: hoa).signed(by: lan).bytes
  }

  /// A list of contents with any files.
  func manifest(_ files: [(name: String, bytes: [UInt8])]) -> [UInt8] {
    let list = files.map {
      #"{"hash":"\#(EntryHash(of: $0.bytes).hex)","name":"\#($0.name)","size":\#($0.bytes.count)}"#
    }
    return Array(
      #"{"changes":[{"en":"New","vi":"Mới"}],"expires":\#(Self.now + Self.days),"files":[\#(list.joined(separator: ","))],"made":\#(Self.now)}"#
        .utf8)
  }

  /// A pack with any files, in the order given, signed by two trainers.
  func forged(_ files: [(name: String, bytes: [UInt8])]) throws -> [UInt8] {
    try signedBody(try body(manifest: manifest(files), files: files.flatMap(\.bytes)))
  }

  func number(_ value: Int) -> [UInt8] { [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) } }
}

/// The refusal that something ends with; nil where it does not.
func refusal(_ work: () throws -> Void) throws -> PackRefusal? {
  do {
    try work()
    return nil
  } catch let refusal as PackRefusal {
    return refusal
  }
}
