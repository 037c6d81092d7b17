import Crypto
import EventStore
import Footage
import Foundation
import Synchronization

/// Who is logged in. In memory only: a restart logs everybody out.
///
/// Of a session's token only the SHA-256 is kept, so that what leaks from memory opens nothing.
final class SessionTable: Sendable {
    /// A session in use.
    struct Session: Sendable, Hashable {
        var user: UserID
        /// Of the user when the session began: any change of the user ends it.
        var revision: Int
        /// What the client must send back with everything that changes something.
        var csrf: String
        var began: WallTime
        var lastUsed: WallTime
    }

    /// Time after which an unused session ends, and after which any does.
    static let idle = MediaTime(seconds: 12 * 3600)
    static let longest = MediaTime(seconds: 7 * 86400)
    /// More than this many sessions are not kept; the longest unused one goes.
    static let capacity = 4096

    private let clock: @Sendable () -> WallTime
    private let randomByte: @Sendable () -> UInt8
    private let sessions = Mutex<[Data: Session]>([:])
    /// The token against forged requests of whoever has no session.
    let visitorCSRF: String

    init(
        clock: @escaping @Sendable () -> WallTime,
        randomByte: @escaping @Sendable () -> UInt8 = { UInt8.random(in: .min ... .max) }
    ) {
        self.clock = clock
        self.randomByte = randomByte
        visitorCSRF = Self.token(randomByte)
    }

    var count: Int { sessions.withLock { $0.count } }

    /// Begins a session and returns its token, which is known nowhere else.
    func begin(user: UserID, revision: Int) -> (token: String, session: Session) {
        let token = Self.token(randomByte)
        let now = clock()
        let session = Session(
            user: user, revision: revision, csrf: Self.token(randomByte), began: now, lastUsed: now)
        sessions.withLock { sessions in
            sessions = sessions.filter { Self.isAlive($0.value, now) }
            if sessions.count >= Self.capacity,
                let oldest = sessions.min(by: { $0.value.lastUsed < $1.value.lastUsed })
            {
                sessions[oldest.key] = nil
            }
            sessions[Self.digest(token)] = session
        }
        return (token, session)
    }

    /// The session of a token, and notes that it was used.
    func session(of token: String) -> Session? {
        let now = clock()
        let key = Self.digest(token)
        return sessions.withLock { sessions in
            guard var session = sessions[key] else { return nil }
            guard Self.isAlive(session, now) else {
                sessions[key] = nil
                return nil
            }
            session.lastUsed = now
            sessions[key] = session
            return session
        }
    }

    func end(_ token: String) { sessions.withLock { $0[Self.digest(token)] = nil } }

    private static func isAlive(_ session: Session, _ now: WallTime) -> Bool {
        now < session.lastUsed + idle && now < session.began + longest
    }

    private static func digest(_ token: String) -> Data {
        Data(SHA256.hash(data: Data(token.utf8)))
    }

    /// 256 random bits as Base64 that needs no quoting.
    private static func token(_ randomByte: () -> UInt8) -> String {
        Data((0..<32).map { _ in randomByte() }).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}
