import Foundation
import Platform
package import Reports

/// The table of units that was imported into a hub.
package struct UnitRegisterFile: Sendable {
  private let path: String
  private static let largest = 64 << 20

  package init(path: String) { self.path = path }

  /// Nil where none was imported.
  package func read() throws -> UnitRegister? {
    guard let bytes = try Files().read(path, limit: Self.largest) else { return nil }
    return try JSONDecoder().decode(UnitRegister.self, from: Data(bytes))
  }

  /// Durable when it returns.
  package func keep(_ register: UnitRegister) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    try Files().replace(path, with: Array(try encoder.encode(register)))
  }
}
