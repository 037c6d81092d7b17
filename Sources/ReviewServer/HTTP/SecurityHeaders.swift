import HTTPTypes
import Hummingbird

/// Headers on everything that leaves the server, and the check of the names it answers to.
struct SecurityHeaders: RouterMiddleware {
    let origin: OriginRules
    let isTLS: Bool

    /// Nothing but our own files, no inline script or style, no frame around us.
    static let contentSecurityPolicy = [
        "default-src 'self'", "img-src 'self' blob: data:", "media-src 'self' blob:",
        "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'",
    ].joined(separator: "; ")

    func handle(
        _ request: Request, context: ReviewContext,
        next: (Request, ReviewContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            try origin.check(request.head)
            response = try await next(request, context)
        } catch let error as APIError {
            response = ErrorAnswers.response(error, isHead: request.method == .head)
        }
        response.headers[.contentSecurityPolicy] = Self.contentSecurityPolicy
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.permissionsPolicy] =
            "camera=(), microphone=(), geolocation=(), payment=(), usb=()"
        response.headers[.crossOriginOpenerPolicy] = "same-origin"
        response.headers[.crossOriginResourcePolicy] = "same-origin"
        if isTLS { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        return response
    }
}
