import ArgumentParser
import Foundation

@main
struct Pantau: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pantau",
        abstract: "Finds what happened in CCTV recordings, and keeps it for a person to review.",
        discussion: """
            Recordings in, events with pictures and times out, and proof that every second was \
            looked at:

              pantau scan recordings/ --timezone Asia/Makassar
              pantau events
              pantau events show 1 --thumbnail event.jpg

            Exit status: 0 everything was analysed, 1 something was not, 2 wrong usage.
            """,
        version: "pantau \(ProductVersion.current)",
        subcommands: [
            ScanCommand.self, EventsCommand.self, CoverageCommand.self, EvalCommand.self,
            BenchCommand.self, SimulateCommand.self, ConfigCommand.self,
            WatchCommand.self, StatusCommand.self,
            AlertCommand.self,
            ReviewCommand.self, UserCommand.self, PurgeCommand.self,
            ExportCommand.self, VerifyCommand.self, VanishCommand.self,
        ]
    )

    /// Runs the command; usage errors end with status 2, as the contract says.
    static func main() {
        // A reader that goes away (`pantau events | head`) must not kill a scan half-way.
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try parseAsRoot()
            try command.run()
            if let failure = StandardOutput.failure {
                throw CommandFailure(message: "not everything could be printed: \(failure)")
            }
        } catch let failure as CommandFailure {
            StandardError.line("pantau: \(failure.message)")
            Foundation.exit(failure.status)
        } catch {
            let code = exitCode(for: error)
            if code == .success {
                StandardOutput.line(fullMessage(for: error))
                Foundation.exit(0)
            }
            // A command that has said everything ends with a bare status.
            let message = fullMessage(for: error)
            if !message.isEmpty { StandardError.line(message) }
            Foundation.exit(code == .validationFailure ? 2 : code.rawValue)
        }
    }
}

/// A command that could not do what it was asked: one line for a person, and the exit status.
struct CommandFailure: Error {
    var message: String
    var status: Int32 = 1
}
