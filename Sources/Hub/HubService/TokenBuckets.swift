import Synchronization

/// Token buckets by a name, in bounded memory. What something costs may be known only when it was done: then a bucket is
/// in debt, by at most what it holds when full.
package final class TokenBuckets: Sendable {
  private struct Bucket {
    var tokens: Double
    /// Milliseconds by the hub's clock.
    var filled: Int64
  }

  /// The longest that anybody is told to wait, in seconds.
  private static let longestWait = 86_400.0
  private let rate: HubRates.Rate
  private let most: Int
  private let buckets = Mutex<[String: Bucket]>([:])

  /// `most` is how many names are remembered at once.
  package init(_ rate: HubRates.Rate, most: Int = 20_000) {
    self.rate = rate
    self.most = most
  }

  /// Takes tokens, a full bucket's at most; else the seconds until there are so many.
  package func spend(_ name: String, _ count: Int = 1, now: Int64) -> Int? {
    let count = min(Double(count), Double(max(1, rate.burst)))
    return change(name, now) { bucket in
      guard bucket.tokens >= count else { return wait(bucket, for: count) }
      bucket.tokens -= count
      return nil
    }
  }

  /// Takes tokens that are there or not.
  func charge(_ name: String, _ count: Int, now: Int64) {
    change(name, now) { bucket in
      bucket.tokens = max(bucket.tokens - Double(max(0, count)), -Double(rate.burst))
    }
  }

  /// The seconds until there is a token; nil where there is one. Takes none.
  func secondsToWait(_ name: String, now: Int64) -> Int? {
    buckets.withLock { buckets in
      let bucket = filled(buckets[name], now)
      return bucket.tokens >= 1 ? nil : wait(bucket, for: 1)
    }
  }

  private func change<Value>(_ name: String, _ now: Int64, _ body: (inout Bucket) -> Value) -> Value {
    buckets.withLock { buckets in
      makeRoom(&buckets, for: name, now: now)
      var bucket = filled(buckets[name], now)
      defer { buckets[name] = bucket }
      return body(&bucket)
    }
  }

  private func wait(_ bucket: Bucket, for count: Double) -> Int {
    let seconds = (count - bucket.tokens) / rate.perSecond
    return max(1, Int(min(seconds, Self.longestWait).rounded(.up)))
  }

  private func filled(_ bucket: Bucket?, _ now: Int64) -> Bucket {
    guard let bucket else { return Bucket(tokens: Double(rate.burst), filled: now) }
    // A clock that was set back must not take tokens away.
    let (passed, isOver) = now.subtractingReportingOverflow(bucket.filled)
    let seconds = isOver ? 0 : Double(max(0, passed)) / 1000
    return Bucket(tokens: min(Double(rate.burst), bucket.tokens + seconds * rate.perSecond), filled: now)
  }

  private func makeRoom(_ buckets: inout [String: Bucket], for name: String, now: Int64) {
    guard buckets.count >= most, buckets[name] == nil else { return }
    // A full bucket is the same as none.
    buckets = buckets.filter { filled($0.value, now).tokens < Double(rate.burst) }
    if buckets.count >= most { buckets.removeAll() }
  }
}
