import CMosquitto
import Foundation

/// Why something with a broker did not work, for a person.
struct MosquittoTrouble {
    /// Of a call of the library.
    let result: Int32
    /// The last line that the library wrote about an error; empty: none.
    let line: String
    let host: String

    /// - Parameter what: what did not work.
    func text(_ what: String) -> String {
        if line.contains("certificate verify failed") || line.contains("unknown ca") {
            return "\(what): its certificate is not trusted, or is not for \(host); state its "
                + "authority under tls"
        }
        if line.contains("host name verification failed") {
            return "\(what): its certificate is not for \(host)"
        }
        switch mosq_err_t(rawValue: result) {
        case MOSQ_ERR_EAI: return "\(what): the name \(host) is not known"
        case MOSQ_ERR_ERRNO: return "\(what): \(String(cString: strerror(errno)))"
        case MOSQ_ERR_TLS, MOSQ_ERR_TLS_HANDSHAKE:
            return "\(what): no protected connection (TLS): " + (line.isEmpty ? "refused" : line)
        default: return "\(what): \(String(cString: mosquitto_strerror(result)))"
        }
    }

    /// What a broker's answer to a connection means, after its name.
    static func refusal(_ answer: Int32) -> String {
        switch answer {
        case 2: "refuses the client's name; choose another client_id"
        case 3: "is not ready"
        case 4: "refuses the user or the password"
        case 5: "does not let this user in; check user, password and its access list"
        default: "refuses the connection: \(String(cString: mosquitto_connack_string(answer)))"
        }
    }
}
