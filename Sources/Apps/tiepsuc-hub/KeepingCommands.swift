import ArgumentParser
import Checklists
import Foundation
import HubService
import HubStore
import Journal
import Phrases
import Platform
import Protocol

/// `tiepsuc-hub backup DIR`.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Sao lưu trong lúc máy chủ chạy / back up while the hub runs.")

  @OptionGroup var options: HubOptions
  @Argument(help: "Thư mục mới / a fresh folder.") var folder: String

  func run() async throws {
    let made = try await withStore(try await options.existingStore()) { store in
      try await HubBackup.write(of: options.folder, store: store, to: folder, time: SystemClock.now.wallMilliseconds)
    }
    say(Phrase.backedUp(path: folder, files: made.files.count)[options.language])
  }
}

/// `tiepsuc-hub restore DIR`.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Khôi phục bản sao lưu thành đời mới của máy chủ / restore a backup as the next incarnation of the hub.")

  @OptionGroup var options: HubOptions
  @Argument(help: "Thư mục sao lưu / the backup's folder.") var folder: String
  @Flag(help: "Thay máy chủ đang có / replace the hub that is there.") var replace = false

  func run() async throws {
    let (identity, replaced) = try await HubBackup.restore(
      folder, to: options.folder, postgres: try options.databaseURL(), isReplacing: replace,
      time: SystemClock.now.wallMilliseconds)
    say(Phrase.restored(incarnation: identity.incarnation, replaced: replaced)[options.language])
  }
}

/// `tiepsuc-hub verify`.
struct VerifyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Tính lại mọi chuỗi, chữ ký và biên nhận / derive every chain, signature and receipt again.")

  @OptionGroup var options: HubOptions
  @Flag(help: "Mỗi nhánh một đối tượng JSON / one JSON object a branch.") var json = false

  private struct Line: Encodable {
    var device: DeviceID
    var incarnation: Int
    var branch: Int
    var size: Int
    var entries: Int
    var lost: Int
    var quarantined: Int
    /// Absent where all holds.
    var fault: String?
  }

  func run() async throws {
    guard let key = try options.folder.existingKey() else { throw HubProblem.noHub(options.folder.path) }
    var chains = 0
    var entries = 0
    var broken = 0
    try await withStore(try await options.existingStore()) { store in
      _ = try await HubVerifier(store: store, hubKey: key.publicKey).verify { found in
        chains += 1
        entries += found.entries
        if found.fault != nil { broken += 1 }
        say(try text(found))
      }
    }
    guard broken == 0 else { throw HubProblem.chainsBroken(broken) }
    if !json { say(Phrase.verifiedHub(chains: chains, entries: entries)[options.language]) }
  }

  private func text(_ found: VerifiedBranch) throws -> String {
    let chain = found.chain
    let fault = found.fault.map { "\($0)" }
    if json {
      return try tiepsuc_hub.json(
        Line(
          device: chain.device, incarnation: chain.incarnation, branch: chain.branch, size: chain.size,
          entries: found.entries, lost: chain.lost, quarantined: chain.quarantined, fault: fault))
    }
    let place = "\(chain.device.rawValue) \(chain.incarnation).\(chain.branch)"
    return "\(fault == nil ? "ok" : "BROKEN") \(place) size \(chain.size)\(fault.map { " " + $0 } ?? "")"
  }
}
