import Synchronization

/// The last value of a function, which is not computed again for the same argument.
package final class LastValue<Argument: Equatable & Sendable, Value: Sendable>: Sendable {
  private struct Pair: Sendable {
    var argument: Argument
    var value: Value
  }
  private let last = Mutex<Pair?>(nil)

  package init() {}

  package func value(of argument: Argument, _ compute: () -> Value) -> Value {
    last.withLock { last in
      if let last, last.argument == argument { return last.value }
      let value = compute()
      last = Pair(argument: argument, value: value)
      return value
    }
  }
}
