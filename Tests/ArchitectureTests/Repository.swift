import Foundation

/// The files of this repository, as the tests see them.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../..").standardizedFileURL.path

    static func text(_ path: String) throws -> String {
        try String(contentsOfFile: root + "/" + path, encoding: .utf8)
    }

    static func exists(_ path: String) -> Bool {
        FileManager.default.fileExists(atPath: root + "/" + path)
    }

    /// Folders directly below `path`, by name, links included.
    static func folders(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root + "/" + path).sorted().filter {
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(
                atPath: "\(root)/\(path)/\($0)", isDirectory: &isFolder)
            return isFolder.boolValue
        }
    }

    /// Files below `path` at any depth with this extension, relative to the root, sorted.
    /// Follows a link at `path` itself.
    static func files(in path: String, withExtension type: String) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root + "/" + path)
            .filter { $0.hasSuffix(".\(type)") && !$0.contains(".build/") }
            .map { "\(path)/\($0)" }.sorted()
    }
}
