// swift-tools-version: 6.2
import PackageDescription

// Whatever reads bytes of others under libFuzzer with the address sanitizer. A package of its own: what is looked at must be
// compiled for it, and the program has libFuzzer's `main`.

let watched: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .unsafeFlags(["-sanitize=fuzzer,address", "-enable-testing"]),
]

let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")

func watchedTarget(
  _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
  .target(name: name, dependencies: dependencies, resources: resources, swiftSettings: watched)
}

let package = Package(
  name: "fuzz",
  dependencies: [
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
  ],
  targets: [
    .systemLibrary(name: "CZstd"), .systemLibrary(name: "CZip"), .systemLibrary(name: "CXLSXWriter"),
    .systemLibrary(name: "CQREncode"), .systemLibrary(name: "CNcurses"), .systemLibrary(name: "CProcess"),
    .target(name: "CTerminal"),
    watchedTarget("Bytes"),
    watchedTarget("Platform", ["CProcess"]),
    watchedTarget("VietnameseText"),
    watchedTarget("Checklists", ["VietnameseText"]),
    watchedTarget("Journal", ["Bytes", "Checklists", "VietnameseText", crypto]),
    watchedTarget("Statistics", ["Bytes", "Checklists", "Journal"]),
    watchedTarget("Reports", ["Checklists", "Journal", "Statistics"]),
    watchedTarget(
      "Protocol",
      ["Bytes", "CZstd", "Checklists", "Journal", "Reports", "Statistics", crypto, cryptoExtras, httpTypes],
      resources: [.embedInCode("Batch.dictionary")]),
    watchedTarget("QRCode", ["CQREncode"]),
    watchedTarget("TerminalUI", ["QRCode"]),
    watchedTarget("CursesTerminal", ["CNcurses", "CTerminal", "TerminalUI", "VietnameseText"]),
    watchedTarget("ChecklistFiles", ["Checklists", "TerminalUI", "VietnameseText", yams]),
    watchedTarget("Workbooks", ["CXLSXWriter", "Platform"]),
    watchedTarget(
      "ChecklistImport",
      ["CXLSXWriter", "CZip", "ChecklistFiles", "Checklists", "Platform", "VietnameseText", "Workbooks"]),
    watchedTarget(
      "ChecklistPacks",
      ["Bytes", "ChecklistFiles", "Checklists", "Journal", "Platform", "Protocol", crypto, cryptoExtras]),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "Bytes", "ChecklistFiles", "ChecklistImport", "ChecklistPacks", "Checklists", "CursesTerminal", "Journal",
        "Protocol", "TerminalUI",
      ],
      path: "Sources/Fuzz", swiftSettings: watched + [.unsafeFlags(["-parse-as-library"])],
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]),
  ]
)
