import Footage
import KernelDispatch
import MotionAnalysis
import SceneSimulator

/// Frames of a catalogue scene, rendered before anything is measured.
struct SceneFrames {
    let pictures: [PlanarPicture]
    let size: FrameSize

    init(_ name: String, width: Int, height: Int, count: Int) throws {
        let size = FrameSize(width: width, height: height)
        self.size = size
        let scene = try SceneCatalogue.scene(named: name).description(seed: 1, size: size)
        let renderer = try SceneRenderer(scene)
        // From the first quarter on, one after the other: motion as it is.
        pictures = (0..<count).map { number in
            let picture = PlanarPicture(size: size)
            renderer.render(
                frame: (scene.frameCount / 4 + number) % scene.frameCount, into: picture)
            return picture
        }
    }

    /// Media time of the frame with this number, at 15 frames a second.
    func time(of number: Int) -> MediaTime {
        MediaTime(microseconds: Int64(number) * 1_000_000 / 15)
    }

    func primedAnalyser(kernels: KernelTable) -> MotionAnalyser {
        let analyser = MotionAnalyser(
            size: size, parameters: AnalysisParameters(),
            watched: WatchedArea(size: size, orientation: .upright, include: [], exclude: []),
            kernels: kernels)
        let samples = stride(from: 0, to: pictures.count, by: max(1, pictures.count / 16))
        analyser.prime(with: samples.prefix(16).map { pictures[$0] })
        return analyser
    }

    /// A frame as a decoder would hand it over.
    func view(of number: Int) -> PictureView {
        func samples(_ plane: Plane?) -> PictureView.Samples? {
            guard let plane, let base = plane.bytes.baseAddress else { return nil }
            return PictureView.Samples(
                base: UnsafePointer(base), strideBytes: plane.size.width, size: plane.size)
        }
        let picture = pictures[number]
        guard let luma = samples(picture.luma) else { preconditionFailure("an empty picture") }
        return PictureView(luma: luma, cb: samples(picture.cb), cr: samples(picture.cr))
    }
}
