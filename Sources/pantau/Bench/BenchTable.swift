import Capacity
import Footage
import Foundation

/// What was measured, for people: the machine, then a table each of streams, stages and cameras.
enum BenchTable {
    static func text(
        _ streams: [StreamMeasurement], mix: LiveCapacity?, machine: Machine, headroom: Double,
        price: Double?
    ) -> String {
        [
            self.machine(machine), self.streams(streams), stages(streams),
            cameras(streams, mix: mix, price: price),
            note(streams.map(\.live) + (mix.map { [$0] } ?? []), headroom: headroom),
        ].joined(separator: "\n\n")
    }

    private static func machine(_ machine: Machine) -> String {
        let libraries = machine.libraries.sorted { $0.key < $1.key }
            .map { "\($0.key) \($0.value)" }.joined(separator: ", ")
        return "\(machine.processor), \(ProgressLine.count(machine.cores, "core")), "
            + "\(megabytes(machine.memoryBytes)) MB, kernels for \(machine.kernelLevel.rawValue)\n"
            + "pantau \(ProductVersion.current), \(libraries)"
    }

    private static func streams(_ streams: [StreamMeasurement]) -> String {
        var table = TextTable(columns: [
            ("RECORDING", .left), ("CODEC", .left), ("SIZE", .right), ("FPS", .right),
            ("KBIT/S", .right), ("KEY S", .right), ("MS/FRAME", .right), ("FRAMES/S", .right),
            ("× REAL TIME", .right), ("FAST H/H", .right), ("PEAK MB", .right),
        ])
        for stream in streams {
            let facts = stream.facts
            table.add([
                facts.path, facts.codec, "\(facts.size.width)×\(facts.size.height)",
                decimal(facts.framesPerSecond, 1), decimal(facts.bitsPerSecond / 1000, 0),
                decimal(facts.keyFrameSeconds, 1), decimal(stream.costs.millisecondsPerFrame, 2),
                decimal(stream.batch.framesPerSecond, 0), decimal(stream.batch.thoroughHours, 0),
                decimal(stream.batch.fastHours, 0), megabytes(stream.batch.peakBytes),
            ])
        }
        return table.text
    }

    private static func stages(_ streams: [StreamMeasurement]) -> String {
        var table = TextTable(
            columns: [("MS PER FRAME", .left)]
                + BenchStage.allCases.map { (title($0), TextTable.Alignment.right) })
        for stream in streams {
            table.add(
                [stream.facts.path]
                    + BenchStage.allCases.map { decimal(stream.costs.milliseconds[$0] ?? 0, 3) })
        }
        return table.text
    }

    private static func cameras(
        _ streams: [StreamMeasurement], mix: LiveCapacity?, price: Double?
    ) -> String {
        var columns: [(title: String, alignment: TextTable.Alignment)] = [
            ("CAMERAS LIKE", .left), ("PROMISED", .right), ("CARRIED", .right),
            ("DROPPED", .right), ("CPU %", .right), ("OTHERS %", .right), ("DELAY MS", .right),
            ("99 % MS", .right), ("MB EACH", .right),
        ]
        if price != nil { columns.append(("COST EACH", .right)) }
        var table = TextTable(columns: columns)
        func add(_ name: String, _ live: LiveCapacity) {
            var row = [
                name, String(live.predicted), live.isVerified ? String(live.cameras) : "none",
                "\(live.droppedFrames) of \(live.arrivedFrames)",
                decimal(live.processorShare * 100, 0),
                decimal(live.processorShareOfOthers * 100, 0),
                decimal(live.delayMedianMilliseconds, 0), decimal(live.delay99Milliseconds, 0),
                megabytes(live.bytesPerCamera),
            ]
            if price != nil {
                row.append(live.costPerCamera(price: price).map { decimal($0, 2) } ?? "–")
            }
            table.add(row)
        }
        for stream in streams { add(stream.facts.path, stream.live) }
        if let mix { add("all of these, in equal parts", mix) }
        return table.text
    }

    private static func note(_ lives: [LiveCapacity], headroom: Double) -> String {
        let seconds = decimal(lives.first?.seconds ?? 0, 0)
        var lines = [
            "Carried: that many copies were run at their own frame rate for \(seconds) s, none "
                + "dropped a frame, and \(decimal(headroom * 100, 0)) % of the cores stayed free."
        ]
        if lives.contains(where: { $0.processorShareOfOthers > 0.1 }) {
            lines.append(
                "Other programs were busy meanwhile: on an idle machine the figures are better.")
        }
        if lives.contains(where: { $0.limit == .memory }) {
            lines.append("More copies of a camera than are carried would not fit into memory.")
        }
        if lives.contains(where: { $0.limit == .most }) {
            lines.append("More copies of a camera than are carried were not tried.")
        }
        return lines.joined(separator: "\n")
    }

    private static func title(_ stage: BenchStage) -> String {
        stage.rawValue.uppercased().replacing("_", with: " ")
    }

    private static func decimal(_ value: Double, _ digits: Int) -> String {
        String(format: "%.\(digits)f", value)
    }

    private static func megabytes(_ bytes: Int) -> String {
        decimal(Double(bytes) / 1e6, 0)
    }
}
