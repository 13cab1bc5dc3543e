import AccountStore
import ArgumentParser
import Assets
import Checklists
import Foundation
import HubService
import HubSite
import Journal
import Phrases
import Platform
import Reports

/// `tiepsuc-hub units import`.
struct UnitsImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Nhập danh sách xã mới; tên và mã cũ vẫn được giữ / import the table of units; old ones are kept.",
    discussion: """
      TỆP là CSV: code,name,province_code,province. Xã không còn trong tệp hết hiệu lực từ ngày --from; --merged nói mã nào \
      thay: 00001=00004,00002=00004.

      FILE is CSV: code,name,province_code,province. Units that are missing in it end on the day of --from; --merged says \
      which took their place: 00001=00004,00002=00004.
      """)

  @OptionGroup var options: HubOptions
  @Argument(help: "Tệp CSV / the file.") var file: String
  @Option(help: "Có hiệu lực từ ngày, yyyy-mm-dd / in force from the day.") var from: String
  @Option(help: "Mã cũ=mã mới, cách nhau bằng dấu phẩy / OLD=NEW, with commas.") var merged: String?

  private static let largest = 8 << 20

  func validate() throws {
    guard Day(iso: from) != nil else { throw ValidationError("--from: yyyy-mm-dd.") }
    guard merges != nil else { throw ValidationError("--merged: 00001=00004,00002=00004.") }
  }

  private var merges: [String: String]? {
    var merges: [String: String] = [:]
    for pair in (merged ?? "").split(separator: ",") {
      let codes = pair.split(separator: "=").map { $0.trimmingCharacters(in: .whitespaces) }
      guard codes.count == 2, codes.allSatisfy({ $0.utf8.count == 5 && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } })
      else {
        return nil
      }
      merges[codes[0]] = codes[1]
    }
    return merges
  }

  func run() throws {
    guard let bytes = try Files().read(file, limit: Self.largest) else { throw HubProblem.file(file) }
    let folder = options.folder
    try Files().makeFolder(folder.path)
    let place = UnitRegisterFile(path: folder.units)
    var register = try place.read() ?? UnitRegister.shipped()
    let change = try register.take(csv: String(decoding: bytes, as: UTF8.self), from: from, merges: merges ?? [:])
      .change()
    try place.keep(register)
    try withAccounts(options, isNew: true) { accounts in
      try accounts.note(
        .unitsImported, who: "", subject: "\(from) +\(change.added) ~\(change.renamed) -\(change.ended)",
        at: SystemClock.now.wallMilliseconds)
    }
    say(
      Phrase.unitsImported(added: change.added, renamed: change.renamed, ended: change.ended)[options.language])
  }
}

extension UnitRegister {
  /// The units as they ship; none where the files that ship are not found.
  static func shipped() throws -> UnitRegister {
    var register = UnitRegister()
    guard let assets = Assets.folder, let bytes = try Files().read(assets + "/Units/units.csv", limit: 8 << 20) else {
      return register
    }
    _ = try register.take(csv: String(decoding: bytes, as: UTF8.self), from: "2025-07-01", merges: [:]).change()
    return register
  }
}

extension UnitRegister.Import {
  /// What the table changed; throws where it was not taken.
  fileprivate func change() throws(HubProblem) -> UnitRegister.Change {
    switch self {
    case .taken(let change): return change
    case .noSuccessor(let codes):
      throw .badUnits("? " + codes.prefix(5).joined(separator: ", ") + (codes.count > 5 ? " …" : ""))
    case .unknownSuccessor(let code): throw .badUnits("= \(code)?")
    case .badLine(let line): throw .badUnits(":\(line)")
    case .empty: throw .badUnits("0")
    }
  }
}
