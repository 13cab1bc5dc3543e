import Checklists
import HubStore
import Journal
import Protocol
import Statistics
import StatisticsStore

/// Figures over all desks, counted from the hub's entries into a file of their own beside the database.
///
/// It counts when somebody asks, at most once a minute, from where it left off, a few hundred entries at a time: between
/// two stretches pushes go on. Nothing is lost with the file; one of another incarnation of the hub is made anew.
actor StatisticsUpdater {
  /// Entries that are read at once.
  private static let portion = 500
  /// Bytes of entries, and stretches of chains, that are counted at once: thousands of desks send a few entries each.
  private static let mostBytes = 2 << 20
  private static let mostStretches = 500
  /// How long figures are new enough, in milliseconds.
  private static let freshMilliseconds: Int64 = 60_000
  /// How long an answer waits for the counting before it says what is counted so far.
  private static let patience = Duration.seconds(10)
  /// Checklists of an index.
  private static let mostChecklists = 200

  private let store: any HubStore
  private let path: String
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
    source = "\(identity.hub.rawValue) \(identity.incarnation)"
    self.clock = clock
  }

  /// What a trainer is told.
  func answer(to question: FigureQuestion) async throws -> FigureAnswer {
    try await refresh()
    return try using { figures in
      let choices = try figures.choices(of: question.checklist, atLeast: Figures.fewest)
      let report = FigureReport(try figures.tally(of: question.checklist, question.filter)).cut
      return FigureAnswer(
        question: question, made: began ?? clock(), isWhole: isWhole, desks: try figures.desks(),
        versions: choices.versions, units: choices.units.filter { $0.utf8.count <= FigureQuestion.longestName },
        months: choices.months, report: report)
    }
  }

  /// What can be asked.
  func index() async throws -> FigureIndex {
    try await refresh()
    return try using { figures in
      let named = try figures.checklists(atLeast: Figures.fewest)
        .filter { !$0.rawValue.isEmpty && $0.rawValue.utf8.count <= FigureQuestion.longestName }
      return FigureIndex(
        made: began ?? clock(),
        checklists: try named.prefix(Self.mostChecklists).map { checklist in
          let versions = try figures.choices(of: checklist, atLeast: Figures.fewest).versions
          return FigureIndex.Item(checklist: checklist, versions: versions)
        })
    }
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
    let chains = try await store.chains(of: nil)
    var (waiting, bytes): ([EntriesToCount], Int) = ([], 0)
    for chain in chains {
      let counted = try using { try $0.counted(of: Self.countedChain(chain, from: 0)) }
      guard counted.map({ $0 < chain.size }) ?? true else { continue }
      let start = if let counted { counted } else { try await beginning(of: chain, among: chains) }
      let place = Self.countedChain(chain, from: start)
      var sequence = start
      while sequence < chain.size {
        let (entries, end) = try await stretch(of: chain, after: sequence)
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

  // MARK: Entries

  /// The next entries that count, and the last sequence that was looked at.
  private func stretch(of chain: ChainState, after sequence: Int) async throws -> (entries: [[UInt8]], end: Int) {
    let page = try await store.entries(of: chain, after: sequence, limit: Self.portion)
    let end = page.count < Self.portion ? chain.size : page.last?.sequence ?? chain.size
    return (page.filter { $0.reason == nil }.map(\.bytes), end)
  }

  // MARK: Forks

  /// The last entry of a chain that another branch shares, which is counted there.
  private func beginning(of chain: ChainState, among chains: [ChainState]) async throws -> Int {
    guard chain.branch > 0 else { return 0 }
    var shared = chain.forkedAt
    // A branch of a branch left branch 0 where that one did.
    for other in chains
    where other.device == chain.device && other.incarnation == chain.incarnation && other.branch > 0
      && other.branch < chain.branch && other.forkedAt == chain.forkedAt
    {
      var beyond = min(chain.size, other.size) + 1
      while shared + 1 < beyond {
        let middle = shared + (beyond - shared) / 2
        if try await isShared(middle, chain, other) { shared = middle } else { beyond = middle }
      }
    }
    return shared
  }

  /// Whether two branches have the same entry at a place, and so all before it: each names the hash of the one before.
  private func isShared(_ sequence: Int, _ a: ChainState, _ b: ChainState) async throws -> Bool {
    let mine = try await store.entries(of: a, after: sequence - 1, limit: 1).first
    let theirs = try await store.entries(of: b, after: sequence - 1, limit: 1).first
    return mine != nil && mine?.sequence == theirs?.sequence && mine?.hash == theirs?.hash
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
