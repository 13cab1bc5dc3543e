/// Under what name the requests of an address are counted: with IPv6 a household has 2^64 of them, so their first half.
enum NetworkName {
  static func of(_ address: String) -> String {
    guard address.contains(":") else { return address }
    let bare = address.prefix { $0 != "%" }
    let halves = bare.split(separator: ":", omittingEmptySubsequences: false)
    guard let gap = halves.firstIndex(where: \.isEmpty), gap < 4 else { return halves.prefix(4).joined(separator: ":") }
    // What follows `::` may reach into the first half.
    let behind = halves[(gap + 1)...].filter { !$0.isEmpty }
    let zeros = max(0, 8 - gap - behind.count)
    return (halves[..<gap] + Array(repeating: "0", count: zeros) + behind).prefix(4).joined(separator: ":")
  }
}
