import Dispatch
import Foundation

/// Waits for what ends a service, and passes on what asks it to read its configuration again.
///
/// `@unchecked Sendable`: the semaphore is its own guard, the sources never change.
final class WatchSignals: @unchecked Sendable {
    private let queue = DispatchQueue(label: "pantau.signals")
    private let isEnded = DispatchSemaphore(value: 0)
    private var sources: [any DispatchSourceSignal] = []

    /// - Parameters:
    ///   - endsHere: whether SIGINT and SIGTERM are waited for here; the review server has its own.
    ///   - onReload: called for each SIGHUP, one at a time.
    init(endsHere: Bool, onReload: @escaping @Sendable () -> Void) {
        add(SIGHUP, onReload)
        guard endsHere else { return }
        for number in [SIGINT, SIGTERM] {
            add(number) { [isEnded] in
                // The next one ends the process at once: what is stored is safe then too.
                signal(number, SIG_DFL)
                isEnded.signal()
            }
        }
    }

    private func add(_ number: Int32, _ action: @escaping @Sendable () -> Void) {
        signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        source.setEventHandler(handler: action)
        source.resume()
        sources.append(source)
    }

    /// Until SIGINT or SIGTERM.
    func wait() { isEnded.wait() }

    func cancel() { for source in sources { source.cancel() } }
}
