package import DeskPorts
package import Journal
package import Protocol

/// An exchange that is made up: previews draw it, and stories steer it. It starts nothing and reaches nothing.
package final class SampleExchange: ExchangePort {
  /// What is remembered.
  package var remembered: ExchangeOverview
  /// Sticks that are found.
  package var mounted: [Stick]
  /// What each call of ``news()`` brings while something runs, in order; then nothing.
  package var script: [SyncNews]
  package var isOnline = false
  /// Thrown by ``overview()`` and ``start(_:)``, while set.
  package var trouble: ExchangeTrouble?
  /// Thrown by ``applyOrders(to:at:)``, while set.
  package var refusal: JournalProblem?
  /// Called when an exchange ended, to change what is remembered.
  package var ended: (SampleExchange) -> Void = { _ in }
  /// What is opened for a lead.
  package var followUps: [OpenedContact] = []
  /// Orders that are carried out with the next ``applyOrders(to:at:)``.
  package var orders: [EntryHash] = []

  // What was asked of it
  package private(set) var started: [SyncJob] = []
  package private(set) var stops = 0
  package private(set) var overviews = 0
  package private(set) var looks = 0
  package private(set) var confirmed: [LeadKeyID] = []
  package private(set) var named: [DeskNaming] = []
  package private(set) var said: [LeadAct] = []
  private var isRunning = false

  package init(
    _ remembered: ExchangeOverview = ExchangeOverview(), script: [SyncNews] = [], mounted: [Stick] = []
  ) {
    self.remembered = remembered
    self.script = script
    self.mounted = mounted
  }

  package func overview() throws(ExchangeTrouble) -> ExchangeOverview {
    overviews += 1
    if let trouble { throw trouble }
    var overview = remembered
    overview.waitingOrders = orders.count
    return overview
  }

  package func start(_ job: SyncJob) throws(ExchangeTrouble) {
    if let trouble { throw trouble }
    if isRunning { throw .failed(.busy) }
    started.append(job)
    isRunning = true
    if job == .followUps {
      let lines = followUps.map { SyncLine(.contact, contact: $0) } + [SyncLine(.done, entries: followUps.count)]
      script.insert(SyncNews(lines: lines, end: .exited(0)), at: 0)
    }
  }

  package func news() -> SyncNews {
    guard isRunning, !script.isEmpty else { return SyncNews() }
    let news = script.removeFirst()
    if news.end != nil {
      isRunning = false
      ended(self)
    }
    return news
  }

  package func stop() { stops += 1 }
  package func sticks() -> [Stick] { mounted }

  package func hasNetwork() -> Bool {
    looks += 1
    return isOnline
  }

  package func applyOrders(to journal: any JournalPort, at: Moment) throws(ExchangeTrouble) -> Int {
    if let refusal { throw .journal(refusal) }
    let count = orders.count
    while let order = orders.first {
      do { _ = try journal.eraseOrdered(receipt: order, at: at) } catch { throw .journal(error) }
      orders.removeFirst()
    }
    return count
  }

  package func name(_ naming: DeskNaming) throws(ExchangeTrouble) {
    if let trouble { throw trouble }
    named.append(naming)
    guard let index = remembered.unit?.desks.firstIndex(where: { $0.device == naming.device }) else { return }
    remembered.unit?.desks[index].name = naming.name
  }

  package func say(_ act: LeadAct) throws(ExchangeTrouble) {
    if let trouble { throw trouble }
    said.append(act)
    if let mark = act.mark { remembered.asked.insert(MarkedEntry(mark: mark, row: nil, isDone: false), at: 0) }
    if let standing = act.standing {
      remembered.unitStandings.removeAll { ($0.device, $0.volunteer) == (standing.device, standing.volunteer) }
      remembered.unitStandings.insert(standing, at: 0)
    }
    if let petition = act.petition { remembered.petitions.append(petition) }
  }

  package func confirm(_ key: LeadKeyID) throws(ExchangeTrouble) {
    confirmed.append(key)
    remembered.leadKeys.removeAll { $0 == key }
  }
}

extension SampleExchange {
  /// A team lead's laptop after some weeks; `now` is what its clock says, in milliseconds since 1970.
  package static func lead(now: Int64) -> SampleExchange {
    let hour: Int64 = 3_600_000
    let receipt = ExchangeSummary.LastReceipt(
      hub: HubID(rawValue: "a1b2c3d4" + String(repeating: "0", count: 24)), hubIncarnation: 1, incarnation: 1,
      size: 1222, head: String(repeating: "a", count: 64), time: now - 20 * hour)
    let summary = ExchangeSummary(
      kept: 1234, sent: 1222, unsent: 12, quarantined: 2, erased: 3, oldestUnsent: now - 19 * hour, receipt: receipt,
      hub: "https://tram.mau.example", unit: "29242", role: .lead)
    let overview = ExchangeOverview(
      summary: summary, history: history(now, hour),
      quarantined: [
        QuarantinedEntry(quarantine: Quarantine(incarnation: 1, sequence: 1, reason: .personalNumber), row: 1),
        QuarantinedEntry(quarantine: Quarantine(incarnation: 1, sequence: 871, reason: .unreadable), row: nil),
      ],
      carried: desks(now, hour), notes: ["Chiều thứ Sáu họp tổ lúc 16 giờ."], leadKeys: [], unit: unit(now, hour),
      device: DeviceID(rawValue: "77c0ffee" + String(repeating: "0", count: 24)),
      unitStandings: [
        PersonStanding(
          device: DeviceID(rawValue: "0a17b3c2" + String(repeating: "0", count: 24)),
          volunteer: VolunteerCode(number: 3), isBarred: true, time: now - 30 * hour)
      ],
      kept: EntryKinds([
        .session: 870, .count: 30, .quickHelp: 210, .shift: 96, .amendment: 17, .followUpClosed: 8, .petition: 3,
      ]), unsent: EntryKinds([.session: 8, .quickHelp: 3, .shift: 1]))
    let lines = [
      SyncLine(.stage, stage: .sending, next: .fetching),
      SyncLine(.progress, entries: 5, ofEntries: 12, bytes: 1_234, bytesPerSecond: 617),
    ]
    let exchange = SampleExchange(
      overview,
      script: [
        SyncNews(lines: lines),
        SyncNews(lines: [SyncLine(.failed, failure: .noAnswer, subject: "tram.mau.example")], end: .exited(12)),
      ],
      mounted: [
        Stick(folder: "/media/desk/XA-MAU", freeBytes: 3_200_000_000, bundles: ["/media/desk/XA-MAU/a.tsb"]),
        Stick(folder: "/media/desk/USB", freeBytes: 812_000_000, bundles: []),
      ])
    let today = Int(now / 86_400_000)
    exchange.followUps = [("0a17b3c2", "Bàn 1", "bác Mẫu", 1), ("5e90d1f4", "Bàn 2 nhà văn hoá", "cô Thử", 0)].map {
      id, desk, name, days in
      OpenedContact(
        entry: EntryID(device: DeviceID(rawValue: id + String(repeating: "0", count: 24)), incarnation: 1, sequence: 7),
        contact: Contact(
          name: name, phone: "", appointment: "mang thẻ đến kích hoạt", due: Day(daysSince1970: today - days),
          consentVersion: 1), desk: desk)
    }
    return exchange
  }

  private static func history(_ now: Int64, _ hour: Int64) -> [ExchangeRecord] {
    [
      ExchangeRecord(
        began: now - 2 * hour, ended: now - 2 * hour + 20_000, way: .network, failure: .portal, entries: 0, bytes: 0,
        attentions: []),
      ExchangeRecord(
        began: now - 20 * hour, ended: now - 20 * hour + 4_000, way: .network, failure: nil, entries: 31, bytes: 7_440,
        attentions: [.quarantined]),
      ExchangeRecord(
        began: now - 44 * hour, ended: now - 44 * hour + 900, way: .stickRead, failure: nil, entries: 204,
        bytes: 19_800, attentions: []),
      ExchangeRecord(
        began: now - 500 * hour, ended: now - 500 * hour + 1_200, way: .enrolment, failure: nil, entries: 0, bytes: 0,
        attentions: []),
    ]
  }

  private static func unit(_ now: Int64, _ hour: Int64) -> UnitDesks {
    func desk(
      _ id: String, _ name: String, _ role: DeviceRole, _ size: Int, _ apart: Int, _ hours: Int64, skew: Int64 = 0
    ) -> UnitDesk {
      let last = DeskExchange(time: now - hours * hour, entries: 31, carrier: nil)
      let stick = DeskExchange(
        time: now - 170 * hour, entries: 204,
        carrier: DeviceID(rawValue: "77c0ffee" + String(repeating: "0", count: 24)))
      return UnitDesk(
        device: DeviceID(rawValue: id + String(repeating: "0", count: 24)), name: name, role: role,
        enrolled: now - 500 * hour, seen: now - hours * hour, isRevoked: false, skew: skew,
        chains: size > 0 ? [UnitChain(incarnation: 1, branch: 0, size: size, quarantined: apart, lost: 0)] : [],
        exchanges: size > 0 ? [last, stick] : [])
    }
    return UnitDesks(
      time: now - 2 * hour,
      desks: [
        desk("77c0ffee", "Máy trưởng nhóm", .lead, 1222, 2, 20), desk("0a17b3c2", "Bàn 1", .desk, 804, 0, 3),
        desk("5e90d1f4", "Bàn 2 nhà văn hoá", .desk, 407, 1, 44, skew: 400_000), desk("9b2e66aa", "", .desk, 0, 0, 90),
      ])
  }

  private static func desks(_ now: Int64, _ hour: Int64) -> [CarriedDesk] {
    func desk(_ name: String, _ seen: Int, _ sent: Int, _ apart: Int, _ hours: Int64, _ forked: Bool) -> CarriedDesk {
      CarriedDesk(
        device: DeviceID(rawValue: name + String(repeating: "0", count: 24)), seen: seen, sent: sent,
        quarantined: apart, time: now - hours * hour, isForked: forked)
    }
    return [
      desk("0a17b3c2", 804, 804, 0, 44, false), desk("5e90d1f4", 611, 407, 1, 44, false),
      desk("c3aa0b71", 120, 96, 0, 70, true),
    ]
  }
}
