import Assets
import Foundation
import Reports
import Testing

@Suite struct UnitRegisterTests {
  private func line(_ code: String, _ name: String) -> UnitRegister.Line {
    .init(code: code, name: name, province: "84", provinceName: "Vĩnh Long")
  }

  private func change(added: Int = 0, renamed: Int = 0, ended: Int = 0) -> UnitRegister.Change {
    var change = UnitRegister.Change()
    (change.added, change.renamed, change.ended) = (added, renamed, ended)
    return change
  }

  private func register() -> UnitRegister {
    var units = UnitRegister()
    let taken = units.take(
      [line("00001", "Xã A"), line("00002", "Xã B"), line("00003", "Xã C")], from: "2025-07-01", merges: [:])
    #expect(taken == .taken(change(added: 3)))
    return units
  }

  @Test func `a unit that was merged stands with the one that took its place, from that day on`() throws {
    var units = register()
    let taken = units.take(
      [line("00001", "Phường A"), line("00003", "Xã C")], from: "2026-01-01", merges: ["00002": "00001"])
    #expect(taken == .taken(change(renamed: 1, ended: 1)))
    #expect(units.current("00002", on: "2025-12-31") == "00002")
    #expect(units.current("00002", on: "2026-01-01") == "00001")
    #expect(units.codes(of: "00001", on: "2026-01-01") == ["00001", "00002"])
    #expect(units["00001"]?.names.map(\.name) == ["Xã A", "Phường A"])
    #expect(units.former("00001").map(\.name) == ["Xã A", "Xã B"])
    // A second merger later.
    let later = units.take([line("00003", "Xã C")], from: "2027-01-01", merges: ["00001": "00003"])
    #expect(later == .taken(change(ended: 1)))
    #expect(units.current("00002", on: "2027-01-01") == "00003")
    #expect(units.current("00002", on: "2026-06-01") == "00001")
    #expect(units.count == 1)
    let kept = try JSONDecoder().decode(UnitRegister.self, from: JSONEncoder().encode(units))
    #expect(kept == units)
  }

  @Test func `a table that loses a unit without a word changes nothing`() {
    var units = register()
    let before = units
    let lines = [line("00001", "A"), line("00003", "C")]
    #expect(units.take(lines, from: "2026-01-01", merges: [:]) == .noSuccessor(["00002"]))
    #expect(units.take(lines, from: "2026-01-01", merges: ["00002": "00009"]) == .unknownSuccessor("00009"))
    #expect(units.take([], from: "2026-01-01", merges: [:]) == .empty)
    #expect(units == before)
  }

  @Test func `the same table again changes nothing`() {
    var units = register()
    let taken = units.take(
      [line("00001", "Xã A"), line("00002", "Xã B"), line("00003", "Xã C")], from: "2026-01-01", merges: [:])
    #expect(taken == .taken(change()))
  }

  @Test func `the table that ships is read whole`() throws {
    let folder = try #require(Assets.folder)
    let text = try String(contentsOfFile: folder + "/Units/units.csv", encoding: .utf8)
    var units = UnitRegister()
    #expect(units.take(csv: text, from: "2025-07-01", merges: [:]) == .taken(change(added: 3_321)))
    #expect(units.count == 3_321)
    #expect(units["00004"]?.name == "Phường Ba Đình")
    #expect(units.province(of: "00004") == "01")
  }

  @Test(arguments: [
    ("", 1), ("code,name\n", 1), ("code,name,province_code,province\n1,A,84,B", 2),
    ("code,name,province_code,province\n00001,A,84,B\n00002,A,8,B", 3),
    ("code,name,province_code,province\n00001,,84,B", 2), ("code,name,province_code,province\n00001,A,84,B,C", 2),
  ])
  func `a line that is no unit is named`(text: String, line: Int) {
    var units = register()
    let before = units
    #expect(units.take(csv: text, from: "2026-01-01", merges: [:]) == .badLine(line))
    #expect(units == before)
  }
}
