// swift-tools-version: 6.1
import PackageDescription

let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A package of its own, so that the benchmark plugin stays out of what is shipped.
func benchmark(_ name: String) -> Target {
    .executableTarget(
        name: name,
        dependencies: [
            .product(name: "Benchmark", package: "benchmark"),
            .product(name: "PantauKit", package: "pantau"),
        ], path: "Benchmarks/\(name)", swiftSettings: settings,
        plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
    name: "pantau-benchmarks",
    platforms: [.macOS(.v13)],
    dependencies: [
        // Without its traits: counting allocations would need jemalloc.
        .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
        .package(name: "pantau", path: "../"),
    ],
    targets: [benchmark("Kernels"), benchmark("Analysis"), benchmark("Store")],
    swiftLanguageModes: [.v6]
)
