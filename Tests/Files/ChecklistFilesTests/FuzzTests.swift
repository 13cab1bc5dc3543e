import ChecklistFiles
import Checklists
import Platform
import Testing

struct FuzzTests {
  @Test(arguments: 0..<20)
  func `a hundred damaged files each are read or complained about`(_ seed: Int) {
    var chance = SplitMix64(seed: UInt64(seed) &* 7_919)
    for round in 0..<100 {
      let bytes = damaged(Array(Sample.text.utf8), &chance)
      let reading = ChecklistReader.read(bytes, file: Sample.file)
      #expect((reading.value == nil) == !reading.complaints.isEmpty, "seed \(seed), round \(round)")
      #expect(reading.complaints.allSatisfy { $0.line >= 1 && $0.column >= 1 })
      #expect(reading.complaints.allSatisfy { !$0.line(.vietnamese).isEmpty && !$0.line(.english).isEmpty })
      if reading.value != nil { #expect(ChecklistReader.readQuick(bytes) == reading.value) }
      _ = ChecklistReader.readHeader(bytes)
      _ = ChecklistReader.readUnits(bytes, file: "u.csv")
    }
  }

  private func damaged(_ bytes: [UInt8], _ chance: inout SplitMix64) -> [UInt8] {
    var bytes = bytes
    for _ in 0...Int.random(in: 0..<4, using: &chance) where !bytes.isEmpty {
      switch Int.random(in: 0..<5, using: &chance) {
      case 0: bytes[Int.random(in: bytes.indices, using: &chance)] ^= 1 << UInt8.random(in: 0..<8, using: &chance)
      case 1: bytes.removeSubrange(piece(of: bytes, &chance))
      case 2:
        bytes.insert(contentsOf: bytes[piece(of: bytes, &chance)], at: Int.random(in: bytes.indices, using: &chance))
      case 3: bytes.removeLast(Int.random(in: 0..<bytes.count, using: &chance))
      default: bytes = swapped(bytes, &chance)
      }
    }
    return bytes
  }

  private func piece(of bytes: [UInt8], _ chance: inout SplitMix64) -> Range<Int> {
    let start = Int.random(in: bytes.indices, using: &chance)
    return start..<min(bytes.count, start + Int.random(in: 1...60, using: &chance))
  }

  private func swapped(_ bytes: [UInt8], _ chance: inout SplitMix64) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
    lines.swapAt(Int.random(in: lines.indices, using: &chance), Int.random(in: lines.indices, using: &chance))
    return Array(lines.joined(separator: [0x0A]))
  }
}
