import Foundation
import MotionAnalysis

/// The file of parameters that was named, or the one that is built in.
enum ModelOption {
    static func parameters(_ path: String?) throws -> AnalysisParameters {
        guard let path else { return AnalysisParameters() }
        guard let json = FileManager.default.contents(atPath: path) else {
            throw CommandFailure(message: "--model: \(path) cannot be read", status: 2)
        }
        do {
            return try ModelFile(json: json).parameters
        } catch {
            throw CommandFailure(message: "--model: \(path) \(error)", status: 2)
        }
    }
}
