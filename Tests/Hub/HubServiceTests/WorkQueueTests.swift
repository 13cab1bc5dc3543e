import Foundation
import HubFixtures
import Journal
import Protocol
import Synchronization
import Testing

@testable import HubService

@Suite struct WorkQueueTests {
  @Test func `the semaphore lets so many in, so many of a name, and everybody at last`() async {
    let semaphore = AsyncSemaphore(slots: 3, mostOfName: 2)
    let inside = Inside()
    await withTaskGroup(of: Void.self) { group in
      for number in 0..<200 {
        let name = number < 150 ? "eager" : "\(number)"
        group.addTask {
          _ = await semaphore.pass(name) {
            inside.enter(name)
            await Task.yield()
            inside.leave(name)
          }
        }
      }
    }
    inside.held.withLock { inside in
      #expect(inside.all == 200 && inside.most <= 3 && inside.mostOfName <= 2)
      #expect(inside.now.values.allSatisfy { $0 == 0 })
    }
    #expect(semaphore.waiting == 0)
  }

  @Test func `all work that waits is done, and a name that has too much waiting is refused`() async throws {
    let queue = WorkQueue(width: 1, mostWaiting: 16)
    let order = Order()
    let hold = DispatchSemaphore(value: 0)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await queue.run(for: "first") { hold.wait() } }
      while queue.running == 0 { await Task.yield() }
      for number in 0..<16 {
        group.addTask { try await queue.run(for: "eager") { order.add("eager") } }
        while queue.waiting <= number { await Task.yield() }
      }
      await #expect(throws: Refusal(.tooMany, retryAfterSeconds: 1)) { try await queue.run(for: "eager") {} }
      for (index, name) in ["calm", "late"].enumerated() {
        group.addTask { try await queue.run(for: name) { order.add(name) } }
        while queue.waiting <= 16 + index { await Task.yield() }
      }
      hold.signal()
      try await group.waitForAll()
    }
    #expect(order.names.sorted() == ["calm"] + Array(repeating: "eager", count: 16) + ["late"])
  }

  @Test func `whose work is short waits neither behind all whose work is long, nor keeps one of them out`() async {
    let clock = WorkClock()
    let semaphore = AsyncSemaphore(slots: 1, mostOfName: 1) { clock.now }
    let order = Order()
    let release = AsyncStream<Void>.makeStream()
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        _ = await semaphore.pass("first") { for await _ in release.stream { return } }
      }
      while semaphore.inside == 0 { await Task.yield() }
      var expected = 0
      // Three whose work is long, twice each, and behind them one whose work is short.
      let names = ["a", "b", "c", "a", "b", "c"] + Array(repeating: "calm", count: 1_000)
      for name in names {
        group.addTask {
          _ = await semaphore.pass(name) {
            order.add(name)
            clock.pass(.milliseconds(name == "calm" ? 1 : 160))
          }
        }
        expected += 1
        while semaphore.waiting < expected { await Task.yield() }
      }
      release.continuation.yield()
    }
    let names = order.names
    // Nothing is known of anybody at first; then the short work comes first, until it has had as much as each of them.
    #expect(Array(names.prefix(4)) == ["a", "b", "c", "calm"])
    let second = names.indices.filter { names[$0] != "calm" }.dropFirst(3)
    #expect(second.count == 3 && second.allSatisfy { (200...900).contains($0) }, "\(second)")
  }

  @Test func `strangers do not come before those whose work is known to be short`() async {
    let clock = WorkClock()
    let semaphore = AsyncSemaphore(slots: 1, mostOfName: 1) { clock.now }
    let order = Order()
    let release = AsyncStream<Void>.makeStream()
    for (name, length) in [("calm", 1), ("long", 160)] {
      _ = await semaphore.pass(name) { clock.pass(.milliseconds(length)) }
    }
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        _ = await semaphore.pass("first") { for await _ in release.stream { return } }
      }
      while semaphore.inside == 0 { await Task.yield() }
      for (index, name) in ["stranger 1", "stranger 2", "stranger 3", "calm"].enumerated() {
        group.addTask {
          _ = await semaphore.pass(name) {
            order.add(name)
            clock.pass(.milliseconds(name == "calm" ? 1 : 160))
          }
        }
        while semaphore.waiting <= index { await Task.yield() }
      }
      release.continuation.yield()
    }
    #expect(order.names == ["calm", "stranger 1", "stranger 2", "stranger 3"])
  }

  @Test func `while every thread for work is busy, whoever is only to be answered is answered`() async throws {
    try await InProcessHub.with(settings: .forTests { $0.workThreads = 2 }) { hub in
      var desk = try TestDevice(seed: 1)
      try await hub.enrol(desk)
      try desk.write(sessions: 3)
      let hold = DispatchSemaphore(value: 0)
      let work = hub.hub.work
      try await withThrowingTaskGroup(of: Void.self) { group in
        for name in ["a", "b"] { group.addTask { try await work.run(for: name) { hold.wait() } } }
        while work.running < 2 { await Task.yield() }
        let (sender, batch) = (desk, try desk.batch())
        group.addTask {
          let pushed = try await hub.push(sender, batch).pushed
          #expect(pushed?.receipt.size == 3)
        }
        while work.waiting == 0 { await Task.yield() }
        #expect(try await hub.ask(HubRequest(.get, Route.hub)).status == 200)
        for _ in 0..<20 { #expect(try await hub.news(desk).receipts.isEmpty) }
        #expect(work.waiting == 1)
        for _ in 0..<2 { hold.signal() }
        try await group.waitForAll()
      }
    }
  }
}

/// A time that goes on with the work alone.
private final class WorkClock: Sendable {
  private let held = Mutex(Duration.zero)
  var now: Duration { held.withLock(\.self) }
  func pass(_ time: Duration) { held.withLock { $0 += time } }
}

/// Notes who was there, in order.
private final class Order: Sendable {
  private let held = Mutex<[String]>([])
  var names: [String] { held.withLock { $0 } }
  func add(_ name: String) { held.withLock { $0.append(name) } }
}

/// Counts who is behind a semaphore.
private final class Inside: Sendable {
  let held = Mutex((now: [String: Int](), most: 0, mostOfName: 0, all: 0))

  func enter(_ name: String) {
    held.withLock { inside in
      inside.now[name, default: 0] += 1
      inside.most = max(inside.most, inside.now.values.reduce(0, +))
      inside.mostOfName = max(inside.mostOfName, inside.now.values.max() ?? 0)
    }
  }

  func leave(_ name: String) {
    held.withLock { inside in
      inside.now[name, default: 0] -= 1
      inside.all += 1
    }
  }
}
