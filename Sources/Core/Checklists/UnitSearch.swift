import VietnameseText

/// The table of units, searched at every letter: by name, by the first letters of its words, by province, by code.
///
/// "Xã", "Phường" and "Đặc khu" need not be typed. All units whose names fold alike are found, for there are many in
/// one province (Tân Thành and Tân Thạnh).
package struct UnitSearch: Sendable {
  /// All units, in the order of the table.
  package let units: [Unit]
  private let list: SearchList

  /// The table that was prepared last: a program reads the same one whenever it is asked for, and it is long.
  private static let lastTable = LastValue<[Unit], SearchList>()

  /// Prepares a table.
  package init(_ units: [Unit] = []) {
    self.units = units
    list = units.isEmpty ? SearchList([]) : Self.lastTable.value(of: units) { SearchList(units.map(Self.item)) }
  }

  private static func item(_ unit: Unit) -> SearchItem {
    SearchItem(
      titles: [bare(unit.name, of: kinds), unit.name],
      notes: [bare(unit.province, of: provinceKinds), unit.province, unit.code])
  }

  /// The units that match what was typed, the best first; the first of all where nothing was.
  package func found(_ typed: String, limit: Int = .max) -> [Unit] {
    list.places(Search(typed), limit: limit).map { units[$0] }
  }

  private static let kinds = ["xã", "phường", "đặc khu", "thị trấn"]
  private static let provinceKinds = ["tỉnh", "thành phố"]

  /// The name without the word for its kind.
  private static func bare(_ name: String, of kinds: [String]) -> String {
    let small = name.lowercased()
    guard let kind = kinds.first(where: { small.hasPrefix($0 + " ") }) else { return name }
    return String(name.dropFirst(kind.count + 1))
  }
}
