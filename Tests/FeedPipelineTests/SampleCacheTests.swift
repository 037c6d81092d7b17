import Footage
import Foundation
import Testing

@testable import FeedPipeline

@Suite("Reduced key frames are kept")
struct SampleCacheTests {
    private let size = FrameSize(width: 64, height: 36)

    private func picture(_ value: UInt8) -> PlanarPicture {
        let picture = PlanarPicture(size: size)
        picture.luma.bytes.update(repeating: value)
        picture.cr?.bytes.update(repeating: value / 2)
        return picture
    }

    private func key(_ group: Int, _ recording: Int = 0) -> SampleCache.Key {
        .init(recording: recording, group: group)
    }

    @Test("in a file that nobody sees, sample by sample as they were")
    func file() throws {
        let folder = try TemporaryFolder()
        let cache = SampleCache(folder: folder.path)
        for group in 0..<40 { cache.keep(picture(UInt8(group * 3)), as: key(group)) }
        cache.keep(picture(200), as: key(7, 1))
        cache.keep(nil, as: key(99))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
        for group in 0..<40 {
            let found = try #require(cache.picture(key(group), size: size)?.picture)
            #expect(found.luma.bytes.allSatisfy { $0 == UInt8(group * 3) })
            #expect(found.cb?.bytes.allSatisfy { $0 == 128 } == true)
            #expect(found.cr?.bytes.allSatisfy { $0 == UInt8(group * 3) / 2 } == true)
        }
        #expect(cache.picture(key(7, 1), size: size)?.picture?.luma[0, 0] == 200)
        let unsound = try #require(cache.picture(key(99), size: size))
        #expect(unsound.picture == nil)
        #expect(cache.picture(key(41), size: size) == nil)
    }

    @Test("the newest in the place of the oldest")
    func bounded() {
        let cache = SampleCache(pictures: 4)
        for group in 0..<10 { cache.keep(picture(UInt8(group)), as: key(group)) }
        #expect((0..<6).allSatisfy { cache.picture(key($0), size: size) == nil })
        for group in 6..<10 {
            #expect(cache.picture(key(group), size: size)?.picture?.luma[0, 0] == UInt8(group))
        }
    }
}
