import EventStore
import Footage
import HTTPTypes

/// Decides whether a request may go through: who it is from, what that person may do, and whether
/// the person's own browser page meant it. Every route passes it, and only it.
struct Gate: Sendable {
    let services: Services

    /// Lets a request to `route` in, or throws why not.
    ///
    /// - Parameter store: what the users are read from.
    /// - Returns: who it is from; for open routes perhaps nobody.
    func admit(
        _ visitor: Visitor, to route: Route, csrf: String?, store: EventStore
    ) throws -> Person? {
        let identity = try identify(visitor, in: store)
        if route.method != .get, !ConstantTime.isEqual(csrf ?? "", identity.csrf) {
            throw APIError(
                .csrf,
                "The X-Pantau-CSRF header is missing or from another session. "
                    + "Take the token from /api/session and try again.")
        }
        guard case .role(let needed) = route.access else { return identity.person }
        guard let person = identity.person else {
            throw APIError(.unauthenticated, "Log in first.")
        }
        guard person.role >= needed else {
            throw APIError(
                .forbidden,
                "This takes the role \(needed.rawValue); you are \(person.role.rawValue).")
        }
        return person
    }

    /// Who a visitor is, and which token proves that a page of ours made the request.
    struct Identity: Sendable {
        var person: Person?
        var csrf: String
    }

    func identify(_ visitor: Visitor, in store: EventStore) throws -> Identity {
        if let token = visitor.token, let session = services.sessions.session(of: token) {
            let user = try store.user(session.user)
            if let user, user.revision == session.revision, !user.isDisabled {
                return Identity(person: Person(user), csrf: session.csrf)
            }
            services.sessions.end(token)
        }
        let isOpen = try !needsLogin(store)
        return Identity(
            person: isOpen ? .local : nil, csrf: services.sessions.visitorCSRF)
    }

    /// Whether one must log in: everywhere but on the machine itself while there are no users.
    func needsLogin(_ store: EventStore) throws -> Bool {
        try services.settings.isExposed || store.hasUsers()
    }
}

extension Person {
    init(_ user: UserRecord) {
        self.init(name: user.name, role: user.role, feeds: user.feeds)
    }
}
