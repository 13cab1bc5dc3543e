// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target is held to the same rules.
let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let cryptoExtras = Target.Dependency.product(name: "CryptoExtras", package: "swift-crypto")
let csv = Target.Dependency.product(name: "SwiftCSV", package: "SwiftCSV")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")
let httpClient = Target.Dependency.product(name: "AsyncHTTPClient", package: "async-http-client")

/// A Swift target of a wing of the house (`Sources/WING/NAME`).
func room(_ wing: String, _ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, path: "Sources/\(wing)/\(name)", swiftSettings: strict)
}

/// A program (`Sources/WING/NAME`).
func program(_ wing: String, _ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: "Sources/\(wing)/\(name)", swiftSettings: strict)
}

/// The tests of a target, mirrored under `Tests`.
///
/// `data` names folders that tests read where they lie.
func tests(_ wing: String, _ name: String, _ dependencies: [Target.Dependency], data: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(wing)/\(name)", exclude: data, swiftSettings: strict)
}

let package = Package(
  name: "tiepsuc",
  products: [
    .executable(name: "tiepsuc", targets: ["tiepsuc"]),
    .executable(name: "tiepsuc-sync", targets: ["tiepsuc-sync"]),
    .executable(name: "tiepsuc-hub", targets: ["tiepsuc-hub"]),
    .executable(name: "bench", targets: ["bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.30.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Storey 0: what Debian gives us, and what is true on every machine.
    .systemLibrary(name: "CNcurses", path: "Sources/System/CNcurses"),
    .systemLibrary(name: "CQREncode", path: "Sources/System/CQREncode"),
    .systemLibrary(name: "CZstd", path: "Sources/System/CZstd"),
    .systemLibrary(name: "CPostgres", path: "Sources/System/CPostgres"),
    .systemLibrary(name: "CZip", path: "Sources/System/CZip"),
    .systemLibrary(name: "CXLSXWriter", path: "Sources/System/CXLSXWriter"),
    .target(name: "CTerminal", path: "Sources/System/CTerminal"),
    .target(
      name: "Assets", path: "Assets",
      exclude: ["openapi.yaml"],
      resources: [.copy("Checklists"), .copy("Catalogue"), .copy("Units"), .copy("Consent")],
      swiftSettings: strict),
    room("Core", "Checklists"),
    room("Core", "VietnameseText"),
    room("Terminal", "Drawing"),

    // Storey 1
    room("Core", "Journal", ["Checklists", crypto]),
    room("Desk", "ChecklistReader", ["Checklists", "Drawing", "VietnameseText", yams]),
    room("Terminal", "Widgets", ["Drawing"]),
    room("Terminal", "Runtime", ["Drawing"]),
    room("Terminal", "CursesTerminal", ["Drawing", "Runtime", "CNcurses", "CTerminal"]),
    room("Terminal", "QRCode", ["Drawing", "CQREncode"]),

    // Storey 2
    room("Exchange", "HubContract", ["Review", "Journal", "Checklists", "CZstd", crypto]),

    // Storey 3
    room("Core", "Phrases", ["Checklists", "Journal", "HubContract", "Review"]),
    room("Desk", "JournalStore", ["Journal", "Checklists", "VietnameseText", grdb, sqlite]),

    // Storey 4
    room(
      "Desk", "Screens",
      [
        "Checklists", "VietnameseText", "Drawing", "Widgets", "Runtime", "QRCode", "Journal", "HubContract", "Phrases",
        "Review",
      ]),

    room("Desk", "Packs", ["HubContract", "Journal", "Checklists", "ChecklistReader", "CZstd", crypto, cryptoExtras]),
    room("Desk", "Review", ["Checklists", "Journal"]),
    room(
      "Desk", "ChecklistImport",
      ["ChecklistReader", "Checklists", "VietnameseText", "CZip", "CXLSXWriter", csv]),
    room(
      "Desk", "DeskReview",
      [
        "Screens", "Review", "ReviewStore", "FigureStore", "Packs", "JournalStore", "ChecklistShelf", "ChecklistReader",
        "ChecklistImport", "HubContract", "Journal", "Checklists", "Phrases",
      ]),
    room(
      "Desk", "DeskExchange",
      ["Screens", "Review", "ExchangeStore", "JournalStore", "HubContract", "Journal", "Checklists"]),
    room("Desk", "FigureStore", ["Review", "Journal", "Checklists", grdb]),
    room(
      "Desk", "ReviewStore",
      ["FigureStore", "Review", "JournalStore", "Packs", "HubContract", "Journal", "Checklists", grdb, crypto]),
    room("Exchange", "ExchangeStore", ["HubContract", "Review", "Journal", "Checklists", grdb, sqlite]),
    room("Hub", "HubStore", ["HubContract", "Journal", "CPostgres", grdb, sqlite]),

    // Storey 5
    room(
      "Exchange", "Exchange",
      ["ExchangeStore", "Packs", "HubContract", "Review", "JournalStore", "Journal", "Checklists", crypto]),
    room(
      "Exchange", "HubWire", ["Exchange", "HubContract", "Journal", httpClient, nio, nioHTTP1, nioPosix, nioSSL]),
    room(
      "Hub", "HubRules", ["HubStore", "FigureStore", "Review", "Packs", "HubContract", "Journal", "Checklists", crypto]),
    room(
      "Desk", "ChecklistShelf", ["Screens", "Packs", "ChecklistReader", "Checklists", "Journal", "Phrases", crypto]),

    // For tests: a terminal in the process, and a program to drive on it.
    .systemLibrary(name: "CVTerm", path: "Tests/System/CVTerm"),
    .target(name: "CPty", path: "Tests/System/CPty"),
    .target(
      name: "PtySupport", dependencies: ["CPty", "CVTerm"], path: "Tests/Terminal/PtySupport", swiftSettings: strict),
    .executableTarget(
      name: "terminal-sample", dependencies: ["CursesTerminal", "Runtime", "Drawing"],
      path: "Tests/Terminal/TerminalSample", swiftSettings: strict),

    // Storey 6
    .target(
      name: "TestSupport",
      dependencies: [
        "Screens", "ChecklistShelf", "Checklists", "Journal", "HubContract", "Assets", "Drawing", "Phrases",
      ],
      path: "Tests/TestSupport", swiftSettings: strict),

    room(
      "Hub", "HubServer",
      [
        "HubRules", "HubStore", "HubContract", "Journal", hummingbird, hummingbirdCore, nio, nioPosix, nioHTTP1,
        nioHTTPTypes, nioSSL, httpTypes, lifecycle, unixSignals, logging,
      ]),

    // Storey 7
    program(
      "Exchange", "tiepsuc-sync",
      [
        "HubWire", "Exchange", "ExchangeStore", "HubContract", "JournalStore", "Journal", "Phrases", "Checklists",
        arguments, logging,
      ]),
    program(
      "Hub", "tiepsuc-hub",
      [
        "HubServer", "HubRules", "HubStore", "HubContract", "Journal", "Checklists", "Phrases", "QRCode", "Drawing",
        arguments, logging,
      ]),
    program(
      "Desk", "tiepsuc",
      [
        "Screens", "ChecklistShelf", "JournalStore", "DeskExchange", "DeskReview", "Review", "ExchangeStore",
        "HubContract", "Packs",
        "ChecklistImport",
        "ChecklistReader", "Assets",
        "CursesTerminal", "Runtime", "Phrases", "Journal", "Checklists", "Drawing", "VietnameseText", arguments,
        logging,
      ]),
    .executableTarget(
      name: "CBenchList", path: "Sources/Bench/CBenchList",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CBench", path: "Sources/Bench/CBench", linkerSettings: [.linkedLibrary("sqlite3")]),
    program(
      "Bench", "bench",
      [
        "Screens", "ChecklistShelf", "JournalStore", "ChecklistReader", "Phrases", "Assets", "Drawing", "Journal",
        "Checklists", "DeskReview", "Review", "ReviewStore", "FigureStore", "Packs", "HubContract", "HubRules",
        "HubStore", "Exchange", "ExchangeStore", "HubWire", "CBench",
        "CBenchList", "CPostgres", "tiepsuc", "tiepsuc-sync", "tiepsuc-hub", arguments,
      ]),

    tests("Core", "ChecklistsTests", ["Checklists"]),
    tests("Core", "VietnameseTextTests", ["VietnameseText"]),
    .target(
      name: "JournalFixtures", dependencies: ["Checklists", "Journal"], path: "Tests/Core/JournalFixtures",
      swiftSettings: strict),
    .target(
      name: "CFaultVFS", path: "Tests/System/CFaultVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
    .executableTarget(
      name: "journal-sample", dependencies: ["JournalStore", "Journal", "Checklists", "JournalFixtures", "CFaultVFS"],
      path: "Tests/Desk/JournalSample", swiftSettings: strict),
    tests("Core", "JournalTests", ["Journal", "Checklists", "JournalFixtures"]),
    tests("Exchange", "HubContractTests", ["HubContract", "Review", "Journal", "JournalFixtures", "Checklists"]),
    .target(
      name: "HubFixtures",
      dependencies: [
        "HubServer", "HubRules", "HubStore", "HubContract", "Exchange", "ExchangeStore", "JournalStore", "Journal",
        "Checklists", "JournalFixtures", hummingbird, hummingbirdTesting, httpTypes, nio,
      ],
      path: "Tests/Hub/HubFixtures", swiftSettings: strict),
    tests(
      "Hub", "HubStoreTests", ["HubStore", "HubFixtures", "HubContract", "Journal", "JournalFixtures", "Checklists"]),
    tests(
      "Hub", "HubRulesTests",
      [
        "HubRules", "HubStore", "HubFixtures", "FigureStore", "Review", "HubContract", "Journal", "JournalFixtures",
        "Checklists",
      ]),
    tests(
      "Hub", "HubServerTests",
      [
        "HubServer", "HubRules", "HubStore", "HubFixtures", "HubContract", "Journal", "JournalFixtures", "Checklists",
        "tiepsuc-hub", hummingbird, hummingbirdTesting, httpTypes, nio, nioPosix, nioSSL, logging, yams,
      ]),
    tests(
      "Exchange", "ExchangeTests",
      [
        "Exchange", "ExchangeStore", "Review", "Packs", "HubFixtures", "HubRules", "HubStore", "HubContract",
        "JournalStore", "Journal", "JournalFixtures", "Checklists",
      ]),
    tests(
      "Exchange", "ExchangeSmokeTests",
      [
        "HubWire", "Exchange", "ExchangeStore", "HubFixtures", "HubContract", "JournalStore", "Journal",
        "JournalFixtures",
        "Checklists", "tiepsuc-sync", "tiepsuc-hub", nio, nioPosix,
      ]),
    tests(
      "Desk", "ReviewStoreTests",
      [
        "FigureStore", "ReviewStore", "Review", "Packs", "JournalStore", "Journal", "JournalFixtures", "Checklists",
        grdb,
      ]),
    tests(
      "Desk", "PacksTests",
      [
        "Packs", "ChecklistShelf", "Screens", "TestSupport", "PtySupport", "HubContract", "Phrases", "Journal",
        "Checklists", "ChecklistReader", "Assets", "tiepsuc", crypto,
      ]),
    tests("Desk", "ReviewTests", ["Review", "Checklists", "Journal", "JournalFixtures", "ChecklistReader", "Assets"]),
    tests(
      "Desk", "ChecklistImportTests",
      ["ChecklistImport", "ChecklistReader", "Checklists", "Assets", "PtySupport", "tiepsuc"]),
    tests("Terminal", "DrawingTests", ["Drawing", "QRCode", "CTerminal"]),
    tests("Terminal", "CursesTerminalTests", ["PtySupport", "CursesTerminal", "Drawing", "terminal-sample"]),
    tests("Desk", "ChecklistReaderTests", ["ChecklistReader", "Checklists", "Assets"]),
    tests(
      "Desk", "JournalStoreTests",
      [
        "JournalStore", "Journal", "Checklists", "JournalFixtures", "CFaultVFS", "VietnameseText", "journal-sample",
        grdb,
      ]),
    tests(
      "Desk", "ScreensTests",
      [
        "TestSupport", "ChecklistShelf", "Screens", "Review", "Journal", "HubContract", "Checklists", "Drawing",
        "Phrases",
        "Assets",
      ],
      data: ["Frames", "Recordings"]),
    tests(
      "Desk", "DeskReviewTests",
      [
        "TestSupport", "DeskReview", "Screens", "Review", "ReviewStore", "FigureStore", "Packs", "JournalStore",
        "JournalFixtures", "ChecklistShelf", "ChecklistImport", "ChecklistReader", "HubContract", "Journal",
        "Checklists", "Drawing", "Assets",
      ]),
    tests(
      "Desk", "DeskExchangeTests",
      [
        "DeskExchange", "Screens", "Review", "ExchangeStore", "JournalStore", "HubContract", "Journal", "Checklists",
        "JournalFixtures",
      ]),
    tests("Desk", "DeskSmokeTests", ["PtySupport", "tiepsuc"]),
  ]
)
