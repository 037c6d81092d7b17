import KernelDispatch

/// Which CPU level a command uses.
enum LevelOption {
    /// The machine's, or what the environment lowers it to.
    static func selected() throws -> KernelLevel {
        do {
            return try KernelLevel.selected()
        } catch {
            throw CommandFailure(message: error.description, status: 2)
        }
    }
}
