import ArgumentParser

struct AlertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "alert",
        abstract: "Try out who is told of events, and see what waits for them.",
        discussion: """
            Who is told stands under alerts in the configuration; docs/alerts.md.

              pantau alert test --config pantau.yaml
              pantau alert list
            """,
        subcommands: [
            AlertTestCommand.self, AlertListCommand.self, AlertRetryCommand.self,
            AlertDropCommand.self,
        ])
}
