import AccountStore
import Foundation
import HTTPTypes
import HubFixtures
import HubPages
import HubService
import HubSite
import Protocol
import Testing
import Yams

/// What `Assets/openapi.yaml` says of feeds is what they answer, and nothing else.
@Suite struct FeedDescriptionTests {
  private typealias Shape = [String: Any]

  private func document() throws -> Shape {
    var place = URL(fileURLWithPath: #filePath)
    for _ in 0..<4 { place.deleteLastPathComponent() }
    let text = try String(contentsOf: place.appendingPathComponent("Assets/openapi.yaml"), encoding: .utf8)
    return try #require(try Yams.load(yaml: text) as? Shape)
  }

  /// The answers that are described, by path: status, and what each may be written in.
  private func described() throws -> (paths: [String: [Int: Set<String>]], problems: [String: [Int: Set<String>]]) {
    let document = try document()
    let responses = try #require((document["components"] as? Shape)?["responses"] as? Shape)
    var (paths, problems): ([String: [Int: Set<String>]], [String: [Int: Set<String>]]) = ([:], [:])
    for (path, item) in try #require(document["paths"] as? Shape) {
      guard let get = (item as? Shape)?["get"] as? Shape, get["tags"] as? [String] == ["feeds"] else { continue }
      for (status, response) in try #require(get["responses"] as? Shape) {
        var response = try #require(response as? Shape)
        if let name = (response["$ref"] as? String)?.split(separator: "/").last {
          response = try #require(responses[String(name)] as? Shape)
        }
        let status = try #require(Int(status))
        let content = response["content"] as? Shape ?? [:]
        paths[path, default: [:]][status] = Set(content.keys)
        let parts = ((content["application/problem+json"] as? Shape)?["schema"] as? Shape)?["allOf"] as? [Shape] ?? []
        let types = parts.compactMap { (($0["properties"] as? Shape)?["type"] as? Shape)?["enum"] as? [String] }
        problems[path, default: [:]][status] = Set(types.joined())
      }
    }
    return (paths, problems)
  }

  @Test func `a row of sessions has exactly the columns that are described, in every form`() async throws {
    let schemas = try #require((try document()["components"] as? Shape)?["schemas"] as? Shape)
    let row = try #require(schemas["FeedRow"] as? Shape)
    let described = Set(try #require(row["properties"] as? Shape).keys)
    try await Site.with { site in
      try await site.fill(["29242"])
      let secret = try site.token("kho", .hub, entries: true)
      let table = await site.ask("/v1/export/sessions?format=csv", secret).text
      let head = try #require(table.split(whereSeparator: \.isNewline).first).split(separator: ",").map(String.init)
      #expect(Set(head) == described && head.count == described.count)
      let lines = await site.ask("/v1/export/sessions", secret).text.split(separator: "\n")
      #expect(!lines.isEmpty)
      for line in lines {
        let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? Shape)
        #expect(described.isSuperset(of: object.keys))
        for name in try #require(row["required"] as? [String]) { #expect(object[name] != nil, "\(name)") }
      }
      let rows = try #require(
        try JSONSerialization.jsonObject(with: Data(await site.ask("/odata/v4/Sessions?$top=1", secret).text.utf8))
          as? Shape)
      for object in try #require(rows["value"] as? [Shape]) { #expect(Set(object.keys) == described) }
    }
  }

  @Test func `feeds give exactly the answers that are described`() async throws {
    let (paths, problems) = try described()
    #expect(paths.keys.sorted() == ["/odata/v4/{set}", "/v1/export/adx", "/v1/export/dhis2", "/v1/export/sessions"])
    var met: [String: Set<Int>] = [:]
    func note(_ path: String, _ answer: HubAnswer) {
      met[path, default: []].insert(answer.status)
      let type = String(answer.headers[.contentType]?.prefix { $0 != ";" } ?? "")
      guard let forms = paths[path]?[answer.status] else {
        Issue.record("\(path) \(answer.status) is not described")
        return
      }
      if !answer.body.isEmpty || !forms.isEmpty { #expect(forms.contains(type), "\(path) \(answer.status) \(type)") }
      if let known = problems[path]?[answer.status], !known.isEmpty {
        let refusal = Refusal(bytes: answer.body)
        #expect(refusal.map { known.contains($0.type) } == true, "\(path) \(answer.status)")
      }
    }
    try await Site.with(settings: .forTests { $0.readers = .init(burst: 40, perSecond: 0.001) }) { site in
      try await site.fill(["29242"])
      site.hub.clock.advance(by: 10 * 86_400_000)
      var secrets: [String: Secret] = [:]
      for (name, scope, entries) in [
        ("all", UnitScope.hub, true), ("figures", .hub, false), ("unit", .commune("29242"), true),
      ] {
        secrets[name] = try site.token(name, scope, entries: entries, days: 100)
      }
      func ask(_ path: String, _ name: String?, tag: String? = nil, method: HubRequest.Method = .get) async -> HubAnswer
      {
        var request = HubRequest(method, path)
        if let name { request.headers[.authorization] = "Bearer \(secrets[name]?.text ?? "")" }
        if let tag { request.headers[.ifNoneMatch] = tag }
        return await site.site.answer(request, from: "")
      }
      let questions: [(path: String, good: [String], bad: [String])] = [
        ("/v1/export/sessions", ["", "?format=csv"], ["?limit=0", "?cursor=0123456789abcdef-1"]),
        ("/odata/v4/{set}", [""], ["?$filter=x", "?$expand=x"]), ("/v1/export/dhis2", ["?month=2025-11"], ["?month=x"]),
        ("/v1/export/adx", ["?month=2025-11"], ["?month=x"]),
      ]
      for pass in 0...1 {
        for (path, good, bad) in questions {
          let real = path.replacing("{set}", with: "Sessions")
          for query in good + bad {
            let answer = await ask(real + query, "all")
            note(path, answer)
            if let tag = answer.headers[.eTag] { note(path, await ask(real + query, "all", tag: tag)) }
          }
          note(path, await ask(real, nil))
          note(
            path,
            await ask(real + (good.first ?? ""), path.contains("dhis2") || path.contains("adx") ? "unit" : "figures"))
          note(path, await ask(real, "all", method: .post))
          // A path that is longer than any question, as the server has it refused.
          note(path, site.hub.hub.refuse(HubRequest(.get, real), Refusal(.tooLarge)))
        }
        note("/odata/v4/{set}", await site.hub.hub.answer(HubRequest(.get, "/odata/v4/None")))
        guard pass == 0 else { break }
        let mapping = """
          {"dataSet": "dataSet0001", "orgUnits": {"29242": "orgUnit0001"}, "hub": "orgUnit0000", "figures": [{"table":
           "services", "row": "total", "column": "completed", "dataElement": "completed01"}],
           "unitSessions": {"dataElement": "sessions001"}}
          """
        try Data(mapping.utf8).write(to: URL(fileURLWithPath: site.hub.folder + "/dhis2.json"))
      }
      for (path, good, _) in questions {
        let real = path.replacing("{set}", with: "Sessions") + (good.first ?? "")
        for _ in 0..<40 where met[path]?.contains(429) != true { note(path, await ask(real, "all")) }
      }
    }
    for (path, statuses) in paths { #expect(met[path] == Set(statuses.keys), "\(path)") }
  }
}
