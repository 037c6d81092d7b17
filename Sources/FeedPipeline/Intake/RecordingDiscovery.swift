/// Turns what the user named – files, folders, globs – into a list of recordings to open.
///
/// Nothing is opened, and nothing stops the search: what cannot be listed becomes a problem of
/// one line.
public struct RecordingDiscovery: Sendable {
    /// In natural order of their paths, whatever the order of the arguments; each file once.
    public private(set) var recordings: [RecordingCandidate] = []
    /// Files in folders that are no video by their name: how many of each extension (lower case;
    /// empty where there is none).
    public private(set) var ignoredByExtension: [String: Int] = [:]
    /// In the order in which they were met.
    public private(set) var problems: [DiscoveryProblem] = []

    private let imagesPerSecond: Double
    /// What was found so far, with what tells one file under two names.
    private var found: [(candidate: RecordingCandidate, identity: FileFacts.Identity?)] = []
    private var seenFolders: Set<FileFacts.Identity> = []

    /// Lists everything at once.
    ///
    /// - Parameters:
    ///   - paths: files (always taken), folders (searched to any depth for videos and numbered
    ///     pictures) and globs (`*`, `?`, `[…]`, `**`).
    ///   - imagesPerSecond: frame rate of image sequences, which carry none.
    public static func find(
        _ paths: [String], imagesPerSecond: Double = 25
    ) -> RecordingDiscovery {
        var discovery = RecordingDiscovery(imagesPerSecond: imagesPerSecond)
        // Sorted first, so that it cannot matter which of two names of a folder came first.
        for path in paths.sorted(by: NaturalOrder.precedes) { discovery.add(argument: path) }
        discovery.keepEachOnce()
        return discovery
    }

    /// Sorts what was found; of several names of one file the first stays.
    private mutating func keepEachOnce() {
        found.sort { Self.precedes($0.candidate, $1.candidate) }
        var seen: Set<FileFacts.Identity> = []
        var previous: RecordingCandidate?
        for (candidate, identity) in found {
            let isNew = identity.map { seen.insert($0).inserted } ?? (candidate != previous)
            if isNew { recordings.append(candidate) }
            previous = candidate
        }
        found = []
        seenFolders = []
    }

    private static func precedes(_ first: RecordingCandidate, _ second: RecordingCandidate) -> Bool
    {
        if case .imageSequence(let one, _, _) = first.kind,
            case .imageSequence(let other, _, _) = second.kind, first.path == second.path
        {
            return one < other
        }
        return NaturalOrder.precedes(first.path, second.path)
    }

    private init(imagesPerSecond: Double) { self.imagesPerSecond = imagesPerSecond }

    private mutating func add(argument: String) {
        if argument.isEmpty {
            problems.append(DiscoveryProblem(path: "''", reason: "an empty path names nothing"))
            return
        }
        do throws(FileFacts.Failure) {
            add(named: argument, facts: try FileFacts(of: argument))
        } catch {
            // Tried as a name first: `[CH01]2026….avi` is one, though it looks like a glob.
            guard PathGlob.isPattern(argument) else {
                problems.append(
                    DiscoveryProblem(path: argument, reason: error.reason(path: argument)))
                return
            }
            let matches = PathGlob.expand(argument)
            if matches.isEmpty {
                problems.append(
                    DiscoveryProblem(path: argument, reason: "no file or folder matches"))
            }
            for match in matches {
                do throws(FileFacts.Failure) {
                    add(named: match, facts: try FileFacts(of: match))
                } catch {
                    problems.append(
                        DiscoveryProblem(path: match, reason: error.reason(path: match)))
                }
            }
        }
    }

    private mutating func add(named path: String, facts: FileFacts) {
        switch facts.kind {
        case .file: add(file: path, facts: facts)
        case .folder:
            var trimmed = path
            while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
            if seenFolders.contains(facts.identity) { return }
            let before = (found.count, problems.count)
            search(folder: trimmed, facts: facts)
            if before == (found.count, problems.count) {
                problems.append(DiscoveryProblem(path: path, reason: "no video in this folder"))
            }
        case .other:
            problems.append(
                DiscoveryProblem(path: path, reason: "neither a file nor a folder: not read"))
        }
    }

    private mutating func add(file path: String, facts: FileFacts) {
        found.append(
            (
                RecordingCandidate(path: path, sizeBytes: facts.sizeBytes),
                facts.hasHardLinks ? nil : facts.identity
            ))
    }

    /// Folders are walked with a list instead of recursion: their depth is the input's.
    private mutating func search(folder: String, facts: FileFacts) {
        var pending = [(path: folder, facts: facts)]
        while let (path, facts) = pending.popLast() {
            // A link that leads back to a folder above it would never end.
            guard seenFolders.insert(facts.identity).inserted else { continue }
            do throws(FileFacts.Failure) {
                let names = try FolderListing.names(of: path)
                pending += take(names, of: path == "/" ? "" : path).reversed()
            } catch {
                problems.append(DiscoveryProblem(path: path, reason: error.reason(path: path)))
            }
        }
    }

    /// Takes the recordings among a folder's names; hands back the folders in it.
    private mutating func take(
        _ names: [String], of folder: String
    ) -> [(path: String, facts: FileFacts)] {
        var folders: [(path: String, facts: FileFacts)] = []
        let (sequences, others) = ImageSequence.find(
            among: names.filter { !Self.isHidden($0) })
        for sequence in sequences { add(sequence, in: folder) }
        for name in others {
            let path = folder + "/" + name
            let type = PathText.fileExtension(of: name)?.lowercased() ?? ""
            do throws(FileFacts.Failure) {
                let facts = try FileFacts(of: path)
                switch facts.kind {
                case .folder: folders.append((path, facts))
                case .file where FileExtensions.video.contains(type):
                    add(file: path, facts: facts)
                case .file, .other: ignoredByExtension[type, default: 0] += 1
                }
            } catch {
                problems.append(DiscoveryProblem(path: path, reason: error.reason(path: path)))
            }
        }
        return folders
    }

    private mutating func add(_ sequence: ImageSequence, in folder: String) {
        var sizeBytes: Int64 = 0
        for name in sequence.names {
            sizeBytes += (try? FileFacts(of: folder + "/" + name))?.sizeBytes ?? 0
        }
        let escaped = folder.split(separator: "%", omittingEmptySubsequences: false)
            .joined(separator: "%%")
        let path = escaped + "/" + sequence.pattern
        let kind = RecordingCandidate.Kind.imageSequence(
            firstNumber: sequence.firstNumber, count: sequence.names.count,
            framesPerSecond: imagesPerSecond)
        found.append(
            (RecordingCandidate(path: path, kind: kind, sizeBytes: sizeBytes), nil))
    }

    /// Names that begin with a point, and Synology's folders of thumbnails.
    private static func isHidden(_ name: String) -> Bool {
        name.hasPrefix(".") || name == "@eaDir"
    }
}
