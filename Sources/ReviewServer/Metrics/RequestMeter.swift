import Hummingbird

/// Counts and times every request, by route.
struct RequestMeter: RouterMiddleware {
    let metrics: ServerMetrics
    /// Methods that have a name of their own in the counts.
    private static let methods: Set<String> = ["GET", "HEAD", "POST", "PUT", "DELETE"]

    func handle(
        _ request: Request, context: ReviewContext,
        next: (Request, ReviewContext) async throws -> Response
    ) async throws -> Response {
        metrics.began()
        let clock = ContinuousClock()
        let begin = clock.now
        let response = try await next(request, context)
        let elapsed = clock.now - begin
        let method = request.method.rawValue
        metrics.ended(
            method: Self.methods.contains(method) ? method : "other",
            route: context.endpointPath.flatMap { $0 == "NotFound" ? nil : $0 } ?? "none",
            status: response.status.code,
            seconds: Double(elapsed.microseconds) / 1_000_000)
        return response
    }
}
