import Checklists
import Foundation
import HubFixtures
import HubService
import Journal
import Protocol
import Statistics
import SyncClient
import SyncStore
import TestTraits
import Testing

/// Figures over all desks on their way to a trainer's desk.
@Suite(.ownThread) struct FigureTests {
  /// A hub that two desks sent sessions to, and a desk of a role.
  private struct Scene {
    let hub: InProcessHub
    let desk: TestDesk

    init(role: DeviceRole = .trainer) async throws {
      hub = try await InProcessHub.patient()
      for seed in 1...2 as ClosedRange<UInt64> {
        var device = try TestDevice(seed: seed)
        try await hub.enrol(device)
        try device.write(sessions: 80)
        #expect(try await hub.push(device, try device.batch()).pushed != nil)
      }
      desk = try TestDesk.begin(sessions: 1, seed: 3, clock: hub.clock)
      try await desk.enrol(at: hub, role: role)
    }

    func pull(_ between: DirectTransport.Between? = nil) async -> (line: SyncLine, said: SaidLines) {
      let said = SaidLines()
      return (await desk.run(DirectTransport(hub, between: between), lines: said).pull(), said)
    }

    func figures(_ checklist: ChecklistID, _ filter: FigureFilter = FigureFilter()) throws -> FigureAnswer? {
      let store = try desk.store()
      let answer = try store.figures(checklist: checklist, filter: filter)
      try store.close()
      return answer
    }

    func end() async throws {
      try desk.end()
      try await hub.end()
    }
  }

  private static let checklists: [ChecklistID] = ["vneid", "taikhoan", "dichvucong"]

  @Test func `a trainer's desk has the figures of each checklist and version, and then what it wished for`()
    async throws
  {
    let scene = try await Scene()
    #expect(try scene.figures("vneid") == nil)
    #expect(await scene.pull().line.event == .done)
    var sum = 0
    for checklist in Self.checklists {
      let whole = try #require(try scene.figures(checklist))
      #expect(whole.made == scene.hub.clock.now && whole.isWhole && whole.desks == 2)
      sum += try #require(whole.report.sessions.shown)
      #expect(!whole.versions.isEmpty)
      for version in whole.versions {
        let part = try #require(try scene.figures(checklist, FigureFilter(version: version)))
        #expect(part.question.filter.version == version)
        #expect(part.report.sessions != whole.report.sessions)
      }
    }
    #expect(sum == 160)
    let filter = FigureFilter(unit: "00004", experience: .used)
    #expect(try scene.figures("vneid", filter) == nil)
    let store = try scene.desk.store()
    try store.wish(checklist: "vneid", filter: filter)
    try store.wish(checklist: "vneid", filter: filter)
    try store.close()
    #expect(await scene.pull().line.event == .done)
    #expect(try scene.figures("vneid", filter)?.question == FigureQuestion("vneid", filter))
    try await scene.end()
  }

  @Test func `what is as new as the hub's is not fetched again, and what is older is`() async throws {
    let scene = try await Scene()
    #expect(await scene.pull().line.event == .done)
    let first = try #require(try scene.figures("vneid"))
    let asked = Counter()
    let count: DirectTransport.Between = { request, pass async throws(TransportFault) in
      if request.path.hasPrefix(Route.figures) { asked.next() }
      return await pass(request)
    }
    #expect(await scene.pull(count).line.event == .done)
    #expect(asked.count == 1)
    scene.hub.clock.advance(by: 60_000)
    #expect(await scene.pull(count).line.event == .done)
    #expect(asked.count > 6)
    let second = try #require(try scene.figures("vneid"))
    #expect(second.made == first.made + 60_000 && second.report == first.report)
    try await scene.end()
  }

  @Test(arguments: [DeviceRole.desk, .lead]) func `other desks do not even ask`(role: DeviceRole) async throws {
    let scene = try await Scene(role: role)
    let asked = Counter()
    let (line, _) = await scene.pull { request, pass async throws(TransportFault) in
      if request.path.hasPrefix(Route.figures) { asked.next() }
      return await pass(request)
    }
    #expect(line.event == .done && asked.count == 0)
    #expect(try scene.figures("vneid") == nil)
    try await scene.end()
  }

  @Test func `only the newest fifty wishes are kept, the newest first`() async throws {
    let scene = try await Scene()
    let store = try scene.desk.store()
    for version in 1...60 { try store.wish(checklist: "vneid", filter: FigureFilter(version: version)) }
    try store.wish(checklist: "vneid", filter: FigureFilter(version: 30))
    try store.close()
    let asked = Kept<[Int]>()
    asked.keep([])
    #expect(
      await scene.pull { request, pass async throws(TransportFault) in
        if let version = request.path.split(separator: "version=").dropFirst().last.flatMap({ Int($0) }) {
          asked.keep((asked.value ?? []) + [version])
        }
        return await pass(request)
      }.line.event == .done)
    #expect(Array((asked.value ?? []).prefix(50)) == [30] + Array((11...60).reversed().filter { $0 != 30 }))
    try await scene.end()
  }

  /// What a hub may answer to a question that is none of ours.
  enum Lie: CaseIterable { case nonsense, otherQuestion, fewSessions, beyondShare, index }

  @Test(arguments: Lie.allCases) func `an answer that is none is not kept, and the exchange goes on`(lie: Lie)
    async throws
  {
    let scene = try await Scene()
    let hub = scene.hub
    let (line, said) = await scene.pull { request, pass async throws(TransportFault) in
      let answer = await pass(request)
      let isQuestion = request.path.hasPrefix(Route.figures + "?")
      guard lie == .index ? request.path == Route.figures : isQuestion else { return answer }
      var text = String(decoding: answer.body, as: UTF8.self)
      switch lie {
      case .nonsense, .index: text = "[]"
      case .otherQuestion: text.replace(#""checklist":""#, with: #""checklist":"x"#)
      case .fewSessions: text.replace(#""rareBranches":"#, with: #""rareBranches":3,"was":"#)
      case .beyondShare: text.replace(#""completion":"#, with: #""completion":1.5,"was":"#)
      }
      do { return try hub.signed(200, Array(text.utf8), to: request) } catch { throw .cut }
    }
    #expect(line.event == .done, "\(line)")
    #expect(Set(said.attentions) == [.notVerified])
    for checklist in Self.checklists { #expect(try scene.figures(checklist) == nil) }
    try await scene.end()
  }

  @Test(arguments: [Refusal.Kind.notFound, .wrongRole, .unavailable])
  func `a hub without figures is pulled from like any other`(kind: Refusal.Kind) async throws {
    let scene = try await Scene()
    let hub = scene.hub
    let (line, said) = await scene.pull { request, pass async throws(TransportFault) in
      guard request.path.hasPrefix(Route.figures) else { return await pass(request) }
      do { return try hub.signed(kind.status, try Refusal(kind).bytes, to: request) } catch { throw .cut }
    }
    #expect(line.event == .done && said.attentions.isEmpty)
    #expect(try scene.figures("vneid") == nil)
    try await scene.end()
  }

  @Test func `figures of another hub are not shown as this one's`() async throws {
    let scene = try await Scene()
    #expect(await scene.pull().line.event == .done)
    #expect(try scene.figures("vneid") != nil)
    let other = try await InProcessHub.patient()
    try await scene.desk.enrol(at: other, role: .trainer)
    #expect(try scene.figures("vneid") == nil)
    try await other.end()
    try await scene.end()
  }
}
