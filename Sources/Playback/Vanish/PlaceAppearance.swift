import Footage
import VideoDecoding

/// What a place looked like in one picture: the object's box with its surroundings, and all of the
/// picture, small.
struct PlaceAppearance {
    var place: LumaPatch
    var picture: LumaPatch
}

/// Where a place is, and how alike it looks in two pictures.
struct PlaceComparison {
    let region: Region
    private let sampler: PatchSampler
    private let pictureSampler: PatchSampler
    /// The box and its edge; and the box with its surroundings, in cells of the patch.
    private let core: LumaPatch.Window
    private let around: LumaPatch.Window
    private let whole: LumaPatch.Window

    /// Cells along the longer side of the box: coarse enough to average noise, fine enough for
    /// what makes the object out.
    private static let boxCells = 36.0
    /// Growth of the box on each side, as a share of its sides.
    private static let edge = 0.18
    private static let surroundings = 0.7
    /// The camera may shake by this many cells.
    private static let shake = 4

    /// - Parameters:
    ///   - region: the object's box, 0…1 of the displayed picture.
    ///   - displaySize: pixels of the displayed picture.
    init(region: Region, displaySize: FrameSize) {
        self.region = region
        let pixels = FrameSize(
            width: max(2, Int(region.width * Double(displaySize.width))),
            height: max(2, Int(region.height * Double(displaySize.height))))
        // Never finer than the picture itself.
        let scale = min(1, Self.boxCells / Double(max(pixels.width, pixels.height)))
        let box = (
            width: max(4, Int((Double(pixels.width) * scale).rounded())),
            height: max(4, Int((Double(pixels.height) * scale).rounded()))
        )
        let margin = (
            x: Int((Double(box.width) * Self.surroundings).rounded(.up)) + Self.shake + 2,
            y: Int((Double(box.height) * Self.surroundings).rounded(.up)) + Self.shake + 2
        )
        let grow = (
            x: max(2, Int((Double(box.width) * Self.edge).rounded())),
            y: max(2, Int((Double(box.height) * Self.edge).rounded()))
        )
        let cell = (
            x: region.width / Double(box.width), y: region.height / Double(box.height)
        )
        let width = box.width + 2 * margin.x
        let height = box.height + 2 * margin.y
        sampler = PatchSampler(
            region: Region(
                x: region.x - cell.x * Double(margin.x), y: region.y - cell.y * Double(margin.y),
                width: cell.x * Double(width), height: cell.y * Double(height)),
            width: width, height: height)
        core = LumaPatch.Window(
            left: margin.x - grow.x, top: margin.y - grow.y,
            right: margin.x + box.width + grow.x, bottom: margin.y + box.height + grow.y)
        around = LumaPatch.Window(
            left: Self.shake + 1, top: Self.shake + 1, right: width - Self.shake - 1,
            bottom: height - Self.shake - 1)
        let aspect = Double(displaySize.height) / Double(max(1, displaySize.width))
        let rows = min(128, max(16, Int((96 * aspect).rounded())))
        pictureSampler = PatchSampler(
            region: Region(x: 0, y: 0, width: 1, height: 1), width: 96, height: rows)
        whole = LumaPatch.Window(left: 2, top: 2, right: 94, bottom: rows - 2)
    }

    func appearance(in frame: DecodedFrame, info: StreamInfo) -> PlaceAppearance {
        PlaceAppearance(
            place: sampler.sample(frame.view, orientation: info.orientation),
            picture: pictureSampler.sample(frame.view, orientation: info.orientation))
    }

    /// Grey levels of contrast in and right around the box.
    func contrast(of appearance: PlaceAppearance) -> Double {
        appearance.place.contrast(in: core)
    }

    /// How alike the place, and what surrounds it, look in two pictures.
    struct Likeness {
        /// Of the box with its edge, 0…1.
        var place: Double
        /// Of the picture around it, and as a whole, 0…1: the better of the two.
        var context: Double
        /// Of the ring around the box alone.
        var ring: Double
        /// Standard deviation of the box then, as a share of the first picture's.
        var contrastShare: Double
    }

    func likeness(_ first: PlaceAppearance, _ second: PlaceAppearance) -> Likeness {
        let picture = PatchCorrelation(
            first.picture, second.picture, in: whole, shift: (0, 0))
        let pictureScore = max(0, (picture.luma + picture.gradient) / 2)
        // Day and infrared show materials differently; only edges stay where they are.
        let isSameLight = picture.luma > 0.7
        func score(_ correlation: PatchCorrelation) -> Double {
            let direct = (correlation.luma + correlation.gradient) / 2
            return max(0, isSameLight ? direct : max(direct, correlation.edges))
        }
        let best = bestShift(first, second)
        let place = PatchCorrelation(first.place, second.place, in: core, shift: best)
        let ring = PatchCorrelation(
            first.place, second.place, in: around, outside: core, shift: best)
        let ringContrast = first.place.contrast(in: around)
        let ringScore = score(ring)
        return Likeness(
            place: score(place),
            context: max(
                ringContrast > 4 ? ringScore : 0, pictureScore,
                isSameLight ? 0 : max(0, picture.edges)),
            ring: ringScore,
            contrastShare: contrast(of: second) / max(0.5, contrast(of: first)))
    }

    /// The shift of a shaking camera: where box and surroundings together fit best.
    private func bestShift(
        _ first: PlaceAppearance, _ second: PlaceAppearance
    ) -> (x: Int, y: Int) {
        func fit(_ shift: (x: Int, y: Int)) -> Double {
            let all = PatchCorrelation(first.place, second.place, in: around, shift: shift)
            let core = PatchCorrelation(first.place, second.place, in: core, shift: shift)
            return all.gradient + core.gradient + 0.5 * (all.luma + core.luma)
        }
        var best = (x: 0, y: 0)
        // A camera that stands still is to be preferred.
        var value = fit(best) + 0.05
        for step in [2, 1] {
            let centre = best
            let reach = step == 2 ? Self.shake : 1
            for y in stride(from: -reach, through: reach, by: step) {
                for x in stride(from: -reach, through: reach, by: step) {
                    let shift = (x: centre.x + x, y: centre.y + y)
                    guard abs(shift.x) <= Self.shake, abs(shift.y) <= Self.shake else { continue }
                    let found = fit(shift)
                    if found > value {
                        value = found
                        best = shift
                    }
                }
            }
        }
        return best
    }
}

/// Whether an object is in its place.
enum PlaceState: Hashable {
    case there, gone, unclear
}

extension PlaceComparison.Likeness {
    /// What the likeness to the reference says.
    var state: PlaceState {
        // The whole picture is another: covered, dark, turned away.
        guard context > 0.3 else { return .unclear }
        let share = place / max(context, 0.4)
        if share > 0.68 && place > 0.35 { return .there }
        if share < 0.5 || place < 0.2 { return .gone }
        return .unclear
    }
}
