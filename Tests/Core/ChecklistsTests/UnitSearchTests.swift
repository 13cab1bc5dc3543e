import Assets
import ChecklistFiles
import Checklists
import Foundation
import Testing

@Suite("Finding a commune")
struct UnitSearchTests {
  private let search: UnitSearch

  init() throws {
    let path = try #require(Assets.folder) + "/Units/units.csv"
    let bytes = try #require(FileManager.default.contents(atPath: path))
    search = UnitSearch(try #require(ChecklistReader.readUnits(Array(bytes), file: "units.csv").value))
    #expect(search.units.count == 3_321)
  }

  private func names(_ typed: String) -> [String] { search.found(typed).map { "\($0.name), \($0.province)" } }

  @Test("Exact names come first, then those that begin so, and all that fold alike are there")
  func ranks() {
    let alike = ["Tân Thành", "Tân Thạnh", "Tân Thanh"].flatMap { ["Xã \($0)", "Phường \($0)"] }
    let all = search.units.filter { alike.contains($0.name) }
    #expect(all.count > 7)
    #expect(Set(search.found("tan thanh", limit: all.count)) == Set(all))
    #expect(search.found("tân thạnh").first?.name == "Xã Tân Thạnh")
    #expect(search.found("ba đình").first?.name == "Phường Ba Đình")
    #expect(names("van lang").prefix(2).sorted() == ["Xã Văn Lang, Tỉnh Thái Nguyên", "Xã Văn Lăng, Tỉnh Thái Nguyên"])
  }

  @Test(
    "Words, their first letters, the province and the code all lead there",
    arguments: [
      ("phuong tan thanh ca mau", "Phường Tân Thành"), ("tra vinh", "Phường Trà Vinh"), ("m drak", "Xã M'Drắk"),
      ("m’drak", "Xã M'Drắk"),
      ("dac khu ly son", "Đặc khu Lý Sơn"), ("00004", "Phường Ba Đình"), ("badi", "Phường Ba Đình"),
      ("hoà thuận vĩnh long", "Phường Hòa Thuận"),
    ])
  func ways(typed: String, name: String) {
    let first = search.found(typed).first?.name ?? ""
    #expect(first.replacing("’", with: "'").replacing("oà", with: "òa") == name.replacing("oà", with: "òa"))
  }

  @Test("A commune is among the first twenty after at most four letters: of its name, or of its words and the province")
  func fourLetters() {
    var missing: [String] = []
    // One in seventeen, from all provinces: the search looks at the whole table each time.
    for unit in stride(from: 0, to: search.units.count, by: 17).map({ search.units[$0] }) {
      let words = folded(unit.name, without: ["xa", "phuong", "dac khu"])
      let province = folded(unit.province, without: ["tinh", "thanh pho"])
      let first = words.compactMap(\.first).map(String.init).joined()
      let ways = [
        first + province.compactMap(\.first).map(String.init).joined(), words.joined(), first + province.joined(),
      ]
      if !ways.contains(where: { search.found(String($0.prefix(4)), limit: 20).contains(unit) }) {
        missing.append("\(unit.name), \(unit.province)")
      }
    }
    #expect(missing == [])
  }

  /// The words of a name without accents, told by Foundation and not by what is under test.
  private func folded(_ name: String, without kinds: [String]) -> [String] {
    var text = name.lowercased().replacing("đ", with: "d").folding(options: .diacriticInsensitive, locale: nil)
    if let kind = kinds.first(where: { text.hasPrefix($0 + " ") }) { text.removeFirst(kind.count + 1) }
    return text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }.map(String.init)
  }
}
