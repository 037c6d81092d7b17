import Foundation
import HTTPTypes
import Hummingbird

/// Sends a file, or the range of it that was asked for, as fast as the client reads and no faster.
struct FileSending: Sendable {
    let file: ServedFile
    let pool: BlockingPool

    static let chunkBytes = 256 * 1024

    /// The response to a request with these headers.
    func response(to headers: HTTPFields, isHead: Bool) async throws -> Response {
        let file = file
        let source = try await pool.run { try OpenFile(file.open()) }
        var fields: HTTPFields = [
            .contentType: file.contentType, .acceptRanges: "bytes",
            .cacheControl: "private, max-age=0, must-revalidate", .eTag: file.entityTag,
        ]
        if EntityTag.matches(headers[.ifNoneMatch], file.entityTag) {
            fields[.contentType] = nil
            return Response(status: .notModified, headers: fields)
        }
        // A range of a file that has changed since is of no use: then all of it is sent.
        let wantsRange = headers[.ifRange].map { $0 == file.entityTag } ?? true
        var range = 0..<source.length
        var status = HTTPResponse.Status.ok
        switch ByteRange(wantsRange ? headers[.range] : nil, length: source.length) {
        case .whole: break
        case .part(let part):
            range = Range(part)
            status = .partialContent
            fields[.contentRange] =
                "bytes \(part.lowerBound)-\(part.upperBound)/\(source.length)"
        case .unsatisfiable:
            var error = APIError(
                .rangeNotSatisfiable, "The file has \(source.length) bytes; ask for some of them.")
            error.rangeOfBytes = source.length
            throw error
        }
        if isHead {
            fields[.contentLength] = String(range.count)
            return Response(status: status, headers: fields)
        }
        return Response(status: status, headers: fields, body: body(of: source, range))
    }

    private func body(of source: OpenFile, _ range: Range<Int>) -> ResponseBody {
        let pool = pool
        return ResponseBody(contentLength: range.count) { writer in
            var position = range.lowerBound
            while position < range.upperBound {
                let offset = position
                let count = min(Self.chunkBytes, range.upperBound - position)
                let bytes = try await pool.run { try source.read(count, at: offset) }
                try await writer.write(ByteBuffer(bytes: bytes))
                position += bytes.count
            }
            try await writer.finish(nil)
        }
    }
}

/// A file that stays readable while it is held, even if it is deleted meanwhile.
private final class OpenFile: Sendable {
    let length: Int
    private let descriptor: Int32

    /// - Parameter descriptor: is closed with the object.
    init(_ descriptor: Int32) throws {
        self.descriptor = descriptor
        var information = stat()
        guard descriptor >= 0, fstat(descriptor, &information) == 0 else {
            length = 0
            throw APIError.busy("with too many open files", retryAfterSeconds: 5)
        }
        length = Int(information.st_size)
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    func read(_ count: Int, at offset: Int) throws -> [UInt8] {
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            let read = pread(descriptor, buffer.baseAddress, count, off_t(offset))
            filled = max(0, read)
        }
        // A file that became shorter can't be sent as was promised: the connection is closed.
        guard !bytes.isEmpty else { throw APIError(.gone, "The file became shorter.") }
        return bytes
    }
}
