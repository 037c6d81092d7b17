import Foundation
import Testing

@testable import VideoDecoding

/// Damaged input: real files with seeded damage must end as frames, losses, or one clear error.
///
/// `VIDEO_DECODING_FUZZ_SEED` and `VIDEO_DECODING_FUZZ_INPUTS` (per kind of file) override the
/// defaults, to repeat a failure or to look longer.
struct MutationTests {
    static let recipes: [(name: String, arguments: String)] = [
        ("f.mp4", "-c:v libx264 -g 4 -bf 1"), ("f.mkv", "-c:v libx264 -g 4"),
        ("f.avi", "-c:v mpeg4 -g 4 -bf 1"), ("f.ts", "-c:v libx264 -g 4"),
        ("f.mpg", "-r 25 -c:v mpeg2video -g 4"), ("f.flv", "-c:v libx264 -g 4"),
        ("f.h264", "-c:v libx264 -g 4 -bf 1"), ("frag.mp4", "-c:v mpeg4 -movflags frag_keyframe"),
        ("f.hevc", "-c:v libx265 -x265-params log-level=none:keyint=4"),
        ("f.webm", "-c:v libvpx-vp9 -b:v 40k -g 4"), ("mjpeg.avi", "-c:v mjpeg"),
        ("f.wmv", "-c:v wmv2 -g 4"), ("f.mov", "-c:v mjpeg"),
    ]

    static func setting(_ name: String) -> Int? {
        ProcessInfo.processInfo.environment[name].flatMap { Int($0) }
    }

    static let seed = setting("VIDEO_DECODING_FUZZ_SEED") ?? 20_250_601
    static let inputsPerFile = setting("VIDEO_DECODING_FUZZ_INPUTS") ?? 160

    /// An input may take this long before it counts as hanging; healthy ones take milliseconds.
    private static let secondsPerInput = 20.0

    @Test("damaged input never crashes, hangs or grows without bound", arguments: recipes.indices)
    func mutations(recipe: Int) throws {
        let (name, arguments) = Self.recipes[recipe]
        let original = [UInt8](
            try Data(
                contentsOf: URL(
                    fileURLWithPath: try SampleVideo.make(
                        name, arguments, input: "testsrc2=s=64x48:r=10:d=1"))))
        let path = SampleVideo.path(name)
        var readable = 0
        for number in 0..<Self.inputsPerFile {
            let seed = UInt64(Self.seed) &+ UInt64(recipe * 1_000_003 + number)
            var mutation = Mutation(seed: seed)
            let damaged = mutation.damage(original)
            try Data(damaged).write(to: URL(fileURLWithPath: path))
            let start = Date()
            let frames = decodeAll(path)
            if frames > 0 { readable += 1 }
            // A real recording of this size has ten frames; damage may repeat some.
            #expect(
                frames <= 2000 && Date().timeIntervalSince(start) < Self.secondsPerInput,
                "\(name), input seed \(seed): \(frames) frames: \(mutation.log)")
        }
        try FileManager.default.removeItem(atPath: path)
        // Otherwise the damage is too heavy to reach the decoders.
        #expect(readable > Self.inputsPerFile / 10)
    }

    /// Frames and losses delivered, bounded; errors are as good an end as any.
    private func decodeAll(_ path: String) -> Int {
        do {
            let index = try RecordingIndex.build(.file(path: path))
            #expect(!index.groups.isEmpty)
            let starts = index.groups.map(\.start)
            #expect(starts == starts.sorted())
            #expect(index.duration >= starts[starts.count - 1])
            let reader = try PictureReader(index: index)
            let seen = try reader.see(0..<index.groups.count, limit: 4000)
            #expect(zip(seen.times, seen.times.dropFirst()).allSatisfy { $0 < $1 })
            _ = try reader.keyFrame(of: index.groups.count / 2)
            _ = try reader.frame(at: index.groups[index.groups.count / 2].start)
            return seen.frames.count
        } catch {
            return 0
        }
    }
}

/// Seeded damage of the kinds that disks, networks and recorders do.
struct Mutation {
    private var state: UInt64
    /// What was done, for the message of a failure.
    private(set) var log: [String] = []

    init(seed: UInt64) { state = seed }

    /// SplitMix64 (Steele, Lea and Flood 2014).
    private mutating func next(below bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(max(1, bound)))
    }

    mutating func damage(_ original: [UInt8]) -> [UInt8] {
        var bytes = original
        for _ in 0...next(below: 3) { damageOnce(&bytes) }
        return bytes
    }

    private mutating func damageOnce(_ bytes: inout [UInt8]) {
        guard bytes.count > 64 else { return }
        // Half of all damage hits the header, where it does the most.
        let reach = next(below: 2) == 0 ? min(1024, bytes.count) : bytes.count
        let position = next(below: reach)
        let length = min(1 + next(below: 512), bytes.count - position)
        switch next(below: 8) {
        case 0, 1:
            let count = 1 + next(below: 16)
            for _ in 0..<count { bytes[next(below: reach)] ^= UInt8(1 << next(below: 8)) }
            log.append("\(count) bits flipped below \(reach)")
        case 2:
            bytes.removeLast(bytes.count - max(16, next(below: bytes.count)))
            log.append("cut to \(bytes.count)")
        case 3:
            for index in position..<position + length { bytes[index] = 0 }
            log.append("\(length) zeroed at \(position)")
        case 4:
            for index in position..<position + length { bytes[index] = 0xff }
            log.append("\(length) set at \(position)")
        case 5:
            bytes.insert(contentsOf: bytes[position..<position + length], at: position)
            log.append("\(length) doubled at \(position)")
        case 6:
            bytes.removeSubrange(position..<position + length)
            log.append("\(length) removed at \(position)")
        default:
            let other = next(below: bytes.count - length)
            for offset in 0..<length { bytes.swapAt(position + offset, other + offset) }
            log.append("\(length) swapped between \(position) and \(other)")
        }
    }
}
