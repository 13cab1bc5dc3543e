import Foundation
import Platform
import Testing

struct SystemTests {
  @Test func `clocks are read together`() {
    let first = SystemClock.now
    let second = SystemClock.now
    #expect(second.monotonicMilliseconds >= first.monotonicMilliseconds)
    #expect(first.boot == second.boot)
    let hasBlanks = first.boot.contains { $0.isWhitespace }
    #expect(!hasBlanks)
    #expect(first.offsetMinutes == TimeZone.current.secondsFromGMT() / 60)
    #expect(abs(first.wallMilliseconds - Int64(Date.now.timeIntervalSince1970 * 1000)) < 60_000)
  }

  @Test func `the folder that was asked for goes before all others`() {
    #expect(Environment.dataFolder("x", variable: "HOME", name: "tiepsuc") == "x")
    #expect(Environment.dataFolder(nil, variable: "HOME", name: "tiepsuc") == Environment.variable("HOME"))
    let fallback = Environment.dataFolder(nil, variable: "TIEPSUC_NOT_SET", name: "tiepsuc")
    #expect(fallback.hasSuffix("/tiepsuc"))
  }

  /// The first three numbers of seed 1234567, as the authors' own program gives them.
  @Test func `seeded numbers are those of SplitMix64`() {
    var chance = SplitMix64(seed: 1_234_567)
    #expect(chance.next() == 6_457_827_717_110_365_317)
    #expect(chance.next() == 3_203_168_211_198_807_973)
    #expect(chance.next() == 9_817_491_932_198_370_423)
    for bound in [-1, 0, 1] { #expect(chance.below(bound) == 0) }
  }
}
