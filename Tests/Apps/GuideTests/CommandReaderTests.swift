import ArgumentParser
import Testing

@testable import tiepsuc
@testable import tiepsuc_hub
@testable import tiepsuc_sync

/// Every command of the programs, by who may read what it gives: a new one stands here, or fails.
@Suite struct CommandReaderTests {
  private enum Reader {
    /// Whoever may read the data folder: all of it is theirs.
    case holder
    /// The unit's hub and desks, under signatures and the rules of the exchange.
    case exchange
    /// Those who write checklists and packs: nothing of a citizen is in them.
    case trainers
    /// Anybody: nothing of the data is in it.
    case anybody
    /// The unit; with `--outside` anybody, through the one function that hides what is about too few.
    case unitOrOutside
  }

  private static let readers: [String: Reader] = [
    "tiepsuc desk": .holder, "tiepsuc checklist list": .trainers, "tiepsuc checklist lint": .trainers,
    "tiepsuc checklist preview": .trainers, "tiepsuc checklist import": .trainers,
    "tiepsuc checklist export": .trainers, "tiepsuc pack show": .trainers, "tiepsuc pack verify": .trainers,
    "tiepsuc pack install": .trainers, "tiepsuc pack status": .trainers, "tiepsuc pack trust": .trainers,
    "tiepsuc pack build": .trainers, "tiepsuc pack sign": .trainers, "tiepsuc pack publish": .trainers,
    "tiepsuc pack root new": .trainers, "tiepsuc pack root sign": .trainers, "tiepsuc pack root show": .trainers,
    "tiepsuc key new": .trainers, "tiepsuc key list": .trainers, "tiepsuc key export": .trainers,
    "tiepsuc review export": .trainers, "tiepsuc review import": .trainers, "tiepsuc review status": .trainers,
    "tiepsuc journal list": .holder, "tiepsuc journal show": .holder, "tiepsuc journal verify": .holder,
    "tiepsuc journal export": .holder, "tiepsuc report": .unitOrOutside, "tiepsuc doctor": .holder,
    "tiepsuc guide": .anybody, "tiepsuc backup": .holder, "tiepsuc restore": .holder, "tiepsuc print": .anybody,
    "tiepsuc setup": .holder, "tiepsuc verify-certificate": .anybody,
    "tiepsuc-sync enrol": .exchange, "tiepsuc-sync push": .exchange, "tiepsuc-sync pull": .exchange,
    "tiepsuc-sync status": .holder, "tiepsuc-sync contacts": .holder, "tiepsuc-sync erase": .exchange,
    "tiepsuc-sync bundle write": .exchange, "tiepsuc-sync bundle read": .exchange, "tiepsuc-sync schema": .anybody,
    // What the server tells whom has a list of its own.
    "tiepsuc-hub serve": .exchange, "tiepsuc-hub enrol-code": .holder, "tiepsuc-hub devices": .holder,
    "tiepsuc-hub revoke": .holder, "tiepsuc-hub units": .holder, "tiepsuc-hub units import": .holder,
    "tiepsuc-hub people add": .holder, "tiepsuc-hub people list": .holder, "tiepsuc-hub people disable": .holder,
    "tiepsuc-hub people reset": .holder, "tiepsuc-hub token add": .holder, "tiepsuc-hub token list": .holder,
    "tiepsuc-hub token revoke": .holder, "tiepsuc-hub report": .unitOrOutside, "tiepsuc-hub backup": .holder,
    "tiepsuc-hub restore": .holder, "tiepsuc-hub verify": .holder,
  ]

  /// The commands that do something, under a name.
  private static func commands(_ command: any ParsableCommand.Type, _ name: String) -> [String] {
    let parts = command.configuration.subcommands
    // One without a default does something of its own where its parts are only further words.
    let own = parts.isEmpty || command == UnitsCommand.self ? [name] : []
    return own + parts.flatMap { commands($0, "\(name) \($0._commandName)") }
  }

  @Test func `every command has its readers`() {
    let found =
      Self.commands(Tiepsuc.self, "tiepsuc") + Self.commands(TiepsucSync.self, "tiepsuc-sync")
      + Self.commands(TiepsucHub.self, "tiepsuc-hub")
    #expect(found.count == Set(found).count)
    let (listed, all) = (Set(Self.readers.keys), Set(found))
    #expect(all.subtracting(listed) == [] && listed.subtracting(all) == [])
  }

  /// What is asked for outsiders is of the whole, by the options that every report has.
  @Test func `only reports have a form for outsiders`() throws {
    for (program, root) in [
      ("tiepsuc", Tiepsuc.self as any ParsableCommand.Type), ("tiepsuc-hub", TiepsucHub.self),
    ] {
      #expect(Self.readers["\(program) report"] == .unitOrOutside)
      #expect(throws: Never.self) { try root.parseAsRoot(["report", "month", "--outside"]) }
      #expect(throws: (any Error).self) { try root.parseAsRoot(["report", "month", "--outside", "--by", "day"]) }
    }
    #expect(Self.readers.values.count { $0 == .unitOrOutside } == 2)
  }
}
