// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// The stages of the house, each with what it may see: arrows run one way.
let stages: [(name: String, sees: [String])] = [
    ("WritLanguage", []),
    ("WritSemantics", ["WritLanguage"]),
    ("WritEvaluation", ["WritLanguage", "WritSemantics"]),
    ("WritApprovals", ["WritLanguage", "WritSemantics", "WritEvaluation"]),
    ("WritDocuments", ["CLibXML2", "WritLanguage", "WritSemantics", "WritEvaluation", "WritApprovals"]),
    ("WritAnalysis", ["WritLanguage", "WritSemantics", "WritEvaluation", "WritApprovals"]),
    (
        "Writ",
        [
            "CLibXML2", "CLinux", "WritLanguage", "WritSemantics", "WritEvaluation", "WritApprovals", "WritDocuments",
            "WritAnalysis",
        ]
    ),
    (
        "WritReview",
        [
            "WritLanguage", "WritSemantics", "WritEvaluation", "WritApprovals", "WritDocuments", "WritAnalysis",
            "Writ",
        ]
    ),
]
let stageNames = stages.map(\.name)

/// The stages that have tests of their own under `Tests/<stage>Tests`.
let tested = stageNames

/// The commands carry Swift's own libraries, so that they start in half the time and go where no toolchain is.
let carried: [LinkerSetting] = [.unsafeFlags(["-static-stdlib"], .when(platforms: [.linux]))]

let package = Package(
    name: "writ",
    products: [
        .executable(name: "writ", targets: ["WritTool"]),
        .library(name: "Writ", targets: ["Writ"]),
    ],
    targets: [
        .systemLibrary(
            name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"]), .brew(["libxml2"])]),
        .systemLibrary(name: "CLinux"),
    ]
        + stages.map { stage in
            .target(
                name: stage.name, dependencies: stage.sees.map { .target(name: $0) }, swiftSettings: settings)
        } + [
            .executableTarget(
                name: "WritTool", dependencies: stageNames.map { .target(name: $0) }, swiftSettings: settings,
                linkerSettings: carried),
            .executableTarget(
                name: "writ-bench", dependencies: stageNames.map { .target(name: $0) }, path: "Sources/WritBench",
                swiftSettings: settings, linkerSettings: carried),
            .target(
                name: "WritTestSupport", dependencies: stageNames.map { .target(name: $0) }, path: "Tests/Support",
                swiftSettings: settings),
        ]
        + tested.map { stage in
            .testTarget(
                name: "\(stage)Tests",
                dependencies: stageNames.map { .target(name: $0) } + [.target(name: "WritTestSupport")],
                swiftSettings: settings)
        }
)
