import Foundation

/// Checks a bundle against its manifest and its manifest against its signature: offline, without
/// the database, writing nothing.
public struct BundleVerifier: Sendable {
    private let trusted: TrustedKey?

    /// - Parameter trusted: the signer's key as it was made known by another way; without it the
    ///   report can only say which key it was.
    public init(trusting trusted: TrustedKey? = nil) { self.trusted = trusted }

    /// Reads all of the bundle at `path`, a folder or a zip file.
    ///
    /// - Throws: only if there is no bundle to speak of; everything that is wrong with one is a
    ///   finding.
    public func verify(_ path: String) throws(EvidenceError) -> VerificationReport {
        try check(path).report
    }

    /// The manifest too, which is to be believed only if the report is good.
    func check(
        _ path: String
    ) throws(EvidenceError) -> (report: VerificationReport, manifest: BundleManifest?) {
        let contents = try BundleContents(path: path)
        guard
            contents.manifest != nil || contents.signature != nil
                || contents.digests[BundleLayout.cover] != nil
        else {
            throw .notABundle(path: path, reason: "it has no \(BundleLayout.manifest)")
        }
        var report = VerificationReport(path: path)
        report.files = contents.digests.count
        report.bytes = contents.digests.values.reduce(0) { $0 + $1.bytes }
        report.manifestSHA256 = contents.digests[BundleLayout.manifest]?.sha256
        report.findings = contents.findings
        let manifest = manifest(of: contents, into: &report)
        checkSignature(of: contents, manifest: manifest, into: &report)
        if let manifest {
            report.claims = BundleClaims(manifest)
            report.findings +=
                FileComparison(
                    stated: manifest.files, found: contents.digests,
                    alreadyNamed: Set(contents.findings.map(\.path))
                ).findings
        }
        report.findings = Array(Set(report.findings)).sorted {
            ($0.path, $0.problem.rawValue, $0.description)
                < ($1.path, $1.problem.rawValue, $1.description)
        }
        return (report, manifest)
    }

    private func manifest(
        of contents: BundleContents, into report: inout VerificationReport
    ) -> BundleManifest? {
        let path = BundleLayout.manifest
        guard let data = contents.manifest else {
            if !report.findings.contains(where: { $0.path == path }) {
                let isThere = contents.digests[path] != nil
                report.findings.append(
                    VerificationFinding(
                        path, isThere ? .format : .missing,
                        isThere
                            ? "is too large to be a manifest"
                            : "is missing; without it "
                                + "nothing can be compared"))
            }
            return nil
        }
        guard let manifest = try? BundleJSON.value(BundleManifest.self, from: data),
            manifest.format == BundleManifest.formatName
        else {
            report.findings.append(
                VerificationFinding(path, .format, "is damaged: it is not a manifest of pantau"))
            return nil
        }
        guard manifest.formatVersion <= BundleManifest.currentVersion else {
            report.findings.append(
                VerificationFinding(
                    path, .format,
                    "has format \(manifest.formatVersion), this pantau knows up to "
                        + "\(BundleManifest.currentVersion); use a newer pantau"))
            return nil
        }
        let paths = manifest.files.map(\.path)
        for path in paths where !BundleLayout.isSafe(path) {
            report.findings.append(
                VerificationFinding(path, .unsafeName, "is named in the manifest, but leads out"))
        }
        if Set(paths).count != paths.count {
            report.findings.append(
                VerificationFinding(path, .format, "names a file twice"))
        }
        return manifest
    }

    private func checkSignature(
        of contents: BundleContents, manifest: BundleManifest?,
        into report: inout VerificationReport
    ) {
        let named = Set(report.findings.map(\.path))
        if contents.signature == nil, !named.contains(BundleLayout.signature) {
            report.findings.append(
                VerificationFinding(
                    BundleLayout.signature, .missing, "is missing; nobody vouches for the bundle"))
        }
        // The signed copy of the key comes first; the file beside it must be the same.
        let inside = manifest.flatMap { PublicKey(pem: $0.signer.publicKey) }
        let beside = contents.publicKey.flatMap {
            PublicKey(pem: String(decoding: $0, as: UTF8.self))
        }
        guard let key = inside ?? beside else {
            report.findings.append(
                VerificationFinding(
                    manifest == nil ? BundleLayout.publicKey : BundleLayout.manifest, .key,
                    "holds no key that can be read"))
            return
        }
        report.keyFingerprint = key.fingerprint
        if let manifest, manifest.signer.fingerprint != key.fingerprint {
            report.findings.append(
                VerificationFinding(
                    BundleLayout.manifest, .key, "states another fingerprint than its key has"))
        }
        if let trusted {
            report.keyTrust = trusted.fingerprint == key.fingerprint ? .confirmed : .different
            if report.keyTrust == .different {
                report.findings.append(
                    VerificationFinding(
                        BundleLayout.publicKey, .key,
                        "signed with key \(key.fingerprint), not with the known key "
                            + "\(trusted.fingerprint): whoever made this bundle is not who you "
                            + "know"))
            }
        }
        guard let data = contents.manifest, let signature = contents.signature else { return }
        guard !key.verifies(signature, of: data) else { return }
        // Which of the two was changed can't be told from them; each is named.
        report.findings += [
            VerificationFinding(
                BundleLayout.manifest, .signature,
                "does not agree with its signature: it was changed, or the signature was"),
            VerificationFinding(
                BundleLayout.signature, .signature,
                "is not the signature of this manifest: it was changed, or the manifest was"),
        ]
    }
}
