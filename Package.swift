// swift-tools-version: 6.1
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
]

/// Pixel loops are useless unoptimised: a debug build of them makes the tests crawl.
let optimised: [SwiftSetting] = strict + [.unsafeFlags(["-O"], .when(configuration: .debug))]

/// Same source as `PixelKernels`, compiled for AVX2. Cross-module optimisation is off so that no
/// kernel is inlined into a caller that is compiled for the baseline.
let avx2: [SwiftSetting] =
    optimised + [
        .unsafeFlags(["-Xcc", "-mavx2", "-disable-cmo"])
    ]

let package = Package(
    name: "pantau",
    products: [
        .executable(name: "pantau", targets: ["pantau"]),
        .library(
            name: "PantauKit",
            targets: [
                "Footage", "VideoDecoding", "MotionAnalysis", "EventScoring", "EventStore",
                "FeedPipeline", "SceneSimulator", "Evaluation", "KernelDispatch", "Playback",
                "EventWords", "Evidence", "ReviewServer", "Capacity", "Alerting",
            ]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .target(name: "Footage", swiftSettings: optimised),
        .target(name: "TypedText", dependencies: ["Footage"], swiftSettings: strict),
        .target(name: "PixelKernels", swiftSettings: optimised),
        .target(name: "PixelKernelsAVX2", swiftSettings: avx2),
        .target(
            name: "KernelDispatch", dependencies: ["PixelKernels", "PixelKernelsAVX2"],
            swiftSettings: optimised),
        .systemLibrary(name: "CFFmpeg", providers: [.apt(["libavformat-dev", "libswscale-dev"])]),
        .target(
            name: "VideoDecoding", dependencies: ["Footage", "CFFmpeg"], swiftSettings: strict),
        .target(
            name: "MotionAnalysis", dependencies: ["Footage", "KernelDispatch", "ModelFiles"],
            swiftSettings: optimised),
        .target(name: "ModelFiles"),
        .target(name: "EventScoring", dependencies: ["Footage"], swiftSettings: strict),
        .target(
            name: "ConfigurationFile",
            dependencies: [
                "Footage", "TypedText", "EventScoring", .product(name: "Yams", package: "Yams"),
            ], swiftSettings: strict),
        .target(
            name: "EventStore",
            dependencies: [
                "Footage", "TypedText",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ], swiftSettings: strict),
        .systemLibrary(name: "CMosquitto", providers: [.apt(["libmosquitto-dev"])]),
        .systemLibrary(
            name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(
            name: "Alerting",
            dependencies: [
                "Footage", "EventScoring", "EventStore", "EventWords", "CMosquitto", "CCurl",
                .product(name: "Crypto", package: "swift-crypto"),
            ], swiftSettings: strict),
        .target(
            name: "EventWords", dependencies: ["Footage", "EventScoring", "EventStore"],
            swiftSettings: strict),
        .target(
            name: "Playback", dependencies: ["Footage", "EventStore", "VideoDecoding"],
            swiftSettings: optimised),
        .target(
            name: "Evidence",
            dependencies: [
                "Footage", "EventScoring", "EventStore", "EventWords", "VideoDecoding", "Playback",
                "CArchive",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
            ], swiftSettings: strict),
        .systemLibrary(name: "CArchive", providers: [.apt(["libarchive-dev"])]),
        .target(name: "ReviewPages", exclude: ["web"]),
        .target(
            name: "ReviewServer",
            dependencies: [
                "Footage", "EventScoring", "EventStore", "EventWords", "Playback", "Evidence",
                "ReviewPages",
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "CryptoExtras", package: "swift-crypto"),
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .target(
            name: "FeedPipeline",
            dependencies: [
                "Footage", "TypedText", "KernelDispatch", "VideoDecoding", "MotionAnalysis",
                "EventScoring", "EventStore",
            ], swiftSettings: strict),
        .target(
            name: "Evaluation",
            dependencies: [
                "Footage", "KernelDispatch", "VideoDecoding", "MotionAnalysis", "EventScoring",
                "EventStore", "FeedPipeline",
            ], swiftSettings: strict),
        .target(
            name: "Capacity",
            dependencies: [
                "Footage", "KernelDispatch", "VideoDecoding", "MotionAnalysis", "EventScoring",
                "EventStore", "FeedPipeline",
            ], swiftSettings: strict),
        .target(name: "SceneSimulator", dependencies: ["Footage"], swiftSettings: optimised),
        .executableTarget(
            name: "pantau",
            dependencies: [
                "Footage", "TypedText", "ConfigurationFile", "VideoDecoding", "EventStore",
                "EventScoring", "EventWords", "FeedPipeline", "MotionAnalysis", "SceneSimulator",
                "Evaluation", "Playback",
                "Evidence",
                "ReviewServer", "Capacity", "Alerting",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ], swiftSettings: strict),
        .testTarget(name: "ArchitectureTests", swiftSettings: strict),
        .testTarget(
            name: "TypedTextTests", dependencies: ["TypedText", "Footage"], swiftSettings: strict),
        .testTarget(
            name: "KernelDispatchTests",
            dependencies: ["KernelDispatch", "PixelKernels", "PixelKernelsAVX2"],
            swiftSettings: strict),
        .testTarget(
            name: "VideoDecodingTests", dependencies: ["VideoDecoding", "Footage", "CFFmpeg"],
            swiftSettings: strict),
        .testTarget(
            name: "MotionAnalysisTests",
            dependencies: [
                "MotionAnalysis", "EventScoring", "SceneSimulator", "Footage", "KernelDispatch",
            ], swiftSettings: strict),
        .testTarget(
            name: "EventScoringTests", dependencies: ["EventScoring", "Footage"],
            swiftSettings: strict),
        .testTarget(
            name: "ConfigurationFileTests",
            dependencies: ["ConfigurationFile", "TypedText", "EventScoring", "Footage"],
            exclude: ["Broken", "Odd"], swiftSettings: strict),
        .testTarget(
            name: "EventStoreTests",
            dependencies: [
                "EventStore", "EventScoring", "Footage",
                .product(name: "GRDB", package: "GRDB.swift"),
            ], resources: [.copy("Golden")],
            swiftSettings: strict),
        .testTarget(
            name: "AlertingTests",
            dependencies: ["Alerting", "EventScoring", "EventStore", "Footage"],
            exclude: ["Support/receiver.py"], swiftSettings: strict),
        .testTarget(
            name: "EventWordsTests",
            dependencies: ["EventWords", "EventScoring", "EventStore", "Footage"],
            swiftSettings: strict),
        .testTarget(
            name: "FeedPipelineTests",
            dependencies: [
                "FeedPipeline", "EventStore", "VideoDecoding", "MotionAnalysis", "Footage",
                "TypedText",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "PlaybackTests",
            dependencies: ["Playback", "EventStore", "VideoDecoding", "SceneSimulator", "Footage"],
            swiftSettings: strict),
        .testTarget(
            name: "EvidenceTests",
            dependencies: ["Evidence", "EventStore", "VideoDecoding", "SceneSimulator", "Footage"],
            swiftSettings: strict),
        .testTarget(
            name: "ReviewServerTests",
            dependencies: [
                "ReviewServer", "EventStore", "Footage",
                .product(name: "HummingbirdTesting", package: "hummingbird"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "EvaluationTests",
            dependencies: [
                "Evaluation", "FeedPipeline", "MotionAnalysis", "VideoDecoding", "Footage",
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CapacityTests",
            dependencies: [
                "Capacity", "FeedPipeline", "SceneSimulator", "VideoDecoding", "Footage",
            ], swiftSettings: strict),
        .testTarget(
            name: "SceneSimulatorTests", dependencies: ["SceneSimulator", "Footage"],
            swiftSettings: strict),
        .testTarget(
            name: "PantauTests",
            dependencies: ["pantau", "EventStore", "SceneSimulator", "VideoDecoding", "Footage"],
            swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
