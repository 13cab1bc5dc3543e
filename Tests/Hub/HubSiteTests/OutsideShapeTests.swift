import AccountStore
import CZip
import Checklists
import Foundation
import HTTPTypes
import HubFixtures
import HubPages
import HubService
import HubSite
import Journal
import JournalFixtures
import Protocol
import Reports
import Statistics
import TestTraits
import Testing
import Yams

/// Every way in which the hub tells something, asked by everybody who stands outside the units: what is about fewer than
/// ``Disclosure/fewest`` changes no answer, not one letter of it.
@Suite(.ownThread) struct OutsideShapeTests {
  // MARK: The ways

  /// Who is told something at a path of the hub's description.
  private enum Audience {
    /// Programs and people of the hub, of no citizen.
    case machine
    /// The desks and leads of one unit, of that unit.
    case unit
    case trainer
    case program
  }

  private static let audiences: [String: Audience] = [
    "/health": .machine, "/ready": .machine, "/metrics": .machine, "/v1/hub": .machine, "/v1/enrol": .machine,
    "/v1/packs/{hash}": .machine,
    "/v1/push": .unit, "/v1/pull": .unit, "/v1/erasures": .unit, "/v1/contacts": .unit,
    "/v1/desks": .unit, "/v1/names": .unit, "/v1/acts": .unit, "/v1/entries": .unit, "/v1/figures": .trainer,
    "/v1/export/sessions": .program, "/v1/export/dhis2": .program, "/v1/export/adx": .program,
    "/odata/v4/{set}": .program,
  ]

  private static func described() throws -> Set<String> {
    var place = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { place.deleteLastPathComponent() }
    let text = try String(contentsOf: place.appendingPathComponent("Assets/openapi.yaml"), encoding: .utf8)
    let document = try #require(try Yams.load(yaml: text) as? [String: Any])
    return Set(try #require(document["paths"] as? [String: Any]).keys)
  }

  @Test func `every path that is described has its readers`() throws {
    #expect(try Self.described() == Set(Self.audiences.keys))
  }

  /// What is asked of a page: those that take a period are asked for each kind of it.
  private static func paths(_ page: PagePath) -> [String] {
    let path = page.path
    let periods = ["month", "year"].map { "\(path)?period=\($0)&on=\(month)-10" }
    switch page {
    case .report, .problems, .satisfaction, .petitions, .download: return [path] + periods
    case .units, .trends: return [path, path + "?lang=en", path + "?lang=vi"]
    default: return [path]
    }
  }

  private static let month = "2025-11"

  /// Questions to a set: whole, counted, in parts, and by every bound on every number that it has.
  private static func questions(_ set: String, _ numbers: [String]) -> [String] {
    var questions = ["", "/$count", "?$count=true&$top=1&$skip=1", "?$skiptoken=1", "?$filter=isHidden eq false"]
    for number in numbers {
      for way in ["eq", "ge"] {
        for bound in [1, 3, 5] {
          questions += ["/$count?$filter=\(number) \(way) \(bound)", "?$count=true&$filter=\(number) \(way) \(bound)"]
        }
      }
      questions += ["?$orderby=\(number) desc", "?$orderby=\(number)&$select=\(number)"]
    }
    return questions.map { "/odata/v4/\(set)\($0)".replacing(" ", with: "%20") }
  }

  // MARK: The readers

  private struct World {
    let site: Site
    let browsers: [String: Browser]
    let tokens: [String: Secret]
    let trainer: TestDevice
    var desks: [TestDevice]
  }

  /// Adds what asks, then sessions of three units in a month that has ended; `first` of those that stand alone are of one
  /// kind, the rest of another.
  private static func world(_ site: Site, first: Int) async throws -> World {
    let mapping = """
      {"dataSet": "dataSet0001", "orgUnits": {"29242": "orgUnit0001", "29245": "orgUnit0002", "00004": "orgUnit0003"},
       "hub": "orgUnit0000", "figures": [
        {"table": "services", "row": "total", "column": "total", "dataElement": "element0001"},
        {"table": "services", "row": "total", "column": "declined", "dataElement": "element0002"},
        {"table": "ages", "row": "total", "column": "<18", "dataElement": "element0003"}],
       "unitSessions": {"dataElement": "sessions001"}}
      """
    try Data(mapping.utf8).write(to: URL(fileURLWithPath: site.hub.folder + "/dhis2.json"))
    var tokens: [String: Secret] = [:]
    for (name, scope) in [("hub", UnitScope.hub), ("part", .province("84"))] {
      tokens[name] = try site.token(name, scope, entries: false, days: 1_000)
    }
    let trainer = try TestDevice(seed: 9_000)
    try await site.hub.enrol(trainer, role: .trainer)
    var desks: [TestDevice] = []
    for (place, unit) in ["29242", "29245", "00004"].enumerated() {
      var desk = try TestDevice(seed: UInt64(place + 1))
      try await site.hub.enrol(desk, unit: unit)
      let count = place == 0 ? 3 : 40
      for number in 0..<count {
        try desk.write(session(unit, day: 10, place == 0 ? .rare(number < first) : .usual(number)))
      }
      try await push(&desk, 0, site)
      desks.append(desk)
    }
    site.hub.clock.advance(by: 15 * 86_400_000)
    var browsers: [String: Browser] = [:]
    for name in ["province", "whole", "admin", "lead"] { browsers[name] = try await site.browser(of: name) }
    return World(site: site, browsers: browsers, tokens: tokens, trainer: trainer, desks: desks)
  }

  private enum Kind {
    case usual(Int)
    /// One of two kinds that are about too few.
    case rare(Bool)
  }

  private static func session(_ unit: String, day: Int, _ kind: Kind) -> EntryBody {
    let start = Int64(20_393 + day) * 86_400_000
    let began = Moment(wallMilliseconds: start, offsetMinutes: 420, boot: "b", monotonicMilliseconds: 0)
    let ended = Moment(wallMilliseconds: start + 600_000, offsetMinutes: 420, boot: "b", monotonicMilliseconds: 600_000)
    var facts = SessionFacts(
      began: began, ended: ended, unit: unit, volunteer: nil, checklist: "vneid", version: 1, checklistHash: "",
      consentVersion: 1, answers: [], steps: [StepFact(step: "activate", state: .done, milliseconds: 1_000)],
      problems: [], outcome: .completed)
    switch kind {
    case .usual(let number):
      facts.outcome = number < 25 ? .completed : .appointment
      facts.ageBand = number % 2 == 0 ? .from18 : .from60
      facts.satisfaction = number % 2 == 0 ? 4 : 5
    case .rare(let isFirst):
      facts.outcome = isFirst ? .declined : .notEligible
      facts.ageBand = isFirst ? .under18 : .from18
      facts.satisfaction = isFirst ? 1 : 2
      facts.service = isFirst ? "khai-sinh" : "khai-tu"
      facts.petition = Petition(topic: isFirst ? .identity : .payment, text: "")
      facts.problems = [
        ProblemFact(step: "activate", problem: isFirst ? "E-V01" : "E-V02", words: nil, helped: isFirst)
      ]
    }
    return .session(facts)
  }

  private static func push(_ desk: inout TestDevice, _ base: Int, _ site: Site) async throws {
    #expect(try await site.hub.push(desk, try desk.batch(after: base)).pushed != nil)
  }

  /// Each desk is heard now; what it says counts nowhere.
  private static func hear(_ world: inout World) async throws {
    for place in world.desks.indices {
      let base = world.desks[place].entries.count
      let desk = world.desks[place]
      try world.desks[place].write(
        .amendment(of: desk.entry(1), Amendment(note: "đã xem"), by: nil, at: desk.bodies.now))
      try await push(&world.desks[place], base, world.site)
    }
  }

  private static func write(_ bodies: [EntryBody], _ desk: Int, _ world: inout World) async throws {
    let base = world.desks[desk].entries.count
    for body in bodies { try world.desks[desk].write(body) }
    try await push(&world.desks[desk], base, world.site)
  }

  // MARK: Asking

  /// Pages that begin anew, and remember nothing.
  private static func fresh(_ world: World) throws -> HubSite {
    var settings = SiteSettings.forTests()
    settings.units = Site.units()
    return HubSite(
      hub: world.site.hub.hub, accounts: world.site.accounts, folder: HubFolder(world.site.hub.folder),
      settings: settings)
  }

  /// What everybody outside is answered, by who asks what.
  private static func answers(_ world: World) async throws -> [String: String] {
    let site = try fresh(world)
    var answers: [String: String] = [:]
    for (name, browser) in world.browsers where name != "lead" {
      var browser = browser.moved(to: site)
      // The audit log tells what these very questions were.
      for path in PagePath.all.filter({ $0 != .audit }).flatMap(paths) {
        answers["\(name) \(path)"] = text(await browser.get(path))
      }
    }
    for (name, secret) in world.tokens {
      func ask(_ path: String) async -> HubAnswer {
        let answer = await site.answer(
          HubRequest(.get, path, headers: [.authorization: "Bearer \(secret.text)"]), from: "")
        answers["\(name) \(path)"] = text(answer)
        return answer
      }
      for path in try described() where audiences[path] == .program && path != "/odata/v4/{set}" {
        for query in ["", "?month=\(month)", "?limit=10", "?cursor=0-1"] { _ = await ask(path + query) }
      }
      _ = await ask("/odata/v4/")
      let metadata = await ask("/odata/v4/$metadata").text
      for set in metadata.pieces(from: "<EntitySet Name=\"", to: "\"") {
        let properties = try #require(
          metadata.pieces(from: "<EntityType Name=\"\(set)Row\">", to: "</EntityType>").first)
        let numbers = properties.pieces(from: "<Property ", to: "/>").filter { $0.contains("Edm.Int64") }
          .compactMap { $0.pieces(from: "Name=\"", to: "\"").first }
        #expect(!numbers.isEmpty, "\(set)")
        for path in questions(set, numbers) { _ = await ask(path) }
      }
    }
    return answers
  }

  /// What trainers are told.
  private static func figures(_ world: World) async throws -> [String: FigureAnswer] {
    world.site.hub.clock.advance(by: 61_000)
    let index = try #require(
      FigureIndex(bytes: try await world.site.hub.ask(world.trainer, HubRequest(.get, Route.figures)).body))
    var answers: [String: FigureAnswer] = [:]
    for item in index.checklists {
      for filter in [FigureFilter()] + item.versions.map({ FigureFilter(version: $0) }) {
        let question = FigureQuestion(item.checklist, filter)
        let answer = try await world.site.hub.ask(world.trainer, HubRequest(.get, question.path))
        var told = try #require(FigureAnswer(bytes: answer.body), "\(answer.status)")
        told.made = 0
        answers[question.path] = told
      }
    }
    return answers
  }

  /// An answer with its headers, without what is drawn for each session in a browser.
  private static func text(_ answer: HubAnswer) -> String {
    let headers = answer.headers.filter { $0.name != .setCookie }.map { "\($0.name): \($0.value)" }.joined(
      separator: "\n")
    var body = answer.body.starts(with: [0x50, 0x4b]) ? contents(answer.body) : answer.text
    while let start = body.range(of: "name=\"token\" value=\""),
      let end = body[start.upperBound...].firstIndex(of: "\"")
    {
      body.replaceSubrange(start.lowerBound...end, with: "")
    }
    return "\(answer.status)\n\(headers)\n\n\(body)"
  }

  /// The parts of a workbook, but for who made it and when.
  private static func contents(_ workbook: [UInt8]) -> String {
    var source = zip_error_t()
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: workbook.count, alignment: 1)
    bytes.copyMemory(from: workbook, byteCount: workbook.count)
    defer { bytes.deallocate() }
    guard let held = zip_source_buffer_create(bytes, UInt64(workbook.count), 0, &source),
      let archive = zip_open_from_source(held, ZIP_RDONLY, &source)
    else { return "no archive" }
    defer { zip_discard(archive) }
    var text = ""
    for index in 0..<UInt64(max(0, zip_get_num_entries(archive, 0))) {
      guard let name = zip_get_name(archive, index, 0).map({ String(cString: $0) }), !name.hasPrefix("docProps/"),
        let file = zip_fopen_index(archive, index, 0)
      else { continue }
      var part = [UInt8](repeating: 0, count: 1 << 20)
      let count = part.withUnsafeMutableBytes { zip_fread(file, $0.baseAddress, UInt64($0.count)) }
      zip_fclose(file)
      text += "\(name)\n\(String(decoding: part.prefix(Int(max(0, count))), as: UTF8.self))\n"
    }
    return text
  }

  private static func differences(_ left: [String: String], _ right: [String: String]) -> [String] {
    Set(left.keys).union(right.keys).filter { left[$0] != right[$0] }.sorted()
  }

  /// What the unit's own lead is told.
  private static func own(_ world: World) async throws -> String {
    guard var browser = world.browsers["lead"]?.moved(to: try fresh(world)) else { return "" }
    return await browser.get("/report/report.json?period=month&on=\(month)-10").text
  }

  // MARK: Tests

  /// One more session of the small unit, one of its others as it was not, a quick question, and one that was cancelled.
  private static func writeFew(_ world: inout World) async throws {
    let id = world.desks[0].entry(1)
    try await write(
      [
        session("29242", day: 10, .rare(true)),
        .amendment(of: id, Amendment(outcome: .notEligible), by: nil, at: world.desks[0].bodies.now),
        .quickHelp(
          QuickHelpFacts(
            at: world.desks[0].bodies.now, unit: "29242", volunteer: nil, checklist: "vneid", topic: .step("activate"),
            helped: true)),
        .cancelled(CancelledFacts(day: Day(daysSince1970: 20_403), unit: "29242")),
      ], 0, &world)
  }

  private static func writeMany(_ world: inout World) async throws {
    try await write((0..<30).map { session("29245", day: 11, .usual($0)) }, 1, &world)
  }

  @Test func `what comes late about too few changes no answer to anybody outside, and what comes about many does`()
    async throws
  {
    try await Site.with { site in
      var world = try await Self.world(site, first: 2)
      try await Self.hear(&world)
      let (before, own) = (try await Self.answers(world), try await Self.own(world))
      try await Self.writeFew(&world)
      let after = try await Self.answers(world)
      for place in Self.differences(before, after) {
        Issue.record("\(place)\n\(before[place] ?? "")\n\n\(after[place] ?? "")")
      }
      #expect(try await Self.own(world) != own, "the unit itself is told")
      try await Self.writeMany(&world)
      let told = Self.differences(after, try await Self.answers(world))
      let month = "?period=month&on=2025-11-10"
      for place in [
        "whole /report" + month, "whole /report/report.xlsx" + month, "whole /report/report.csv" + month,
        "whole /report/report.json" + month, "whole /trends", "hub /v1/export/dhis2?month=2025-11",
        "hub /v1/export/adx?month=2025-11", "hub /odata/v4/Figures",
      ] { #expect(told.contains(place), "\(place)") }
    }
  }

  @Test func `trainers are told as little of what comes late about too few`() async throws {
    try await Site.with { site in
      var world = try await Self.world(site, first: 2)
      let before = try await Self.figures(world)
      #expect(!before.isEmpty)
      try await Self.writeFew(&world)
      #expect(try await Self.figures(world) == before)
      try await Self.writeMany(&world)
      #expect(try await Self.figures(world) != before)
    }
  }

  @Test func `of which of two kinds the few are is told to nobody outside`() async throws {
    var worlds: [[String: String]] = []
    for first in 1...2 {
      try await Site.with { site in
        var world = try await Self.world(site, first: first)
        try await Self.hear(&world)
        worlds.append(try await Self.answers(world))
      }
    }
    for place in Self.differences(worlds[0], worlds[1]) {
      Issue.record("\(place)\n\(worlds[0][place] ?? "")\n\n\(worlds[1][place] ?? "")")
    }
    #expect(worlds[0].count > 150)
  }
}

extension Browser {
  /// The same person at other pages of the same hub.
  fileprivate func moved(to site: HubSite) -> Browser {
    var moved = Browser(site: site, address: address)
    moved.cookies = cookies
    return moved
  }
}

extension String {
  /// What stands between two texts, each time.
  fileprivate func pieces(from start: String, to end: String) -> [String] {
    components(separatedBy: start).dropFirst().map { $0.components(separatedBy: end)[0] }
  }
}
