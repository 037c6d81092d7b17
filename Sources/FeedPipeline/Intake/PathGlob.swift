import Foundation
import Glibc

/// Expands `*`, `?`, `[…]` and `**` (folders at any depth), for shells and callers that do not.
enum PathGlob {
    static func isPattern(_ text: String) -> Bool { text.contains { "*?[".contains($0) } }

    /// The paths that match, in natural order. Names that begin with a point are matched only by
    /// a point. Folders that cannot be read match nothing.
    static func expand(_ pattern: String) -> [String] {
        let components = pattern.split(separator: "/").map(String.init)
        let root = pattern.hasPrefix("/") ? "/" : ""
        return expand(components[...], below: root).sorted(by: NaturalOrder.precedes)
    }

    private static func expand(_ components: ArraySlice<String>, below folder: String) -> [String] {
        guard let component = components.first else {
            return FileManager.default.fileExists(atPath: folder) ? [folder] : []
        }
        let rest = components.dropFirst()
        func joined(_ name: String) -> String {
            folder.isEmpty || folder.hasSuffix("/") ? folder + name : folder + "/" + name
        }
        if component == "**" {
            let below = names(of: folder).filter {
                !$0.hasPrefix(".") && isOwnFolder(joined($0))
            }
            return expand(rest.isEmpty ? ["*"] : rest, below: folder)
                + below.flatMap { expand(components, below: joined($0)) }
        }
        guard isPattern(component) else { return expand(rest, below: joined(component)) }
        return names(of: folder).filter { fnmatch(component, $0, FNM_PERIOD) == 0 }
            .flatMap { expand(rest, below: joined($0)) }
    }

    private static func names(of folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.isEmpty ? "." : folder)) ?? []
    }

    /// A folder and not a link to one: `**` must not run in circles.
    private static func isOwnFolder(_ path: String) -> Bool {
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return attributes?[.type] as? FileAttributeType == .typeDirectory
    }
}
