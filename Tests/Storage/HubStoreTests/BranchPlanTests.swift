import Journal
import TestTraits
import Testing

@testable import HubStore

@Suite(.ownThread) struct BranchPlanTests {
  private let branches = [BranchPlan.Branch(number: 0, forkedAt: 0, size: 3)]

  private func hash(_ place: Int, clone: UInt8 = 0) -> EntryHash { EntryHash(of: [UInt8(place), clone]) }

  private func places(_ range: ClosedRange<Int>, clone: UInt8 = 0) -> [BranchPlan.Place] {
    range.map { .init(first: $0, last: $0, hash: hash($0, clone: clone)) }
  }

  private func plan(_ base: Int, _ places: [BranchPlan.Place], baseClone: UInt8 = 0) -> BranchPlan {
    BranchPlan(base: base, baseHash: hash(base, clone: baseClone), places: places, branches: branches) { _, place in
      place <= 3 ? hash(place) : nil
    }
  }

  @Test func `a chain begins at its first entry and nowhere else`() {
    let first = BranchPlan(base: 0, baseHash: hash(0), places: places(1...2), branches: []) { _, _ in nil }
    #expect(first == .fork(parent: nil, shared: 0, forkedAt: 0))
    let later = BranchPlan(base: 1, baseHash: hash(1), places: places(2...2), branches: []) { _, _ in nil }
    #expect(later == .mismatch(size: 0))
  }

  @Test func `what is held is held, and the rest of an overlap is appended`() {
    #expect(plan(0, places(1...3)) == .held(branch: 0))
    #expect(plan(1, places(2...2)) == .held(branch: 0))
    #expect(plan(1, places(2...5)) == .append(branch: 0, after: 3))
    #expect(plan(3, places(4...4)) == .append(branch: 0, after: 3))
  }

  @Test func `a batch beyond the end is sent again from the end, one on other bytes from the start`() {
    #expect(plan(5, places(6...6)) == .mismatch(size: 3))
    #expect(plan(2, places(3...3), baseClone: 1) == .mismatch(size: 0))
  }

  @Test func `other bytes at a held place fork behind the last place that agrees`() {
    #expect(plan(0, places(1...2) + places(3...4, clone: 1)) == .fork(parent: 0, shared: 2, forkedAt: 2))
  }

  @Test func `a clone goes on at its own branch, and a third one forks from it with its place on branch 0`() {
    let two = branches + [BranchPlan.Branch(number: 1, forkedAt: 1, size: 4)]
    func plan(_ places: [BranchPlan.Place]) -> BranchPlan {
      BranchPlan(base: 0, baseHash: hash(0), places: places, branches: two) { branch, place in
        hash(place, clone: branch == 1 && place > 1 ? 1 : 0)
      }
    }
    #expect(plan(places(1...1) + places(2...5, clone: 1)) == .append(branch: 1, after: 4))
    #expect(
      plan(places(1...1) + places(2...3, clone: 1) + places(4...4, clone: 2))
        == .fork(parent: 1, shared: 3, forkedAt: 1))
  }
}
