import Footage
import Glibc

/// A file without a name, with room for a number of reduced pictures.
final class SampleFile {
    private let descriptor: Int32
    let slotCount: Int

    /// Room for the largest analysis picture with its colours; what is not used takes no space.
    private static let slotBytes = 768 * 1024
    /// 1.4 GB at 640 × 360: the samples of twelve hours.
    private static let mostSlots = 4096
    /// Of the space that is free in the folder, at most this part.
    private static let shareOfFree = 8

    /// `nil` where no file can be made, or the disk is nearly full.
    init?(folder: String) {
        var space = statvfs()
        guard statvfs(folder, &space) == 0 else { return nil }
        let free = UInt64(space.f_bavail) * UInt64(space.f_frsize)
        let slots = min(UInt64(Self.mostSlots), free / UInt64(Self.shareOfFree * Self.slotBytes))
        guard slots >= 64 else { return nil }
        slotCount = Int(slots)
        var name = Array((folder + "/.pantau-samples-XXXXXX").utf8CString)
        descriptor = mkstemp(&name)
        guard descriptor >= 0 else { return nil }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(name)
    }

    deinit { close(descriptor) }

    /// `false` where it does not fit, or the disk is full.
    func store(_ picture: PlanarPicture, in slot: Int) -> Bool {
        let planes = Self.planes(of: picture)
        guard planes.reduce(0, { $0 + $1.bytes.count }) <= Self.slotBytes else { return false }
        var offset = off_t(slot * Self.slotBytes)
        for plane in planes {
            guard
                pwrite(descriptor, plane.bytes.baseAddress, plane.bytes.count, offset)
                    == plane.bytes.count
            else { return false }
            offset += off_t(plane.bytes.count)
        }
        return true
    }

    func picture(in slot: Int, size: FrameSize) -> PlanarPicture? {
        let picture = PlanarPicture(size: size)
        var offset = off_t(slot * Self.slotBytes)
        for plane in Self.planes(of: picture) {
            guard
                pread(descriptor, plane.bytes.baseAddress, plane.bytes.count, offset)
                    == plane.bytes.count
            else { return nil }
            offset += off_t(plane.bytes.count)
        }
        return picture
    }

    private static func planes(of picture: PlanarPicture) -> [Plane] {
        [picture.luma, picture.cb, picture.cr].compactMap { $0 }
    }
}
