import Journal
import Synchronization
import Testing

@testable import HubService

@Suite struct PushSequencerTests {
  private let chain = ChainID(device: DeviceID(rawValue: "d"), incarnation: 1)

  @Test func `what happened before somebody waits is not missed`() async {
    let sequencer = PushSequencer(mostOfDevice: 4)
    let before = sequencer.growths(of: chain)
    sequencer.enter(chain, size: 5)
    #expect(sequencer.isUnderWay(chain, size: 5))
    sequencer.leave(chain, size: 5, grew: true)
    #expect(await sequencer.wait(chain, for: .growth(since: before), atMost: .seconds(600)))
    #expect(await sequencer.wait(chain, for: .end(of: 5), atMost: .seconds(600)))
    #expect(sequencer.waiting == 0)
  }

  @Test func `a push that was refused wakes only who waits for its end`() async {
    let sequencer = PushSequencer(mostOfDevice: 4)
    let chain = chain
    sequencer.enter(chain, size: 5)
    async let end = sequencer.wait(chain, for: .end(of: 5), atMost: .seconds(600))
    async let growth = sequencer.wait(chain, for: .growth(since: 0), atMost: .seconds(600))
    while sequencer.waiting < 2 { await Task.yield() }
    sequencer.leave(chain, size: 5, grew: false)
    #expect(await end)
    #expect(sequencer.waiting == 1)
    // One that held nothing has no end to wait for, and takes nothing from who has.
    sequencer.enter(chain, size: 7)
    sequencer.leave(chain, size: nil, grew: false)
    #expect(sequencer.isUnderWay(chain, size: 7) && sequencer.waiting == 1)
    sequencer.leave(chain, size: 7, grew: true)
    #expect(await growth)
    #expect(sequencer.waiting == 0)
  }

  @Test func `nobody waits longer than asked, more than so many, or once it is stopped`() async {
    let sequencer = PushSequencer(mostOfDevice: 4)
    let chain = chain
    #expect(await sequencer.wait(chain, for: .growth(since: 0), atMost: .milliseconds(1)))
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<256 {
        // Four of a device, whatever its incarnations.
        let chain = ChainID(device: DeviceID(rawValue: "\(number / 4)"), incarnation: number)
        group.addTask { await sequencer.wait(chain, for: .growth(since: 0), atMost: .seconds(600)) }
        if number % 4 == 3 {
          while sequencer.waiting <= number { await Task.yield() }
          #expect(await sequencer.wait(chain, for: .growth(since: 0), atMost: .seconds(600)) == false)
        }
      }
      #expect(await sequencer.wait(chain, for: .growth(since: 0), atMost: .seconds(600)) == false)
      sequencer.stop()
      for await isWoken in group { #expect(isWoken) }
    }
    #expect(sequencer.waiting == 0)
    #expect(await sequencer.wait(chain, for: .growth(since: 0), atMost: .seconds(600)) == false)
  }

  @Test func `a wait of hardly any time ends, whoever has the processor meanwhile`() async {
    let sequencer = PushSequencer(mostOfDevice: 256)
    let chain = chain
    for _ in 0..<200 {
      await withTaskGroup(of: Bool.self) { group in
        for number in 0..<64 {
          group.addTask { await sequencer.wait(chain, for: .growth(since: 0), atMost: .nanoseconds(number)) }
        }
        for await ended in group { #expect(ended) }
      }
    }
    #expect(sequencer.waiting == 0)
  }

  @Test func `a waiter that is cancelled is gone`() async {
    let sequencer = PushSequencer(mostOfDevice: 4)
    let chain = chain
    let waiter = Task { await sequencer.wait(chain, for: .growth(since: 0), atMost: .seconds(600)) }
    while sequencer.waiting == 0 { await Task.yield() }
    waiter.cancel()
    #expect(await waiter.value == false)
    #expect(sequencer.waiting == 0)
  }
}
