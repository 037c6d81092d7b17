import Capacity
import Footage

/// The objects that `pantau bench --json` prints. Keys are a contract.
enum BenchJSON {
    static func object(
        _ stream: StreamMeasurement, price: Double?
    ) -> [String: JSONLine.Value] {
        let (facts, costs, batch) = (stream.facts, stream.costs, stream.batch)
        var stages: [String: JSONLine.Value] = [:]
        for stage in BenchStage.allCases {
            stages[stage.rawValue] = .number(costs.milliseconds[stage] ?? 0)
        }
        return [
            "stream": .text(facts.path), "status": .text("measured"), "error": .null,
            "container": .text(facts.container), "codec": .text(facts.codec),
            "width": .integer(facts.size.width), "height": .integer(facts.size.height),
            "analysis_width": .integer(facts.analysisSize.width),
            "analysis_height": .integer(facts.analysisSize.height),
            "duration_s": .number(facts.durationSeconds), "fps": .number(facts.framesPerSecond),
            "bits_per_second": .number(facts.bitsPerSecond),
            "key_frame_s": .number(facts.keyFrameSeconds),
            "measured_s": .number(costs.mediaSeconds), "frames": .integer(costs.frames),
            "stages_ms": .object(stages), "ms_per_frame": .number(costs.millisecondsPerFrame),
            "workers": .integer(batch.workers),
            "frames_per_second": .number(batch.framesPerSecond),
            "times_real_time": .number(batch.thoroughHours),
            "batch_hours_per_hour": .number(batch.thoroughHours),
            "fast_hours_per_hour": .number(batch.fastHours),
            "peak_bytes": .integer(batch.peakBytes),
            "live": .object(object(stream.live, price: price)),
        ]
    }

    static func summary(
        machine: Machine, streams: Int, problems: Int, mix: LiveCapacity?, headroom: Double,
        price: Double?
    ) -> JSONLine.Value {
        .object([
            "machine": .object([
                "processor": .text(machine.processor), "cores": .integer(machine.cores),
                "memory_bytes": .integer(machine.memoryBytes),
                "kernel_level": .text(machine.kernelLevel.rawValue),
                "libraries": .object(machine.libraries.mapValues { .text($0) }),
                "version": .text(ProductVersion.current),
            ]),
            "streams": .integer(streams), "problems": .integer(problems),
            "headroom": .number(headroom),
            "machine_price": price.map { .number($0) } ?? .null,
            "mix": mix.map { .object(object($0, price: price)) } ?? .null,
        ])
    }

    private static func object(
        _ live: LiveCapacity, price: Double?
    ) -> [String: JSONLine.Value] {
        [
            "cameras_predicted": .integer(live.predicted), "cameras": .integer(live.cameras),
            "verified": .flag(live.isVerified), "limit": .text(live.limit.rawValue),
            "seconds": .number(live.seconds), "frames": .integer(live.arrivedFrames),
            "dropped_frames": .integer(live.droppedFrames),
            "cpu_share": .number(live.processorShare),
            "cpu_share_others": .number(live.processorShareOfOthers),
            "delay_median_ms": .number(live.delayMedianMilliseconds),
            "delay_p99_ms": .number(live.delay99Milliseconds),
            "bytes_per_camera": .integer(live.bytesPerCamera),
            "cost_per_camera": live.costPerCamera(price: price).map { .number($0) } ?? .null,
        ]
    }
}
