import EventStore
import Evidence
import Footage
import Foundation

/// Bundles of evidence.
enum ExportRoutes {
    static let all: [Route] = [
        Route(.get, "/api/exports", .role(.operator)) { call in
            try call.expectNoQuery()
            let exports = try call.store.exports(permittedFeeds: call.person?.feeds)
            return .json(["exports": .list(exports.map { JSONValue($0) })])
        },
        Route(.post, "/api/exports", .role(.operator), on: .export) { call in
            let request = try request(call)
            let events = try call.permitted.events(request.events)
            precondition(events.count == request.events.count, "each was found")
            let path = call.services.settings.databasePath
            do throws(EvidenceError) {
                try request.validated()
                let key = try SigningKey.openOrCreate(path: SigningKey.path(forDatabase: path))
                let name = EvidenceExporter.suggestedName(for: request, at: call.services.clock())
                let bundle = try EvidenceExporter(
                    store: call.store, key: key, toolVersion: call.services.settings.version,
                    clock: call.services.clock
                ).export(
                    request, to: EvidenceExporter.defaultFolder(forDatabase: path) + "/" + name,
                    shouldStop: call.shouldStop)
                return .json(JSONValue(bundle.record), status: .created)
            } catch {
                throw APIError(error, showsPath: call.showsPaths)
            }
        },
        Route(.get, "/api/exports/{export}/download", .role(.operator)) { call in
            try call.expectNoQuery()
            let export = try call.permitted.export(
                ExportID(rawValue: call.identifier("export")))
            guard FileManager.default.fileExists(atPath: export.path) else {
                throw APIError(.gone, "The bundle \(export.name) was moved or deleted.")
            }
            return .archive(ServedArchive(folder: export.path, name: export.name + ".zip"))
        },
    ]

    private static func request(_ call: Call) throws(APIError) -> EvidenceRequest {
        try call.readBody { body throws(APIError) in
            let ids = try body.identifiers("events")
            guard ids.count <= EvidenceRequest.maximumEvents else {
                throw body.refusal("events", "may have \(EvidenceRequest.maximumEvents) at most")
            }
            return EvidenceRequest(
                events: ids.map(EventID.init(rawValue:)),
                purpose: try body.requiredText("purpose", length: 1...2000),
                requestNumber: try body.requiredText("request_number"),
                language: try body.choice("language", of: EvidenceLanguage.self) ?? .english,
                contents: try body.choice("contents", of: EvidenceContents.self) ?? .stretch,
                includesOriginal: try body.flag("include_original") ?? false,
                reason: try body.text("reason", length: 1...2000), exportedBy: call.actor)
        }
    }
}

extension JSONValue {
    /// `Export` of the API.
    init(_ export: ExportRecord) {
        self = [
            "id": .integer(export.id.rawValue), "name": .text(export.name),
            "created_us": JSONValue(export.created), "created_by": .text(export.createdBy),
            "purpose": .text(export.purpose), "request_number": .text(export.requestNumber),
            "events": JSONValue(export.events.count), "files": JSONValue(export.files),
            "bytes": .integer(export.bytes), "manifest_sha256": .text(export.manifestSHA256),
            "download": .text("/api/exports/\(export.id.rawValue)/download"),
        ]
    }
}

extension APIError {
    /// - Parameter showsPath: whether paths on the server may be told.
    init(_ error: EvidenceError, showsPath: Bool) {
        if case .store(let error) = error {
            self.init(describing: error)
            return
        }
        let text = showsPath ? error.description : Self.withoutFolders(error.description)
        switch error.trouble {
        case .notFound: self.init(.notFound, text)
        case .gone: self.init(.gone, text)
        case .conflict: self.init(.conflict, text)
        case .invalid, .media: self.init(.unprocessable, text)
        case .disk: self.init(.unavailable, text)
        case .stopped: self = .givenUp
        case .store, .other: self.init(.internal, text)
        }
        recording = error.recording?.rawValue
    }
}
