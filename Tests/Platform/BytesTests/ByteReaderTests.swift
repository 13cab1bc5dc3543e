import Bytes
import Platform
import Testing

struct ByteReaderTests {
  private static let edges = [0, 1, 127, 128, 16_383, 16_384, 1 << 31 - 1, 1 << 31, 1 << 32, .max - 1, .max]

  @Test(arguments: edges) func `a number comes back`(_ number: Int) {
    var writer = ByteWriter()
    writer.number(number)
    var reader = ByteReader(writer.bytes[...])
    #expect(reader.number(atMost: .max) == number)
    #expect(reader.isAtEnd)
  }

  @Test(arguments: edges.dropFirst()) func `a number beyond its bound is none`(_ number: Int) {
    var writer = ByteWriter()
    writer.number(number)
    var reader = ByteReader(writer.bytes[...])
    #expect(reader.number(atMost: number - 1) == nil)
  }

  @Test func `a negative number is never read`() {
    for number in [-1, Int.min] {
      var writer = ByteWriter()
      writer.number(number)
      var reader = ByteReader(writer.bytes[...])
      #expect(reader.number(atMost: .max) == nil)
    }
  }

  @Test func `no bound below zero lets anything through`() {
    var reader = ByteReader([0])
    #expect(reader.number(atMost: -1) == 0)
    reader = ByteReader([1])
    #expect(reader.number(atMost: .min) == nil)
  }

  @Test func `a length beyond what is there is refused before anything is made`() {
    for length in [3, 1 << 40, Int.max] {
      var writer = ByteWriter()
      writer.number(length)
      writer.raw([1, 2])
      var text = ByteReader(writer.bytes[...])
      #expect(text.text() == nil)
      var count = ByteReader(writer.bytes[...])
      #expect(count.count() == nil)
      var bytes = ByteReader(writer.bytes[...])
      #expect(bytes.counted(atMost: .max) == nil)
    }
    var reader = ByteReader([1, 2])
    #expect(reader.raw(-1) == nil)
    #expect(reader.raw(3) == nil)
    #expect(reader.raw(2) == [1, 2])
  }

  @Test func `whatever the bytes are, reading ends without a trap and never before its bounds`() {
    var chance = SplitMix64(seed: 7)
    for _ in 0..<20_000 {
      let bytes = (0..<chance.below(24)).map { _ in UInt8(truncatingIfNeeded: chance.next()) }
      var reader = ByteReader(bytes[...])
      var left = bytes.count
      while !reader.isAtEnd {
        let bound = chance.pick([0, 1, 300, Int.max])
        let isRead: Bool
        switch chance.below(4) {
        case 0: isRead = reader.number(atMost: bound).map { (0...bound).contains($0) } ?? false
        case 1: isRead = reader.counted(atMost: bound).map { $0.count <= bound } ?? false
        case 2: isRead = reader.text() != nil
        default: isRead = reader.raw(chance.below(30)) != nil
        }
        #expect(reader.rest.count <= left)
        left = reader.rest.count
        if !isRead { break }
      }
    }
  }
}
