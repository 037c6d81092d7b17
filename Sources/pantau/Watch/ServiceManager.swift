import Foundation
import Glibc

/// Tells systemd how the service is (`sd_notify`): ready, reloading, stopping, and that it is alive.
/// Does nothing where systemd did not start it.
struct ServiceManager: Sendable {
    private let address: String?
    /// Half of the time after which systemd takes the service for dead; `nil`: it does not watch.
    let aliveSeconds: Double?

    init(environment: [String: String] = ProcessInfo.processInfo.environment) {
        address = environment["NOTIFY_SOCKET"]
        aliveSeconds = environment["WATCHDOG_USEC"].flatMap(Double.init).map { $0 / 2_000_000 }
    }

    func ready(_ status: String) { send("READY=1\nSTATUS=\(status)") }

    func reloading() {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let microseconds = Int64(now.tv_sec) * 1_000_000 + Int64(now.tv_nsec) / 1000
        send("RELOADING=1\nMONOTONIC_USEC=\(microseconds)")
    }

    func status(_ text: String) { send("STATUS=\(text)") }
    func alive() { send("WATCHDOG=1") }
    func stopping() { send("STOPPING=1") }

    /// One datagram; what cannot be sent is nobody's trouble.
    private func send(_ text: String) {
        guard let address, !address.isEmpty else { return }
        let descriptor = socket(
            AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        var target = sockaddr_un()
        target.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(address.utf8)
        guard bytes.count < MemoryLayout.size(ofValue: target.sun_path) else { return }
        // A name that begins with @ is one of the abstract namespace.
        if bytes[0] == UInt8(ascii: "@") { bytes[0] = 0 }
        withUnsafeMutableBytes(of: &target.sun_path) { $0.copyBytes(from: bytes) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let message = Array(text.utf8)
        _ = withUnsafePointer(to: &target) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                sendto(descriptor, message, message.count, Int32(MSG_NOSIGNAL), $0, length)
            }
        }
    }
}
