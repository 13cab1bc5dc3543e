/// The code that a citizen takes home: seven random letters and a check letter, shown as `ABCD-EFGH`.
///
/// The alphabet leaves out what looks alike (0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V). Twenty-three letters, a prime: the
/// check letter then catches every single wrong letter and every swap of two. 23⁷ codes are 31 bits: enough for a
/// handle that is only ever tried by hand on a desk.
package struct ReceiptCode: Hashable, Sendable {
  /// 23 letters and digits, in the order of their values.
  package static let alphabet: [Character] = Array("ACDEFGHJKMNPQRTVWXY3467")

  /// Eight letters of the alphabet, without the dash.
  package let letters: String

  private static let units: [UInt8] = alphabet.flatMap { Array(String($0).utf8) }
  /// How many codes there are: 23⁷.
  private static let count = 3_404_825_447

  /// A code from seven values 0…22.
  package init(values: [Int]) {
    let body = (0..<7).map { ((values.indices.contains($0) ? values[$0] : 0) % 23 + 23) % 23 }
    self.init(body: body)
  }

  private init(body: [Int]) {
    letters = String(unsafeUninitializedCapacity: 8) { buffer in
      for (place, value) in body.enumerated() { buffer[place] = Self.units[value] }
      buffer[7] = Self.units[Self.check(body)]
      return 8
    }
  }

  /// A fresh one, from one draw: a system call for each letter would cost more than hashing the whole entry.
  package static func random(using generator: inout some RandomNumberGenerator) -> ReceiptCode {
    var rest = Int.random(in: 0..<count, using: &generator)
    var body = [0, 0, 0, 0, 0, 0, 0]
    for place in 0..<7 {
      body[place] = rest % 23
      rest /= 23
    }
    return ReceiptCode(body: body)
  }

  /// Reads what somebody typed: case, blanks and dashes do not matter. Nil where it cannot be a code.
  package init?(_ typed: String) {
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
  package var display: String { letters.prefix(4) + "-" + letters.suffix(4) }

  /// Weighted sum modulo 23; seven different weights that are no multiples of 23 make it catch substitutions and swaps.
  private static func check(_ values: [Int]) -> Int {
    var sum = 0
    for place in 0..<7 { sum += values[place] * (place + 1) }
    return sum % 23
  }
}
