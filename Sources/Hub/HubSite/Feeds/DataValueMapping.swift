import Foundation
import Platform

/// Which of the hub's figures are which data elements of a DHIS2, from a file of the hub's folder.
struct DataValueMapping: Codable, Hashable {
  /// A figure of a named table: its row and column, or `total`.
  struct Figure: Codable, Hashable {
    var table: String
    var row: String
    var column: String
    var dataElement: String
    var categoryOptionCombo: String?
  }

  /// The sessions of each unit.
  struct UnitSessions: Codable, Hashable {
    var dataElement: String
    var categoryOptionCombo: String?
  }

  /// Identifiers of the DHIS2: a letter, then ten letters or digits.
  var dataSet: String
  /// By the commune's code.
  var orgUnits: [String: String]
  /// The organisation unit of all that the hub holds; nil where no such figures are passed on.
  var hub: String?
  var figures: [Figure]
  var unitSessions: UnitSessions?

  private static let largest = 4 << 20

  /// Nil where there is no file. Throws where it is none, or names what cannot be an identifier.
  static func read(_ path: String) throws -> DataValueMapping? {
    guard let bytes = try Files().read(path, limit: largest) else { return nil }
    let mapping = try JSONDecoder().decode(DataValueMapping.self, from: Data(bytes))
    let names =
      [mapping.dataSet] + mapping.orgUnits.values + [mapping.hub].compactMap { $0 } + mapping.figures.map(\.dataElement)
      + mapping.figures.compactMap(\.categoryOptionCombo)
      + [mapping.unitSessions?.dataElement, mapping.unitSessions?.categoryOptionCombo].compactMap { $0 }
    guard names.allSatisfy(isName) else { throw FileError(.read, path, .damaged) }
    return mapping
  }

  private static func isName(_ text: String) -> Bool {
    guard text.utf8.count == 11, let first = text.utf8.first else { return false }
    func isLetter(_ unit: UInt8) -> Bool { (0x41...0x5a).contains(unit) || (0x61...0x7a).contains(unit) }
    return isLetter(first) && text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) }
  }
}

/// One value for a DHIS2.
struct DataValue: Codable, Hashable {
  var dataElement: String
  var period: String
  var orgUnit: String
  var categoryOptionCombo: String?
  var value: String
}
