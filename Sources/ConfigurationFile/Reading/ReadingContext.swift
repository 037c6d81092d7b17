import Foundation

/// What reading goes by: where problems are told, and where relative paths begin.
struct ReadingContext {
    let problems: ProblemList
    /// Path of the configuration.
    let file: String

    /// What does not begin with `/` lies beside the configuration.
    func resolved(_ path: String) -> String {
        path.hasPrefix("/")
            ? path : URL(filePath: file).deletingLastPathComponent().appending(path: path).path
    }
}

/// A value, and the key that it stands after.
struct KeyValue {
    let key: String
    let form: ValueForm
    let node: ConfigurationNode
    let context: ReadingContext

    var problems: ProblemList { context.problems }

    /// The same key with a part of its value.
    func with(_ node: ConfigurationNode, _ form: ValueForm? = nil) -> KeyValue {
        KeyValue(key: key, form: form ?? self.form, node: node, context: context)
    }

    /// "'event_gap' is a length of time …, not a list".
    func refuseType(_ meant: String? = nil) {
        problems.error(
            .wrongType, at: node.position,
            "'\(key)' is \(form.description), not \(node.description)", meant: meant)
    }

    func refuse(_ code: ConfigurationProblem.Code, _ what: String, _ meant: String? = nil) {
        problems.error(code, at: node.position, what, meant: meant)
    }
}
