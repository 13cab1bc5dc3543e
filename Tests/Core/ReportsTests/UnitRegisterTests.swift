import Assets
import Foundation
import Reports
import Testing

@Suite struct UnitRegisterTests {
  private func line(_ code: String, _ name: String) -> UnitRegister.Line {
    .init(code: code, name: name, province: "84", provinceName: "Vĩnh Long")
  }

  private func register() throws -> UnitRegister {
    var units = UnitRegister()
    _ = try units.take(
      [line("00001", "Xã A"), line("00002", "Xã B"), line("00003", "Xã C")], from: "2025-07-01", merges: [:])
    return units
  }

  @Test func `a unit that was merged stands with the one that took its place, from that day on`() throws {
    var units = try register()
    let change = try units.take(
      [line("00001", "Phường A"), line("00003", "Xã C")], from: "2026-01-01", merges: ["00002": "00001"])
    #expect(change.renamed == 1 && change.ended == 1 && change.added == 0)
    #expect(units.current("00002", on: "2025-12-31") == "00002")
    #expect(units.current("00002", on: "2026-01-01") == "00001")
    #expect(units.codes(of: "00001", on: "2026-01-01") == ["00001", "00002"])
    #expect(units["00001"]?.names.map(\.name) == ["Xã A", "Phường A"])
    #expect(units.former("00001").map(\.name) == ["Xã A", "Xã B"])
    // A second merger later.
    _ = try units.take([line("00003", "Xã C")], from: "2027-01-01", merges: ["00001": "00003"])
    #expect(units.current("00002", on: "2027-01-01") == "00003")
    #expect(units.current("00002", on: "2026-06-01") == "00001")
    #expect(units.count == 1)
    let kept = try JSONDecoder().decode(UnitRegister.self, from: JSONEncoder().encode(units))
    #expect(kept == units)
  }

  @Test func `a table that loses a unit without a word changes nothing`() throws {
    var units = try register()
    let before = units
    #expect(throws: UnitRegister.Fault.noSuccessor(["00002"])) {
      try units.take([line("00001", "A"), line("00003", "C")], from: "2026-01-01", merges: [:])
    }
    #expect(throws: UnitRegister.Fault.unknownSuccessor("00009")) {
      try units.take([line("00001", "A"), line("00003", "C")], from: "2026-01-01", merges: ["00002": "00009"])
    }
    #expect(throws: UnitRegister.Fault.empty) { try units.take([], from: "2026-01-01", merges: [:]) }
    #expect(units == before)
  }

  @Test func `the same table again changes nothing`() throws {
    var units = try register()
    let change = try units.take(
      [line("00001", "Xã A"), line("00002", "Xã B"), line("00003", "Xã C")], from: "2026-01-01", merges: [:])
    #expect(change == UnitRegister.Change())
  }

  @Test func `the table that ships is read whole`() throws {
    let folder = try #require(Assets.folder)
    let text = try String(contentsOfFile: folder + "/Units/units.csv", encoding: .utf8)
    var units = UnitRegister()
    let change = try units.take(try UnitRegister.lines(csv: text), from: "2025-07-01", merges: [:])
    #expect(change.added == 3_321 && units.count == 3_321)
    #expect(units["00004"]?.name == "Phường Ba Đình")
    #expect(units.province(of: "00004") == "01")
  }

  @Test(arguments: [
    ("", 1), ("code,name\n", 1), ("code,name,province_code,province\n1,A,84,B", 2),
    ("code,name,province_code,province\n00001,A,84,B\n00002,A,8,B", 3),
    ("code,name,province_code,province\n00001,,84,B", 2), ("code,name,province_code,province\n00001,A,84,B,C", 2),
  ])
  func `a line that is no unit is named`(text: String, line: Int) {
    #expect(throws: UnitRegister.Fault.badLine(line)) { try UnitRegister.lines(csv: text) }
  }
}
