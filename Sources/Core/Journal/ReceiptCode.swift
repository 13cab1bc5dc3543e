/// The code that a citizen takes home: seven random letters and a check letter, shown as `ABCD-EFGH`.
///
/// The alphabet leaves out what looks alike (0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V). Twenty-three letters, a
/// prime: the check letter then catches every single wrong letter and every swap of two. 23⁷ codes are 31 bits: enough for
/// a handle that is only ever tried by hand on a desk.
public struct ReceiptCode: Hashable, Sendable {
  /// 23 letters and digits, in the order of their values.
  public static let alphabet: [Character] = Array("ACDEFGHJKMNPQRTVWXY3467")

  /// Eight letters of the alphabet, without the dash.
  public let letters: String

  /// A code from seven values 0…22.
  public init(values: [Int]) {
    let body = (0..<7).map { ((values.indices.contains($0) ? values[$0] : 0) % 23 + 23) % 23 }
    letters = String((body + [Self.check(body)]).map { Self.alphabet[$0] })
  }

  /// A fresh one.
  public static func random(using generator: inout some RandomNumberGenerator) -> ReceiptCode {
    ReceiptCode(values: (0..<7).map { _ in Int.random(in: 0..<23, using: &generator) })
  }

  /// Reads what somebody typed: case, blanks and dashes do not matter. Nil where it cannot be a code.
  public init?(_ typed: String) {
    let kept = typed.uppercased().filter { !" -–.".contains($0) }
    guard kept.count == 8 else { return nil }
    var values: [Int] = []
    for letter in kept {
      guard let value = Self.alphabet.firstIndex(of: letter) else { return nil }
      values.append(value)
    }
    guard Self.check(Array(values.prefix(7))) == values[7] else { return nil }
    letters = String(kept)
  }

  /// As it is written down: `ABCD-EFGH`.
  public var display: String { letters.prefix(4) + "-" + letters.suffix(4) }

  /// Weighted sum modulo 23; seven different weights that are no multiples of 23 make it catch substitutions and swaps.
  private static func check(_ values: [Int]) -> Int {
    zip(values, 1...).reduce(0) { $0 + $1.0 * $1.1 } % 23
  }
}
