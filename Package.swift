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
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")

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
    .executable(name: "bench", targets: ["bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
  ],
  targets: [
    // Storey 0: what Debian gives us, and what is true on every machine.
    .systemLibrary(name: "CNcurses", path: "Sources/System/CNcurses"),
    .systemLibrary(name: "CQREncode", path: "Sources/System/CQREncode"),
    .systemLibrary(name: "CZstd", path: "Sources/System/CZstd"),
    .target(name: "CTerminal", path: "Sources/System/CTerminal"),
    .target(
      name: "Assets", path: "Assets",
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
    room("Core", "Phrases", ["Checklists", "Journal"]),
    room("Desk", "JournalStore", ["Journal", "Checklists", "VietnameseText", grdb, sqlite]),

    room("Exchange", "HubContract", ["Journal", "CZstd", crypto]),

    // Storey 3
    room(
      "Desk", "Screens",
      ["Checklists", "VietnameseText", "Drawing", "Widgets", "Runtime", "QRCode", "Journal", "Phrases"]),

    // Storey 4
    room("Desk", "ChecklistShelf", ["Screens", "ChecklistReader", "Checklists", "Journal", "Phrases", crypto]),

    // Storey 4, for tests: a terminal in the process, and a program to drive on it.
    .systemLibrary(name: "CVTerm", path: "Tests/System/CVTerm"),
    .target(name: "CPty", path: "Tests/System/CPty"),
    .target(
      name: "PtySupport", dependencies: ["CPty", "CVTerm"], path: "Tests/Terminal/PtySupport", swiftSettings: strict),
    .executableTarget(
      name: "terminal-sample", dependencies: ["CursesTerminal", "Runtime", "Drawing"],
      path: "Tests/Terminal/TerminalSample", swiftSettings: strict),

    // Storey 5
    .target(
      name: "TestSupport",
      dependencies: ["Screens", "ChecklistShelf", "Checklists", "Journal", "Assets", "Drawing", "Phrases"],
      path: "Tests/TestSupport", swiftSettings: strict),

    // Storey 6
    program(
      "Desk", "tiepsuc",
      [
        "Screens", "ChecklistShelf", "JournalStore", "ChecklistReader", "Assets", "CursesTerminal", "Runtime",
        "Phrases", "Journal",
        "Checklists", "Drawing", "VietnameseText", arguments, logging,
      ]),
    .executableTarget(
      name: "CBenchList", path: "Sources/Bench/CBenchList",
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "CBench", path: "Sources/Bench/CBench", linkerSettings: [.linkedLibrary("sqlite3")]),
    program(
      "Bench", "bench",
      [
        "Screens", "ChecklistShelf", "JournalStore", "ChecklistReader", "Phrases", "Assets", "Drawing", "Journal",
        "Checklists", "CBench", "CBenchList", "tiepsuc", arguments,
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
    tests("Exchange", "HubContractTests", ["HubContract", "Journal", "JournalFixtures"]),
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
      ["TestSupport", "ChecklistShelf", "Screens", "Journal", "Checklists", "Drawing", "Phrases", "Assets"],
      data: ["Frames", "Recordings"]),
    tests("Desk", "DeskSmokeTests", ["PtySupport", "tiepsuc"]),
  ]
)
