import Foundation
import Glibc
import Platform
import PtySupport
import Testing

extension SmokeTests {
  /// Keys that nobody chose, sizes that change, PINs, and the plug that is pulled, for as long as `TIEPSUC_SOAK_MINUTES` says;
  /// without it, some rounds. `TIEPSUC_SOAK_SEED` takes the keys of an earlier run.
  @Suite struct SoakTests {
    private static let minutes = Environment.variable("TIEPSUC_SOAK_MINUTES").flatMap(Double.init)
    private static let seed =
      Environment.variable("TIEPSUC_SOAK_SEED").flatMap(UInt64.init) ?? UInt64(Date.now.timeIntervalSince1970)
    private static let pin = "280573"
    private static let sizes = [(80, 24), (60, 20), (40, 10), (132, 43), (100, 30)]

    @Test func `whatever is pressed, and however it ends, no crash, no entry lost, and the memory stays as it was`()
      throws
    {
      let folder = DataFolder()
      let seed = Self.seed
      var chance = SplitMix64(seed: seed)
      try begin(folder)
      let (began, start) = (ContinuousClock.now, try folder.entries().count)
      #expect(start > 0)
      func isOver(_ round: Int) -> Bool {
        Self.minutes.map { ContinuousClock.now - began > .seconds($0 * 60) } ?? (round > 8)
      }
      var (round, keys, kept, receipts) = (1, 0, start, 0)
      while !isOver(round) {
        let (columns, rows) = Self.sizes.randomElement(using: &chance) ?? (80, 24)
        let desk = DeskRun(folder, [], [:], columns: columns, rows: rows)
        _ = desk.program.waitUntil { !$0.isEmpty }
        for _ in 0..<(Self.minutes == nil ? 60 : 600) where !desk.program.hasEnded {
          if desk.text.contains("đang khoá") { open(desk) }
          keys += 1
          press(desk, &chance)
          if desk.text.contains("Mã biên nhận") { receipts += 1 }
        }
        try end(desk, round, "seed \(seed), round \(round)")
        let found = try folder.entries().count
        #expect(found >= kept, "seed \(seed), round \(round): \(found) entries, \(kept) before")
        kept = found
        round += 1
      }
      let verified = try tiepsuc(["journal", "verify", "--data", folder.path])
      #expect(verified.code == 0, "seed \(seed): \(verified)")
      print("soak: \(round - 1) rounds, \(keys) keys, \(kept) entries, a receipt on the screen after \(receipts) keys")
    }

    @Test func `a desk that is used for long takes no more memory than after a while`() throws {
      let folder = DataFolder()
      let seed = Self.seed
      var chance = SplitMix64(seed: seed)
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt")
      // Resident, in KiB, once every so many keys.
      var curve: [Int] = []
      // Some three keys a second.
      let (samples, keys) = Self.minutes.map { (40, max(60, Int(min($0, 1e6) * 4))) } ?? (8, 60)
      for _ in 0..<samples {
        for _ in 0..<keys where !desk.program.hasEnded { press(desk, &chance, mayLeave: false) }
        try #require(!desk.program.hasEnded, "seed \(seed): it ended, \(desk.program.waitForExit())\n\(desk.text)")
        curve.append(try #require(memory(desk.program.process)))
      }
      print("soak: resident KiB after every \(keys) keys: \(curve)")
      let (early, late) = (curve[..<(samples / 2)].max() ?? 0, curve[(samples / 2)...].max() ?? 0)
      #expect(late < early + max(8_192, early / 4), "seed \(seed): \(curve)")
      desk.crash()
      #expect(try tiepsuc(["journal", "verify", "--data", folder.path]).code == 0)
    }

    /// A unit with PINs, whose lead sits at the desk.
    private func begin(_ folder: DataFolder) throws {
      let set = try run(
        "/bin/bash",
        [
          "-c",
          "printf 'unit = 29242\\npin = yes\\n' | \(PtyProgram.built("tiepsuc")) setup --data \(folder.path) --file -",
        ])
      #expect(set.code == 0, "\(set)")
      let desk = DeskRun(folder)
      desk.see("Hôm nay: 0 lượt", "Đơn vị muốn dùng PIN")
      desk.press("v", see: "Người giúp")
      desk.press("t", see: "Tên")
      for letter in "Mau" { desk.press(.text(String(letter)), until: { _ in true }) }
      desk.press(.enter, see: "Hôm nay: 0 lượt")
      desk.press("v", see: "Mau")
      desk.press("c", see: "Vai trò")
      while !desk.text.contains("trưởng nhóm"), !desk.program.hasEnded {
        let before = desk.text
        desk.press("1", until: { $0 != before })
      }
      desk.press("2", see: "PIN mới của")
      for next in ["Gõ lại lần nữa", "Từ nay bàn này dùng PIN"] {
        // A digit that comes before its question stands there answers nothing.
        for (place, digit) in Self.pin.enumerated() {
          let stars = String(repeating: "*", count: place + 1)
          let isLast = place + 1 == Self.pin.count
          desk.press(.text(String(digit))) { screen in
            isLast ? screen.contains(next) && !screen.contains("*") : screen.contains(stars)
          }
        }
        desk.see(next)
      }
      for _ in 0..<4 where !desk.text.contains("Hôm nay: 0 lượt") { desk.press(.escape, until: { _ in true }) }
      desk.see("Hôm nay: 0 lượt")
      desk.begin()
      desk.finish()
      desk.crash()
    }

    private func open(_ desk: DeskRun) {
      desk.press(.enter, until: { $0.contains("PIN") })
      for digit in Self.pin {
        let before = desk.program.bytesReceived
        desk.press(.text(String(digit)), until: { _ in desk.program.bytesReceived > before })
      }
      _ = desk.program.waitUntil(timeoutSeconds: 2) { !$0.contains("PIN") }
    }

    /// Something that a person, a cat or a broken keyboard does, and a moment for the answer.
    ///
    /// - Parameter mayLeave: Whether the list of everything that can be done is opened, too: to leave is one of its rows.
    private func press(_ desk: DeskRun, _ chance: inout SplitMix64, mayLeave: Bool = true) {
      let before = desk.program.bytesReceived
      switch Int.random(in: 0..<100, using: &chance) {
      case ..<20: desk.program.press(.enter)
      case ..<34:
        desk.program.press([PtyKey.up, .down, .pageUp, .pageDown, .home, .end].randomElement(using: &chance) ?? .up)
      case ..<52: desk.program.press(.text(String(Int.random(in: 1...9, using: &chance))))
      case ..<62: desk.program.press(.escape)
      case ..<80: letter(desk, &chance, mayLeave: mayLeave)
      case ..<84: desk.program.press(.backspace)
      case ..<88: desk.program.press(.function(Int.random(in: (mayLeave ? 1 : 2)...12, using: &chance)))
      case ..<90: desk.program.send("\u{1B}[200~ dan\nvao 0\u{1B}[201~")
      case ..<92:
        desk.program.press(
          .click(
            column: Int.random(in: 0..<60, using: &chance),
            row: Int.random(in: 0..<(mayLeave ? 20 : 8), using: &chance)))
      case ..<94:
        let (columns, rows) = Self.sizes.randomElement(using: &chance) ?? (80, 24)
        desk.program.resize(columns: columns, rows: rows)
      case ..<95: for _ in 0..<20 { desk.program.press(.enter) }
      // What ends something wants a look at the screen first.
      default:
        desk.mean(Bool.random(using: &chance) ? "1" : .enter, until: { _ in true })
      }
      _ = desk.program.waitUntil(timeoutSeconds: 0.05) { _ in desk.program.bytesReceived > before }
    }

    private func letter(_ desk: DeskRun, _ chance: inout SplitMix64, mayLeave: Bool) {
      let letter = "abcdefghijklmnopqrstuvwxyz/?!đêô".filter { mayLeave || !"q?".contains($0) }.randomElement(
        using: &chance)
      desk.program.press(.text(String(letter ?? "a")))
    }

    /// The plug, an order to end, the terminal that goes, or nothing: it has gone by itself.
    private func end(_ desk: DeskRun, _ round: Int, _ note: String) throws {
      if desk.program.hasEnded {
        #expect(desk.program.waitForExit() == .code(0), "\(note)\n\(desk.text)")
        return
      }
      switch round % 4 {
      case 0:
        desk.program.kill(SIGTERM)
        #expect(desk.program.waitForExit() == .code(0), "\(note)\n\(desk.text)")
      case 1:
        desk.program.hangUp()
        #expect(desk.program.waitForExit() != nil, "\(note)")
      default: desk.crash()
      }
    }

    private func memory(_ process: Int32) -> Int? {
      let text = String(
        decoding: FileManager.default.contents(atPath: "/proc/\(process)/status") ?? Data(), as: UTF8.self)
      let line = text.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
      return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    }
  }
}
