import ArgumentParser
import ConfigurationFile

/// Reads the configuration that a command was given.
enum ConfigurationLoading {
    /// Tells what is odd, and everything that is wrong; then ends with status 2.
    static func load(_ path: String, quiet: Bool = false) throws -> PantauConfiguration {
        let read = ConfigurationReader.read(path)
        for problem in read.problems where problem.severity == .error || !quiet {
            StandardError.line(problem.description)
        }
        guard let configuration = read.configuration else { throw ExitCode(2) }
        return configuration
    }
}
