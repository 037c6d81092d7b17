/// Collects all that is wrong while a configuration is read, and knows under which keys that is.
final class ProblemList {
    let file: String
    private(set) var problems: [ConfigurationProblem] = []
    private var told: Set<Told> = []
    /// The keys that lead to what is read now.
    private var path: [String] = []

    private struct Told: Hashable {
        var position: SourcePosition?
        var what: String
    }

    init(file: String) { self.file = file }

    private(set) var errorCount = 0

    /// By place; what is wrong with the file as a whole comes first, what was found first next.
    var sorted: [ConfigurationProblem] {
        problems.enumerated().sorted { left, right in
            let (first, second) = (left.element.position, right.element.position)
            if first == second { return left.offset < right.offset }
            guard let first, let second else { return first == nil }
            return first < second
        }.map(\.element)
    }

    func inside<Result>(_ key: String, _ body: () -> Result) -> Result {
        path.append(key)
        defer { path.removeLast() }
        return body()
    }

    func error(
        _ code: ConfigurationProblem.Code, at position: SourcePosition?, _ what: String,
        meant: String? = nil
    ) {
        add(.error, code, position, what, meant)
    }

    func warning(
        _ code: ConfigurationProblem.Code, at position: SourcePosition?, _ what: String,
        meant: String? = nil
    ) {
        add(.warning, code, position, what, meant)
    }

    private func add(
        _ severity: ConfigurationProblem.Severity, _ code: ConfigurationProblem.Code,
        _ position: SourcePosition?, _ what: String, _ meant: String?
    ) {
        let problem = ConfigurationProblem(
            severity, code, file: file, position: position, key: path.joined(separator: "."),
            what: Self.onOneLine(what), meant: meant.map(Self.onOneLine))
        // What an alias or the defaults repeat is wrong once.
        guard told.insert(Told(position: position, what: problem.what)).inserted else { return }
        problems.append(problem)
        if severity == .error { errorCount += 1 }
    }

    /// Quoted values may hold line ends and control characters; a message is one line.
    private static func onOneLine(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
    }
}
