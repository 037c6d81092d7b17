import Foundation

/// The operations of `openapi.yaml`, read by its indentation.
enum Contract {
    struct Operation: Hashable, Comparable {
        var method: String
        var path: String

        static func < (left: Self, right: Self) -> Bool {
            (left.path, left.method) < (right.path, right.method)
        }
    }

    static func operations() throws -> Set<Operation> {
        let file = PageTests.webFolder.appendingPathComponent("openapi.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        var operations: Set<Operation> = []
        var path: String?
        for line in text.split(separator: "\n") {
            if line.hasPrefix("components:") { break }
            if line.hasPrefix("  /"), line.hasSuffix(":") {
                path = String(line.dropFirst(2).dropLast())
            } else if let path, line.hasPrefix("    "), line.hasSuffix(":"),
                !line.hasPrefix("     ")
            {
                let method = line.dropFirst(4).dropLast().uppercased()
                if ["GET", "POST", "PUT", "DELETE"].contains(method) {
                    operations.insert(Operation(method: method, path: path))
                }
            }
        }
        return operations
    }
}
