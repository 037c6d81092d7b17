import Foundation
import ReviewPages

/// The files of the pages, by their path below `web/`.
///
/// A name is looked up among the names that there are; it is never made into a path. So no name,
/// however it is written, reaches another file.
struct AssetLibrary: Sendable {
    private let embedded: [String: Asset]
    /// A folder to serve instead, for work on the pages; read again for each request.
    private let folder: URL?

    /// - Parameter folder: where the files are instead of in the program.
    init(folder: URL? = nil) {
        self.folder = folder
        embedded = Self.embeddedAssets
    }

    /// The file of that name, or `nil`.
    func asset(named name: String) -> Asset? {
        guard let folder else { return embedded[name] }
        guard Self.names(in: folder).contains(name),
            let data = try? Data(contentsOf: folder.appendingPathComponent(name))
        else { return nil }
        return Asset(name: name, bytes: [UInt8](data))
    }

    /// Names of the embedded files.
    static var embeddedNames: Set<String> { Set(embeddedAssets.keys) }

    private static let embeddedAssets: [String: Asset] = {
        var assets: [String: Asset] = [:]
        for index in 0..<pantau_web_file_count() {
            guard let file = pantau_web_file_at(index)?.pointee else { continue }
            let name = String(cString: file.name)
            let bytes = [UInt8](UnsafeBufferPointer(start: file.bytes, count: file.length))
            assets[name] = Asset(name: name, bytes: bytes)
        }
        return assets
    }()

    /// Paths of the files below a folder, relative to it; hidden ones are left out.
    static func names(in folder: URL) -> Set<String> {
        let paths = FileManager.default.subpaths(atPath: folder.path) ?? []
        return Set(
            paths.filter { path in
                !path.split(separator: "/").contains { $0.hasPrefix(".") }
                    && !isFolder(folder.appendingPathComponent(path))
            })
    }

    private static func isFolder(_ url: URL) -> Bool {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        return !exists || isFolder.boolValue
    }
}
