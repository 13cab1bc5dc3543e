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
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let nio = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioHTTP1 = Target.Dependency.product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes = Target.Dependency.product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioExtras = Target.Dependency.product(name: "NIOExtras", package: "swift-nio-extras")
let nioSSL = Target.Dependency.product(name: "NIOSSL", package: "swift-nio-ssl")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore = Target.Dependency.product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTLS = Target.Dependency.product(name: "HummingbirdTLS", package: "hummingbird")
let hummingbirdTesting = Target.Dependency.product(name: "HummingbirdTesting", package: "hummingbird")
let httpTypes = Target.Dependency.product(name: "HTTPTypes", package: "swift-http-types")
let lifecycle = Target.Dependency.product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let unixSignals = Target.Dependency.product(name: "UnixSignals", package: "swift-service-lifecycle")

/// A Swift target (`Sources/FOLDER/NAME`).
func target(
  _ folder: String, _ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource]? = nil
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(folder)/\(name)", resources: resources,
    swiftSettings: strict)
}

/// A program (`Sources/FOLDER/NAME`).
func program(_ folder: String, _ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .executableTarget(name: name, dependencies: dependencies, path: "Sources/\(folder)/\(name)", swiftSettings: strict)
}

/// A C library that Debian ships (`Sources/System/NAME`).
func system(_ name: String) -> Target { .systemLibrary(name: name, path: "Sources/System/\(name)") }

/// The tests of a target, mirrored under `Tests`; `data` names folders that tests read where they lie.
///
/// What only tests share is a test target too: a plain `swift build` needs nothing of it.
func tests(_ folder: String, _ name: String, _ dependencies: [Target.Dependency], data: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: "Tests/\(folder)/\(name)", exclude: data, swiftSettings: strict)
}

let package = Package(
  name: "tiepsuc",
  products: [
    .executable(name: "tiepsuc", targets: ["tiepsuc"]),
    .executable(name: "tiepsuc-sync", targets: ["tiepsuc-sync"]),
    .executable(name: "tiepsuc-hub", targets: ["tiepsuc-hub"]),
    .executable(name: "tiepsuc-preview", targets: ["tiepsuc-preview"]),
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
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // System
    system("CNcurses"), system("CQREncode"), system("CZstd"), system("CPostgres"), system("CZip"),
    system("CXLSXWriter"), system("CCurl"), system("CProcess"),
    .target(name: "CTerminal", path: "Sources/System/CTerminal"),
    .target(
      name: "Assets", path: "Assets",
      exclude: ["Packaging", "openapi.yaml"],
      resources: [.copy("Checklists"), .copy("Catalogue"), .copy("Units"), .copy("Consent"), .copy("Guides")],
      swiftSettings: strict),

    // Platform
    target("Platform", "Bytes"),
    target("Platform", "Platform", ["CProcess"]),

    // Core
    target("Core", "VietnameseText", []),
    target("Core", "Checklists", ["VietnameseText"]),
    target("Core", "Journal", ["Bytes", "Checklists", "VietnameseText", crypto]),
    target("Core", "People", ["Bytes", "Journal", cryptoExtras]),
    target("Core", "JournalInMemory", ["Checklists", "Journal", "VietnameseText"]),
    target("Core", "Statistics", ["Bytes", "Checklists", "Journal"]),
    target("Core", "Review", ["Bytes", "Checklists", "Journal", "Statistics"]),
    target("Core", "Reports", ["Checklists", "Journal", "Statistics"]),
    target(
      "Core", "Protocol",
      ["Bytes", "CZstd", "Checklists", "Journal", "Reports", "Statistics", crypto, cryptoExtras, httpTypes],
      resources: [.embedInCode("Batch.dictionary")]),

    // Text
    target("Text", "Tables"),
    target("Text", "Guides", ["Checklists"]),
    target(
      "Text", "Phrases",
      ["Checklists", "Journal", "People", "Protocol", "Reports", "Review", "Statistics", "VietnameseText"]),

    // Terminal
    target("Terminal", "QRCode", ["CQREncode"]),
    target("Terminal", "TerminalUI", ["QRCode"]),
    target("Terminal", "CursesTerminal", ["CNcurses", "CTerminal", "TerminalUI", "VietnameseText"]),
    target("Terminal", "PlainTerminal", ["CTerminal", "TerminalUI"]),

    // Files
    target("Files", "ChecklistFiles", ["Checklists", "TerminalUI", "VietnameseText", yams]),
    target("Files", "Workbooks", ["CXLSXWriter", "Platform"]),
    target("Files", "Printing", ["QRCode", "TerminalUI", "VietnameseText"]),
    target(
      "Files", "ChecklistImport",
      ["CXLSXWriter", "CZip", "ChecklistFiles", "Checklists", "Platform", "VietnameseText", "Workbooks"]),
    target(
      "Files", "ReportFiles",
      ["CXLSXWriter", "Checklists", "Journal", "Phrases", "Platform", "Reports", "Tables", "Workbooks"]),
    target(
      "Files", "ChecklistPacks",
      ["Bytes", "ChecklistFiles", "Checklists", "Journal", "Platform", "Protocol", crypto, cryptoExtras]),

    // Storage
    target("Storage", "SQLiteFiles", ["Platform", grdb, sqlite]),
    target(
      "Storage", "JournalStore",
      ["Bytes", "Checklists", "Journal", "Platform", "SQLiteFiles", "VietnameseText", grdb, sqlite]),
    target(
      "Storage", "JournalSalvage", ["Checklists", "Journal", "JournalStore", "Platform", "SQLiteFiles", grdb]),
    target(
      "Storage", "JournalBackup",
      ["Bytes", "Journal", "JournalStore", "Platform", "SQLiteFiles", "VietnameseText", crypto, cryptoExtras, grdb]),
    target("Storage", "StatisticsStore", ["Checklists", "Journal", "Platform", "SQLiteFiles", "Statistics", grdb]),
    target("Storage", "ReportStore", ["Bytes", "Checklists", "Journal", "Reports", "SQLiteFiles", grdb, sqlite]),
    target(
      "Storage", "ReviewStore",
      [
        "Bytes", "ChecklistPacks", "Checklists", "Journal", "JournalStore", "Platform", "Protocol", "Review",
        "SQLiteFiles", "StatisticsStore", grdb,
      ]),
    target(
      "Storage", "SyncStore",
      ["Bytes", "Checklists", "Journal", "Platform", "Protocol", "Reports", "SQLiteFiles", "Statistics", grdb, sqlite]),
    target("Storage", "HubStore", ["CPostgres", "Journal", "Platform", "Protocol", "SQLiteFiles", grdb, sqlite]),

    target("Storage", "AccountStore", ["Platform", "SQLiteFiles", grdb]),

    // Sync
    target(
      "Sync", "SyncClient",
      [
        "Bytes", "ChecklistPacks", "Journal", "JournalStore", "Platform", "Protocol", "Reports", "SQLiteFiles",
        "Statistics", "SyncStore", crypto, httpTypes,
      ]),
    target("Sync", "SyncHTTP", ["CCurl", "Platform", "Protocol", "SyncClient", httpTypes]),

    // Hub
    target(
      "Hub", "HubService",
      [
        "AccountStore", "Bytes", "Checklists", "HubStore", "Journal", "Phrases", "Platform", "Protocol", "ReportStore",
        "Reports", "SQLiteFiles", "Statistics", "StatisticsStore", crypto, httpTypes,
      ]),
    target(
      "Hub", "HubServer",
      [
        "HubService", "HubSite", "HubStore", "Journal", "Phrases", "Platform", "Protocol", httpTypes, hummingbird,
        hummingbirdCore, lifecycle, logging, nio, nioExtras, nioHTTP1, nioHTTPTypes, nioPosix, nioSSL, unixSignals,
      ]),

    target(
      "Hub", "HubPages",
      [
        "AccountStore", "Bytes", "Checklists", "HubStore", "Journal", "Phrases", "Protocol", "ReportFiles", "Reports",
        crypto, cryptoExtras,
      ]),
    target(
      "Hub", "HubSite",
      [
        "AccountStore", "Bytes", "Checklists", "HubPages", "HubService", "HubStore", "Journal", "Phrases", "Platform",
        "Protocol", "ReportFiles", "ReportStore", "Reports", "SQLiteFiles", crypto, httpTypes,
      ]),

    // Desk
    target(
      "Desk", "DeskPorts",
      ["Checklists", "Guides", "Journal", "Phrases", "Printing", "Protocol", "ReportFiles", "Review", "Statistics"]),
    target(
      "Desk", "DeskUI",
      [
        "Checklists", "DeskPorts", "Guides", "Journal", "People", "Phrases", "Printing", "Protocol", "QRCode",
        "ReportFiles", "Reports", "Review",
        "Statistics", "TerminalUI", "VietnameseText",
      ]),
    target(
      "Desk", "DeskLive",
      [
        "ReportFiles", "ReportStore", "Reports",
        "ChecklistFiles", "ChecklistPacks", "Checklists", "DeskPorts", "Guides", "Journal", "JournalStore", "Phrases",
        "Platform", "Printing", "Protocol", "Review", "ReviewStore", "SQLiteFiles", "Statistics", "StatisticsStore",
        "SyncStore",
      ]),

    target(
      "Desk", "DeskSamples",
      [
        "Checklists", "DeskPorts", "DeskUI", "Journal", "JournalInMemory", "Printing", "Protocol", "ReportFiles",
        "Reports", "Review", "Statistics", "TerminalUI",
      ]),

    // Apps
    target(
      "Apps", "ReportArguments",
      ["CTerminal", "Checklists", "Journal", "Platform", "ReportFiles", "Reports", arguments]),
    program(
      "Apps", "tiepsuc",
      [
        "Assets", "ChecklistFiles", "ChecklistImport", "ChecklistPacks", "Checklists", "CursesTerminal", "DeskLive",
        "DeskPorts", "DeskUI", "Guides", "Journal", "JournalBackup", "JournalInMemory", "JournalSalvage",
        "JournalStore",
        "People", "Phrases", "PlainTerminal", "Platform", "Printing", "Protocol", "ReportArguments", "ReportFiles",
        "ReportStore",
        "Reports",
        "Review", "Tables", "TerminalUI", "VietnameseText", arguments, logging,
      ]),
    program(
      "Apps", "tiepsuc-preview",
      ["Assets", "Checklists", "DeskLive", "DeskPorts", "DeskSamples", "Journal", "TerminalUI", arguments]),
    program(
      "Apps", "tiepsuc-sync",
      [
        "Checklists", "Journal", "JournalStore", "Phrases", "Platform", "Protocol", "Reports", "SyncClient", "SyncHTTP",
        "SyncStore", arguments,
      ]),
    program(
      "Apps", "tiepsuc-hub",
      [
        "AccountStore", "Assets", "Bytes", "Checklists", "HubPages", "HubServer", "HubService", "HubSite", "HubStore",
        "Journal", "Phrases", "Platform", "Protocol", "QRCode", "ReportArguments", "ReportFiles", "ReportStore",
        "Reports", "SQLiteFiles", arguments, logging,
      ]),

    // Bench
    .executableTarget(
      name: "CBenchList", path: "Sources/Bench/CBenchList",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CBench", path: "Sources/Bench/CBench", linkerSettings: [.linkedLibrary("sqlite3")]),
    program(
      "Bench", "bench",
      [
        "ReportFiles", "ReportStore", "Reports", grdb,
        "Assets", "Bytes", "CBench", "CPostgres", "CZstd", "ChecklistFiles", "ChecklistPacks", "Checklists", "DeskLive",
        "DeskPorts", "DeskSamples", "DeskUI", "HubService", "HubStore", "Journal", "JournalStore", "Phrases",
        "Platform", "Protocol", "Review", "ReviewStore", "Statistics", "StatisticsStore", "TerminalUI",
        "VietnameseText",
        arguments, httpTypes,
        "CBenchList", "tiepsuc", "tiepsuc-sync", "tiepsuc-hub",
      ]),

    // What tests share
    .systemLibrary(name: "CVTerm", path: "Tests/System/CVTerm"),
    .target(name: "CPty", path: "Tests/System/CPty"),
    .target(name: "CFaultVFS", path: "Tests/System/CFaultVFS", linkerSettings: [.linkedLibrary("sqlite3")]),
    .target(
      name: "JournalFixtures", dependencies: ["Checklists", "Journal", "Platform"],
      path: "Tests/Core/JournalFixtures",
      swiftSettings: strict),
    .target(
      name: "ReportFixtures", dependencies: ["Checklists", "Journal", "Platform", "Reports"],
      path: "Tests/Core/ReportFixtures", swiftSettings: strict),
    tests("Terminal", "PtySupport", ["CPty", "CVTerm"]),
    .testTarget(
      name: "TestSupport",
      dependencies: [
        "Checklists", "DeskPorts", "DeskSamples", "DeskUI", "Guides", "Journal", "JournalInMemory", "Printing",
        "TerminalUI",
      ],
      path: "Tests/TestSupport",
      swiftSettings: strict),
    tests(
      "Hub", "HubFixtures",
      [
        "Bytes", "Checklists", "HubServer", "HubService", "HubStore", "Journal", "JournalFixtures", "JournalStore",
        "Platform", "Protocol", "SyncClient", "SyncStore", httpTypes,
      ]),
    .executableTarget(
      name: "terminal-sample", dependencies: ["CursesTerminal", "TerminalUI"], path: "Tests/Terminal/TerminalSample",
      swiftSettings: strict),
    .executableTarget(
      name: "hub-attacks",
      dependencies: ["Journal", "JournalFixtures", "Protocol", "SyncClient", "SyncHTTP", arguments, httpTypes],
      path: "Tests/Hub/HubAttacks", swiftSettings: strict),
    .executableTarget(
      name: "pages-bench",
      dependencies: [
        "AccountStore", "Bytes", "Checklists", "HubPages", "HubService", "HubSite", "HubStore", "Journal",
        "JournalFixtures", "Platform", "Protocol", "ReportFixtures", "ReportStore", "Reports", arguments, grdb,
        httpTypes,
      ],
      path: "Tests/Hub/PagesBench", swiftSettings: strict),
    .executableTarget(
      name: "journal-sample",
      dependencies: ["CFaultVFS", "Checklists", "Journal", "JournalFixtures", "JournalStore", "Platform"],
      path: "Tests/Storage/JournalSample", swiftSettings: strict),

    tests("Platform", "TemporaryFolders", []),
    tests("Platform", "TestTraits", []),

    // Tests
    tests("Platform", "BytesTests", ["Bytes", "Platform"]),
    tests("Platform", "PlatformTests", ["Platform", "TemporaryFolders"]),
    tests("Core", "VietnameseTextTests", ["Assets", "VietnameseText"]),
    tests("Core", "ChecklistsTests", ["Assets", "ChecklistFiles", "Checklists"]),
    tests(
      "Core", "PeopleTests", ["Checklists", "Journal", "JournalFixtures", "JournalInMemory", "People", "Platform"]),
    tests("Core", "JournalTests", ["Checklists", "Journal", "JournalFixtures", "Platform"]),
    tests(
      "Core", "ReviewTests",
      ["Assets", "ChecklistFiles", "Checklists", "Journal", "JournalFixtures", "Platform", "Review", "Statistics"]),
    tests(
      "Core", "ReportsTests",
      [
        "Assets", "ChecklistFiles", "Checklists", "Journal", "Platform", "ReportFixtures", "Reports", "Statistics",
        grdb,
      ]),
    tests(
      "Core", "ProtocolTests",
      ["Bytes", "Checklists", "Journal", "JournalFixtures", "Platform", "Protocol", "Statistics"]),
    tests("Text", "PhrasesTests", ["Assets", "Checklists", "Journal", "Phrases", "VietnameseText"]),
    tests("Text", "TablesTests", ["Tables"]),
    tests("Text", "GuidesTests", ["Guides"]),
    tests("Terminal", "TerminalUITests", ["CTerminal", "Platform", "QRCode", "TerminalUI"]),
    tests(
      "Terminal", "CursesTerminalTests",
      ["CursesTerminal", "PtySupport", "TerminalUI", "TestTraits", "terminal-sample"]),
    tests("Files", "ChecklistFilesTests", ["Assets", "ChecklistFiles", "Checklists", "Platform"]),
    tests(
      "Files", "ChecklistImportTests",
      [
        "Assets", "ChecklistFiles", "ChecklistImport", "Checklists", "Platform", "PtySupport", "Review", "TestTraits",
        "tiepsuc",
      ]),
    tests("Files", "PrintingTests", ["Printing", "QRCode", "VietnameseText"]),
    tests(
      "Files", "ReportFilesTests",
      [
        "CZip", "Checklists", "Journal", "Phrases", "ReportFiles", "ReportFixtures", "Reports", "TemporaryFolders",
        "Platform",
      ]),
    tests(
      "Files", "ChecklistPacksTests",
      [
        "Assets", "Bytes", "ChecklistFiles", "ChecklistPacks", "Checklists", "DeskLive", "DeskPorts", "DeskSamples",
        "DeskUI", "Journal", "JournalFixtures", "JournalInMemory", "Phrases", "Platform", "Protocol", "PtySupport",
        "TestSupport", "TestTraits", crypto, "tiepsuc",
      ]),
    tests("Storage", "SQLiteFilesTests", ["Platform", "SQLiteFiles", "TemporaryFolders", grdb]),
    tests(
      "Storage", "JournalStoreTests",
      [
        "CFaultVFS", "Checklists", "Journal", "JournalFixtures", "JournalInMemory", "JournalSalvage", "JournalStore",
        "Platform", "TestTraits", "VietnameseText", grdb, "journal-sample",
      ]),
    tests(
      "Storage", "JournalBackupTests",
      [
        "Bytes", "Journal", "JournalBackup", "JournalFixtures", "JournalStore", "Platform", "TemporaryFolders",
        "TestTraits",
      ]),
    tests(
      "Storage", "ReportStoreTests",
      [
        "Checklists", "Journal", "JournalFixtures", "JournalStore", "Platform", "ReportFixtures", "ReportStore",
        "Reports", "TemporaryFolders", "TestTraits", grdb,
      ]),
    tests(
      "Storage", "ReviewStoreTests",
      [
        "ChecklistPacks", "Checklists", "Journal", "JournalFixtures", "JournalStore", "Platform", "Review",
        "Protocol", "ReviewStore", "Statistics", "StatisticsStore", "TemporaryFolders", grdb,
      ]),
    tests("Storage", "AccountStoreTests", ["AccountStore", "SQLiteFiles", "TemporaryFolders"]),
    tests(
      "Storage", "HubStoreTests",
      ["HubFixtures", "HubStore", "Journal", "Platform", "Protocol", "Reports", "TestTraits", grdb]),
    tests(
      "Sync", "SyncClientTests",
      [
        "Bytes", "ChecklistPacks", "Checklists", "HubFixtures", "HubService", "HubStore", "Journal", "JournalFixtures",
        "JournalStore", "Platform", "Protocol", "Reports", "Statistics", "SyncClient", "SyncStore", "TestTraits", grdb,
        httpTypes,
      ]),
    tests(
      "Hub", "HubServiceTests",
      [
        "Bytes", "Checklists", "HubFixtures", "HubService", "HubStore", "Journal", "JournalFixtures", "Phrases",
        "Platform", "Protocol", "ReportStore", "Reports", "Statistics", "StatisticsStore", "TestTraits", httpTypes,
      ]),
    tests(
      "Hub", "HubServerTests",
      [
        "AccountStore", "Bytes", "Checklists", "HubFixtures", "HubPages", "HubServer", "HubService", "HubSite",
        "HubStore", "Journal", "JournalFixtures", "Phrases", "Platform", "Protocol", "Reports", "TestTraits", httpTypes,
        hummingbird, hummingbirdTesting, logging, nio, nioPosix, nioSSL, yams, "tiepsuc-hub",
      ]),
    tests("Hub", "HubPagesTests", ["Checklists", "HubPages", "TestTraits"]),
    tests(
      "Hub", "HubSiteTests",
      [
        "AccountStore", "CZip", "Checklists", "HubFixtures", "HubPages", "HubService", "HubSite", "HubStore", "Journal",
        "JournalFixtures", "Phrases", "Protocol", "Reports", "Statistics", "TestTraits", httpTypes, yams,
      ]),
    tests(
      "Desk", "DeskUITests",
      [
        "Assets", "Checklists", "DeskLive", "DeskPorts", "DeskSamples", "DeskUI", "Guides", "Journal",
        "JournalFixtures", "JournalInMemory", "People", "Phrases", "Platform", "Printing", "Protocol", "ReportFiles",
        "Reports", "Review", "Statistics", "TerminalUI", "TestSupport", "TestTraits",
      ], data: ["Frames", "Recordings"]),
    tests(
      "Desk", "DeskLiveTests",
      [
        "Assets", "ChecklistFiles", "ChecklistPacks", "Checklists", "DeskLive", "DeskPorts", "DeskSamples", "DeskUI",
        "Journal", "JournalFixtures", "JournalStore", "Phrases", "Platform", "Printing", "Protocol", "ReportFiles",
        "ReportStore", "Reports", "Review", "Statistics", "SyncStore", "TemporaryFolders", "TerminalUI", "TestSupport",
        "TestTraits",
      ]),
    tests(
      "Apps", "DeskSmokeTests",
      [
        "Assets", "Checklists", "DeskLive", "DeskUI", "Journal", "JournalFixtures", "JournalInMemory", "JournalStore",
        "People", "Platform", "PtySupport", "TerminalUI", "TestSupport", "TestTraits", "tiepsuc", "tiepsuc-preview",
      ]),
    tests(
      "Apps", "GuideTests",
      [
        "Assets", "Checklists", "DeskLive", "DeskSamples", "DeskUI", "Guides", "HubFixtures", "Journal",
        "JournalFixtures", "JournalInMemory", "People", "Phrases", "Platform", "TemporaryFolders", "TerminalUI",
        "TestTraits", "PtySupport", "tiepsuc", "tiepsuc-hub", "tiepsuc-preview", "tiepsuc-sync", arguments,
      ]),
    tests(
      "Apps", "SyncSmokeTests",
      [
        "HubFixtures", "HubService", "Journal", "JournalStore", "Protocol", "SyncClient", "SyncHTTP", "SyncStore",
        "TestTraits", httpTypes, nio, nioHTTP1, nioPosix, "tiepsuc-sync", "tiepsuc-hub",
      ]),
  ]
)
