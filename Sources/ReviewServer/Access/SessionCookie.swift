/// The cookie that carries a session's token.
enum SessionCookie {
    /// The prefix has browsers insist on TLS and this very host.
    private static let secureName = "__Host-pantau"
    private static let plainName = "pantau_session"
    static let names = [secureName, plainName]

    /// `Set-Cookie` that begins a session.
    static func setting(_ token: String, isSecure: Bool) -> String {
        let seconds = SessionTable.longest.microseconds / 1_000_000
        return text(token, seconds: seconds, isSecure: isSecure)
    }

    /// `Set-Cookie` that ends it.
    static func clearing(isSecure: Bool) -> String { text("", seconds: 0, isSecure: isSecure) }

    private static func text(_ value: String, seconds: Int64, isSecure: Bool) -> String {
        let cookie =
            "\(isSecure ? secureName : plainName)=\(value); Path=/; Max-Age=\(seconds); "
            + "HttpOnly; SameSite=Strict"
        return isSecure ? cookie + "; Secure" : cookie
    }
}
