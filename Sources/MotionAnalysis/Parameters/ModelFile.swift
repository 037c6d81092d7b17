public import Foundation
import ModelFiles

/// A file of parameters, as in `models/`: what was tuned, where it was measured, and when.
public struct ModelFile: Sendable, Hashable {
    public var name: String
    public var parameters: AnalysisParameters

    /// The one that the program carries with it.
    public static let standard: ModelFile = {
        let bytes = UnsafeRawBufferPointer(
            start: pantau_standard_model(), count: pantau_standard_model_size())
        do {
            return try ModelFile(json: Data(bytes))
        } catch {
            preconditionFailure("the model file that was compiled in: \(error)")
        }
    }()

    /// - Parameter json: the contents of a model file; every key must be there, and no other.
    public init(json: Data) throws(ModelFileError) {
        let document: Document
        do {
            document = try JSONDecoder.modelFile.decode(Document.self, from: json)
        } catch let error as DecodingError {
            throw ModelFileError(error)
        } catch {
            throw .malformed(reason: "\(error)")
        }
        guard document.format == 1 else { throw .otherFormat(document.format) }
        try Self.check(json, of: document)
        name = document.name
        parameters = document.parameters
    }

    private struct Document: Codable {
        var format: Int
        var name: String
        var parameters: AnalysisParameters
    }

    private static func check(_ json: Data, of document: Document) throws(ModelFileError) {
        guard let given = try? JSONSerialization.jsonObject(with: json),
            let again = try? JSONEncoder.modelFile.encode(document),
            let known = try? JSONSerialization.jsonObject(with: again)
        else { return }
        if let key = unknownKey(in: given, known: known, path: []) { throw .unknownKey(key) }
        try checkRanges(in: known, path: [])
    }

    private static func unknownKey(in given: Any, known: Any, path: [String]) -> String? {
        guard let given = given as? [String: Any], let known = known as? [String: Any] else {
            return nil
        }
        for key in given.keys.sorted() {
            guard let other = known[key] else { return (path + [key]).joined(separator: ".") }
            if let found = unknownKey(in: given[key] as Any, known: other, path: path + [key]) {
                return found
            }
        }
        return nil
    }

    /// A name ends with its unit, and the unit tells what makes sense.
    private static func checkRanges(in known: Any, path: [String]) throws(ModelFileError) {
        if let group = known as? [String: Any] {
            for key in group.keys.sorted() {
                try checkRanges(in: group[key] as Any, path: path + [key])
            }
        } else if let value = known as? Double, let name = path.last {
            let largest: Double =
                if name.hasSuffix("_share") { 2 } else if name.hasSuffix("_seconds") { 3600 } else {
                    255
                }
            guard 0...largest ~= value else {
                throw .outOfRange(key: path.joined(separator: "."), largest: Int(largest))
            }
        }
    }
}

/// Why a file of parameters was refused.
public enum ModelFileError: Error, Hashable, CustomStringConvertible {
    case malformed(reason: String)
    case missingKey(String)
    case wrongType(key: String)
    case unknownKey(String)
    case outOfRange(key: String, largest: Int)
    case otherFormat(Int)

    init(_ error: DecodingError) {
        func path(_ context: DecodingError.Context) -> String {
            context.codingPath.map(\.stringValue).joined(separator: ".")
        }
        switch error {
        case .keyNotFound(let key, let context):
            let parent = path(context)
            self = .missingKey(parent.isEmpty ? key.stringValue : "\(parent).\(key.stringValue)")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            self = .wrongType(key: path(context))
        case .dataCorrupted(let context): self = .malformed(reason: context.debugDescription)
        @unknown default: self = .malformed(reason: "\(error)")
        }
    }

    public var description: String {
        switch self {
        case .malformed(let reason): "is not JSON: \(reason)"
        case .missingKey(let key): "lacks \(key); compare with models/standard.json"
        case .wrongType(let key): "has something else than a number at \(key)"
        case .unknownKey(let key): "has a key that is not known: \(key)"
        case .outOfRange(let key, let largest): "has \(key) outside of 0 to \(largest)"
        case .otherFormat(let format): "is of format \(format); this version reads format 1"
        }
    }
}

extension JSONDecoder {
    fileprivate static var modelFile: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }
}

extension JSONEncoder {
    fileprivate static var modelFile: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        return encoder
    }
}
