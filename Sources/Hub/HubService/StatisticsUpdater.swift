import Checklists
import Foundation
import HubStore
import Journal
import Platform
import Protocol
import Reports
import Statistics
import StatisticsStore

/// Figures over all desks, counted from the hub's entries into a file of their own beside the database.
///
/// It counts when somebody asks, at most once a minute, from where it left off, a few hundred entries at a time: between
/// two stretches pushes go on. Nothing is lost with the file; one of another incarnation of the hub is made anew.
///
/// What trainers are told goes through a ledger, in a file beside it that is kept: figures grow in steps that are about
/// nobody.
actor StatisticsUpdater {
  /// Bytes of entries, and stretches of chains, that are counted at once: thousands of desks send a few entries each.
  private static let mostBytes = 2 << 20
  private static let mostStretches = 500
  /// How long figures are new enough, in milliseconds.
  private static let freshMilliseconds: Int64 = 60_000
  /// How long an answer waits for the counting before it says what is counted so far.
  private static let patience = Duration.seconds(10)
  /// Checklists of an index.
  private static let mostChecklists = 200

  /// The largest ledger that is read, in bytes.
  private static let largestLedger = 256 << 20

  private let store: any HubStore
  private let path: String
  private let ledgerPath: String
  private let source: String
  private let clock: @Sendable () -> Int64
  private var open: StatisticsStore?
  /// When the last counting began, and when the last one began that reached its end.
  private var began: Int64?
  private var made: Int64?
  private var running: Task<Void, any Error>?

  init(store: any HubStore, identity: HubIdentity, folder: String, clock: @escaping @Sendable () -> Int64) {
    self.store = store
    path = folder + "/figures.sqlite"
    ledgerPath = HubFolder(folder).toldFigures
    source = "\(identity.hub.rawValue) \(identity.incarnation)"
    self.clock = clock
  }

  /// What a trainer is told: of a checklist or one of its versions, and nothing by any other filter.
  func answer(to question: FigureQuestion) async throws -> FigureAnswer {
    try await refresh()
    let ledger = try told([question.checklist])
    return FigureAnswer(
      question: question, made: began ?? clock(), isWhole: isWhole, desks: try using { try $0.desks() },
      versions: ledger.versions(of: question.checklist), units: [], months: [],
      report: ledger.report(of: question.checklist, question.filter).cut)
  }

  /// What can be asked.
  func index() async throws -> FigureIndex {
    try await refresh()
    let named = try using { try $0.checklists(atLeast: Disclosure.fewest) }
      .filter { !$0.rawValue.isEmpty && $0.rawValue.utf8.count <= FigureQuestion.longestName }
    let ledger = try told(Array(named.prefix(Self.mostChecklists)))
    return FigureIndex(
      made: began ?? clock(),
      checklists: ledger.told.prefix(Self.mostChecklists).map {
        FigureIndex.Item(checklist: $0, versions: ledger.versions(of: $0))
      })
  }

  /// Tells what can be told of some checklists. What is told for the first time is on the disk before anybody hears it.
  private func told(_ checklists: [ChecklistID]) throws -> FigureLedger {
    var ledger = FigureLedger()
    if let bytes = try Files().read(ledgerPath, limit: Self.largestLedger) {
      ledger = try JSONDecoder().decode(FigureLedger.self, from: Data(bytes))
    }
    let before = ledger
    for checklist in checklists {
      let tallies = try using { figures in
        var tallies: [Int: Tally] = [:]
        for version in try figures.choices(of: checklist).versions {
          tallies[version] = try figures.tally(of: checklist, FigureFilter(version: version))
        }
        return tallies
      }
      ledger.update(checklist, tallies)
    }
    if ledger != before {
      try Files().replace(ledgerPath, with: Array(try JSONEncoder().encode(ledger)))
    }
    return ledger
  }

  /// Whether the last counting reached its end.
  private var isWhole: Bool { running == nil && made != nil && made == began }

  /// Counts what came, unless that was done within the minute, and waits for it a while.
  private func refresh() async throws {
    let now = clock()
    let isFresh = began.map { (0..<Self.freshMilliseconds).contains(now &- $0) } ?? false
    if running == nil, !isFresh || made != began {
      began = now
      running = Task { try await self.run(now) }
    }
    guard let running else { return }
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await running.value }
      group.addTask { try await Task.sleep(for: Self.patience) }
      defer { group.cancelAll() }
      _ = try await group.next()
    }
  }

  private func run(_ now: Int64) async throws {
    defer { running = nil }
    try await catchUp()
    made = now
  }

  /// Counts all that the hub holds now and that was not counted yet.
  private func catchUp() async throws {
    let reader = ChainReader(store)
    let chains = try await store.chains(of: nil)
    var (waiting, bytes): ([EntriesToCount], Int) = ([], 0)
    for chain in chains {
      let counted = try using { try $0.counted(of: Self.countedChain(chain, from: 0)) }
      guard counted.map({ $0 < chain.size }) ?? true else { continue }
      let start = if let counted { counted } else { try await reader.beginning(of: chain, among: chains) }
      let place = Self.countedChain(chain, from: start)
      var sequence = start
      while sequence < chain.size {
        let (entries, end) = try await reader.stretch(of: chain, after: sequence)
        waiting.append(EntriesToCount(of: place, entries: entries, after: sequence, through: end))
        bytes += entries.reduce(0) { $0 + $1.count }
        sequence = end
        guard bytes >= Self.mostBytes || waiting.count >= Self.mostStretches else { continue }
        try using { try $0.count(waiting) }
        (waiting, bytes) = ([], 0)
        await Task.yield()
      }
    }
    if !waiting.isEmpty { try using { try $0.count(waiting) } }
  }

  private static func countedChain(_ chain: ChainState, from start: Int) -> CountedChain {
    CountedChain(chain.id, branch: chain.branch, from: start, size: chain.size)
  }

  /// Does something with the figures; a file that cannot be used is opened, or made, anew the next time.
  private func using<T>(_ work: (StatisticsStore) throws -> T) throws -> T {
    do {
      let figures = try open ?? StatisticsStore.open(path: path, source: source)
      open = figures
      return try work(figures)
    } catch {
      open = nil
      throw error
    }
  }
}

extension Hub {
  /// Figures over all desks, for trainers: of what is asked, or the index where nothing is.
  func figures(_ request: ParsedRequest, _ requester: Requester) async throws -> HubAnswer {
    guard requester.device.role == .trainer else { throw Refusal(.wrongRole) }
    guard let keeper = statistics else { throw Refusal(.notFound) }
    guard request.value("checklist") != nil else { return Self.json(try await keeper.index().bytes) }
    guard let question = FigureQuestion(query: { request.value($0) }) else { throw Refusal(.malformed) }
    return Self.json(try await keeper.answer(to: question).bytes)
  }
}
