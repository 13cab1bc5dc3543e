import Foundation

/// Bytes as text, by RFC 4648.
package enum Base64 {
  /// With padding.
  package static func text(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }
  /// Nil where it is none.
  package static func bytes(_ text: String) -> [UInt8]? { Data(base64Encoded: text).map { Array($0) } }
}
