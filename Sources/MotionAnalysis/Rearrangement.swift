import Footage

/// Tells a thing that was moved from one that has come: the shades that the background had are
/// there still, only at other pixels.
///
/// What has come brings shades of its own, and covers some. The distance between the two
/// distributions of luma is then as large as the mean difference of the pixels; of a chair that was
/// pushed aside, seen together with the place where it stood, it is a small part of that.
struct Rearrangement {
    private var now = [Int32](repeating: 0, count: 256)
    private var before = [Int32](repeating: 0, count: 256)
    private var difference = 0

    static func += (sum: inout Rearrangement, other: Rearrangement) {
        for luma in sum.now.indices {
            sum.now[luma] += other.now[luma]
            sum.before[luma] += other.before[luma]
        }
        sum.difference += other.difference
    }

    /// Adds one run of a component.
    mutating func add(_ run: MaskRun, frame: Plane, background: Plane) {
        let (f, b) = (frame.row(Int(run.row)), background.row(Int(run.row)))
        for x in Int(run.start)..<Int(run.end) {
            now[Int(f[x])] += 1
            before[Int(b[x])] += 1
            difference += abs(Int(f[x]) - Int(b[x]))
        }
    }

    /// Share of the difference that no rearrangement explains, 0…1.
    var newShare: Double {
        var (apart, distance) = (0, 0)
        for luma in now.indices {
            apart += Int(now[luma]) - Int(before[luma])
            distance += abs(apart)
        }
        return Double(distance) / Double(max(difference, 1))
    }
}
