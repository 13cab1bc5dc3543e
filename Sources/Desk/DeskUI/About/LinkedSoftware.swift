package import Checklists
import Phrases

/// The work of others that is linked into the programs, by its licence (SPDX names).
package struct LinkedSoftware: Sendable {
  package let licence: LocalText
  /// Packages by the names under which they are fetched, libraries by the names under which they are linked.
  package let names: [String]

  private init(_ licence: String, _ names: [String]) {
    self.licence = LocalText(licence, licence)
    self.names = names
  }

  private init(_ licence: LocalText, _ names: [String]) {
    self.licence = licence
    self.names = names
  }

  package static let all = [
    LinkedSoftware(
      "Apache-2.0",
      [
        "Swift", "Foundation", "async-http-client", "hummingbird", "swift-algorithms", "swift-argument-parser",
        "swift-asn1", "swift-async-algorithms", "swift-atomics", "swift-certificates", "swift-collections",
        "swift-configuration", "swift-crypto", "swift-distributed-tracing", "swift-http-structured-headers",
        "swift-http-types", "swift-log", "swift-metrics", "swift-nio", "swift-nio-extras", "swift-nio-http2",
        "swift-nio-ssl", "swift-nio-transport-services", "swift-numerics", "swift-service-context",
        "swift-service-lifecycle", "swift-system",
      ]),
    LinkedSoftware("MIT", ["grdb.swift", "yams", "LibYAML"]),
    LinkedSoftware("X11", ["ncursesw", "tinfo"]),
    LinkedSoftware("BSD-3-Clause", ["zstd", "zip"]),
    LinkedSoftware("BSD-2-Clause", ["xlsxwriter"]),
    LinkedSoftware("LGPL-2.1-or-later", ["qrencode", "glibc"]),
    LinkedSoftware("curl", ["curl"]),
    LinkedSoftware("PostgreSQL", ["pq"]),
    LinkedSoftware("ISC, OpenSSL", ["BoringSSL"]),
    LinkedSoftware("Unicode-3.0", ["ICU"]),
    LinkedSoftware(Phrase.publicDomain, ["sqlite3"]),
  ]
}
