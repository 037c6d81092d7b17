import Foundation

/// The files of a folder and its folders, by path, without following any link.
struct BundleListing {
    struct File: Hashable {
        /// Relative to the folder, with `/`.
        var path: String
        var bytes: Int64
    }

    /// Something that is neither a file nor a folder.
    struct Oddity: Hashable {
        enum Kind { case link, special, tooDeep, unreadable }

        var path: String
        var kind: Kind

        var description: String {
            switch kind {
            case .link: "is a link"
            case .special: "is neither a file nor a folder"
            case .tooDeep: "is a folder too deep inside others"
            case .unreadable: "cannot be looked at"
            }
        }
    }

    private(set) var files: [File] = []
    private(set) var oddities: [Oddity] = []

    private static let maximumDepth = 16

    init(folder: String) throws(EvidenceError) {
        var status = stat()
        guard stat(folder, &status) == 0 else {
            throw .notABundle(path: folder, reason: SystemError.text)
        }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            throw .notABundle(path: folder, reason: "it is not a folder")
        }
        guard (try? FileManager.default.contentsOfDirectory(atPath: folder)) != nil else {
            throw .cannotRead(path: folder, reason: "the folder cannot be listed")
        }
        add(folder, prefix: "", depth: 0)
        files.sort { $0.path < $1.path }
        oddities.sort { $0.path < $1.path }
    }

    private mutating func add(_ folder: String, prefix: String, depth: Int) {
        guard depth <= Self.maximumDepth else {
            oddities.append(Oddity(path: prefix, kind: .tooDeep))
            return
        }
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            oddities.append(Oddity(path: prefix, kind: .unreadable))
            return
        }
        for name in names {
            let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
            var status = stat()
            guard lstat("\(folder)/\(name)", &status) == 0 else {
                // Also a name that is no text, which comes out as another one.
                oddities.append(Oddity(path: path, kind: .unreadable))
                continue
            }
            switch status.st_mode & S_IFMT {
            case S_IFREG: files.append(File(path: path, bytes: Int64(status.st_size)))
            case S_IFDIR: add("\(folder)/\(name)", prefix: path, depth: depth + 1)
            case S_IFLNK: oddities.append(Oddity(path: path, kind: .link))
            default: oddities.append(Oddity(path: path, kind: .special))
            }
        }
    }
}
