public import EventStore
public import Footage
import Foundation
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
import NIOSSL
import ServiceLifecycle

/// The HTTP server of the review: JSON, pictures, clips and the pages, over one database.
public final class ReviewServer: Sendable {
    private let settings: ReviewSettings
    let services: Services
    private let logger: Logger

    /// Unfinished requests get this long to end after the server was asked to stop.
    static let graceSeconds = 3
    /// A connection without a request, or with half of one, is closed after this.
    static let idleSeconds: Int64 = 30

    /// Opens the database and checks that the server may be started as asked.
    ///
    /// Blocks: it may upgrade the database's schema.
    public init(
        _ settings: ReviewSettings, logger: Logger,
        clock: @escaping @Sendable () -> WallTime = EventStore.systemClock
    ) throws(ReviewServerError) {
        self.settings = settings
        self.logger = logger
        services = try Services(settings, logger: logger, clock: clock)
        do {
            let hasUsers = try services.slot.store().hasUsers()
            guard hasUsers || !settings.isExposed else {
                throw ReviewServerError.noUsers(
                    host: settings.host, databasePath: settings.databasePath)
            }
        } catch let error as EventStoreError {
            throw .store(error)
        } catch let error as ReviewServerError {
            throw error
        } catch {
            throw .store(.cannotOpen(path: settings.databasePath, reason: "\(error)"))
        }
    }

    /// Serves until SIGINT or SIGTERM, then lets requests end.
    ///
    /// - Parameters:
    ///   - onListening: called once with the address to open in a browser.
    ///   - onOverdue: called if something that can't be interrupted, such as a disk that does not
    ///     answer, keeps the server from stopping. What is stored is safe then too.
    public func run(
        onListening: @escaping @Sendable (String) -> Void,
        onOverdue: @escaping @Sendable () -> Void
    ) async throws {
        let application = try application { port in
            onListening(self.url(port: port))
        }
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(service: application), .init(service: ShutdownLimit(onOverdue: onOverdue)),
            ], gracefulShutdownSignals: [.sigint, .sigterm],
            logger: logger)
        configuration.maximumGracefulShutdownDuration = .seconds(Self.graceSeconds)
        do {
            try await ServiceGroup(configuration: configuration).run()
        } catch let error as IOError where error.errnoCode == EADDRINUSE {
            throw ReviewServerError.portInUse(host: settings.host, port: settings.port)
        } catch let error as IOError {
            throw ReviewServerError.addressNotAvailable(
                host: settings.host, port: settings.port,
                reason: String(cString: strerror(error.errnoCode)))
        } catch is CancellationError {
            // The grace was over.
        } catch let error where !(error is ReviewServerError) {
            throw ReviewServerError.addressNotAvailable(
                host: settings.host, port: settings.port, reason: "\(error)")
        }
    }

    /// The server as an application of Hummingbird; for tests too.
    func application(
        onListening: @escaping @Sendable (Int) -> Void = { _ in }
    ) throws(ReviewServerError) -> some ApplicationProtocol {
        Application(
            router: router(), server: try builder(),
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                serverName: nil, backlog: 1024, reuseAddress: true,
                availableConnectionsDelegate: .maximum(Limits.connections, logger: logger)),
            services: [services.watch, Retention(services: services)],
            onServerRunning: { channel in onListening(channel.localAddress?.port ?? 0) },
            logger: logger)
    }

    private func router() -> Router<ReviewContext> {
        let router = Router(context: ReviewContext.self)
        let routes = RouteTable.routes(services)
        let dispatcher = Dispatcher(services: services)
        router.addMiddleware {
            RequestMeter(metrics: services.metrics)
            SecurityHeaders(
                origin: OriginRules(
                    isLoopbackOnly: OriginRules.isLoopback(host: settings.host)
                        && !settings.isBehindProxy, isBehindProxy: settings.isBehindProxy),
                isTLS: settings.tls != nil)
            ErrorAnswers(routes: routes, logger: logger)
        }
        for route in routes {
            let methods = route.method == .get ? [.get, .head] : [route.method]
            for method in methods {
                router.on(RouterPath(route.routerPath), method: method) { request, context in
                    let response = try await dispatcher.respond(
                        to: request, context: context, by: route)
                    return method == .head ? response.createHeadResponse() : response
                }
            }
        }
        return router
    }

    private func builder() throws(ReviewServerError) -> HTTPServerBuilder {
        let http = HTTPServerBuilder.http1(
            configuration: .init(
                additionalChannelHandlers: [ClientWatch()],
                idleTimeout: .seconds(Self.idleSeconds),
                httpDecoderConfiguration: .init(
                    maxHeaderFieldSize: Limits.headerBytes, maxHeaderListSize: Limits.headerBytes,
                    maxHeaderFieldCount: Limits.headerCount)))
        guard let files = settings.tls else { return http }
        var path = files.certificatePath
        do {
            let certificates = try NIOSSLCertificate.fromPEMFile(path)
            path = files.keyPath
            let key = try NIOSSLPrivateKey(file: path, format: .pem)
            return try .tls(
                http,
                tlsConfiguration: .makeServerConfiguration(
                    certificateChain: certificates.map { .certificate($0) },
                    privateKey: .privateKey(key)))
        } catch {
            throw .certificate(path: path, reason: "\(error)")
        }
    }

    /// What to open in a browser on this machine.
    private func url(port: Int) -> String {
        let host = settings.host.contains(":") ? "[\(settings.host)]" : settings.host
        return "\(settings.tls == nil ? "http" : "https")://\(host):\(port)/"
    }
}
