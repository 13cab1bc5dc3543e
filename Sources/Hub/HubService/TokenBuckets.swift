import Synchronization

/// Token buckets by a name, in bounded memory.
final class TokenBuckets: Sendable {
  private struct Bucket {
    var tokens: Double
    /// Milliseconds by the hub's clock.
    var filled: Int64
  }

  private let rate: HubRates.Rate
  private let most: Int
  private let buckets = Mutex<[String: Bucket]>([:])

  /// `most` is how many names are remembered at once.
  init(_ rate: HubRates.Rate, most: Int = 20_000) {
    self.rate = rate
    self.most = most
  }

  /// Takes a token; else the seconds until there is one.
  func take(_ name: String, now: Int64) -> Int? {
    buckets.withLock { buckets in
      makeRoom(&buckets, for: name, now: now)
      var bucket = filled(buckets[name], now)
      guard bucket.tokens >= 1 else {
        buckets[name] = bucket
        return wait(bucket)
      }
      bucket.tokens -= 1
      buckets[name] = bucket
      return nil
    }
  }

  /// The seconds until there is a token; nil where there is one. Takes none.
  func secondsToWait(_ name: String, now: Int64) -> Int? {
    buckets.withLock { buckets in
      let bucket = filled(buckets[name], now)
      return bucket.tokens >= 1 ? nil : wait(bucket)
    }
  }

  private func wait(_ bucket: Bucket) -> Int { max(1, Int(((1 - bucket.tokens) / rate.perSecond).rounded(.up))) }

  private func filled(_ bucket: Bucket?, _ now: Int64) -> Bucket {
    guard let bucket else { return Bucket(tokens: Double(rate.burst), filled: now) }
    // A clock that was set back must not take tokens away.
    let seconds = Double(max(0, now - bucket.filled)) / 1000
    return Bucket(tokens: min(Double(rate.burst), bucket.tokens + seconds * rate.perSecond), filled: now)
  }

  private func makeRoom(_ buckets: inout [String: Bucket], for name: String, now: Int64) {
    guard buckets.count >= most, buckets[name] == nil else { return }
    // A full bucket is the same as none.
    buckets = buckets.filter { filled($0.value, now).tokens < Double(rate.burst) }
    if buckets.count >= most { buckets.removeAll() }
  }
}
