import Foundation
import GRDB
import Journal

extension EntryHash {
  var data: Data { Data(bytes) }
  init?(data: Data) { self.init(bytes: Array(data)) }
}

extension [UInt8] {
  var data: Data { Data(self) }
}

extension Row {
  /// A blob; empty where the column is null.
  func bytes(_ column: String) -> [UInt8] {
    let data: Data? = self[column]
    return data.map { Array($0) } ?? []
  }

  /// A hash; throws `damaged` where the column does not hold one.
  func hash(_ column: String) throws -> EntryHash {
    guard let hash = EntryHash(bytes: bytes(column)) else { throw StoreFault.damaged("a hash") }
    return hash
  }
}
