import HubFixtures
import HubStore
import Journal
import Protocol
import Reports
import Testing

/// What every store promises of codes, devices, nonces, receipts, notes and rosters.
@Suite struct PeopleContract {
  private func device(_ name: String = DeviceID(publicKey: [.random(in: 0...255), .random(in: 0...255)]).rawValue)
    -> EnrolledDevice
  {
    EnrolledDevice(
      id: DeviceID(rawValue: name), publicKey: [UInt8](repeating: 5, count: 32), unit: "", role: .desk,
      sealingKey: nil, enrolled: 100)
  }

  private func code(_ name: String, role: DeviceRole = .desk, expires: Int64 = 1_000) -> StoredCode {
    StoredCode(
      lookup: EntryHash(of: Array(name.utf8)), secret: EntryHash(of: Array("secret \(name)".utf8)), unit: "29242",
      role: role, expires: expires)
  }

  @Test(arguments: StoreKind.allCases)
  func `a hub remembers its incarnation`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      #expect(try await store.identity() == nil)
      for incarnation in 1...3 {
        let identity = HubIdentity(hub: HubID(rawValue: "hub"), incarnation: incarnation)
        try await store.beginIncarnation(identity)
        #expect(try await store.identity() == identity)
      }
      try await store.ping()
      await store.close()
      await #expect(throws: StoreFault.self) { try await store.ping() }
      let again = try await place.open()
      #expect(try await again.identity()?.incarnation == 3)
      await again.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a code lets in one device, also when many ask in one moment`(kind: StoreKind) async throws {
    try await kind.with { place in
      let stores = try await place.openAll()
      try await stores[0].add(code("a", role: .lead))
      let devices = (0..<32).map { device("device \($0)") }
      let lookup = code("a").lookup
      let outcomes = try await withThrowingTaskGroup(of: RedeemOutcome.self) { group in
        for (index, device) in devices.enumerated() {
          group.addTask { try await stores[index % stores.count].redeem(lookup, for: device, now: 10) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      let winners = outcomes.compactMap { if case .enrolled(let device) = $0 { device } else { nil } }
      let winner = try #require(winners.first)
      #expect(winners.count == 1 && winner.unit == "29242" && winner.role == .lead)
      #expect(try await stores[0].devices() == [winner])
      #expect(try await stores[0].code(lookup)?.usedBy == winner.id)
      // Its answer was lost: it asks again, even when the code is too old by now.
      #expect(try await stores[0].redeem(lookup, for: device(winner.id.rawValue), now: 99_999) == .enrolled(winner))
      for store in stores { await store.close() }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a code that is unknown or too old lets nobody in`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      try await store.add(code("a"))
      #expect(try await store.code(code("a").lookup) == code("a"))
      #expect(try await store.code(code("b").lookup) == nil)
      #expect(try await store.redeem(code("b").lookup, for: device(), now: 10) == .refused)
      #expect(try await store.redeem(code("a").lookup, for: device(), now: 1_000) == .refused)
      #expect(try await store.devices() == [])
      await #expect(throws: StoreFault.self) { try await store.add(code("a")) }
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `devices are revoked once, listed by unit, and come back with a new code`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      var other = code("b", role: .lead)
      other.unit = "00004"
      try await store.add(code("a"))
      try await store.add(other)
      try await store.add(code("c", role: .trainer))
      var lead = device("lead")
      lead.sealingKey = [UInt8](repeating: 9, count: 32)
      _ = try await store.redeem(code("a").lookup, for: device("desk"), now: 1)
      _ = try await store.redeem(other.lookup, for: lead, now: 1)
      #expect(try await store.devices(of: nil).map(\.id.rawValue) == ["desk", "lead"])
      #expect(try await store.devices(of: "00004").map(\.sealingKey) == [lead.sealingKey])
      #expect(try await store.revoke(lead.id, at: 50))
      #expect(try await store.revoke(lead.id, at: 60))
      #expect(try await !store.revoke(DeviceID(rawValue: "nobody"), at: 60))
      #expect(try await store.device(lead.id)?.revoked == 50)
      #expect(try await store.counts().revoked == 1)
      try await store.saveSkew(-7_000, seen: 5, of: lead.id)
      #expect(try await store.device(lead.id)?.skew == -7_000)
      _ = try await store.redeem(code("c").lookup, for: lead, now: 1)
      let back = try #require(try await store.device(lead.id))
      #expect(back.revoked == nil && back.role == .trainer && back.unit == "29242")
      #expect(try await store.devices().count == 2)
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a nonce is good once, also when a request comes 32 times at once`(kind: StoreKind) async throws {
    try await kind.with { place in
      let stores = try await place.openAll()
      let id = DeviceID(rawValue: "desk")
      let admitted = try await withThrowingTaskGroup(of: Bool.self) { group in
        for task in 0..<32 {
          group.addTask {
            try await stores[task % stores.count].admit(nonce: "n", of: id, expires: 100, now: 50)
          }
        }
        return try await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
      }
      #expect(admitted == 1)
      let store = stores[0]
      #expect(try await store.admit(nonce: "n", of: DeviceID(rawValue: "other"), expires: 100, now: 50))
      #expect(try await !store.admit(nonce: "n", of: id, expires: 300, now: 100))
      #expect(try await store.admit(nonce: "n", of: id, expires: 300, now: 101))
      for store in stores { await store.close() }
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a receipt is signed once for a size, and an older one never takes its place`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      try await store.beginIncarnation(HubIdentity(hub: HubID(rawValue: "hub"), incarnation: 1))
      let chain = SampleChain(entries: 30)
      let signer = Signer(chain, incarnation: 1)
      let first = try await store.append(chain.batch(0, 10), sign: signer.sign)
      #expect(first.receipt.flatMap(Receipt.init(line:))?.size == 10)
      let second = try await store.append(chain.batch(10, 20), sign: signer.sign)
      for _ in 0..<3 {
        #expect(try await store.append(chain.batch(0, 15), sign: signer.sign).receipt == second.receipt)
      }
      #expect(signer.count == 2)
      #expect(try await store.receipts(of: chain.device) == [second.receipt])
      try await store.saveReceipt(try #require(first.receipt.flatMap(Receipt.init(line:))))
      #expect(try await store.chains(of: nil).map(\.receipt) == [second.receipt])
      _ = try await store.append(chain.batch(20, 30))
      let third = try signer.sign(30, chain.hash(30))
      try await store.saveReceipt(third)
      #expect(try await store.receipts(of: chain.device) == [third.line])
      try await store.saveReceipt(try signer.sign(30, chain.hash(29)))
      #expect(try await store.receipts(of: chain.device) == [third.line])

      // In its next incarnation a hub signs anew.
      try await store.beginIncarnation(HubIdentity(hub: HubID(rawValue: "hub"), incarnation: 2))
      let later = try await store.append(chain.batch(29, 30), sign: Signer(chain, incarnation: 2).sign)
      #expect(later.receipt.flatMap(Receipt.init(line:))?.hubIncarnation == 2)
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `the same sealed bytes are known again, as long as their receipt is of this incarnation`(kind: StoreKind)
    async throws
  {
    try await kind.with { place in
      let store = try await place.open()
      try await store.beginIncarnation(HubIdentity(hub: HubID(rawValue: "hub"), incarnation: 1))
      var chain = SampleChain(entries: 30)
      chain.change(14) { $0.reason = .misplaced }
      let signer = Signer(chain, incarnation: 1)
      var batch = chain.batch(10, 20)
      batch.sealed = EntryHash(of: [1])
      let mark = SealedStretch(
        chain: ChainID(device: chain.device, incarnation: 1), base: 10, size: 20, sealed: EntryHash(of: [1]))
      _ = try await store.append(chain.batch(0, 10), sign: signer.sign)
      #expect(try await store.held(mark) == nil)
      let line = try #require(try await store.append(batch, sign: signer.sign).receipt)
      let reasons = [Quarantine(incarnation: 1, sequence: 14, reason: .misplaced)]
      #expect(try await store.held(mark) == PushAnswer(receipt: line, quarantined: reasons, isForked: false))
      var other = mark
      other.sealed = EntryHash(of: [2])
      #expect(try await store.held(other) == nil)
      other = mark
      other.size = 10
      #expect(try await store.held(other) == nil)

      _ = try await store.append(chain.batch(20, 30))
      #expect(try await store.held(mark) == nil)
      let newest = try #require(try await store.append(chain.batch(20, 30), sign: signer.sign).receipt)
      #expect(try await store.held(mark)?.receipt == newest)
      _ = try await store.append(chain.cloned(after: 25, 1, adding: 5).batch(25, 30), sign: signer.sign)
      #expect(try await store.held(mark) == PushAnswer(receipt: newest, quarantined: reasons, isForked: true))
      try await store.beginIncarnation(HubIdentity(hub: HubID(rawValue: "hub"), incarnation: 2))
      #expect(try await store.held(mark) == nil)
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a receipt that cannot be signed leaves nothing of its batch`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      let chain = SampleChain(entries: 10)
      await #expect(throws: StoreFault.self) {
        try await store.append(chain.batch(0, 10)) { _, _ in throw StoreFault.unavailable("no key") }
      }
      #expect(try await store.chains(of: nil) == [])
      #expect(try await store.append(chain.batch(0, 10)).stored == 10)
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `units have notes and a roster`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      for number in 1...25 { try await store.setNote(unit: "29242", text: "note \(number)", at: Int64(number)) }
      try await store.setNote(unit: "29242", text: "note 10", at: 30)
      let notes = try await store.notes(for: "29242")
      #expect(
        notes == (["note 10", "note 25"] + (7...24).reversed().filter { $0 != 10 }.map { "note \($0)" } + ["note 6"]))
      #expect(try await store.notes(for: "00004") == [])
      try await store.clearNotes(unit: "29242")
      #expect(try await store.notes(for: "29242") == [])

      try await store.addToRoster(["TN09", "TN01"], of: "29242")
      _ = try await store.append(SampleChain(entries: 9).batch(0, 9))
      #expect(try await store.roster(of: "29242") == ["TN00", "TN01", "TN02", "TN09"])
      #expect(try await store.roster(of: "00004") == [])
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `a store counts what it holds`(kind: StoreKind) async throws {
    try await kind.with { place in
      let store = try await place.open()
      var chain = SampleChain(entries: 10)
      chain.change(3) { $0.reason = .unknownTarget }
      _ = try await store.append(chain.batch(0, 10, boxesTo: LeadKeyID(rawValue: "l")))
      _ = try await store.append(chain.cloned(after: 5, 1, adding: 2).batch(0, 7))
      _ = try await store.erase(receipt: EntryHash(of: [1]), unit: "29242", at: 1)
      #expect(
        try await store.counts()
          == HubCounts(
            devices: 0, revoked: 0, chains: 2, forks: 1, entries: 12, quarantined: 1, boxes: 10, erasures: 1))
      #expect(
        try await store.quarantined(of: chain.device, limit: 9)
          == [Quarantine(incarnation: 1, sequence: 3, reason: .unknownTarget)])
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `marks are kept once each, the newest are told first, and of one device only so many`(kind: StoreKind)
    async throws
  {
    try await kind.with { place in
      let store = try await place.open()
      try await store.add(code("a"))
      let (desk, stranger) = (device("desk"), device("stranger"))
      guard case .enrolled = try await store.redeem(code("a").lookup, for: desk, now: 10) else {
        throw FixtureFault("not enrolled")
      }
      func mark(_ device: EnrolledDevice, _ sequence: Int, _ time: Int64) -> EntryMark {
        EntryMark(
          entry: EntryID(device: device.id, incarnation: 1, sequence: sequence), note: "mục \(sequence)", after: 9,
          time: time)
      }
      let marks = [mark(desk, 1, 30), mark(desk, 2, 20), mark(desk, 1, 10)]
      for mark in marks + marks + [mark(stranger, 1, 40)] { #expect(try await store.keep(mark, by: "lead")) }
      #expect(try await store.words(EntryMark.self, of: desk.id, limit: 9) == marks)
      #expect(try await store.words(EntryMark.self, of: desk.id, limit: 2) == Array(marks.prefix(2)))
      #expect(try await store.words(EntryMark.self, ofUnit: "29242", limit: 9) == marks)
      for sequence in marks.count..<EntryMark.mostKept {
        #expect(try await store.keep(mark(desk, sequence, 50), by: "lead"))
      }
      #expect(try await !store.keep(mark(desk, 9_999, 60), by: "lead"))
      #expect(try await store.keep(mark(stranger, 2, 60), by: "lead"))
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `of one person the newest word counts, and of one device only so many people are spoken of`(kind: StoreKind)
    async throws
  {
    try await kind.with { place in
      let store = try await place.open()
      try await store.add(code("a"))
      let (desk, stranger) = (device("desk"), device("stranger"))
      guard case .enrolled = try await store.redeem(code("a").lookup, for: desk, now: 10) else {
        throw FixtureFault("not enrolled")
      }
      func word(_ device: EnrolledDevice, _ number: Int, _ isBarred: Bool, _ time: Int64) -> PersonStanding {
        PersonStanding(
          device: device.id, volunteer: VolunteerCode(number: number), isBarred: isBarred, time: time)
      }
      let (barred, older, again) = (word(desk, 1, true, 20), word(desk, 1, false, 10), word(desk, 1, false, 30))
      for word in [barred, older, barred, word(stranger, 1, true, 40)] {
        #expect(try await store.keep(word, by: "lead"))
      }
      #expect(try await store.words(PersonStanding.self, of: desk.id, limit: 9) == [barred])
      for word in [again, word(desk, 2, true, 5)] { #expect(try await store.keep(word, by: "lead")) }
      #expect(try await store.words(PersonStanding.self, of: desk.id, limit: 9) == [again, word(desk, 2, true, 5)])
      #expect(try await store.words(PersonStanding.self, of: desk.id, limit: 1) == [again])
      #expect(try await store.words(PersonStanding.self, ofUnit: "29242", limit: 9) == [again, word(desk, 2, true, 5)])
      for number in 3...PersonStanding.mostOfDesk {
        #expect(try await store.keep(word(desk, number, true, 5), by: "lead"))
      }
      #expect(try await !store.keep(word(desk, 9_999, true, 60), by: "lead"))
      // Whoever is spoken of already is spoken of again.
      #expect(try await store.keep(word(desk, 1, true, 60), by: "lead"))
      #expect(try await store.words(PersonStanding.self, of: desk.id, limit: 1) == [word(desk, 1, true, 60)])
      await store.close()
    }
  }

  @Test(arguments: StoreKind.allCases)
  func `steps of a period stand in their order, and of two in one moment one is kept`(kind: StoreKind) async throws {
    try await kind.with { place in
      let stores = try await place.openAll()
      let month = ReportPeriod(.month, holding: Day(daysSince1970: 20_000))
      func step(_ unit: String, _ act: PeriodAct, _ reason: String? = nil) -> PeriodStep {
        PeriodStep(
          unit: unit, period: month, act: act, voice: .unit, reason: reason, sessions: act == .sign ? 3 : 0,
          heads: act == .sign
            ? [PeriodHead(ChainHead(chain: device().id.chain, size: 3, hash: EntryHash(of: [1])))] : [],
          time: 5)
      }
      let sign = step("29242", .sign)
      let kept = try await withThrowingTaskGroup(of: Bool.self) { group in
        for number in 0..<8 {
          group.addTask {
            try await stores[number % stores.count].keep(sign, by: "lead \(number)", at: 10, behind: 0)
          }
        }
        return try await group.reduce(0) { $0 + ($1 ? 1 : 0) }
      }
      #expect(kept == 1)
      let reopen = step("29242", .reopen, "nhập thiếu")
      #expect(try await !stores[0].keep(reopen, by: "lead", at: 11, behind: 0))
      #expect(try await !stores[0].keep(reopen, by: "lead", at: 11, behind: 2))
      #expect(try await stores[0].keep(reopen, by: "lead", at: 11, behind: 1))
      let other = step("29245", .sign)
      #expect(try await stores[0].keep(other, by: "lead", at: 9, behind: 0))
      let days = PeriodStep.days(of: month)
      let own = try await stores[0].periodSteps(of: "29242", days: days, limit: 9)
      #expect(own.map(\.step) == [sign, reopen] && own.map(\.time) == [10, 11])
      #expect(try await stores[0].periodSteps(of: nil, days: days, limit: 9).map(\.step) == [sign, reopen, other])
      #expect(try await stores[0].periodSteps(of: nil, days: "x", limit: 9).isEmpty)
      #expect(try await stores[0].periodSteps(of: "29242", days: nil, limit: 1).map(\.step) == [reopen])
      for store in stores { await store.close() }
    }
  }
}

extension DeviceID {
  fileprivate var chain: ChainID { ChainID(device: self, incarnation: 1) }
}
