import Footage
import KernelDispatch

/// Up to three remembered values per pixel, each with a weight; what fits none of the heavy ones
/// is foreground.
///
/// Everything is deterministic: where others draw lots (ViBe, PBAS), rates below one level per
/// update are kept by remainders carried in time.
final class BackgroundModel {
    /// Modes lighter than this are candidates and not yet background.
    static let leastWeight: UInt8 = 64

    let size: FrameSize
    /// Luma of every pixel's heaviest mode.
    let luma: Plane
    /// What was added to the noise threshold where the samples differed among themselves.
    let spread: Plane
    let tileCount: Int
    let tiles: UnsafeMutablePointer<UInt8>
    /// What is noted of each tile; see `ModelLayout`.
    let notes: UnsafeMutablePointer<UInt8>

    let kernels: KernelTable
    let parameters: AnalysisParameters
    private var schedule: LearningSchedule
    private var blinkRemainder = 0.0
    private var frameIndex = 0
    private var nextFloorTile = 0
    /// For kernels that want some bytes of their own.
    let scratch = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)

    init(size: FrameSize, parameters: AnalysisParameters, kernels: KernelTable) {
        self.size = size
        self.kernels = kernels
        self.parameters = parameters
        luma = Plane(size: size)
        spread = Plane(size: size)
        schedule = LearningSchedule(parameters: parameters)
        tileCount = ModelLayout.tileCount(pixelCount: size.pixelCount)
        let byteCount = max(1, tileCount) * ModelLayout.tileBytes
        let raw = UnsafeMutableRawPointer.allocate(byteCount: byteCount, alignment: 64)
        tiles = raw.initializeMemory(as: UInt8.self, repeating: 0, count: byteCount)
        notes = .allocate(capacity: max(1, tileCount))
        notes.initialize(repeating: ModelLayout.loudNote, count: max(1, tileCount))
    }

    deinit {
        UnsafeMutableRawPointer(tiles).deallocate()
        notes.deallocate()
        scratch.deallocate()
    }

    /// Address of one plane's sample of one pixel.
    func address(plane: Int, pixel: Int) -> UnsafeMutablePointer<UInt8> {
        let side = ModelLayout.tilePixels
        return tiles + (pixel / side * ModelLayout.planeCount + plane) * side + pixel % side
    }

    /// Makes a value one of what a pixel remembers.
    func set(mode: Int, pixel: Int, to value: PixelValue, weight: UInt8) {
        let first = ModelLayout.planesPerMode * mode
        forgetNotes(ofTile: pixel / ModelLayout.tilePixels)
        address(plane: first, pixel: pixel).pointee = value.luma
        address(plane: first + 1, pixel: pixel).pointee = value.cb
        address(plane: first + 2, pixel: pixel).pointee = value.cr
        address(plane: first + 3, pixel: pixel).pointee = weight
    }

    /// What was noted of a tile no longer holds; what its last classification left does.
    private func forgetNotes(ofTile tile: Int) { notes[tile] &= ModelLayout.loudNote }

    func value(mode: Int, pixel: Int) -> PixelValue {
        let first = ModelLayout.planesPerMode * mode
        return .init(
            luma: address(plane: first, pixel: pixel).pointee,
            cb: address(plane: first + 1, pixel: pixel).pointee,
            cr: address(plane: first + 2, pixel: pixel).pointee)
    }

    func weight(mode: Int, pixel: Int) -> UInt8 {
        address(plane: ModelLayout.planesPerMode * mode + 3, pixel: pixel).pointee
    }

    /// By how many levels a pixel may differ and be the same, but for what its samples add to that.
    func reach(at pixel: Int) -> UInt8 {
        let floor = address(plane: ModelLayout.floorPlane, pixel: pixel).pointee
        return floor - min(spread.base[pixel], floor)
    }

    /// Makes a value one of what a pixel remembers: the one that it is already, or else the one
    /// that weighs least.
    func know(_ value: PixelValue, at pixel: Int, weight: UInt8) {
        var (mode, least) = (0, UInt8.max)
        for candidate in 0..<ModelLayout.modeCount {
            let known = self.weight(mode: candidate, pixel: pixel)
            if known > 0,
                self.value(mode: candidate, pixel: pixel).distance(to: value) <= reach(at: pixel)
            {
                set(mode: candidate, pixel: pixel, to: value, weight: max(known, weight))
                return
            }
            if known < least { (mode, least) = (candidate, known) }
        }
        set(mode: mode, pixel: pixel, to: value, weight: weight)
    }

    /// Forgets everything; `picture` is the background from now on.
    func restart(from picture: WorkingPicture, noise: NoiseFloor, at time: MediaTime) {
        let pixels = ModelLayout.tilePixels
        spread.fill(0)
        luma.copy(from: picture.luma)
        for tile in 0..<tileCount {
            let base = tiles + tile * ModelLayout.tileBytes
            base.update(repeating: 0, count: ModelLayout.tileBytes)
            let start = tile * pixels
            forgetNotes(ofTile: tile)
            base.update(from: picture.luma.base + start, count: pixels)
            (base + pixels).update(from: picture.cb.base + start, count: pixels)
            (base + 2 * pixels).update(from: picture.cr.base + start, count: pixels)
            (base + 3 * pixels).update(repeating: 255, count: pixels)
        }
        schedule.restart(at: time)
        setFloors(tiles: 0..<tileCount, noise: noise)
    }

    /// Compares a frame with the model.
    ///
    /// - Parameters:
    ///   - level, misfit: the same planes in every call, which nobody else adds anything to.
    ///   - protected: where the last frame showed an object.
    ///   - level: receives 0 background, 1 foreground, 2 clearly foreground.
    ///   - misfit: receives the difference of what is foreground, else 0.
    func classify(
        _ picture: WorkingPicture, elapsedSeconds: Double, protected: Plane, level: Plane,
        misfit: Plane
    ) {
        let wanted = min(elapsedSeconds / parameters.model.blinkSeconds, 0.5) * 256 + blinkRemainder
        let rate = min(wanted.rounded(.down), 255)
        blinkRemainder = wanted - rate
        frameIndex += 1
        // Reversed bits of the counter spread the rounding evenly over any run of frames.
        let dither = Self.reversedBits(UInt8(truncatingIfNeeded: frameIndex))
        kernels.classifyTiles(
            tiles, notes, tileCount, picture.luma.base, picture.cb.base, picture.cr.base,
            protected.base, level.base, misfit.base,
            ClassifyRates(leastWeight: Self.leastWeight, blinkRate: UInt8(rate), dither: dither))
    }

    /// Learns the frame in the tiles whose turn it is.
    ///
    /// - Parameter command: 255 learn nothing, 1 take over at once, 0 learn.
    func learn(_ picture: WorkingPicture, command: Plane, at time: MediaTime, noise: NoiseFloor) {
        for phase in 0..<LearningSchedule.phaseCount {
            guard let rates = schedule.rates(phase: phase, at: time) else { continue }
            kernels.learnTiles(
                tiles, notes, phase, LearningSchedule.phaseCount, tileCount, picture.luma.base,
                picture.cb.base, picture.cr.base, command.base, luma.base, rates)
        }
        // The floors follow the measured noise a sixteenth at a time.
        let end = min(nextFloorTile + (tileCount + 15) / 16, tileCount)
        setFloors(tiles: nextFloorTile..<end, noise: noise)
        nextFloorTile = end == tileCount ? 0 : end
    }

    /// Takes the frame over as background wherever `command` is 1; elsewhere in the tiles it must
    /// be 255.
    func absorb(_ picture: WorkingPicture, command: Plane, tiles range: Range<Int>) {
        kernels.learnTiles(
            tiles, notes, range.lowerBound, 1, range.upperBound, picture.luma.base,
            picture.cb.base, picture.cr.base, command.base, luma.base, LearningSchedule.absorption)
    }

    /// The tiles that have pixels of some rows.
    func tiles(ofRows rows: Range<Int>) -> Range<Int> {
        let side = ModelLayout.tilePixels
        let (first, end) = (rows.lowerBound * size.width, rows.upperBound * size.width)
        return first / side..<min((end + side - 1) / side, tileCount)
    }

    /// Forgets what was known where `places` is 1; there the picture is the background.
    func replace(with picture: WorkingPicture, where places: Plane) {
        let modes = ModelLayout.modeCount * ModelLayout.planesPerMode
        let found = places.base
        for start in stride(from: 0, to: size.pixelCount, by: 8) {
            // A plane can be read beyond its end by more than that.
            let word = UnsafeRawPointer(found + start).loadUnaligned(as: UInt64.self)
            guard word != .max else { continue }
            for i in start..<min(start &+ 8, size.pixelCount) where found[i] == 1 {
                for plane in 0..<modes { address(plane: plane, pixel: i).pointee = 0 }
                set(mode: 0, pixel: i, to: picture.value(at: i), weight: 255)
                luma.base[i] = picture.luma.base[i]
            }
        }
        withExtendedLifetime(places) {}
    }

    /// Copies every pixel's heaviest mode.
    func copyDominant(into picture: WorkingPicture) {
        picture.luma.copy(from: luma)
        for pixel in 0..<size.pixelCount {
            let chroma = dominantChroma(at: pixel)
            picture.cb.base[pixel] = chroma.cb
            picture.cr.base[pixel] = chroma.cr
        }
    }

    /// Colour of one pixel.
    struct Chroma {
        var cb: UInt8
        var cr: UInt8
    }

    /// The colour of a pixel's heaviest mode.
    func dominantChroma(at pixel: Int) -> Chroma {
        var mode = 0
        var heaviest = address(plane: 3, pixel: pixel).pointee
        for k in 1..<ModelLayout.modeCount {
            let weight = address(plane: 4 * k + 3, pixel: pixel).pointee
            if weight > heaviest { (mode, heaviest) = (k, weight) }
        }
        return Chroma(
            cb: address(plane: 4 * mode + 1, pixel: pixel).pointee,
            cr: address(plane: 4 * mode + 2, pixel: pixel).pointee)
    }

    func setFloors(tiles range: Range<Int>, noise: NoiseFloor) {
        let pixels = ModelLayout.tilePixels
        noise.thresholds.withUnsafeBufferPointer { thresholds in
            for tile in range {
                let floors =
                    tiles + tile * ModelLayout.tileBytes + ModelLayout.floorPlane * pixels
                let start = tile * pixels
                for i in 0..<pixels {
                    let noise = thresholds[Int(luma.base[start + i])]
                    floors[i] = UInt8(min(255, Int(noise) + Int(spread.base[start + i])))
                }
            }
        }
    }

    private static func reversedBits(_ value: UInt8) -> UInt8 {
        var bits = value
        bits = (bits & 0x55) << 1 | (bits & 0xAA) >> 1
        bits = (bits & 0x33) << 2 | (bits & 0xCC) >> 2
        return bits << 4 | bits >> 4
    }
}
