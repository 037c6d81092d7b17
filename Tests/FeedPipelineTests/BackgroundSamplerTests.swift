import Footage
import Testing
import VideoDecoding

@testable import FeedPipeline

@Suite("Background samples are decoded")
struct BackgroundSamplerTests {
    private let wholeMinute = MediaRange(start: .zero, end: MediaTime(seconds: 60))

    @Test("from the key frames around a stretch, downscaled, with the picture that is there")
    func samples() throws {
        let folder = try TemporaryFolder()
        let index = try SmallVideo.index(
            path: folder.path + "/a.mp4", seconds: 60, brightness: 120)
        let sampler = BackgroundSampler(index: index, settings: RecordingSettings())
        let samples = try sampler.samples(around: wholeMinute, reader: PictureReader(index: index))
        #expect(samples.count >= SamplePlan.fewest && samples.count <= SamplePlan.most)
        #expect(!sampler.isScarce(around: wholeMinute))
        for sample in samples {
            #expect(abs(Int(sample.picture.luma[5, 5]) - 120) <= 4)
        }
    }

    @Test("with the same result whichever stretch asked before")
    func order() throws {
        let folder = try TemporaryFolder()
        let index = try SmallVideo.index(
            path: folder.path + "/a.mp4", seconds: 60, noisySeconds: 0..<60)
        let stretches = StretchPlan.stretches(of: index).map(\.range)
        func all(_ ranges: [MediaRange]) throws -> [MediaRange: [[UInt8]]] {
            let sampler = BackgroundSampler(index: index, settings: RecordingSettings())
            let reader = try PictureReader(index: index)
            var found: [MediaRange: [[UInt8]]] = [:]
            for range in ranges {
                found[range] = try sampler.samples(around: range, reader: reader).map {
                    Array($0.picture.luma.bytes)
                }
            }
            return found
        }
        #expect(try all(stretches) == all(stretches.reversed()))
    }

    @Test("from other frames too where a short recording has few key frames")
    func extras() throws {
        let folder = try TemporaryFolder()
        let index = try SmallVideo.index(path: folder.path + "/a.mp4", seconds: 3)
        let sampler = BackgroundSampler(index: index, settings: RecordingSettings())
        let range = MediaRange(start: .zero, end: index.duration)
        #expect(try sampler.samples(around: range, reader: PictureReader(index: index)).count > 3)
    }
}
