import ConfigurationFile
import EventScoring
import Footage

extension HealthParameters {
    /// What is usual, but for what a configuration states.
    init(_ switches: [EventKind: HealthSwitch]) {
        self.init()
        for (kind, health) in switches {
            if !health.isOn {
                holdSeconds[kind] = nil
            } else if let hold = health.hold {
                holdSeconds[kind] = hold.seconds
            }
        }
    }
}
