import Assets
import ChecklistPacks
import Checklists
import DeskLive
import DeskSamples
import DeskUI
import Foundation
import Journal
import JournalStore
import Protocol
import Statistics
import TemporaryFolders
import TerminalUI
import TestSupport
import Testing

/// What keeps a test from its beginning.
struct Unready: Error {}

/// A trainer's laptop with everything real but the terminal: journal, shelf, review and keys in a folder of their own.
final class TrainerDesk {
  /// Goes with the desk.
  private let temporary: TemporaryFolder
  var folder: String { temporary.path }
  let review: LiveReview
  let journal: JournalStore
  let shelf: FileShelf
  private let clock = SampleClock()
  private let headless: Headless
  /// Keys that were typed; a passphrase is not among what the desk shows.
  static let passphrase = "bảy con ngựa đi chợ"

  /// - Parameter person: Whose key lies in the folder; nil: none.
  init(
    person: String? = nil, size: Size = Size(columns: 80, rows: 24),
    hub: @escaping (ChecklistID, FigureFilter) -> HubFigures? = { _, _ in nil }
  ) throws {
    guard let assets = Assets.folder else { throw Unready() }
    temporary = try TemporaryFolder()
    let folder = temporary.path
    let clock = clock
    let journal = try JournalStore.open(folder: folder, practice: false, now: clock.now)
    let practice = try JournalStore.open(folder: folder, practice: true, now: clock.now)
    let shelf = FileShelf(
      shipped: assets, added: folder + "/checklists", packs: Packs(data: folder), now: { clock.now.wallMilliseconds })
    review = LiveReview(folder: folder, shelf: shelf, journal: { journal }, hub: hub)
    if let person { try Self.key(person, in: folder) }
    let runner = EffectRunner(
      journal: journal, shelf: shelf, review: review, clock: { clock.now }, switchJournal: { $0 ? practice : journal })
    (self.journal, self.shelf) = (journal, shelf)
    headless = try Headless(runner: runner, size: size, capabilities: .full, clock: { clock.now })
  }

  private static func key(_ person: String, in folder: String) throws {
    let keys = TrainerKeys(data: folder)
    if !keys.names.contains("trainer") {
      try keys.make(name: "trainer", person: person, display: person.capitalized, passphrase: passphrase)
    }
  }

  var trainer: PackRoot.Trainer {
    get throws { try TrainerKeys(data: folder).read("trainer").trainer }
  }

  /// Everything that a script says (``PlayedWord``); a command or row that is not in view is an issue.
  func play(_ script: String) {
    for word in PlayedWord.words(script).words {
      switch word {
      case .input(let input): send(input)
      case .press(let press):
        guard let keys = press.keys(on: headless.desk) else {
          Issue.record("not in view: \(press)")
          continue
        }
        for key in keys { send(.key(key)) }
      }
    }
  }

  /// An input, a second after the last one.
  private func send(_ input: Input) {
    clock.pass(milliseconds: 1000)
    headless.send(input)
  }

  /// The passphrase is typed and confirmed.
  func unlock() { play("\"\(Self.passphrase)\" Enter") }

  var text: String { headless.frame.text }
  /// Without line ends and runs of blanks.
  var words: String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
  var desk: Desk { headless.desk }
  var effects: [Effect] { headless.effects }
  var now: Moment { clock.now }

  /// A pinned root in which all these people sign, two of them for each pack.
  static func pin(_ desks: [TrainerDesk], trainers: [PackRoot.Trainer]) throws {
    var file = try PackRoot(version: 1, need: 2, trainers: trainers).file
    for desk in desks {
      let keys = TrainerKeys(data: desk.folder)
      if !keys.names.isEmpty { file = try file.signed(by: try keys.read("trainer").unlocked(passphrase: passphrase)) }
    }
    for desk in desks { _ = try Packs(data: desk.folder).pinRoot(file.bytes, expecting: nil) }
  }
}
