import HubFixtures
import HubService
import HubStore
import Journal
import Protocol
import Reports
import Testing

/// What a lead asks about the desks of the unit.
@Suite struct UnitRouteTests {
  private func desks(_ hub: InProcessHub, _ lead: TestDevice) async throws -> [UnitDesk] {
    let answer = try await hub.ask(lead, HubRequest(.get, Route.desks))
    let unit = try #require(UnitDesks(bytes: answer.body, limit: Limits.newsBytes))
    #expect(unit.isBounded && unit.time == hub.clock.now)
    return unit.desks
  }

  private func name(_ hub: InProcessHub, _ asker: TestDevice, _ device: DeviceID, _ name: String) async throws
    -> HubAnswer
  {
    let body = try DeskNaming(device: device, name: name).bytes
    return try await hub.ask(asker, HubRequest(.post, Route.names, body: body))
  }

  @Test(arguments: StoreKind.allCases)
  func `a lead sees what is held of each desk, when it was seen, and its last deliveries`(_ kind: StoreKind)
    async throws
  {
    try await InProcessHub.with(kind) { hub in
      let lead = try TestDevice(seed: 1)
      var desk = try TestDevice(seed: 2)
      try await hub.enrol(lead, role: .lead)
      try await hub.enrol(desk)
      try await hub.enrol(try TestDevice(seed: 3), unit: "29243")
      try desk.write(sessions: 4)
      #expect(try await hub.push(desk, try desk.batch()).pushed != nil)
      hub.clock.advance(by: 60_000)
      try desk.write(sessions: 2)
      #expect(try await hub.push(desk, try desk.batch(after: 4)).pushed != nil)
      hub.clock.advance(by: 86_400_000)
      try desk.write(sessions: 1)
      #expect(try await hub.push(lead, try desk.batch(after: 6)).pushed != nil)
      let found = try await desks(hub, lead)
      #expect(found.map(\.device) == [lead.id, desk.id])
      let told = found[1]
      #expect(told.held == 7 && told.quarantined == 0 && !told.isForked && told.role == .desk)
      #expect(told.seen == hub.clock.now)
      #expect(told.exchanges.map(\.entries) == [1, 6])
      #expect(told.exchanges.map(\.carrier) == [lead.id, nil])
    }
  }

  @Test func `a desk and its lead give it a name, and nobody else does`() async throws {
    try await InProcessHub.with { hub in
      let people = try (1...4 as ClosedRange<UInt64>).map { try TestDevice(seed: $0) }
      try await hub.enrol(people[0], role: .lead)
      for device in people[1...2] { try await hub.enrol(device) }
      try await hub.enrol(people[3], unit: "29243")
      #expect(try await name(hub, people[1], people[1].id, "Bàn 1").status == 200)
      #expect(try await name(hub, people[0], people[2].id, "  Bàn   2 ").status == 200)
      #expect(try await desks(hub, people[0]).map(\.name) == ["", "Bàn 1", "Bàn 2"])
      #expect(try await name(hub, people[1], people[2].id, "x").refusal == .wrongRole)
      #expect(try await name(hub, people[0], people[3].id, "x").refusal == .wrongUnit)
      for bad in [String(repeating: "x", count: 41), "a\u{1B}[2J", "số 0912 345 678"] {
        #expect(try await name(hub, people[1], people[1].id, bad).refusal == .malformed, "\(bad)")
      }
      #expect(try await desks(hub, people[0]).map(\.name) == ["", "Bàn 1", "Bàn 2"])
    }
  }

  /// A lead and a desk that pushed three sessions, and the lead of another unit.
  private func people(_ hub: InProcessHub) async throws -> (lead: TestDevice, other: TestDevice, desk: TestDevice) {
    let (lead, other) = (try TestDevice(seed: 1), try TestDevice(seed: 8))
    var desk = try TestDevice(seed: 2)
    try await hub.enrol(lead, role: .lead)
    try await hub.enrol(desk)
    try await hub.enrol(other, unit: "29243", role: .lead)
    try desk.write(sessions: 3)
    #expect(try await hub.push(desk, try desk.batch()).pushed != nil)
    return (lead, other, desk)
  }

  /// Brings the hub an act, signed by whoever brings it or by somebody else.
  private func tell(
    _ hub: InProcessHub, _ asker: TestDevice, _ act: LeadAct, _ signer: TestDevice?
  ) async throws -> HubAnswer {
    let body = try act.signed(by: (signer ?? asker).key)
    return try await hub.ask(asker, HubRequest(.post, Route.acts, body: body))
  }

  @Test(arguments: StoreKind.allCases)
  func `a lead's word on a person reaches the desk, and everything that the person wrote is taken as before`(
    _ kind: StoreKind
  ) async throws {
    try await InProcessHub.with(kind) { hub in
      let (lead, other, enrolled) = try await people(hub)
      var desk = enrolled
      func ask(_ asker: TestDevice, _ word: PersonStanding, signer: TestDevice? = nil) async throws -> HubAnswer {
        try await tell(hub, asker, LeadAct(word), signer)
      }
      func word(_ code: String, _ isBarred: Bool, _ time: Int64) -> PersonStanding {
        PersonStanding(
          device: desk.id, volunteer: VolunteerCode(rawValue: code), isBarred: isBarred, time: time)
      }
      let everybody = try await hub.store.roster(of: "29242")
      let words = (everybody + ["TN77"]).filter { VolunteerCode(rawValue: $0).number != nil }.map { word($0, true, 5) }
      for word in words { #expect(try await ask(lead, word).status == 200) }
      #expect(!words.isEmpty)
      #expect(try await Set(hub.news(desk).standings) == Set(words))
      #expect(try await hub.news(lead).standings.isEmpty)
      let answer = try await hub.ask(lead, HubRequest(.get, Route.desks))
      #expect(UnitDesks(bytes: answer.body).map { Set($0.standings) } == Set(words))
      // Neither hidden nor refused: what was written before and after.
      try desk.write(sessions: 4)
      #expect(try await hub.push(desk, try desk.batch()).pushed?.answer.quarantined.isEmpty == true)
      #expect(try await hub.store.chains(of: desk.id).map(\.size) == [7])
      #expect(try await ask(lead, word("TN77", false, 6)).status == 200)
      #expect(try await hub.news(desk).standings.first == word("TN77", false, 6))
      #expect(try await ask(desk, word("TN01", true, 9)).refusal == .wrongRole)
      #expect(try await ask(lead, word("TN01", true, 9), signer: other).refusal == .wrongRole)
      #expect(try await ask(other, word("TN01", true, 9)).refusal == .wrongUnit)
      for code in ["", "TN0", "TN", "Nguyễn Văn Mẫu", "TN1\u{1B}", "TN0912345678", "TN1"] {
        #expect(try await ask(lead, word(code, true, 9)).refusal == .malformed, "\(code)")
      }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a lead's mark on an entry reaches its desk and the unit's leads, and nobody else marks`(_ kind: StoreKind)
    async throws
  {
    try await InProcessHub.with(kind) { hub in
      let (lead, other, desk) = try await people(hub)
      let second = try TestDevice(seed: 9)
      try await hub.enrol(second, role: .lead)
      func ask(_ asker: TestDevice, _ mark: EntryMark, signer: TestDevice? = nil) async throws -> HubAnswer {
        try await tell(hub, asker, LeadAct(mark), signer)
      }
      func mark(_ sequence: Int, _ note: String, _ time: Int64) -> EntryMark {
        EntryMark(entry: desk.entry(sequence), note: note, after: 3, time: time)
      }
      let (first, later) = (mark(2, "kết quả chưa đúng", 5), mark(2, "hẹn, không phải xong", 6))
      #expect(try await ask(lead, first).status == 200)
      #expect(try await hub.news(desk).marks == [first])
      // Another lead brings it, and brings it again.
      for _ in 1...2 { #expect(try await ask(second, later, signer: lead).status == 200) }
      #expect(try await hub.news(desk).marks == [later, first])
      #expect(try await hub.news(desk).leadDevices == [lead.id, second.id])
      #expect(try await hub.news(lead).marks.isEmpty)
      let answer = try await hub.ask(second, HubRequest(.get, Route.desks))
      #expect(UnitDesks(bytes: answer.body)?.marks == [later, first])
      #expect(try await ask(desk, first).refusal == .wrongRole)
      #expect(try await ask(lead, first, signer: desk).refusal == .wrongRole)
      #expect(try await ask(lead, first, signer: other).refusal == .wrongRole)
      #expect(try await ask(other, first).refusal == .wrongUnit)
      for (sequence, note) in [(2, ""), (2, "\u{1B}[2J"), (2, "số 0912 345 678"), (0, "x"), (2, "hai  chỗ trống")] {
        #expect(try await ask(lead, mark(sequence, note, 7)).refusal == .malformed, "\(sequence) \(note)")
      }
      _ = try await hub.store.revoke(lead.id, at: 1)
      #expect(try await ask(second, mark(1, "x", 8), signer: lead).refusal == .wrongRole)
      #expect(try await hub.news(desk).leadDevices == [second.id])
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a lead's step on a petition reaches its desk and the unit's leads, and only what a lead may say is one`(
    _ kind: StoreKind
  ) async throws {
    try await InProcessHub.with(kind) { hub in
      let (lead, other, desk) = try await people(hub)
      func ask(_ asker: TestDevice, _ step: PetitionStep, signer: TestDevice? = nil) async throws -> HubAnswer {
        try await tell(hub, asker, LeadAct(step), signer)
      }
      func step(
        _ act: PetitionAct, _ time: Int64, _ words: String? = nil, number: String? = nil, reason: ClosingReason? = nil,
        of sequence: Int = 2
      ) -> PetitionStep {
        PetitionStep(
          entry: desk.entry(sequence), step: act, number: number, reason: reason, words: words, time: time)
      }
      let forwarded = step(.forwarded, 5, number: "PAKN.20261124.0012")
      let (closed, reopened) = (step(.closed, 6, reason: .notCompetent), step(.reopened, 7, "bác báo vẫn chậm"))
      for one in [forwarded, closed, reopened, closed] { #expect(try await ask(lead, one).status == 200) }
      #expect(try await hub.news(desk).petitions == [reopened, closed, forwarded])
      #expect(try await hub.news(lead).petitions.isEmpty)
      let answer = try await hub.ask(lead, HubRequest(.get, Route.desks))
      #expect(UnitDesks(bytes: answer.body)?.petitions == [reopened, closed, forwarded])
      #expect(try await ask(desk, closed).refusal == .wrongRole)
      #expect(try await ask(lead, closed, signer: other).refusal == .wrongRole)
      #expect(try await ask(other, closed).refusal == .wrongUnit)
      let unsound = [
        step(.closed, 8), step(.answered, 8, reason: .solved), step(.answered, 8, "gọi 0912 345 678"),
        step(.answered, 8, ""), step(.answered, 8, "hai  chỗ trống"), step(.answered, 8, "\u{1B}[2J"),
        step(.answered, 8, String(repeating: "a", count: 201)), step(.forwarded, 8, "lời"),
        step(.forwarded, 8, number: "0912345678"), step(.forwarded, 8, number: "pakn.20261124.0012"),
        step(.answered, 8, number: "PAKN.20261124.0012"), step(.answered, -1), step(.answered, 8, of: 0),
      ]
      for one in unsound { #expect(try await ask(lead, one).refusal == .malformed, "\(one)") }
      #expect(try await hub.news(desk).petitions.count == 3)
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a lead closes a period that has ended over heads that are held, and opens it while nobody reads it`(
    _ kind: StoreKind
  ) async throws {
    try await InProcessHub.with(kind) { hub in
      let (lead, stranger) = (try TestDevice(seed: 1), try TestDevice(seed: 3))
      var desk = try TestDevice(seed: 2)
      try await hub.enrol(lead, role: .lead)
      try await hub.enrol(desk)
      try await hub.enrol(stranger, unit: "29243")
      try desk.write(sessions: 3)
      #expect(try await hub.push(desk, try desk.batch()).pushed != nil)
      let today = Day(daysSince1970: Int((hub.clock.now + 420 * 60_000) / 86_400_000))
      let past = ReportPeriod(.month, holding: ReportPeriod(.month, holding: today).from.later(days: -1))
      func step(
        _ act: PeriodAct, _ time: Int64, unit: String = "29242", in period: ReportPeriod? = nil, reason: String? = nil,
        size: Int = 3, hash: EntryHash? = nil, of device: TestDevice? = nil
      ) -> PeriodStep {
        let chain = ChainID(device: (device ?? desk).id, incarnation: 1)
        let head = ChainHead(
          chain: chain, size: size, hash: hash ?? EntryHash(of: desk.entries[min(size, desk.entries.count) - 1]))
        return PeriodStep(
          unit: unit, period: period ?? past, act: act, voice: .unit, reason: reason, sessions: act == .sign ? 3 : 0,
          heads: act == .sign ? [PeriodHead(head)] : [], time: time)
      }
      func ask(_ step: PeriodStep) async throws -> HubAnswer {
        let body = try LeadAct(step).signed(by: lead.key)
        return try await hub.ask(lead, HubRequest(.post, Route.acts, body: body))
      }
      #expect(try await ask(step(.reopen, 1, reason: "nhập thiếu")).refusal == .periodHeld)
      #expect(try await ask(step(.sign, 1, in: ReportPeriod(.month, holding: today))).refusal == .periodHeld)
      #expect(try await ask(step(.sign, 1, unit: "29243")).refusal == .wrongUnit)
      #expect(try await ask(step(.sign, 1, of: stranger)).refusal == .wrongUnit)
      #expect(try await ask(step(.sign, 1, size: 2, hash: EntryHash(of: [7]))).refusal == .malformed)
      #expect(try await ask(step(.reopen, 1)).refusal == .malformed)
      // What came by stick may be ahead of the hub. The same act again is the same.
      let sign = step(.sign, 2, size: 9, hash: EntryHash(of: [9]))
      for _ in 1...2 { #expect(try await ask(sign).status == 200) }
      #expect(try await ask(step(.sign, 3)).refusal == .periodHeld)
      let reopen = step(.reopen, 4, reason: "nhập thiếu")
      #expect(try await ask(reopen).status == 200)
      let again = step(.sign, 5)
      #expect(try await ask(again).status == 200)
      let answer = try await hub.ask(lead, HubRequest(.get, Route.desks))
      #expect(UnitDesks(bytes: answer.body, limit: Limits.newsBytes)?.periods == [sign, reopen, again])
      // The province reads it: the unit waits.
      let receive = PeriodStep(unit: "29242", period: past, act: .receive, voice: .province, time: 6)
      #expect(try await hub.hub.take(receive, by: "person whole") == nil)
      #expect(try await ask(step(.reopen, 7, reason: "nhập thiếu")).refusal == .periodHeld)
      #expect(try await hub.hub.take(reopen, by: lead.id.rawValue + "2") == .isRead)
      // A lead does not speak for the province.
      var forged = receive
      forged.act = .approve
      #expect(try await ask(forged).refusal == .malformed)
    }
  }

  @Test func `a chain is handed out to its unit's lead in pages that end at the signed head`() async throws {
    try await InProcessHub.with { hub in
      let (lead, stranger) = (try TestDevice(seed: 1), try TestDevice(seed: 9))
      var desk = try TestDevice(seed: 2)
      try await hub.enrol(lead, role: .lead)
      try await hub.enrol(stranger, unit: "29243", role: .lead)
      try await hub.enrol(desk)
      try desk.write(sessions: 700)
      #expect(try await hub.push(desk, try desk.batch(through: 300)).pushed != nil)
      let lost = LostRange(first: 301, last: 305, hash: desk.hash(305))
      let rest = desk.entries[305...].map { Batch.Item.entry($0) }
      #expect(try await hub.push(desk, try desk.seal([.lost(lost)] + rest, after: 300)).pushed != nil)
      func page(_ after: Int, _ asker: TestDevice) async throws -> HubAnswer {
        try await hub.ask(
          asker, HubRequest(.get, "\(Route.entries)?device=\(desk.id.rawValue)&incarnation=1&after=\(after)"))
      }
      var (after, hash) = (0, EntryHash.zero)
      var found: [Batch.Item] = []
      while true {
        let answer = try await page(after, lead)
        if answer.status == 204 { break }
        let page = try ChainPage(bytes: answer.body)
        #expect(page.batch.base.size == after && page.batch.base.hash == hash)
        try page.signed.check(publicKey: desk.key.publicKey)
        #expect(page.signed.last.sequence == 700)
        found += page.batch.items
        (after, hash) = (page.batch.end.size, page.batch.end.hash)
      }
      #expect(after == 700 && hash == desk.head)
      #expect(found.count == 696 && found[300] == .lost(lost))
      #expect(try await page(0, stranger).refusal == .wrongUnit)
      #expect(try await page(0, desk).refusal == .wrongRole)
      #expect(try await page(-1, lead).refusal == .malformed)
    }
  }

  /// Pushes stretches that were lost, one behind the other, of so many places each.
  private func lose(
    _ stretches: Int, of places: Int, _ desk: TestDevice, incarnation: Int = 1, after base: ChainHead? = nil,
    _ hub: InProcessHub
  ) async throws -> ChainHead {
    let chain = ChainID(device: desk.id, incarnation: incarnation)
    let base = base ?? ChainHead(chain: chain, size: 0, hash: .zero)
    let items = (0..<stretches).map { number in
      let first = base.size + number * places + 1
      return Batch.Item.lost(LostRange(first: first, last: first + places - 1, hash: EntryHash(of: [UInt8(number)])))
    }
    let batch = Batch(publicKey: desk.key.publicKey, base: base, items: items)
    let bytes = try SealedBatch.signed(batch, key: desk.key)
    #expect(try await hub.ask(desk, HubRequest(.post, Route.push, body: bytes)).pushed != nil)
    return batch.end
  }

  @Test func `more lost stretches behind each other than one page takes come with several`() async throws {
    try await InProcessHub.with { hub in
      let (lead, desk) = (try TestDevice(seed: 1), try TestDevice(seed: 2))
      try await hub.enrol(lead, role: .lead)
      try await hub.enrol(desk)
      var end = try await lose(60, of: 2, desk, hub)
      for _ in 0..<2 { end = try await lose(60, of: 2, desk, after: end, hub) }
      var after = 0
      for pages in 1...3 {
        let path = "\(Route.entries)?device=\(desk.id.rawValue)&incarnation=1&after=\(after)"
        let answer = try await hub.ask(lead, HubRequest(.get, path))
        let page = try ChainPage(bytes: answer.body)
        #expect(page.batch.items.count == (pages < 3 ? Limits.batchLosses : 180 - 2 * Limits.batchLosses))
        after = page.batch.end.size
      }
      #expect(after == end.size)
    }
  }

  @Test func `a desk that says it lost all of several chains keeps its lead from nothing`() async throws {
    try await InProcessHub.with { hub in
      let (lead, desk) = (try TestDevice(seed: 1), try TestDevice(seed: 2))
      try await hub.enrol(lead, role: .lead)
      try await hub.enrol(desk)
      for incarnation in 1...3 { _ = try await lose(1, of: Limits.chainEntries, desk, incarnation: incarnation, hub) }
      // Nothing that a lead's program would not believe.
      let told = try await desks(hub, lead)[1]
      #expect(told.exchanges.map(\.entries) == [Limits.chainEntries] && told.held == 0)
    }
  }
}
