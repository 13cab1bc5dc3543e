import Platform
import TerminalUI
import Testing

@Suite struct PatchTests {
  /// Two frames of one size, the second made from the first.
  private func pair(_ seed: UInt64) -> (Frame, Frame) {
    var chance = SplitMix64(seed: seed)
    let size = Size(columns: Int.random(in: 1...40, using: &chance), rows: Int.random(in: 1...6, using: &chance))
    var old = Frame(size)
    chance.scribble(on: &old, strokes: 20)
    var new = old
    chance.scribble(on: &new, strokes: Int.random(in: 0...6, using: &chance))
    return (old, new)
  }

  @Test func `sending the runs turns the old frame into the new one`() {
    for seed in UInt64(0)..<1000 {
      let (old, new) = pair(seed)
      var shown = old.cells
      for run in Patch(from: old, to: new).runs {
        for column in run.columns { shown[run.row * new.size.columns + column] = new[column, run.row] }
      }
      #expect(shown == new.cells, "seed \(seed)")
    }
  }

  @Test func `runs are in order, apart, and hold only what changed and the other halves of it`() {
    for seed in UInt64(0)..<1000 {
      let (old, new) = pair(seed)
      var last = (row: -1, column: -1)
      for run in Patch(from: old, to: new).runs {
        #expect(run.row > last.row || run.columns.lowerBound >= last.column, "seed \(seed)")
        #expect(!run.columns.isEmpty)
        last = (run.row, run.columns.upperBound)
        for column in run.columns {
          let partner = new[column, run.row].glyph == .continuation ? column - 1 : column + 1
          let isWide = displayWidth(new[min(column, partner), run.row].glyph.text) == 2
          let isChanged = { (at: Int) in old[at, run.row] != new[at, run.row] }
          #expect(isChanged(column) || isWide && isChanged(partner), "seed \(seed)")
        }
      }
    }
  }

  @Test func `no run begins or ends in the middle of a wide letter`() {
    for seed in UInt64(0)..<1000 {
      let (old, new) = pair(seed)
      for run in Patch(from: old, to: new).runs {
        #expect(new[run.columns.lowerBound, run.row].glyph != .continuation, "seed \(seed)")
        #expect(new[run.columns.upperBound, run.row].glyph != .continuation, "seed \(seed)")
      }
    }
  }

  @Test func `equal frames need nothing, another size needs all`() {
    let (old, _) = pair(3)
    #expect(Patch(from: old, to: old).runs == [])
    let new = Frame(Size(columns: 5, rows: 2))
    #expect(
      Patch(from: Frame(Size(columns: 4, rows: 2)), to: new).runs == [
        Patch.Run(row: 0, columns: 0..<5), Patch.Run(row: 1, columns: 0..<5),
      ])
    #expect(Patch(from: new, to: Frame(Size(columns: 0, rows: 9))).runs == [])
  }

  @Test func `half of a wide letter is never sent alone`() {
    var old = Frame(Size(columns: 4, rows: 1))
    old.put("漢", column: 1, row: 0, role: .text)
    var new = old
    new[2, 0].role = .selected
    #expect(Patch(from: old, to: new).runs == [Patch.Run(row: 0, columns: 1..<3)])
  }
}
