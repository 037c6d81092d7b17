import ConfigurationFile
import EventScoring
import EventStore
import FeedPipeline
import Footage
import Foundation
import KernelDispatch
import VideoDecoding

/// What a configuration says is to be watched.
struct WatchPlans {
    var cameras: [CameraPlan] = []
    /// What is wrong with single feeds, a line each.
    var problems: [String] = []

    /// - Parameter environment: variables that addresses and passwords name.
    init(
        _ configuration: PantauConfiguration, level: KernelLevel,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        let clips = configuration.clips.map { stated in
            var plan = ClipPlan(folder: stated.folder)
            if let longest = stated.longest { plan.longest = longest }
            return plan
        }
        for name in configuration.feedNames {
            let feed = configuration.feed(named: name)
            guard let source = feed.source else { continue }
            do {
                cameras.append(
                    CameraPlan(
                        name: name, source: try Self.source(source, environment),
                        clipSource: try feed.clipSource.map { try Self.source($0, environment) },
                        settings: try FeedSettings(feed, level: level),
                        priority: feed.priority ?? 5, clips: clips,
                        fingerprint: Self.fingerprint(
                            feed, configuration.clips, source, environment)))
            } catch {
                problems.append("feed \(name): \(error)")
            }
        }
    }

    private static func source(
        _ stated: SourceConfiguration, _ environment: [String: String]
    ) throws -> CameraSource {
        var settings = LiveSettings()
        if let transport = stated.transport.flatMap(LiveTransport.init(rawValue:)) {
            settings.transport = transport
        }
        if let stall = stated.stall { settings.stallSeconds = stall.seconds }
        do {
            let address = try LiveAddress(
                try stated.address.resolved(in: environment),
                user: try stated.user?.resolved(in: environment),
                password: try stated.password?.resolved(in: environment),
                repeats: stated.repeats)
            return CameraSource(address: address, settings: settings)
        } catch let missing as SecretText.MissingVariable {
            throw PlanError(
                text: "the variable \(missing.name) of the environment is not set; set it where "
                    + "the program is started")
        }
    }

    /// Changes with everything that a camera would have to be begun anew for.
    private static func fingerprint(
        _ feed: FeedConfiguration, _ clips: ClipConfiguration?, _ source: SourceConfiguration,
        _ environment: [String: String]
    ) -> String {
        var hasher = Hasher()
        hasher.combine(feed)
        hasher.combine(clips)
        for source in [source, feed.clipSource].compactMap({ $0 }) {
            for text in [source.address, source.user, source.password] {
                hasher.combine(text.flatMap { try? $0.resolved(in: environment) })
            }
        }
        return String(hasher.finalize())
    }

    private struct PlanError: Error, CustomStringConvertible {
        let text: String
        var description: String { text }
    }
}

extension FeedSettings {
    /// What a configuration says of a feed that is watched.
    init(_ feed: FeedConfiguration, level: KernelLevel) throws {
        let parameters = try ModelOption.parameters(nil, configured: feed.model)
        self.init(
            timeZone: feed.timeZone, site: feed.site,
            recording: RecordingSettings(feed, parameters: parameters, level: level),
            rules: feed.rules)
        health = HealthParameters(feed.health)
        privacyMasks = feed.privacyMaskDrafts
    }
}

extension FeedConfiguration {
    /// Privacy masks as they are put among the feed's zones.
    var privacyMaskDrafts: [ZoneDraft] {
        privacyMasks.enumerated().map { index, mask in
            ZoneDraft(
                name: mask.name ?? "privacy mask \(index + 1)", kind: .privacyMask,
                polygon: mask.polygon)
        }
    }
}
