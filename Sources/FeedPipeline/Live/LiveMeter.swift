import Foundation

/// The status of one camera, for whoever asks.
///
/// `@unchecked Sendable`: the lock guards the status and is held for moments only.
final class LiveMeter: @unchecked Sendable {
    private let lock = NSLock()
    private var status: CameraStatus

    init(_ status: CameraStatus) { self.status = status }

    var current: CameraStatus { lock.withLock { status } }

    /// One thing of it: every frame asks, and needs no copy of the rest.
    func read<Value>(_ part: (CameraStatus) -> Value) -> Value { lock.withLock { part(status) } }

    func update(_ change: (inout CameraStatus) -> Void) { lock.withLock { change(&status) } }
}
