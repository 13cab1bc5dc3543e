/// What was waited for did not come.
public struct NeverCame: Error {
  public init() {}
}

/// Returns as soon as something holds; throws ``NeverCame`` where it does not within two minutes, so that a test which
/// waits in vain fails instead of hanging.
public func eventually(_ holds: () -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(120)
  while !holds() {
    guard ContinuousClock.now < deadline else { throw NeverCame() }
    try await Task.sleep(for: .milliseconds(1))
  }
}
