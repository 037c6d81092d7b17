import Dispatch
import Foundation

/// Turns the first Ctrl-C or termination request into a call; the next one ends the process.
///
/// Ending it at once is safe too: a scan loses only the stretches that it was working on.
final class InterruptHandler {
    private let sources: [any DispatchSourceSignal]

    init(_ interrupted: @escaping @Sendable () -> Void) {
        sources = [SIGINT, SIGTERM].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler {
                signal(number, SIG_DFL)
                interrupted()
            }
            source.resume()
            return source
        }
    }

    func cancel() { for source in sources { source.cancel() } }
}
