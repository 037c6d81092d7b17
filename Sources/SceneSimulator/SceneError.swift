/// Why a scene cannot be made.
public enum SceneError: Error, Equatable, CustomStringConvertible {
    /// No scene of that name; `nearest` is the one most like it, if any is.
    case unknownScene(name: String, nearest: String?)
    /// A value of a description is out of its range.
    case invalid(scene: String, field: String, problem: String)
    /// A description file is not what it should be.
    case unreadable(problem: String)

    public var description: String {
        switch self {
        case .unknownScene(let name, let nearest):
            let hint = nearest.map { "; did you mean “\($0)”?" } ?? ""
            return "there is no scene “\(name)”\(hint) (pantau simulate --list shows all)"
        case .invalid(let scene, let field, let problem):
            return "scene “\(scene)”: \(field) \(problem)"
        case .unreadable(let problem):
            return "not a scene description: \(problem)"
        }
    }
}
