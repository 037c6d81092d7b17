import Foundation

/// What is to be compared with its truth, as found on the disk.
public enum EvaluationInput: Sendable {
    /// Pictures with masks.
    case pixels(folder: String, name: String, category: String?)
    /// A video with the events in it.
    case events(video: String, truth: String, name: String, category: String?)

    public var name: String {
        switch self {
        case .pixels(_, let name, _), .events(_, _, let name, _): name
        }
    }

    /// Everything below `path` that has a truth, sorted by name; a sequence's folder, a folder of
    /// such folders to any depth, or a video beside its truth.
    public static func find(_ path: String) throws(EvaluationError) -> [EvaluationInput] {
        let trimmed = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
        guard FileManager.default.fileExists(atPath: trimmed) else { throw .missing(path: path) }
        if !LabelledSequence.isFolder(trimmed) {
            guard let input = video(trimmed, name: lastName(of: trimmed), category: nil) else {
                throw .noSequence(path: path)
            }
            return [input]
        }
        var found: [EvaluationInput] = []
        walk(trimmed, parents: [lastName(of: trimmed)], into: &found)
        guard !found.isEmpty else { throw .noSequence(path: path) }
        // What was asked for by its own name does not belong to a category.
        if case .pixels(let folder, _, _)? = found.first, folder == trimmed {
            return [.pixels(folder: folder, name: lastName(of: trimmed), category: nil)]
        }
        return found
    }

    private static func walk(
        _ folder: String, parents: [String], into found: inout [EvaluationInput]
    ) {
        let category = parents.count > 1 ? parents[parents.count - 2] : nil
        if LabelledSequence.isSequence(folder) {
            found.append(
                .pixels(
                    folder: folder, name: parents.suffix(2).joined(separator: "/"),
                    category: category))
            return
        }
        for name in LabelledSequence.names(in: folder) {
            let path = folder + "/" + name
            if LabelledSequence.isFolder(path) {
                walk(path, parents: parents + [name], into: &found)
            } else if let input = video(
                path, name: (parents.suffix(1) + [name]).joined(separator: "/"),
                category: parents.last)
            {
                found.append(input)
            }
        }
    }

    private static func video(_ path: String, name: String, category: String?) -> EvaluationInput? {
        let truth = path + ".json"
        guard LabelledSequence.isVideo(path), FileManager.default.fileExists(atPath: truth) else {
            return nil
        }
        return .events(video: path, truth: truth, name: name, category: category)
    }

    private static func lastName(of path: String) -> String {
        let absolute = URL(fileURLWithPath: path).standardizedFileURL
        return absolute.lastPathComponent
    }
}
