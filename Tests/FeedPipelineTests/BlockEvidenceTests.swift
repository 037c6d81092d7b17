import Footage
import Testing

@testable import FeedPipeline

@Suite("Key frames compared by blocks")
struct BlockEvidenceTests {
    private let columns = 40
    private let rows = 22

    /// A textured scene in some light, with noise, and a thing in it.
    private func picture(
        seed: UInt64, gain: Int = 16, offset: Int = 0, noise: Int = 4, thing: [Int] = [],
        contrast: Int = 400
    ) -> BlockMeans {
        var state = seed
        let values = (0..<columns * rows).map { block -> Int16 in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let grain = noise == 0 ? 0 : Int(state >> 40) % (2 * noise + 1) - noise
            let scene = 600 + block % columns * 40 + block / columns * 30
            let shown = thing.contains(block) ? scene + contrast : scene
            return Int16(shown * gain / 16 + offset + grain)
        }
        return BlockMeans(columns: columns, rows: rows, values: values)
    }

    private func background(noise: Int = 4) throws -> SceneBackground {
        try #require(SceneBackground((1...12).map { picture(seed: UInt64($0), noise: noise) }))
    }

    private var everywhere: [Bool] { Array(repeating: true, count: columns * rows) }

    @Test("means are those of 8 × 8 pixels, in sixteenths of a level")
    func means() {
        let plane = Plane(size: FrameSize(width: 20, height: 17), filledWith: 10)
        for y in 0..<8 { for x in 8..<12 { plane[x, y] = 50 } }
        let means = BlockMeans(of: plane)
        #expect(means.columns == 2 && means.rows == 2)
        #expect(means.values == [160, 480, 160, 160])
    }

    @Test("sorting by blocks sorts every block", arguments: 1...17)
    func sorting(count: Int) {
        let pictures = (0..<count).map { picture(seed: UInt64($0), noise: 300).values }
        let sorted = SceneBackground.sorted(pictures)
        for block in [0, 17, columns * rows - 1] {
            #expect(sorted.map { $0[block] } == pictures.map { $0[block] }.sorted())
        }
    }

    @Test("an empty scene is no evidence, whatever the light")
    func quiet() throws {
        for (gain, offset) in [(16, 0), (13, 200), (20, -150), (16, 300)] {
            let evidence = BlockEvidence(
                of: picture(seed: 99, gain: gain, offset: offset), against: try background(),
                watched: everywhere)
            #expect(evidence.isEmpty, "gain \(gain), offset \(offset)")
        }
    }

    @Test("where most pictures show something, as in rain, a thing must be clearly larger")
    func rain() throws {
        func streak(_ number: Int) -> [Int] {
            let start = (number % 18 + 1) * columns + (number * 7) % columns
            return [start, start + columns]
        }
        let wet = (1...12).map { picture(seed: UInt64($0), thing: streak($0)) }
        let scene = try #require(SceneBackground(wet))
        let fewest = SurveyJudge.fewestBlocks(in: wet, against: scene, watched: everywhere)
        #expect(fewest == 6)
        let person = [3, 4, 5].flatMap { [$0 * columns + 20, $0 * columns + 21] }
        let shown = BlockEvidence(
            of: picture(seed: 77, thing: person + streak(40)), against: scene, watched: everywhere,
            fewest: fewest)
        #expect(shown.blocks.sorted() == person.sorted())
        let empty = BlockEvidence(
            of: picture(seed: 78, thing: streak(41)), against: scene, watched: everywhere,
            fewest: fewest)
        #expect(empty.isEmpty && empty.largestGroup == 2)
        let dry = (1...12).map { picture(seed: UInt64($0)) }
        #expect(
            SurveyJudge.fewestBlocks(in: dry, against: try background(), watched: everywhere)
                == BlockEvidence.fewestBlocks)
    }

    @Test("a thing of two blocks is evidence, with its box, in any light")
    func thing() throws {
        let blocks = [10 * columns + 7, 10 * columns + 8]
        for (gain, offset) in [(16, 0), (13, 200), (20, -150)] {
            let evidence = BlockEvidence(
                of: picture(seed: 99, gain: gain, offset: offset, thing: blocks),
                against: try background(), watched: everywhere)
            #expect(evidence.blocks == blocks)
            let box = try #require(evidence.regions.first)
            #expect(abs(box.x - 7.0 / 40) < 1e-9 && abs(box.width - 2.0 / 40) < 1e-9)
            #expect(abs(box.y - 10.0 / 22) < 1e-9 && abs(box.height - 1.0 / 22) < 1e-9)
            #expect(evidence.motionPPM == 2_000_000 / (columns * rows))
        }
    }

    @Test("one block alone is none, nor two that only touch at a corner")
    func single() throws {
        for blocks in [[400], [400, 400 + columns + 1]] {
            let evidence = BlockEvidence(
                of: picture(seed: 99, thing: blocks), against: try background(),
                watched: everywhere)
            #expect(evidence.isEmpty)
        }
    }

    @Test("what is not watched is none")
    func unwatched() throws {
        var watched = everywhere
        watched[400] = false
        let evidence = BlockEvidence(
            of: picture(seed: 99, thing: [400, 401]), against: try background(), watched: watched)
        #expect(evidence.isEmpty)
    }

    @Test("restless blocks need more to be evidence")
    func restless() throws {
        let thing = picture(seed: 99, thing: [400, 401, 402], contrast: 90)
        #expect(
            !BlockEvidence(of: thing, against: try background(), watched: everywhere).isEmpty)
        #expect(
            BlockEvidence(of: thing, against: try background(noise: 60), watched: everywhere)
                .isEmpty)
    }

    @Test("a patch of light is none where the ground has texture; a thing of that size is")
    func patch() throws {
        let blocks = (6..<14).flatMap { row in (10..<22).map { row * columns + $0 } }
        func evidence(_ change: (Int, Int16) -> Int16) throws -> BlockEvidence {
            func textured(_ picture: BlockMeans) -> BlockMeans {
                BlockMeans(
                    columns: columns, rows: rows,
                    values: picture.values.enumerated().map { block, value in
                        value + Int16((block * 7 + block / columns * 3) % 5 * 60)
                    })
            }
            let background = try #require(
                SceneBackground((1...12).map { textured(picture(seed: UInt64($0))) }))
            let shown = textured(picture(seed: 99))
            let values = shown.values.enumerated().map { block, value in
                blocks.contains(block) ? change(block, value) : value
            }
            return BlockEvidence(
                of: BlockMeans(columns: columns, rows: rows, values: values), against: background,
                watched: everywhere)
        }
        #expect(try evidence { _, value in value * 3 / 5 }.isEmpty)
        let thing = try evidence { block, _ in Int16(300 + block * 11 % 7 * 20) }
        #expect(!thing.isEmpty)
        #expect(Set(thing.blocks).isSubset(of: blocks))
    }

    @Test("a place that sways is none, nor what is beside it")
    func swaying() throws {
        let blocks = (5..<12).map { 8 * columns + $0 }
        func swayed(_ seed: UInt64, by offset: Int16) -> BlockMeans {
            let still = picture(seed: seed)
            return BlockMeans(
                columns: columns, rows: rows,
                values: still.values.enumerated().map {
                    blocks.contains($0) ? $1 + offset : $1
                })
        }
        let offsets: [Int16] = [0, 0, 60, 0, 0, 40, 0, 0, 0, 50, 0, 0]
        let background = try #require(
            SceneBackground(offsets.enumerated().map { swayed(UInt64($0 + 1), by: $1) }))
        #expect(
            BlockEvidence(of: swayed(99, by: 70), against: background, watched: everywhere).isEmpty)
    }

    @Test("another scene is no evidence of things, and too few pictures make no background")
    func scene() throws {
        let other = BlockMeans(
            columns: columns, rows: rows,
            values: picture(seed: 5).values.reversed().enumerated().map { position, value in
                position % 3 == 0 ? 4000 - value : value
            })
        let evidence = BlockEvidence(of: other, against: try background(), watched: everywhere)
        #expect(evidence.isEmpty)
        #expect(SceneBackground((0..<3).map { picture(seed: $0) }) == nil)
    }
}
