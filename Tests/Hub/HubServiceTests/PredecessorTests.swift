import Journal
import Synchronization
import Testing

@testable import HubService

@Suite struct PredecessorTests {
  private let chain = Predecessors.Chain(device: DeviceID(rawValue: "d"), incarnation: 1)

  @Test func `what happened before somebody waits is not missed`() async {
    let predecessors = Predecessors()
    let before = predecessors.growths(of: chain)
    predecessors.enter(chain, size: 5)
    #expect(predecessors.isUnderWay(chain, size: 5))
    predecessors.leave(chain, size: 5, grew: true)
    #expect(await predecessors.wait(chain, for: .growth(since: before), atMost: .seconds(60)))
    #expect(await predecessors.wait(chain, for: .end(of: 5), atMost: .seconds(60)))
    #expect(predecessors.waiting == 0)
  }

  @Test func `a push that was refused wakes only who waits for its end`() async {
    let predecessors = Predecessors()
    let chain = chain
    predecessors.enter(chain, size: 5)
    async let end = predecessors.wait(chain, for: .end(of: 5), atMost: .seconds(60))
    async let growth = predecessors.wait(chain, for: .growth(since: 0), atMost: .seconds(60))
    while predecessors.waiting < 2 { await Task.yield() }
    predecessors.leave(chain, size: 5, grew: false)
    #expect(await end)
    #expect(predecessors.waiting == 1)
    // One that held nothing has no end to wait for, and takes nothing from who has.
    predecessors.enter(chain, size: 7)
    predecessors.leave(chain, size: nil, grew: false)
    #expect(predecessors.isUnderWay(chain, size: 7) && predecessors.waiting == 1)
    predecessors.leave(chain, size: 7, grew: true)
    #expect(await growth)
    #expect(predecessors.waiting == 0)
  }

  @Test func `nobody waits longer than asked, more than so many, or once it is stopped`() async {
    let predecessors = Predecessors()
    let chain = chain
    #expect(await predecessors.wait(chain, for: .growth(since: 0), atMost: .milliseconds(1)))
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<64 {
        group.addTask { await predecessors.wait(chain, for: .growth(since: 0), atMost: .seconds(60)) }
      }
      while predecessors.waiting < 64 { await Task.yield() }
      #expect(await predecessors.wait(chain, for: .growth(since: 0), atMost: .seconds(60)) == false)
      predecessors.stop()
      for await isWoken in group { #expect(isWoken) }
    }
    #expect(predecessors.waiting == 0)
    #expect(await predecessors.wait(chain, for: .growth(since: 0), atMost: .seconds(60)) == false)
  }

  @Test func `a waiter that is cancelled is gone`() async {
    let predecessors = Predecessors()
    let chain = chain
    let waiter = Task { await predecessors.wait(chain, for: .growth(since: 0), atMost: .seconds(60)) }
    while predecessors.waiting == 0 { await Task.yield() }
    waiter.cancel()
    #expect(await waiter.value == false)
    #expect(predecessors.waiting == 0)
  }

  @Test func `the gate lets so many in, and everybody at last`() async {
    let gate = Gate(slots: 3)
    let inside = Inside()
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<100 {
        group.addTask {
          await gate.pass {
            inside.held.withLock { inside in
              inside.now += 1
              inside.most = max(inside.most, inside.now)
            }
            await Task.yield()
            inside.held.withLock { inside in
              inside.now -= 1
              inside.all += 1
            }
          }
        }
      }
    }
    inside.held.withLock { inside in
      #expect(inside.all == 100 && inside.most <= 3 && inside.now == 0)
    }
  }
}

/// Counts who is behind a gate.
private final class Inside: Sendable {
  let held = Mutex((now: 0, most: 0, all: 0))
}
