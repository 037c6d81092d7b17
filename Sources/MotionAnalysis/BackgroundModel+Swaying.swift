import Footage
import KernelDispatch

extension BackgroundModel {
    /// Takes back, where pixels have been blinking, what fits the background of a pixel close by:
    /// leaves that sway bring their neighbours' values, not new ones.
    ///
    /// Only pixels that do not fit are looked at, so that a quiet frame costs nothing.
    ///
    /// - Parameters:
    ///   - level, misfit: as `classify` left them; both become 0 where the frame is background.
    /// - Returns: how many pixels were taken back.
    func forgiveSwaying(_ picture: WorkingPicture, level: Plane, misfit: Plane) -> Int {
        kernels.forgiveSwaying(
            tiles, notes, size.width, size.height, luma.base, picture.luma.base, picture.cb.base,
            picture.cr.base, level.base, misfit.base, UInt8(parameters.model.swayLeastBlinking),
            scratch)
    }
}
