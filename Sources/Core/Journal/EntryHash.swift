package import Bytes
import Crypto

/// A SHA-256: of an entry's stored bytes, of a sealed contact; and the keyed one of a receipt code.
///
/// Kept as four words, so that a million of them live without an allocation each.
package struct EntryHash: Hashable, Sendable, CustomStringConvertible {
  /// Its length on the disk.
  package static let byteCount = 32
  /// What stands where there is no earlier entry: 32 zero bytes.
  package static let zero = EntryHash(words: (0, 0, 0, 0))

  private let a, b, c, d: UInt64

  private init(words: (UInt64, UInt64, UInt64, UInt64)) { (a, b, c, d) = words }

  /// The hash of some bytes.
  package init(of bytes: [UInt8]) {
    var hasher = SHA256()
    bytes.withUnsafeBytes { hasher.update(bufferPointer: $0) }
    self.init(hasher.finalize())
  }

  private init(_ digest: SHA256.Digest) {
    self = digest.withUnsafeBytes { EntryHash(raw: $0) }
  }

  /// A keyed hash.
  init(_ code: HashedAuthenticationCode<SHA256>) {
    self = code.withUnsafeBytes { EntryHash(raw: $0) }
  }

  private init(raw: UnsafeRawBufferPointer) {
    func word(_ index: Int) -> UInt64 {
      UInt64(bigEndian: raw.loadUnaligned(fromByteOffset: index * 8, as: UInt64.self))
    }
    self.init(words: (word(0), word(1), word(2), word(3)))
  }

  /// A hash as it lies on the disk; nil unless there are 32 bytes.
  package init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self = bytes.withUnsafeBytes { EntryHash(raw: $0) }
  }

  /// Reads 64 lower-case hex digits.
  package init?(hex: some StringProtocol) {
    guard let bytes = Hex.bytes(hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// Reads 64 lower-case hex digits where they stand. Every entry names hashes: there is no call for each digit.
  init?(digits: ArraySlice<UInt8>) {
    guard digits.count == Self.byteCount * 2 else { return nil }
    var words: [4 of UInt64] = [0, 0, 0, 0]
    let areSound = digits.withUnsafeBufferPointer { digits in
      for index in 0..<Self.byteCount * 2 {
        let (number, letter) = (digits[index] &- 0x30, digits[index] &- 0x61)
        guard number < 10 || letter < 6 else { return false }
        words[index >> 4] = words[index >> 4] << 4 | UInt64(number < 10 ? number : letter &+ 10)
      }
      return true
    }
    guard areSound else { return nil }
    self.init(words: (words[0], words[1], words[2], words[3]))
  }

  /// The 32 bytes.
  package var bytes: [UInt8] {
    [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, count in
      let raw = UnsafeMutableRawBufferPointer(buffer)
      for (index, word) in [a, b, c, d].enumerated() {
        raw.storeBytes(of: word.bigEndian, toByteOffset: index * 8, as: UInt64.self)
      }
      count = Self.byteCount
    }
  }

  func forEachByte(_ body: (UInt8) -> Void) {
    for word in [a, b, c, d] {
      for shift in stride(from: 56, through: 0, by: -8) { body(UInt8(truncatingIfNeeded: word >> shift)) }
    }
  }

  /// The first eight bytes as a number: a short key that a database can index cheaply.
  package var prefix: Int64 { Int64(bitPattern: a) }

  /// 64 lower-case hex digits.
  package var hex: String {
    String(unsafeUninitializedCapacity: Self.byteCount * 2) { writeDigits(to: $0) }
  }

  /// Appends ``hex`` in ASCII. Every entry names the hash before it: digits are written where they belong.
  package func appendHex(to text: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.byteCount * 2) { buffer in
      _ = writeDigits(to: buffer)
      text.append(contentsOf: buffer)
    }
  }

  /// Writes the digits; returns how many they are.
  private func writeDigits(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var place = 0
    func write(_ word: UInt64) {
      var rest = word
      for _ in 0..<16 {
        let digit = UInt8(truncatingIfNeeded: rest >> 60)
        buffer[place] = digit &+ (digit < 10 ? 0x30 : 0x57)
        rest <<= 4
        place += 1
      }
    }
    write(a)
    write(b)
    write(c)
    write(d)
    return place
  }

  /// The same as ``hex``.
  package var description: String { hex }
}

extension ByteWriter {
  /// The 32 bytes of a hash.
  package mutating func hash(_ hash: EntryHash) { raw(hash.bytes) }
}

extension ByteReader {
  /// The next 32 bytes as a hash.
  package mutating func hash() -> EntryHash? { raw(EntryHash.byteCount).flatMap { EntryHash(bytes: Array($0)) } }
}
