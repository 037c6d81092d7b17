import Hummingbird
import NIOCore

/// What Hummingbird carries along with a request.
struct ReviewContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Where the connection comes from; `nil` in tests without one.
    let remoteAddress: String?
    let channel: any Channel

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        channel = source.channel
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }
}
