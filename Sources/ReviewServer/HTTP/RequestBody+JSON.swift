import Foundation
import Hummingbird

extension RequestBody {
    /// The JSON of a request, refused if it is too large, too slow or not JSON.
    ///
    /// - Parameter contentType: of the request. Anything but JSON is refused: a form of another
    ///   site can't send that.
    func json(contentType: String?, seconds: Int) async throws -> JSONValue {
        let media = contentType?.split(separator: ";").first?.lowercased() ?? ""
        guard media.filter({ $0 != " " }) == "application/json" else {
            throw APIError(.unsupportedMediaType, "Send JSON, with Content-Type: application/json.")
        }
        let buffer = try await collected(seconds: seconds)
        guard buffer.readableBytes > 0 else {
            throw APIError(.badRequest, "The body must be a JSON object.")
        }
        do {
            return try JSONDecoder().decode(JSONValue.self, from: Data(buffer: buffer))
        } catch {
            throw APIError(.badRequest, "The body is not JSON.")
        }
    }

    private func collected(seconds: Int) async throws -> ByteBuffer {
        let body = self
        return try await withThrowingTaskGroup(of: ByteBuffer?.self) { group in
            group.addTask {
                var whole = ByteBuffer()
                for try await part in body {
                    guard whole.readableBytes + part.readableBytes <= Limits.bodyBytes else {
                        throw APIError(
                            .tooLarge, "The body may have \(Limits.bodyBytes) bytes at most.")
                    }
                    whole.writeImmutableBuffer(part)
                }
                return whole
            }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let buffer = first else {
                throw APIError(.timeout, "The body did not arrive in time.")
            }
            return buffer
        }
    }
}
