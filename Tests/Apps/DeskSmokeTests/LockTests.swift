import PtySupport
import Testing

extension SmokeTests {
  @Suite struct LockTests {
    @Test func `a locked desk shows how to call a volunteer, and nothing is left to scroll back to`() throws {
      let desk = DeskRun(DataFolder())
      desk.see("Hôm nay: 0 lượt")
      let before = desk.program.bytesReceived
      desk.press("l", see: "Bàn đang khoá")
      #expect(!desk.text.contains("Hôm nay") && !desk.text.contains("VNeID"))
      #expect(desk.program.received.dropFirst(before).contains(sequence: Array("\u{1b}[3J".utf8)))
      desk.mean(.enter, see: "Hôm nay: 0 lượt")
      desk.leave()
    }
  }
}

extension Collection where Element == UInt8 {
  /// Whether some bytes stand in it, one behind the other.
  fileprivate func contains(sequence: [UInt8]) -> Bool {
    let all = Array(self)
    return all.count >= sequence.count
      && (0...(all.count - sequence.count)).contains { all[$0..<($0 + sequence.count)].elementsEqual(sequence) }
  }
}
