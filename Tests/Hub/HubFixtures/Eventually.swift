/// What was waited for did not come.
package struct NeverCame: Error {
  package init() {}
}

/// Returns as soon as something holds; throws ``NeverCame`` where it does not within two minutes, so that a test which
/// waits in vain fails instead of hanging.
package func eventually(_ holds: () async throws -> Bool) async throws {
  let deadline = ContinuousClock.now + .seconds(120)
  // Where hundreds of tests share two cores a minute may pass between two looks: time alone says nothing.
  var looks = 0
  while try await !holds() {
    looks += 1
    guard ContinuousClock.now < deadline || looks < 10_000 else { throw NeverCame() }
    try await Task.sleep(for: .milliseconds(1))
  }
}
