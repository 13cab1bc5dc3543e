public import HubContract

/// What the hub's operator says to a unit, and who helps there: `units/CODE.json` in the data folder.
public struct UnitPage: Message, Hashable {
  /// Words to the unit, at most 20 of at most 500 letters.
  public var notes: [String]
  /// Codes of its volunteers, at most 500.
  public var roster: [String]
  public init(notes: [String] = [], roster: [String] = []) {
    self.notes = notes
    self.roster = roster
  }

  /// Whether it keeps its bounds.
  public var isBounded: Bool {
    notes.count <= 20 && notes.allSatisfy { $0.count <= 500 } && roster.count <= 500
      && roster.allSatisfy { $0.utf8.count <= 40 }
  }
}

/// The pages of all units.
public struct UnitBook: Sendable {
  private let folder: String
  private static let most = 256 << 10

  public init(folder: String) { self.folder = folder }

  /// Whether a text is a unit's code: five digits.
  public static func isUnit(_ text: String) -> Bool {
    text.utf8.count == 5 && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }

  /// The page of a unit; empty where nothing was written. Throws where the file holds something else.
  public func page(of unit: String) throws(FileFault) -> UnitPage {
    guard Self.isUnit(unit) else { return UnitPage() }
    let path = "\(folder)/\(unit).json"
    guard let bytes = try PrivateFiles.read(path, limit: Self.most) else { return UnitPage() }
    guard let page = UnitPage(bytes: bytes, limit: Self.most), page.isBounded else {
      throw FileFault(path: path, wrong: "no page of a unit")
    }
    return page
  }

  /// Writes the page of a unit.
  public func write(_ page: UnitPage, of unit: String) throws {
    guard Self.isUnit(unit), page.isBounded else { throw FileFault(path: unit, wrong: "no page of a unit") }
    try PrivateFiles.makeFolder(folder)
    try PrivateFiles.replace("\(folder)/\(unit).json", with: try page.bytes)
  }
}
