import AccountStore
import Foundation
import HTTPTypes
import HubFixtures
import Protocol
import Testing

/// What goes to a DHIS2.
@Suite struct DataValueTests {
  /// What the pages on data values of DHIS2's Web API documentation ask of a data value set, which no schema file says: its
  /// members, identifiers of a letter and ten letters or digits, one value at one place.
  private func expectDataValueSet(_ body: [UInt8], period: String) throws {
    let set = try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
    #expect(Set(set.keys) == ["dataSet", "period", "dataValues"])
    let values = try #require(set["dataValues"] as? [[String: String]])
    let known: Set<String> = ["dataElement", "period", "orgUnit", "categoryOptionCombo", "value"]
    func isName(_ text: String?) -> Bool { text?.wholeMatch(of: /[A-Za-z][A-Za-z0-9]{10}/) != nil }
    #expect(isName(set["dataSet"] as? String))
    for value in values {
      #expect(Set(value.keys).isSubset(of: known) && value["period"] == period)
      #expect(isName(value["dataElement"]) && isName(value["orgUnit"]))
      #expect(value["categoryOptionCombo"].map { isName($0) } ?? true)
      #expect(value["value"]?.wholeMatch(of: /0|[1-9][0-9]*/) != nil)
    }
    // Of two values at one place the second would take the first one's.
    let places = values.map { [$0["dataElement"], $0["orgUnit"], $0["categoryOptionCombo"]] }
    #expect(Set(places).count == places.count)
  }

  /// The rules of `adx_loose.xsd` of IHE's Aggregate Data Exchange (`urn:ihe:qrph:adx:2015`), written anew: a root with the
  /// moment of its making; in it a group at least, each of a unit and a period, which is a day and a span; in each a value at
  /// least, each of a data element and a decimal number; other attributes are the jurisdiction's.
  private func expectADX(_ text: String) {
    #expect(PageReading(text).isWellFormed)
    let root =
      #/<adx xmlns="urn:ihe:qrph:adx:2015" exported="\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)">/#
    #expect(text.matches(of: root).count == 1)
    let group = #/<group orgUnit="[^"]+" period="\d{4}-\d\d-\d\d/P1M" dataSet="[^"]+">(.*?)</group>/#
    let groups = text.matches(of: group)
    #expect(!groups.isEmpty && text.split(separator: "<group").count == groups.count + 1)
    let value = #/<dataValue dataElement="[^"]+"( categoryOptionCombo="[^"]+")? value="-?\d+(\.\d+)?"/>/#
    for group in groups {
      let values = group.output.1.matches(of: value)
      #expect(!values.isEmpty && values.reduce(0) { $0 + $1.output.0.count } == group.output.1.count)
    }
  }

  @Test func `figures of a month go to a DHIS2 by the mapping in the documented forms, and what is hidden does not`()
    async throws
  {
    try await Site.with { site in
      try await site.fill(["29242", "29245", "00004"], sessions: 40)
      let mapping = """
        {"dataSet": "dataSet0001", "orgUnits": {"29242": "orgUnit0001", "29245": "orgUnit0002"}, "hub": "orgUnit0000",
         "figures": [{"table": "services", "row": "total", "column": "completed", "dataElement": "completed01"},
          {"table": "nothing", "row": "a", "column": "b", "dataElement": "completed02"}],
         "unitSessions": {"dataElement": "sessions001", "categoryOptionCombo": "default0001"}}
        """
      try Data(mapping.utf8).write(to: URL(fileURLWithPath: site.hub.folder + "/dhis2.json"))
      site.hub.clock.advance(by: 10 * 24 * Site.hour)
      let secret = try site.token("dhis2", .hub, entries: false)
      let answer = await site.ask("/v1/export/dhis2?month=2025-11", secret)
      #expect(answer.status == 200)
      let set = try #require(try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any])
      #expect(set["dataSet"] as? String == "dataSet0001" && set["period"] as? String == "202511")
      let values = try #require(set["dataValues"] as? [[String: String]])
      try expectDataValueSet(answer.body, period: "202511")
      #expect(values.filter { $0["dataElement"] == "sessions001" }.map { $0["value"] } == ["40", "40"])
      #expect(values.count { $0["dataElement"] == "completed01" } == 1)
      #expect(values.allSatisfy { $0["period"] == "202511" && $0["orgUnit"] != nil })
      let adx = await site.ask("/v1/export/adx?month=2025-11", secret)
      #expect(adx.headers[.contentType] == "application/adx+xml")
      expectADX(adx.text)
      #expect(adx.text.contains("<group orgUnit=\"orgUnit0001\" period=\"2025-11-01/P1M\" dataSet=\"dataSet0001\">"))
      #expect(await site.ask("/v1/export/dhis2?month=2025-12", secret).refusal == .malformed)
      #expect(await site.ask("/v1/export/dhis2?month=x", secret).refusal == .malformed)
      // A month of which nothing is told makes a set without values, and no message.
      let nothing = #"{"dataSet": "dataSet0001", "orgUnits": {}, "figures": []}"#
      try Data(nothing.utf8).write(to: URL(fileURLWithPath: site.hub.folder + "/dhis2.json"))
      try expectDataValueSet(await site.ask("/v1/export/dhis2?month=2025-11", secret).body, period: "202511")
      #expect(await site.ask("/v1/export/adx?month=2025-11", secret).refusal == .notFound)
      try Data("{}".utf8).write(to: URL(fileURLWithPath: site.hub.folder + "/dhis2.json"))
      #expect(await site.ask("/v1/export/dhis2?month=2025-11", secret).refusal == .unavailable)
    }
  }
}
