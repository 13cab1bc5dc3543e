import Dispatch
import Foundation
import Protocol

/// Does what takes the processor for long on threads of its own, so that who is only to be answered never waits behind it:
/// one piece of work of a name at a time, of the names first the one that had least.
package final class WorkQueue: Sendable {
  private let semaphore: AsyncSemaphore
  private let threads = DispatchQueue(label: "hub.work", attributes: .concurrent)

  /// `width` threads, nil: one core is left for all else; `mostWaiting` pieces of work of one name may wait.
  package init(width: Int?, mostWaiting: Int) {
    let cores = ProcessInfo.processInfo.activeProcessorCount
    semaphore = AsyncSemaphore(slots: width ?? max(1, cores - 1), mostOfName: 1, mostWaiting: mostWaiting)
  }

  /// How many pieces of work wait, and how many are under way.
  var waiting: Int { semaphore.waiting }
  var running: Int { semaphore.inside }

  /// Throws `too-many` where too much of the name waits already, and what the work throws.
  package func run<Value: Sendable>(for name: String, _ work: @escaping @Sendable () throws -> Value) async throws
    -> Value
  {
    let threads = threads
    let result = await semaphore.pass(name) {
      await withCheckedContinuation { continuation in
        threads.async { continuation.resume(returning: Result { try work() }) }
      }
    }
    guard let result else { throw Refusal(.tooMany, retryAfterSeconds: 1) }
    return try result.get()
  }
}
