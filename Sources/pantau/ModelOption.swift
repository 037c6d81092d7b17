import Foundation
import MotionAnalysis

/// The file of parameters that was named, or the one that is built in.
enum ModelOption {
    /// - Parameters:
    ///   - path: what `--model` says; goes before what the configuration says.
    ///   - configured: what the key `model` of the configuration says.
    static func parameters(
        _ path: String?, configured: String? = nil
    ) throws -> AnalysisParameters {
        guard let named = path ?? configured else { return AnalysisParameters() }
        let origin = path == nil ? "model" : "--model"
        guard let json = FileManager.default.contents(atPath: named) else {
            throw CommandFailure(message: "\(origin): \(named) cannot be read", status: 2)
        }
        do {
            return try ModelFile(json: json).parameters
        } catch {
            throw CommandFailure(message: "\(origin): \(named) \(error)", status: 2)
        }
    }
}
