import ArgumentParser
import ConfigurationFile

struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Check and explain a configuration file.",
        subcommands: [
            ConfigCheckCommand.self, ConfigShowCommand.self, ConfigSchemaCommand.self,
        ],
        defaultSubcommand: ConfigCheckCommand.self)
}

struct ConfigCheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Say everything that is wrong with a configuration, or what it means.",
        discussion: """
            Nothing is opened but the file. What is wrong is told with line and column and what \
            was probably meant; so is what is legal but odd, as a warning.

            Exit status: 0 the configuration is sound, 2 it is refused.
            """)

    @Argument(help: "The configuration; docs/configuration.md.")
    var file = "pantau.yaml"

    @Flag(help: "Print one JSON object per problem, and a last one with the summary.")
    var json = false

    func run() throws {
        let read = ConfigurationReader.read(file)
        if json {
            for line in ConfigJSON.lines(read, file: file) { StandardOutput.line(line) }
        } else {
            for problem in read.problems { StandardError.line(problem.description) }
            StandardOutput.line(ConfigSummary.text(read, file: file))
        }
        if read.configuration == nil { throw ExitCode(2) }
    }
}

struct ConfigSchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Print the JSON Schema of configurations, for editors.",
        discussion: """
            docs/pantau.schema.json is the same. Editors with the YAML language server check a \
            file that begins with

              # yaml-language-server: $schema=pantau.schema.json
            """)

    func run() throws { StandardOutput.write(ConfigurationSchema.json) }
}

struct ConfigShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show",
        abstract: "Print what holds for one feed, the defaults resolved, and where it comes from.",
        discussion: "A feed that the configuration does not name has the defaults.")

    @Argument(help: "The feed (camera).")
    var feed: String

    @Argument(help: "The configuration; docs/configuration.md.")
    var file = "pantau.yaml"

    func run() throws {
        let configuration = try ConfigurationLoading.load(file)
        for line in ResolvedFeed(configuration: configuration, name: feed).lines {
            StandardOutput.line(line)
        }
    }
}
