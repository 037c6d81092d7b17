import EventStore
import Footage

/// Who is here: session, login, logout.
enum SessionRoutes {
    static func all(_ services: Services) -> [Route] {
        let gate = Gate(services: services)
        return [
            Route(.get, "/api/session", .open) { call in
                try call.expectNoQuery()
                return .json(try session(call, gate.identify(call.visitor, in: call.store), gate))
            },
            Route(.post, "/api/login", .open, on: .login) { call in try logIn(call, gate) },
            Route(.post, "/api/logout", .open, takesBody: false) { call in
                try call.expectNoQuery()
                if let token = call.visitor.token, let person = call.person {
                    services.sessions.end(token)
                    _ = try call.store.audit(.logout, by: person.name, subject: [:])
                }
                return .emptyWithCookie(
                    cookie: SessionCookie.clearing(isSecure: call.visitor.isSecure))
            },
        ]
    }

    private static func logIn(_ call: Call, _ gate: Gate) throws -> Answer {
        let (name, password) = try call.readBody { body throws(APIError) in
            (
                try body.requiredText("name", length: 1...100),
                try body.requiredText(
                    "password", length: 1...PasswordHasher.passwordLength.upperBound)
            )
        }
        let services = call.services
        let address = call.visitor.address
        if let seconds = services.loginLimiter.attempt(name: name, address: address) {
            var error = APIError(
                .tooManyRequests, "Too many attempts. Try again in \(seconds) seconds.")
            error.retryAfterSeconds = seconds
            throw error
        }
        let user = try call.store.user(named: name)
        let isRight = services.passwords.verify(password, against: user?.passwordHash)
        services.metrics.login(succeeded: isRight)
        guard isRight, let user, !user.isDisabled else {
            // The name as it was typed may be a password that slipped into the wrong field.
            _ = try call.store.audit(
                .loginFailed, by: user?.name ?? Person.nobodyName,
                subject: ["address": .text(address), "known_user": .flag(user != nil)])
            throw APIError(.unauthenticated, "The name or the password is wrong.")
        }
        services.loginLimiter.succeeded(name: name, address: address)
        if let old = call.visitor.token { services.sessions.end(old) }
        let begun = services.sessions.begin(user: user.id, revision: user.revision)
        _ = try call.store.audit(.login, by: user.name, subject: ["address": .text(address)])
        let identity = Gate.Identity(person: Person(user), csrf: begun.session.csrf)
        return .jsonWithCookie(
            try session(call, identity, gate),
            cookie: SessionCookie.setting(begun.token, isSecure: call.visitor.isSecure))
    }

    private static func session(
        _ call: Call, _ identity: Gate.Identity, _ gate: Gate
    ) throws -> JSONValue {
        var user = JSONValue.null
        if let person = identity.person {
            let feeds = try person.feeds.map { _ in
                try Permitted(store: call.store, feeds: person.feeds).allFeeds().map(\.name)
            }
            user = [
                "name": .text(person.name), "role": .text(person.role.rawValue),
                "feeds": feeds.map { .list($0.map(JSONValue.text)) } ?? .null,
            ]
        }
        return [
            "user": user, "login_required": .flag(try gate.needsLogin(call.store)),
            "csrf": .text(identity.csrf), "version": .text(call.services.settings.version),
            "privacy": ["pixelated": .flag(identity.person?.seesPixelated ?? true)],
        ]
    }
}
