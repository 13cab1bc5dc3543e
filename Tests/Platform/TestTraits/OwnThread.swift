import Dispatch
package import Testing

extension Trait where Self == OwnThread {
  /// Each test runs on a thread that belongs to it alone.
  package static var ownThread: OwnThread { OwnThread() }
}

/// Each test runs on a thread of its own: for those that wait for a program, or count for seconds, without suspending.
///
/// Tests share a pool that has as many threads as the machine has cores, with every server and client that they run in
/// this process. Two tests that hold a thread, on two cores, and nothing else gets a turn: an exchange times out, and
/// what is looked for every few milliseconds is looked for once in a quarter of a second. Between threads the kernel
/// shares the cores out fairly.
package struct OwnThread: SuiteTrait, TestTrait, TestScoping {
  package var isRecursive: Bool { true }

  package func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await withTaskExecutorPreference(Executor()) { try await function() }
  }

  /// Whether the caller is on a thread that belongs to a test.
  package static var isCurrent: Bool { DispatchQueue.getSpecific(key: Executor.key) != nil }

  /// A serial queue has a thread of its own while it has work.
  private final class Executor: TaskExecutor {
    static let key = DispatchSpecificKey<Bool>()
    private let queue = DispatchQueue(label: "tests that wait")

    init() { queue.setSpecific(key: Self.key, value: true) }

    func enqueue(_ job: consuming ExecutorJob) {
      let job = UnownedJob(job)
      queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
  }
}
