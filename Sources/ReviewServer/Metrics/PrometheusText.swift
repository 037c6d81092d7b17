/// Metrics in the text format of Prometheus, version 0.0.4.
struct PrometheusText {
    static let contentType = "text/plain; version=0.0.4; charset=utf-8"

    private(set) var text = ""

    /// One metric with its values by labels, sorted by the caller.
    mutating func add(
        _ name: String, _ type: String, _ help: String,
        _ values: [(labels: [(String, String)], value: String)]
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        for (labels, value) in values { line(name, labels, value) }
    }

    mutating func add(_ name: String, _ type: String, _ help: String, _ value: Int) {
        add(name, type, help, [([], String(value))])
    }

    mutating func add(_ metric: LiveView.Metric) {
        text += "# HELP \(metric.name) \(metric.help)\n# TYPE \(metric.name) \(metric.type)\n"
        for sample in metric.samples {
            line(metric.name + sample.suffix, sample.labels, sample.value)
        }
    }

    mutating func addHistograms(
        _ name: String, _ help: String, _ histograms: [(route: String, ServerMetrics.Histogram)]
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) histogram\n"
        for (route, histogram) in histograms {
            var sum = 0
            for (bound, count) in zip(ServerMetrics.bounds, histogram.counts) {
                sum += count
                line(name + "_bucket", [("route", route), ("le", "\(bound)")], String(sum))
            }
            line(name + "_bucket", [("route", route), ("le", "+Inf")], String(histogram.total))
            line(name + "_sum", [("route", route)], "\(histogram.sumSeconds)")
            line(name + "_count", [("route", route)], String(histogram.total))
        }
    }

    private mutating func line(_ name: String, _ labels: [(String, String)], _ value: String) {
        let list = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
        text += list.isEmpty ? "\(name) \(value)\n" : "\(name){\(list)} \(value)\n"
    }

    private static func escaped(_ value: String) -> String {
        value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing(
            "\n", with: "\\n")
    }
}
