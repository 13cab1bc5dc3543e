import Journal
import Protocol
import Statistics
import SyncStore

extension SyncSession {
  /// The newest versions of a checklist that are asked for without a wish, and questions of one exchange in all.
  private static let mostVersions = 20
  private static let mostQuestions = 500

  /// Fetches figures over all desks where this is a trainer's desk: of each checklist as a whole and of each version, and
  /// what the desk wished for. Those that are as new as the hub's are not fetched again.
  ///
  /// An exchange does not fail because a hub gives no figures.
  func fetchFigures(_ key: DeviceKey, _ client: HubClient) async throws {
    guard try store.enrolment()?.role == .trainer else { return }
    do {
      let told = try await fetch(Route.figures, client, as: key)
      guard let index = FigureIndex(bytes: told.body, limit: Limits.newsBytes) else {
        return emit(.notVerified, count: 1)
      }
      var asked: Set<FigureQuestion> = []
      let began = environment.now().monotonicMilliseconds
      for question in try questions(index) where asked.insert(question).inserted {
        guard !isOverdue(since: began) else { return }
        guard try !store.hasFigures(question, made: index.made) else { continue }
        try await fetchFigures(question, key, client)
      }
    } catch let fault as SyncFault where fault.refusal != nil {
      return
    }
  }

  private func questions(_ index: FigureIndex) throws -> [FigureQuestion] {
    let plain = index.checklists.flatMap { item in
      [FigureQuestion(item.checklist)]
        + item.versions.prefix(Self.mostVersions).map { FigureQuestion(item.checklist, .init(version: $0)) }
    }
    return Array((try store.figureWishes() + plain).prefix(Self.mostQuestions))
  }

  private func fetchFigures(_ question: FigureQuestion, _ key: DeviceKey, _ client: HubClient) async throws {
    let told = try await fetch(question.path, client, as: key)
    guard let answer = FigureAnswer(bytes: told.body, limit: Limits.newsBytes), answer.question == question else {
      return emit(.notVerified, count: 1)
    }
    try store.saveFigures(answer)
    tally.bytes += told.body.count
  }
}
