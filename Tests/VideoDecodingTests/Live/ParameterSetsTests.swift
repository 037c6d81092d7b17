import CFFmpeg
import Testing

@testable import VideoDecoding

/// What pictures say of their format is found, and damaged ones do no harm.
struct ParameterSetsTests {
    private static let codecs = [AV_CODEC_ID_H264, AV_CODEC_ID_HEVC, AV_CODEC_ID_MJPEG]

    private func signature(_ bytes: [UInt8], _ codec: AVCodecID) -> [UInt8] {
        bytes.withUnsafeBytes { ParameterSets.signature(of: $0, codec: codec) }
    }

    @Test("parameter sets are found behind both kinds of start code, each once, before the slices")
    func units() {
        let picture: [UInt8] = [
            0, 0, 0, 1, 9, 16, 0, 0, 1, 0x67, 1, 2, 3, 0, 0, 0, 1, 0x68, 4, 0, 0, 1, 0x67, 1, 2, 3,
            0, 0, 1, 0x65, 7, 7, 0, 0, 1, 0x67, 9,
        ]
        let sets = picture.withUnsafeBytes { ParameterSets(of: $0, codec: AV_CODEC_ID_H264) }
        #expect(sets.bytes == [0, 0, 0, 1, 0x67, 1, 2, 3, 0, 0, 0, 1, 0x68, 4])
        #expect(sets.isComplete)
        #expect(signature(picture, AV_CODEC_ID_H264) == [0, 0, 0, 1, 0x67, 1, 2, 3])
    }

    @Test("a picture of another size has another signature, the next of the same size has not")
    func sizes() throws {
        for arguments in [
            "-c:v libx264 -g 4 -bsf:v h264_mp4toannexb -f h264",
            "-c:v libx265 -x265-params log-level=none:keyint=4:repeat-headers=1 -f hevc",
            "-c:v mjpeg -f mjpeg",
        ] {
            let signatures = try ["96x64", "128x64"].map { size in
                let path = try SampleVideo.make(
                    "s", arguments, input: "testsrc2=s=\(size):r=10:d=1")
                return try livePackets(of: path).filter(\.isKey).map {
                    ParameterSets.signature(
                        of: $0.packet.payload, codec: $0.format.parameters.codecID)
                }
            }
            #expect(signatures.allSatisfy { $0.count > 1 }, "\(arguments)")
            #expect(signatures.allSatisfy { Set($0).count == 1 && !$0[0].isEmpty }, "\(arguments)")
            #expect(signatures[0][0] != signatures[1][0], "\(arguments)")
        }
    }

    @Test("random bytes and cut pictures are read without harm")
    func damage() {
        var random = SystemRandomNumberGenerator()
        for length in 0..<400 {
            var bytes = (0..<length).map { _ in UInt8.random(in: 0...3, using: &random) }
            if length > 4 { bytes.replaceSubrange(0..<2, with: [0xFF, 0xD8]) }
            for codec in Self.codecs {
                let sets = bytes.withUnsafeBytes { ParameterSets(of: $0, codec: codec) }
                #expect(sets.bytes.count <= 2 * length + 4)
                _ = signature(bytes, codec)
            }
        }
    }
}
