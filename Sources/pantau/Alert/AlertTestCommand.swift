import Alerting
import ArgumentParser
import ConfigurationFile

struct AlertTestCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "test",
        abstract: "Send one message to each destination, and say whether it arrived.",
        discussion: """
            The message says that it is a test. It goes past what waits, and is not tried again.

            Exit status: 0 all have it, 1 one does not, 2 wrong usage or configuration.
            """)

    @Argument(help: "This destination only.")
    var destination: String?

    @Option(help: ArgumentHelp("The configuration; docs/configuration.md.", valueName: "file"))
    var config = "pantau.yaml"

    @Flag(help: "Print one JSON object per destination.")
    var json = false

    func run() throws {
        let alerts = try ConfigurationLoading.load(config).alerts
        let chosen = alerts.destinations.filter { destination == nil || $0.name == destination }
        guard !chosen.isEmpty else {
            let known = alerts.destinations.map(\.name).joined(separator: ", ")
            throw CommandFailure(
                message: alerts.destinations.isEmpty
                    ? "\(config) names no destinations; state some under alerts"
                    : "\(config) has no destination \(destination ?? ""); it has: \(known)",
                status: 2)
        }
        let settings = AlertSettings(alerts)
        var failures = 0
        for stated in chosen {
            let outcome = Self.outcome(of: stated, settings)
            if outcome.trouble != nil { failures += 1 }
            StandardOutput.line(json ? Self.object(outcome) : Self.text(outcome))
        }
        if failures > 0 { throw ExitCode(1) }
    }

    private static func outcome(
        of stated: AlertDestinationConfiguration, _ settings: AlertSettings
    ) -> AlertTest.Outcome {
        do throws(AlertSettings.Trouble) {
            return AlertTest(try settings.destination(stated), options: settings.options).run()
        } catch {
            return AlertTest.Outcome(destination: stated.name, seconds: 0, trouble: error.text)
        }
    }

    private static func text(_ outcome: AlertTest.Outcome) -> String {
        if let trouble = outcome.trouble { return "\(outcome.destination): \(trouble)" }
        return "\(outcome.destination): delivered in \(milliseconds(outcome)) ms"
    }

    private static func object(_ outcome: AlertTest.Outcome) -> String {
        JSONLine.text([
            "destination": .text(outcome.destination), "delivered": .flag(outcome.trouble == nil),
            "ms": outcome.trouble == nil ? .integer(milliseconds(outcome)) : .null,
            "error": outcome.trouble.map { .text($0) } ?? .null,
        ])
    }

    private static func milliseconds(_ outcome: AlertTest.Outcome) -> Int {
        Int((outcome.seconds * 1000).rounded(.up))
    }
}
