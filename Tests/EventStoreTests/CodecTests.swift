import Footage
import Foundation
import Testing

@testable import EventStore

@Suite struct CodecTests {
    @Test("Boxes come back as they were, to a 65,535th of the picture", arguments: 0..<20)
    func boxes(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        func share() -> Double {
            Double(Int.random(in: 0...65535, using: &generator)) / 65535
        }
        let start = MediaTime(microseconds: Int64.random(in: 0...1 << 40, using: &generator))
        var time = start
        let moments = (0..<50).map { _ in
            time = time + MediaTime(microseconds: Int64.random(in: 0...400_000, using: &generator))
            return TimedBoxes(
                time: time,
                boxes: (0..<Int.random(in: 0...16, using: &generator)).map { _ in
                    .init(
                        region: Region(x: share(), y: share(), width: share(), height: share()),
                        track: Int.random(in: 0...100_000, using: &generator))
                })
        }
        let packed = BoxCodec.pack(moments, from: start)
        #expect(BoxCodec.unpack(packed, from: start) == moments)
    }

    @Test("The layout of boxes is the documented one")
    func boxLayout() {
        let moment = TimedBoxes(
            time: MediaTime(microseconds: 1_000_300),
            boxes: [.init(region: Region(x: 0, y: 1, width: 0.5, height: 0.25), track: 200)])
        let packed = BoxCodec.pack([moment], from: MediaTime(seconds: 1))
        #expect(
            [UInt8](packed) == [
                1, 0xAC, 0x02, 1, 0, 0, 0xFF, 0xFF, 0x00, 0x80, 0x00, 0x40, 0xC8, 0x01,
            ])
    }

    @Test("Boxes outside the picture are cut at its edge, impossible numbers do no harm")
    func hostileBoxes() throws {
        let region = Region(x: -1, y: 2, width: .nan, height: .infinity)
        let moment = TimedBoxes(time: .zero, boxes: [.init(region: region, track: -4)])
        let packed = BoxCodec.pack([moment], from: MediaTime(seconds: 1))
        let box = try #require(BoxCodec.unpack(packed, from: .zero)?.first?.boxes.first)
        #expect(box.region.x == 0)
        #expect(box.region.y == 1)
        #expect(box.region.height == 1)
        #expect(box.track == 0)
    }

    @Test("Activity comes back as it was", arguments: 0..<20)
    func activity(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        let seconds = (0..<200).compactMap { second -> ActivityRecord? in
            guard Bool.random(using: &generator) else { return nil }
            var record = ActivityRecord(
                second: second, motionPPM: Int.random(in: 1...1_000_000, using: &generator))
            for _ in 0..<Int.random(in: 0...300, using: &generator) {
                record.grid.cells[Int.random(in: 0..<576, using: &generator)] =
                    UInt8.random(in: 0...255, using: &generator)
            }
            for suppressor in Suppressor.allCases where Bool.random(using: &generator) {
                record.suppressed[suppressor] = Int64.random(in: 1...1 << 50, using: &generator)
            }
            return record
        }
        var found: [ActivityRecord] = []
        for minute in ActivityMinute.minutes(of: seconds) {
            let suppressed = try #require(
                ActivityReader.suppressed(
                    in: minute.packedSuppressed ?? Data([1]), minute: minute.minute))
            let counts = Dictionary(uniqueKeysWithValues: suppressed.map { ($0.second, $0.1) })
            let isWhole = minute.packedSeconds.withUnsafeBytes { bytes in
                ActivityReader.forEachSecond(in: bytes, minute: minute.minute) { second in
                    guard let grid = ActivityReader.grid(of: second) else { return false }
                    found.append(
                        ActivityRecord(
                            second: second.second, motionPPM: second.motionPPM, grid: grid,
                            suppressed: counts[second.second] ?? SuppressorCounts()))
                    return true
                }
            }
            #expect(isWhole)
            #expect(minute.packedCells.count == 72)
        }
        #expect(found == seconds)
    }

    @Test("Damaged columns are refused, never trusted", arguments: 0..<300)
    func damage(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        func damaged(_ data: Data) -> Data {
            var bytes = [UInt8](data)
            for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
                let position = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0...2, using: &generator) {
                case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
                case 1: bytes[position] = 0xFF
                default: bytes.removeSubrange(position...)
                }
            }
            return Data(bytes)
        }
        var record = ActivityRecord(second: 61, motionPPM: 300)
        for cell in 100..<140 { record.grid.cells[cell] = 9 }
        record.suppressed[.rain] = 12345
        let minute = ActivityMinute.minutes(of: [record])[0]
        _ = damaged(minute.packedSeconds).withUnsafeBytes { bytes in
            ActivityReader.forEachSecond(in: bytes, minute: 1) {
                ActivityReader.grid(of: $0) != nil
            }
        }
        _ = ActivityReader.suppressed(in: damaged(minute.packedSuppressed ?? Data()), minute: 1)
        let boxes = MotionSegment.sample(1, 2).boxes
        _ = BoxCodec.unpack(damaged(BoxCodec.pack(boxes, from: .zero)), from: .zero)
        #expect(BoxCodec.unpack(Data(), from: .zero) == nil)
        #expect(BoxCodec.unpack(Data([2]), from: .zero) == nil)
    }

    @Test("Every suppressor has a code of its own")
    func codes() {
        let codes = Suppressor.allCases.map(SuppressorCode.code)
        #expect(Set(codes).count == Suppressor.allCases.count)
        #expect(codes.map(SuppressorCode.suppressor) == Suppressor.allCases)
    }

    @Test("UUIDs are of version 7, sort by time, and carry it")
    func uuids() {
        let text = UUIDv7.text(millisecondsUTC: 0x0123_4567_89AB) { 0xFFFF_FFFF_FFFF_FFFF }
        #expect(text == "01234567-89ab-7fff-bfff-ffffffffffff")
        #expect(UUIDv7.text(millisecondsUTC: 1) { 0 } == "00000000-0001-7000-8000-000000000000")
        #expect(UUID(uuidString: text) != nil)
    }

    @Test("A polygon touches the cells that it covers, and a tiny one the cell that it lies in")
    func masks() {
        let everything = CellMask(
            touching: Polygon(points: [
                .init(x: 0, y: 0), .init(x: 1, y: 0), .init(x: 1, y: 1), .init(x: 0, y: 1),
            ]))
        #expect(everything == CellMask(Array(repeating: true, count: 576)))
        let speck = CellMask(
            touching: Polygon(points: [
                .init(x: 0.5001, y: 0.5001), .init(x: 0.5002, y: 0.5001),
                .init(x: 0.5002, y: 0.5002),
            ]))
        #expect((0..<576).filter(speck.contains) == [9 * 32 + 16])
        let outside = CellMask(touching: Polygon(points: [.init(x: .nan, y: 0)]))
        #expect(outside == CellMask(Array(repeating: false, count: 576)))
    }
}
