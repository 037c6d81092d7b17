import Dispatch
import Evidence
import Foundation
import HTTPTypes
import Hummingbird

/// A folder that is sent as one zip file, packed as fast as the client reads.
struct ServedArchive: Sendable {
    var folder: String
    /// The name to save it under.
    var name: String

    /// Blocks that wait for the client, of 64 KiB at most.
    private static let blocksInFlight = 4

    func response(isHead: Bool, pool: BlockingPool) async throws -> Response {
        let folder = folder
        var headers: HTTPFields = [
            .contentType: "application/zip", .cacheControl: "private, no-store",
            .contentDisposition: Self.disposition(name),
        ]
        let bytes = try await pool.run { try BundleArchive(folder: folder).byteCount() }
        headers[.contentLength] = String(bytes)
        if isHead { return Response(status: .ok, headers: headers) }
        return Response(
            status: .ok, headers: headers,
            body: ResponseBody(contentLength: Int(bytes)) { writer in
                let (blocks, continuation) = AsyncThrowingStream.makeStream(of: ByteBuffer.self)
                let room = DispatchSemaphore(value: Self.blocksInFlight)
                let isOver = Cancellation()
                continuation.onTermination = { _ in
                    isOver.cancel()
                    room.signal()
                }
                async let packing: Void = pool.run {
                    do {
                        try BundleArchive(folder: folder).write { block in
                            room.wait()
                            guard !isOver.isCancelled else { return false }
                            continuation.yield(ByteBuffer(bytes: block))
                            return true
                        }
                        continuation.finish()
                    } catch {
                        continuation.finish(throwing: error)
                    }
                }
                do {
                    for try await block in blocks {
                        try await writer.write(block)
                        room.signal()
                    }
                } catch {
                    isOver.cancel()
                    room.signal()
                    throw error
                }
                try await packing
                try await writer.finish(nil)
            })
    }

    /// RFC 6266, with the name as it is and as plain ASCII.
    static func disposition(_ name: String) -> String {
        let plain = String(
            name.unicodeScalars.map { scalar -> Character in
                let isPlain = scalar.isASCII && scalar.properties.isAlphabetic
                return isPlain || "0123456789-._ ".unicodeScalars.contains(scalar)
                    ? Character(scalar) : "_"
            })
        let allowed = CharacterSet(
            charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
        let encoded = name.addingPercentEncoding(withAllowedCharacters: allowed) ?? plain
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(encoded)"
    }
}
