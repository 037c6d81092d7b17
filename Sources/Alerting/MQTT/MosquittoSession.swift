import CMosquitto
import Footage
import Foundation

/// One connection to a broker, from its first byte to its last. Used by one thread, which moves the
/// bytes whenever it waits for something.
final class MosquittoSession {
    /// What the library's callbacks leave, on the same thread.
    private final class Inbox {
        /// Answer to the connection; `nil`: none yet.
        var answer: Int32?
        var acknowledged: Set<Int32> = []
        var isLost = false
        /// The last line that the library wrote about an error.
        var errorLine: String?
    }

    /// Once per process.
    private static let library: Void = { mosquitto_lib_init() }()

    private static let keepAliveSeconds: Int32 = 30
    /// The library wants to be asked now and then whether it has to say that it is there.
    private static let longestWait = 5.0

    private let client: OpaquePointer
    private let settings: MQTTSettings
    private let signal: WakeSignal
    private let inbox = Inbox()

    /// - Parameter will: what the broker publishes, retained, when this client is gone without a
    ///   word.
    init(
        _ settings: MQTTSettings, will: (topic: String, payload: String)?, signal: WakeSignal
    ) throws(DeliveryTrouble) {
        _ = Self.library
        self.settings = settings
        self.signal = signal
        guard
            let client = mosquitto_new(
                settings.clientID, true, Unmanaged.passUnretained(inbox).toOpaque())
        else { throw .failed("no memory for a connection to \(settings.place)") }
        self.client = client
        setCallbacks()
        if let will {
            let bytes = [UInt8](will.payload.utf8)
            try check(
                mosquitto_will_set(client, will.topic, Int32(bytes.count), bytes, 1, true),
                "cannot announce a last will on \(will.topic)")
        }
        if settings.user != nil || settings.password != nil {
            try check(
                mosquitto_username_pw_set(client, settings.user, settings.password),
                "cannot use the user and password")
        }
        if let protection = settings.protection { try protect(protection) }
    }

    deinit { mosquitto_destroy(client) }

    var isLost: Bool { inbox.isLost }

    /// Returns when the broker has said that it takes the connection.
    func connect() throws(DeliveryTrouble) {
        let deadline = Self.deadline(settings.timeout)
        try check(
            mosquitto_connect_async(
                client, settings.host, Int32(settings.port), Self.keepAliveSeconds),
            "\(settings.place) cannot be reached")
        while inbox.answer == nil {
            try move(until: deadline, whatFor: "does not answer")
        }
        guard let answer = inbox.answer, answer != 0 else { return }
        throw .failed("\(settings.place) \(MosquittoTrouble.refusal(answer))")
    }

    /// Returns when the broker has all of them. They arrive in order.
    ///
    /// - Parameter isLeaving: also while the program is being stopped.
    func publish(
        _ notices: [TopicBoard.Notice], isLeaving: Bool = false
    ) throws(DeliveryTrouble) {
        var waiting: Set<Int32> = []
        for notice in notices { waiting.insert(try send(notice)) }
        let deadline = Self.deadline(isLeaving ? MediaTime(seconds: 2) : settings.timeout)
        while true {
            waiting.subtract(inbox.acknowledged)
            inbox.acknowledged.removeAll()
            if waiting.isEmpty { return }
            try move(
                until: deadline, whatFor: "does not acknowledge messages", isLeaving: isLeaving)
        }
    }

    /// - Returns: by which number it will be acknowledged.
    private func send(_ notice: TopicBoard.Notice) throws(DeliveryTrouble) -> Int32 {
        var message: Int32 = 0
        let result = mosquitto_publish(
            client, &message, notice.topic, Int32(notice.payload.count), notice.payload, 1,
            notice.isRetained)
        switch mosq_err_t(rawValue: result) {
        case MOSQ_ERR_SUCCESS: return message
        case MOSQ_ERR_PAYLOAD_SIZE, MOSQ_ERR_OVERSIZE_PACKET:
            throw .refused(
                "\(notice.payload.count) bytes are more than \(settings.place) takes; send no "
                    + "pictures, or raise its limit")
        case MOSQ_ERR_INVAL, MOSQ_ERR_MALFORMED_UTF8:
            throw .refused("'\(notice.topic)' is no topic that \(settings.place) takes")
        default: throw .failed(trouble(result, "\(settings.place) cannot be reached"))
        }
    }

    /// Waits until it is woken, the connection is lost, or the time is over.
    func idle(seconds: Double) {
        let deadline = Self.deadline(MediaTime(seconds: seconds))
        while !inbox.isLost, !signal.isStopping, .now() < deadline {
            let isWoken = wait(until: deadline).isWoken
            turn()
            if isWoken { return }
        }
    }

    /// Says goodbye, so that the broker does not publish the will.
    func disconnect() {
        guard !inbox.isLost, mosquitto_disconnect(client) == 0 else { return }
        let deadline = Self.deadline(MediaTime(seconds: 1))
        while mosquitto_socket(client) >= 0, !inbox.isLost, .now() < deadline {
            _ = wait(until: deadline)
            turn()
        }
    }

    // MARK: - Moving bytes

    private static func deadline(_ time: MediaTime) -> DispatchTime { .now() + time.seconds }

    /// Moves bytes once.
    private func move(
        until deadline: DispatchTime, whatFor: String, isLeaving: Bool = false
    ) throws(DeliveryTrouble) {
        if signal.isStopping, !isLeaving { throw .stopped }
        guard .now() < deadline else {
            throw .failed("\(settings.place) \(whatFor)")
        }
        let socket = mosquitto_socket(client)
        let happened = wait(until: deadline).socketEvents
        var reason: Int32 = 0
        if happened & (POLLERR | POLLHUP) != 0, socket >= 0 {
            var length = socklen_t(MemoryLayout<Int32>.size)
            getsockopt(socket, SOL_SOCKET, SO_ERROR, &reason, &length)
        }
        let result = turn()
        guard result != 0 || inbox.isLost else { return }
        inbox.isLost = true
        // An answer says more than that the connection was closed after it.
        if let answer = inbox.answer, answer != 0 { return }
        let what = inbox.answer == nil ? "cannot be reached" : "closed the connection"
        throw .failed(
            reason == 0
                ? trouble(result, "\(settings.place) \(what)")
                : "\(settings.place) \(what): \(String(cString: strerror(reason)))")
    }

    private func wait(until deadline: DispatchTime) -> WakeSignal.Cause {
        let left =
            Double(deadline.uptimeNanoseconds) / 1e9
            - Double(DispatchTime.now().uptimeNanoseconds) / 1e9
        let events = POLLIN | (mosquitto_want_write(client) ? POLLOUT : 0)
        return signal.wait(
            seconds: min(max(0, left), Self.longestWait), socket: mosquitto_socket(client),
            events: Int32(events))
    }

    /// Reads, writes and does what time asks for.
    @discardableResult
    private func turn() -> Int32 {
        var result = mosquitto_loop_read(client, 1)
        if result == 0, mosquitto_want_write(client) { result = mosquitto_loop_write(client, 1) }
        if result == 0 { result = mosquitto_loop_misc(client) }
        if result != 0 { inbox.isLost = true }
        return result
    }

    // MARK: - Setting up

    private func setCallbacks() {
        mosquitto_connect_callback_set(client) { _, pointer, answer in
            pointer.map { Unmanaged<Inbox>.fromOpaque($0).takeUnretainedValue() }?.answer = answer
        }
        mosquitto_disconnect_callback_set(client) { _, pointer, _ in
            pointer.map { Unmanaged<Inbox>.fromOpaque($0).takeUnretainedValue() }?.isLost = true
        }
        mosquitto_publish_callback_set(client) { _, pointer, message in
            pointer.map { Unmanaged<Inbox>.fromOpaque($0).takeUnretainedValue() }?
                .acknowledged.insert(message)
        }
        mosquitto_log_callback_set(client) { _, pointer, level, text in
            guard level == MOSQ_LOG_ERR, let text else { return }
            pointer.map { Unmanaged<Inbox>.fromOpaque($0).takeUnretainedValue() }?
                .errorLine = String(cString: text)
        }
    }

    private func protect(_ protection: MQTTSettings.Protection) throws(DeliveryTrouble) {
        for file in [protection.authority, protection.certificate, protection.key] {
            guard let file, access(file, R_OK) != 0 else { continue }
            throw .failed("\(file) cannot be read: \(String(cString: strerror(errno)))")
        }
        if protection.authority == nil {
            try check(
                mosquitto_int_option(client, MOSQ_OPT_TLS_USE_OS_CERTS, 1),
                "cannot use the certificates of the system")
        }
        try check(
            mosquitto_tls_set(
                client, protection.authority,
                protection.authority == nil ? "/etc/ssl/certs" : nil, protection.certificate,
                protection.key, nil), "cannot use the certificates")
    }

    // MARK: - Words

    private func check(_ result: Int32, _ what: String) throws(DeliveryTrouble) {
        if result != 0 { throw .failed(trouble(result, what)) }
    }

    private func trouble(_ result: Int32, _ what: String) -> String {
        MosquittoTrouble(result: result, line: inbox.errorLine ?? "", host: settings.host)
            .text(what)
    }
}
