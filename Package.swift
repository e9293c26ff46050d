// swift-tools-version: 6.2
import PackageDescription

/// Every room is compiled under the same strict rules; a warning is an error in our own code only.
let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// The same for tests, which are not optimised where the rooms are: nobody waits for them, and building them so takes long.
let tested = strict + [.unsafeFlags(["-Onone"], .when(configuration: .release))]

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
// Apple's systems bring it themselves.
let system = Target.Dependency.product(
    name: "SystemPackage", package: "swift-system", condition: .when(platforms: [.linux]))
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")
let flyingSocks = Target.Dependency.product(name: "FlyingSocks", package: "FlyingFox")

// Told by scripts/galley, so that `--version` can say it; a plain build knows no commit.
let commit = Context.environment["GALLEY_COMMIT"].flatMap { $0.isEmpty ? nil : $0 }

let package = Package(
    name: "galley",
    platforms: [.macOS(.v15)],
    products: [.executable(name: "galley", targets: ["galley"])],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
        // Headers only: the library is loaded when the first call is made (see its shim).
        .systemLibrary(name: "CLibCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        // Headers only: the library is loaded when the first text in YAML is read (see its shim).
        .systemLibrary(name: "CYAML", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        // Headers only: the library is loaded when the first post is checked (see its shim).
        .systemLibrary(name: "CZLib", providers: [.apt(["zlib1g-dev"])]),
        // Headers only: the library is loaded when passages are first searched (see its shim).
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        // The library is loaded when the first page in HTML is read (see its shim).
        .systemLibrary(name: "CLibXML2", providers: [.apt(["libxml2"])]),
        .systemLibrary(
            name: "CMarkGFM", pkgConfig: "libcmark-gfm",
            providers: [
                .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
            ]),

        .target(name: "CBuild", cSettings: commit.map { [.define("GALLEY_COMMIT", to: $0)] } ?? []),
        .target(name: "CSignals"),
        .target(name: "Platform", dependencies: [system], swiftSettings: strict),
        .target(name: "Markdown", dependencies: ["Platform", "CMarkGFM"], swiftSettings: strict),
        .target(name: "Manuscript", dependencies: ["Platform", "Markdown", "CYAML", "CZLib"], swiftSettings: strict),
        .target(name: "Chains", dependencies: ["Platform", "Markdown", "Manuscript"], swiftSettings: strict),
        .target(
            name: "Configuration", dependencies: ["Platform", "Markdown", "Manuscript", "Chains"], swiftSettings: strict
        ),
        .target(
            name: "ModelClient",
            dependencies: [
                "Platform", "Markdown", "Manuscript", "Chains", "Configuration", "Library", "CLibCurl", subprocess,
            ],
            swiftSettings: strict),
        .target(
            name: "Library", dependencies: ["Platform", "Markdown", "Manuscript", "CSQLite", "CLibXML2", subprocess],
            swiftSettings: strict),
        .target(name: "Storage", dependencies: ["Platform", "Manuscript"], swiftSettings: strict),
        .target(
            name: "Commands",
            dependencies: [
                "Platform", "Markdown", "Manuscript", "Chains", "Configuration", "Library", "Storage", subprocess,
            ],
            swiftSettings: strict),
        .target(
            name: "Terminal", dependencies: ["Platform", "Markdown", "CLibEdit", "CSignals"],
            swiftSettings: strict),
        .target(
            name: "REPL",
            dependencies: [
                "Platform", "Markdown", "Manuscript", "Chains", "Configuration", "Storage", "Commands", "Terminal",
            ], swiftSettings: strict),
        .executableTarget(
            name: "galley",
            dependencies: [
                "CBuild", "Platform", "Markdown", "Configuration", "Storage", "Commands", "REPL", "ModelClient",
                "Terminal",
                arguments,
            ], swiftSettings: strict),

        .target(name: "SeededRandom", path: "Tests/SeededRandom", swiftSettings: tested),
        .target(name: "VirtualTerminal", path: "Tests/VirtualTerminal", swiftSettings: tested),
        .testTarget(name: "VirtualTerminalTests", dependencies: ["VirtualTerminal"], swiftSettings: tested),
        .target(
            name: "LoopbackServer", dependencies: ["Platform", "Manuscript", flyingFox, flyingSocks],
            path: "Tests/LoopbackServer", swiftSettings: tested),
        .executableTarget(
            name: "GoodPenServer", dependencies: ["LoopbackServer", "Manuscript", "Platform"],
            path: "Tests/GoodPenServer", swiftSettings: tested),
        .executableTarget(
            name: "ModelHolder", dependencies: ["Platform", "ModelClient"], path: "Tests/ModelHolder",
            swiftSettings: tested),
        .testTarget(name: "PlatformTests", dependencies: ["Platform", "SeededRandom"], swiftSettings: tested),
        .testTarget(name: "MarkdownTests", dependencies: ["Markdown", "SeededRandom"], swiftSettings: tested),
        .testTarget(
            name: "ManuscriptTests", dependencies: ["Manuscript", "Markdown", "Platform", "SeededRandom"],
            swiftSettings: tested),
        .testTarget(
            name: "LibraryTests", dependencies: ["Library", "Manuscript", "Platform", "SeededRandom"],
            swiftSettings: tested),
        .testTarget(
            name: "ChainsTests", dependencies: ["Chains", "Manuscript", "Markdown", "Platform", "SeededRandom"],
            swiftSettings: tested),
        .testTarget(
            name: "ModelClientTests",
            dependencies: [
                "ModelClient", "Chains", "Library", "Manuscript", "Platform", "LoopbackServer", "ModelHolder",
            ],
            swiftSettings: tested),
        .testTarget(
            name: "TerminalTests",
            dependencies: ["Terminal", "Markdown", "CLibEdit", "Platform", "VirtualTerminal", "CTestSupport"],
            swiftSettings: tested),
        .target(
            name: "TestSupport",
            dependencies: ["Platform", "Manuscript", "Chains", "Configuration", "Library", "Storage", "Commands"],
            path: "Tests/TestSupport", swiftSettings: tested),
        .testTarget(
            name: "ConfigurationTests",
            dependencies: ["Configuration", "Commands", "Chains", "Manuscript", "Platform", "TestSupport"],
            swiftSettings: tested),
        .testTarget(
            name: "StorageTests",
            dependencies: ["Storage", "Commands", "Chains", "Manuscript", "Platform", "TestSupport", "SeededRandom"],
            swiftSettings: tested),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Commands", "Configuration", "Library", "Storage", "Manuscript", "Markdown", "Chains", "Platform",
                "TestSupport", "SeededRandom",
            ], swiftSettings: tested),
        .testTarget(
            name: "REPLTests",
            dependencies: [
                "REPL", "Commands", "Configuration", "Storage", "Terminal", "Manuscript", "Chains", "Platform",
                "TestSupport", "SeededRandom",
            ], swiftSettings: tested),
        .target(name: "CTestSupport", path: "Tests/CTestSupport"),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "galley", "CTestSupport", "GoodPenServer", "LoopbackServer", "REPL", "Commands", "Configuration",
                "Storage", "Terminal",
                "Chains", "Manuscript", "Markdown", "Platform", "SeededRandom", "VirtualTerminal",
            ],
            exclude: ["Screens", "StoredSessions"], swiftSettings: tested),
        .testTarget(
            name: "FaultTests",
            dependencies: [
                "Commands", "Configuration", "Storage", "ModelClient", "Chains", "Manuscript", "Platform",
                "LoopbackServer",
            ],
            swiftSettings: tested),
        .testTarget(
            name: "HouseRulesTests",
            dependencies: ["Commands", "Configuration", "REPL", "Terminal", "Chains", "Manuscript", "Platform"],
            swiftSettings: tested),
    ]
)
