public import Footage
public import VideoDecoding

extension FramePainter {
    /// Outlines a thing: a dark line outside a bright one, seen on any ground.
    public func outline(thing region: Region) {
        let thickness = max(2, size.width / 480)
        let across = Double(thickness) / Double(max(1, size.width))
        let down = Double(thickness) / Double(max(1, size.height))
        let outer = Region(
            x: region.x - across, y: region.y - down, width: region.width + 2 * across,
            height: region.height + 2 * down)
        outline(outer, thickness: thickness, luma: 16, cb: 128, cr: 128)
        outline(region, thickness: thickness, luma: 210, cb: 16, cr: 146)
    }
}
