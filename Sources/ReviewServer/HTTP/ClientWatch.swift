import NIOCore

/// Notices that the client of a connection has gone, or has stopped reading.
///
/// What is sent waits for the client, so a client that takes nothing costs no memory, but it would
/// keep a connection and an open file for ever: it is cut off. A client that has gone need not be
/// served any more: what takes long for it is told.
final class ClientWatch: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    typealias InboundOut = NIOAny

    /// How long nothing may leave.
    static let patience = TimeAmount.seconds(60)

    private var deadline: Scheduled<Void>?
    private var isGone = false
    private var current: Cancellation?

    /// Sets `cancellation` when the client of this channel goes, before its next request.
    static func whenGone(_ channel: any Channel, _ cancellation: Cancellation) {
        channel.eventLoop.execute {
            // There is none where no connection is, in tests.
            let watch = try? channel.pipeline.syncOperations.handler(type: ClientWatch.self)
            watch?.current = cancellation
            if watch?.isGone == true { cancellation.cancel() }
        }
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = nil
        if !context.channel.isWritable {
            let channel = context.channel
            deadline = context.eventLoop.scheduleTask(in: Self.patience) {
                channel.close(promise: nil)
            }
        }
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if let event = event as? ChannelEvent, event == .inputClosed { gone() }
        context.fireUserInboundEventTriggered(event)
    }

    func channelInactive(context: ChannelHandlerContext) {
        deadline?.cancel()
        deadline = nil
        gone()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        context.fireChannelRead(data)
    }

    private func gone() {
        isGone = true
        current?.cancel()
        current = nil
    }
}
