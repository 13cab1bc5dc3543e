import ArgumentParser
import Checklists
import Foundation
import HubStore
import Journal
import Phrases
import Platform

/// `tiepsuc-hub units`.
struct UnitsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "units",
    abstract: "Các xã: máy, số mục, lần gửi cuối; lời nhắn / units: desks, entries, last heard of; notes.",
    subcommands: [UnitsImportCommand.self])

  @OptionGroup var options: HubOptions
  @Flag(help: "Một mảng JSON / one JSON array.") var json = false
  @Option(help: "Mã xã / the commune's code.") var unit: String?
  @Option(help: "Lời nhắn cho mọi máy của xã / a note to all desks of the unit.") var note: String?
  @Flag(help: "Xoá các lời nhắn của xã / drop the notes to the unit.") var clearNotes = false
  @Option(help: "Thêm mã người giúp, cách nhau bằng dấu phẩy / add volunteers' codes, with commas.") var roster: String?

  func validate() throws {
    guard unit != nil || note == nil && !clearNotes && roster == nil else {
      throw ValidationError("--note, --clear-notes, --roster: cần --unit / need --unit.")
    }
    guard (note?.count ?? 1) > 0, (note?.count ?? 1) <= 500 else { throw ValidationError("--note: 1 … 500.") }
  }

  private struct Line: Encodable {
    var unit: String
    var devices: Int
    var revoked: Int
    var entries: Int
    var quarantined: Int
    var forks: Int
    /// When the last batch of the unit came, by the hub's clock; absent where none did.
    var last: Int64?
    /// Devices that let nothing be heard for a week or more, or never did.
    var stale: Int
    var notes: [String]
    var roster: [String]
  }

  private static let week: Int64 = 7 * 86_400_000

  func run() async throws {
    let lines = try await withStore(try await options.existingStore()) { store in
      if let unit { try await change(unit, store) }
      return try await Self.lines(store, of: unit)
    }
    if json { return say(try tiepsuc_hub.json(lines)) }
    if note != nil { say(Phrase.noteKept[options.language]) }
    for line in lines {
      let last =
        line.last.map { Phrase.ago(milliseconds: SystemClock.now.wallMilliseconds - $0) } ?? Phrase.neverHeard
      say(
        "\(line.unit) devices \(line.devices) entries \(line.entries) quarantined \(line.quarantined) forks \(line.forks) stale \(line.stale) · \(last[options.language])"
      )
    }
  }

  private func change(_ unit: String, _ store: any HubStore) async throws {
    if clearNotes { try await store.clearNotes(unit: unit) }
    if let note { try await store.setNote(unit: unit, text: note, at: SystemClock.now.wallMilliseconds) }
    if let roster {
      let codes = roster.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
      try await store.addToRoster(codes, of: unit)
    }
  }

  private static func lines(_ store: any HubStore, of unit: String?) async throws -> [Line] {
    let chains = Dictionary(grouping: try await store.chains(of: nil), by: \.device)
    let units = Dictionary(grouping: try await store.devices(of: unit), by: \.unit)
    var lines: [Line] = []
    for (unit, devices) in units.sorted(by: { $0.key < $1.key }) {
      let held = devices.flatMap { chains[$0.id] ?? [] }
      let stale = devices.count { device in
        guard device.revoked == nil else { return false }
        let last = (chains[device.id] ?? []).map(\.time).max() ?? 0
        return SystemClock.now.wallMilliseconds - last >= week
      }
      lines.append(
        Line(
          unit: unit, devices: devices.count, revoked: devices.count { $0.revoked != nil },
          entries: held.reduce(0) { $0 + $1.size - $1.forkedAt - $1.lost },
          quarantined: held.reduce(0) { $0 + $1.quarantined }, forks: held.count { $0.branch > 0 },
          last: held.map(\.time).max(), stale: stale, notes: try await store.notes(for: unit),
          roster: try await store.roster(of: unit)))
    }
    return lines
  }
}
