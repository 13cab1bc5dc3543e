import ArgumentParser
import Checklists
import Foundation
import HubStore
import Journal
import Phrases
import Platform
import Protocol

/// `tiepsuc-hub devices`.
struct DevicesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "devices",
    abstract: "Mỗi máy, mỗi đời, mỗi nhánh / each device, incarnation and branch.")

  @OptionGroup var options: HubOptions
  @Flag(help: "Một mảng JSON / one JSON array.") var json = false

  /// One branch of one incarnation of a device; a device that sent nothing has one line with incarnation 0.
  private struct Line: Encodable {
    var device: DeviceID
    /// Empty where nobody gave it one.
    var name: String
    var unit: String
    var role: DeviceRole
    /// Milliseconds since 1970 by the hub's clock.
    var enrolled: Int64
    var revoked: Int64?
    /// Milliseconds that its clock was ahead at its last request.
    var skew: Int64
    var incarnation: Int
    var branch: Int
    var size: Int
    var head: String
    /// Other branches of this incarnation.
    var forks: Int
    var quarantined: Int
    var lost: Int
    /// When the last batch came.
    var time: Int64?
    var receipt: ExchangeSummary.LastReceipt?
  }

  func run() async throws {
    let lines = try await withStore(try await options.existingStore()) { store in
      let chains = Dictionary(grouping: try await store.chains(of: nil), by: \.device)
      return try await store.devices().flatMap { Self.lines($0, chains[$0.id] ?? []) }
    }
    if json { return say(try tiepsuc_hub.json(lines)) }
    for line in lines {
      let word = line.revoked == nil ? "" : " revoked"
      say(
        "\(line.device.rawValue) \(line.unit) \(line.role.rawValue)\(word) \(line.incarnation).\(line.branch) size \(line.size) forks \(line.forks) quarantined \(line.quarantined) skew \(line.skew) ms \(line.name)"
      )
    }
  }

  private static func lines(_ device: EnrolledDevice, _ chains: [ChainState]) -> [Line] {
    let none = Line(
      device: device.id, name: device.name, unit: device.unit, role: device.role, enrolled: device.enrolled,
      revoked: device.revoked,
      skew: device.skew, incarnation: 0, branch: 0, size: 0, head: EntryHash.zero.hex, forks: 0, quarantined: 0,
      lost: 0)
    guard !chains.isEmpty else { return [none] }
    return chains.map { chain in
      var line = none
      line.incarnation = chain.incarnation
      line.branch = chain.branch
      line.size = chain.size
      line.head = chain.head.hex
      line.forks = chains.count { $0.incarnation == chain.incarnation } - 1
      line.quarantined = chain.quarantined
      line.lost = chain.lost
      line.time = chain.time
      line.receipt = chain.receipt.flatMap { Receipt(line: $0) }.map {
        .init(
          hub: $0.hub, hubIncarnation: $0.hubIncarnation, incarnation: $0.incarnation, size: $0.size,
          head: $0.head.hex, time: $0.time)
      }
      return line
    }
  }
}

/// `tiepsuc-hub revoke DEVICE`.
struct RevokeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke",
    abstract: "Khoá một máy bị mất / shut out a device that was lost.")

  @OptionGroup var options: HubOptions
  @Argument(help: "Tên máy, hoặc ít nhất tám chữ đầu / its name, or at least eight digits of it.") var device: String

  func run() async throws {
    let name = device.lowercased()
    let id = try await withStore(try await options.existingStore()) { store in
      let found = try await store.devices().map(\.id).filter {
        name.count >= 8 ? $0.rawValue.hasPrefix(name) : $0.rawValue == name
      }
      guard let id = found.first else { throw HubProblem.noSuchDevice(device) }
      guard found.count == 1 else { throw HubProblem.manyDevices(device) }
      _ = try await store.revoke(id, at: SystemClock.now.wallMilliseconds)
      return id
    }
    say(Phrase.revoked(id.rawValue)[options.language])
  }
}
