/// Reads `pantau.yaml`.
public enum ConfigurationReader {
    /// Everything that is wrong is told, not only the first: the user mends a file once.
    public static func read(_ path: String) -> ReadConfiguration {
        let problems = ProblemList(file: path)
        guard let text = ConfigurationText.read(path, problems: problems) else {
            return ReadConfiguration(configuration: nil, problems: problems.sorted)
        }
        return parse(text, path: path, problems)
    }

    /// - Parameter path: names the file in messages; relative paths in it begin there.
    public static func parse(_ text: String, path: String) -> ReadConfiguration {
        parse(text, path: path, ProblemList(file: path))
    }

    private static func parse(
        _ text: String, path: String, _ problems: ProblemList
    ) -> ReadConfiguration {
        var root = RootDraft()
        if let tree = YAMLComposer(problems: problems).tree(text) {
            if tree.isEmpty {
                problems.error(
                    .empty, at: nil, "says nothing", meant: "begin with samples/pantau.yaml")
            }
            root.statedKeys = StatedKeys(tree)
            let rules = tree.value(at: ["defaults", "rules"])?.mapping ?? []
            RootSection.section(defaultRules: rules).read(
                tree, into: &root, ReadingContext(problems: problems, file: path))
            ConfigurationCheck(root: root, problems: problems).run()
        }
        return ReadConfiguration(
            configuration: problems.errorCount == 0 ? PantauConfiguration(root) : nil,
            problems: problems.sorted)
    }
}

/// What came of reading a configuration.
public struct ReadConfiguration: Sendable {
    /// `nil` where something was refused.
    public var configuration: PantauConfiguration?
    /// By line.
    public var problems: [ConfigurationProblem]

    public var errors: [ConfigurationProblem] { problems.filter { $0.severity == .error } }
    public var warnings: [ConfigurationProblem] { problems.filter { $0.severity == .warning } }
}

extension ConfigurationNode {
    func value(at path: [String]) -> ConfigurationNode? {
        path.reduce(Optional(self)) { node, key in
            node?.mapping?.first { $0.key == key }?.value
        }
    }
}
