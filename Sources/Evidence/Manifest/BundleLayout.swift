/// Where things are in a bundle. Every path is relative to the bundle and uses `/`.
enum BundleLayout {
    static let manifest = "manifest.json"
    static let signature = "manifest.sig"
    static let publicKey = "signer.pem"
    static let checksums = "SHA256SUMS"
    static let cover = "index.html"
    static let events = "events.json"
    static let video = "video"
    static let stills = "stills"
    static let pages = "pages"

    /// Largest `manifest.json` that is read.
    static let maximumManifestBytes = 64 << 20

    static func page(ofEvent number: Int64) -> String { "\(pages)/event-\(number).html" }

    static func still(_ name: String, ofEvent number: Int64) -> String {
        "\(stills)/event-\(number)-\(name).jpg"
    }

    /// Whether a path stays inside the bundle and names a file on every system: parts of letters,
    /// digits and harmless signs, none of them `.` or `..`.
    static func isSafe(_ path: String) -> Bool {
        guard !path.isEmpty, path.utf8.count <= 512 else { return false }
        return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && part != "." && part != ".."
                && part.unicodeScalars.allSatisfy { scalar in
                    scalar.value >= 0x20 && scalar.value != 0x7F
                        && !#"\:*?"<>|"#.contains(Character(scalar))
                }
        }
    }

    /// A name made of letters, digits, `-`, `_` and `.`, from any text; not longer than `limit`.
    static func safeName(_ text: String, limit: Int = 60) -> String {
        var name = ""
        for scalar in text.unicodeScalars {
            let isSafe =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "-_.".unicodeScalars.contains(scalar))
            if isSafe {
                name.unicodeScalars.append(scalar)
            } else if name.last != "-" {
                name.append("-")
            }
        }
        let edges = name.drop { "-.".contains($0) }.prefix(limit)
        return String(edges.reversed().drop { "-.".contains($0) }.reversed())
    }
}
