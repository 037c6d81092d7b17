/// Compares the files that a manifest names with those that are there, and says of each difference
/// what most likely happened.
struct FileComparison {
    let stated: [BundleManifest.File]
    let found: [String: FileDigest]
    /// Paths of which something worse was said.
    let alreadyNamed: Set<String>

    private static let unlisted: Set<String> = [BundleLayout.manifest, BundleLayout.signature]

    var findings: [VerificationFinding] {
        let names = Set(stated.map(\.path))
        let extra = found.keys.filter { !names.contains($0) && !Self.unlisted.contains($0) }
            .sorted()
        let missing = stated.filter { found[$0.path] == nil }
        var findings: [VerificationFinding] = []
        var explained: Set<String> = []
        for file in missing where !alreadyNamed.contains(file.path) {
            let digest = FileDigest(bytes: file.bytes, sha256: file.sha256)
            let twin = extra.first { found[$0] == digest && !explained.contains($0) }
            if let twin {
                explained.insert(twin)
                findings += [
                    VerificationFinding(file.path, .renamed, "was renamed to \(twin)"),
                    VerificationFinding(twin, .renamed, "is \(file.path) under another name"),
                ]
            } else {
                findings.append(VerificationFinding(file.path, .missing, "is missing"))
            }
        }
        findings += extra.filter { !explained.contains($0) && !alreadyNamed.contains($0) }.map {
            VerificationFinding($0, .extra, "was added; it is not in the manifest")
        }
        return findings + stated.compactMap(difference)
    }

    private func difference(_ file: BundleManifest.File) -> VerificationFinding? {
        guard let digest = found[file.path],
            digest != FileDigest(bytes: file.bytes, sha256: file.sha256)
        else { return nil }
        if let other = stated.first(where: {
            $0.path != file.path && $0.sha256 == digest.sha256 && $0.bytes == digest.bytes
        }) {
            return VerificationFinding(file.path, .swapped, "has the content of \(other.path)")
        }
        let difference = digest.bytes - file.bytes
        if difference == 0 {
            return VerificationFinding(
                file.path, .changed,
                "was changed: its SHA-256 is \(digest.sha256), "
                    + "not \(file.sha256)")
        }
        let amount = "\(abs(difference)) byte\(abs(difference) == 1 ? "" : "s")"
        return difference < 0
            ? VerificationFinding(file.path, .shortened, "is \(amount) too short")
            : VerificationFinding(file.path, .lengthened, "is \(amount) too long")
    }
}
