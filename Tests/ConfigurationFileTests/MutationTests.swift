import ConfigurationFile
import Foundation
import Testing

/// The sample, damaged at random by a seed: it is read or refused, never anything else.
@Suite struct `A damaged configuration` {
    @Test(.timeLimit(.minutes(5)), arguments: 0..<8)
    func `is read or refused, with places that are in the file`(seed: Int) throws {
        let sample = try String(
            contentsOf: packageRoot.appending(path: "samples/pantau.yaml"), encoding: .utf8)
        var random = SeededGenerator(seed: UInt64(seed))
        var refused = 0
        for round in 0..<40 {
            var text = sample
            for _ in 0...round / 10 { text = Self.damaged(text, &random) }
            let read = Reading.parse(text)
            let lineCount = text.split(
                omittingEmptySubsequences: false, whereSeparator: \.isNewline
            )
            .count
            if read.configuration == nil {
                refused += 1
                #expect(!read.errors.isEmpty, "seed \(seed), round \(round)")
            } else {
                #expect(read.errors.isEmpty, "seed \(seed), round \(round)")
            }
            for problem in read.problems {
                #expect(!problem.description.contains("\n"))
                if let place = problem.position {
                    #expect((1...lineCount + 1).contains(place.line), "\(problem)")
                    #expect(place.column >= 1)
                }
            }
            let places = read.problems.compactMap(\.position)
            #expect(places == places.sorted())
        }
        // Most damage is noticed.
        #expect(refused > 10)
    }

    private static func damaged(_ text: String, _ random: inout SeededGenerator) -> String {
        var scalars = Array(text.unicodeScalars)
        let place = Int.random(in: 0..<scalars.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: scalars.remove(at: place)
        case 1:
            let signs = Array(":-[]{}#&*!|>'\"%@`,? \t\n0é😀\u{0}\u{2028}".unicodeScalars)
            scalars.insert(signs[Int.random(in: 0..<signs.count, using: &random)], at: place)
        case 2: scalars.removeSubrange(place..<min(place + 30, scalars.count))
        case 3:
            let piece = scalars[place..<min(place + 80, scalars.count)]
            scalars.insert(
                contentsOf: piece, at: Int.random(in: 0..<scalars.count, using: &random))
        default: scalars.removeSubrange(place...)
        }
        return String(String.UnicodeScalarView(scalars.isEmpty ? ["a"] : scalars))
    }
}

/// A small seeded generator (SplitMix64, Steele et al. 2014).
private struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
