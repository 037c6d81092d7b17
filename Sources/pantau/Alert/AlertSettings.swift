import Alerting
import ConfigurationFile
import EventStore
import Footage
import Foundation

/// What a configuration says of alerts, as those who deliver them need it.
struct AlertSettings {
    let configuration: AlertConfiguration
    let environment: [String: String]

    init(
        _ configuration: AlertConfiguration,
        environment: [String: String] = ProcessInfo.processInfo.environment
    ) {
        self.configuration = configuration
        self.environment = environment
    }

    /// A destination that cannot be told as things are: one line for a person.
    struct Trouble: Error {
        var text: String
    }

    var options: AlertOptions {
        let usual = OutboxLimits()
        return AlertOptions(
            reviewAddress: configuration.reviewAddress,
            limits: OutboxLimits(
                mostWaiting: configuration.mostWaiting ?? usual.mostWaiting,
                longestWait: configuration.longestWait ?? usual.longestWait),
            tellsProvisional: configuration.tellsKeyFrames, version: ProductVersion.current)
    }

    /// All destinations.
    func destinations() throws(Trouble) -> [AlertDestination] {
        var destinations: [AlertDestination] = []
        for destination in configuration.destinations {
            do throws(Trouble) {
                destinations.append(try self.destination(destination))
            } catch {
                throw Trouble(text: "destination \(destination.name): \(error.text)")
            }
        }
        return destinations
    }

    /// One destination, with its secrets from the environment.
    func destination(
        _ stated: AlertDestinationConfiguration
    ) throws(Trouble) -> AlertDestination {
        let way: AlertDestination.Way =
            switch stated.way {
            case .mqtt(let mqtt): .mqtt(try settings(mqtt, of: stated.name))
            case .webhook(let webhook): .webhook(try settings(webhook))
            }
        var destination = AlertDestination(
            name: stated.name, way: way,
            filter: AlertFilter(
                feeds: Set(stated.feeds), kinds: stated.kinds,
                leastSeverity: stated.severity ?? AlertFilter().leastSeverity,
                schedule: stated.schedule),
            picture: stated.picture.flatMap(AlertPicture.init(rawValue:)) ?? .none)
        switch stated.updates {
        case .every(let interval): destination.updateInterval = interval
        case .some(.none): destination.updateInterval = nil
        case nil: break
        }
        return destination
    }

    private func settings(
        _ stated: MQTTConfiguration, of name: String
    ) throws(Trouble) -> MQTTSettings {
        var settings = MQTTSettings(
            host: stated.host, port: stated.port,
            protection: stated.protection.map {
                MQTTSettings.Protection(
                    authority: $0.authority, certificate: $0.certificate, key: $0.key)
            }, user: try resolved(stated.user), password: try resolved(stated.password),
            clientID: stated.clientID ?? "pantau-\(ProcessInfo.processInfo.hostName)-\(name)")
        settings.prefix = stated.prefix ?? settings.prefix
        switch stated.discovery {
        case .off: settings.discoveryPrefix = nil
        case .prefix(let prefix): settings.discoveryPrefix = prefix
        case nil: break
        }
        settings.statisticsInterval = stated.statisticsInterval ?? settings.statisticsInterval
        settings.isPictureInMessage = stated.isPictureInMessage
        settings.timeout = stated.timeout ?? settings.timeout
        return settings
    }

    private func settings(_ stated: WebhookConfiguration) throws(Trouble) -> WebhookSettings {
        var settings = WebhookSettings(
            address: try resolved(stated.address), secret: try resolved(stated.secret),
            authority: stated.authority)
        for (name, value) in stated.headers { settings.headers[name] = try resolved(value) }
        settings.timeout = stated.timeout ?? settings.timeout
        return settings
    }

    private func resolved(_ secret: SecretText?) throws(Trouble) -> String? {
        guard let secret else { return nil }
        return try resolved(secret) as String
    }

    private func resolved(_ secret: SecretText) throws(Trouble) -> String {
        let text: String
        do throws(SecretText.MissingVariable) {
            text = try secret.resolved(in: environment)
        } catch {
            throw Trouble(
                text: "the variable \(error.name) is not set; set it where pantau is started")
        }
        // It goes into header fields, where a line end would begin another one.
        let isGood = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        guard isGood else {
            throw Trouble(
                text: "the variable \(secret.variables.joined(separator: " or ")) has a line end "
                    + "or another control character in it")
        }
        return text
    }
}
