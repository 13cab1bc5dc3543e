// swift-tools-version: 6.2
import PackageDescription

// The parsers of the protocol under libFuzzer with the address sanitizer. A package of its own: what is looked at must be
// compiled for it, and the program has libFuzzer's `main`.

let watched: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .unsafeFlags(["-sanitize=fuzzer,address"]),
]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")

let package = Package(
  name: "fuzz",
  dependencies: [
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
  ],
  targets: [
    .systemLibrary(name: "CZstd"),
    .target(name: "Bytes", swiftSettings: watched),
    .target(name: "Checklists", swiftSettings: watched),
    .target(name: "Journal", dependencies: ["Bytes", "Checklists", crypto], swiftSettings: watched),
    .target(name: "Statistics", dependencies: ["Bytes", "Checklists", "Journal"], swiftSettings: watched),
    .target(
      name: "Protocol",
      dependencies: ["Bytes", "CZstd", "Checklists", "Journal", "Statistics", crypto, cryptoExtras, httpTypes],
      resources: [.embedInCode("Batch.dictionary")], swiftSettings: watched),
    .executableTarget(
      name: "fuzz", dependencies: ["Bytes", "Journal", "Protocol"], path: "Sources/Fuzz",
      swiftSettings: watched + [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address"])]),
  ]
)
