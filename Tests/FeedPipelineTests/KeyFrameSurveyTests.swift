import EventStore
import Footage
import Testing
import VideoDecoding

@testable import FeedPipeline

@Suite("The survey of a recording's key frames")
struct KeyFrameSurveyTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func survey(_ index: RecordingIndex) throws -> KeyFrameSurvey {
        let sampler = BackgroundSampler(index: index, settings: RecordingSettings())
        return KeyFrameSurvey(
            index: index, settings: RecordingSettings(),
            stretches: StretchPlan.stretches(of: index),
            plan: KeyFramePlan(
                groupStarts: index.groups.map(\.start), samples: sampler.plan.groups,
                duration: index.duration),
            sampler: sampler, reader: try PictureReader(index: index))
    }

    private func outcomes(
        _ survey: KeyFrameSurvey, needs: (Int) -> Bool = { _ in true }
    ) throws -> [StretchOutcome] {
        var found: [StretchOutcome] = []
        for part in SurveyPart.parts(of: survey.stretches, plan: survey.plan)
        where part.depth == .survey {
            #expect(try survey.run(part, needs: needs) { found.append($0) })
        }
        return found
    }

    @Test("finds who stays for five seconds, where and when, with a picture; and nobody else")
    func visitors() throws {
        let visits = [31.0..<37.0, 100..<112, 171..<176]
        let index = try VisitedYard.write(
            folder.path + "/a.mp4", seconds: 240, visits: visits,
            light: { Int(20 * ($0 / 40).rounded(.down)) % 37 })
        let found = try outcomes(try survey(index))
        #expect(found.map(\.ordinal) == StretchPlan.stretches(of: index).map(\.ordinal))
        let segments = found.flatMap(\.segments)
        for visit in visits {
            let match = segments.filter {
                $0.motion.range.start.seconds < visit.upperBound
                    && $0.motion.range.end.seconds > visit.lowerBound
            }
            #expect(!match.isEmpty, "\(visit)")
            #expect(match.contains { $0.thumbnail != nil })
            for box in match.flatMap(\.motion.boxes).flatMap(\.boxes) {
                #expect(box.region.y > 0.4 && box.region.y + box.region.height < 0.8)
            }
        }
        for segment in segments {
            let range = segment.motion.range
            #expect(
                visits.contains {
                    range.start.seconds > $0.lowerBound - 4 && range.end.seconds < $0.upperBound + 4
                }, "\(range)")
            #expect(range.duration.microseconds >= segment.motion.activeMicroseconds)
        }
    }

    @Test("covers every stretch exactly, and keeps segments within it")
    func coverage() throws {
        let index = try VisitedYard.write(
            folder.path + "/a.mp4", seconds: 200, visits: [20..<90, 120..<125])
        let survey = try survey(index)
        for outcome in try outcomes(survey) {
            let range = survey.stretches[outcome.ordinal].range
            #expect(outcome.isProvisional)
            #expect(outcome.coverage.first?.range.start == range.start)
            #expect(outcome.coverage.last?.range.end == range.end)
            for (one, next) in zip(outcome.coverage, outcome.coverage.dropFirst()) {
                #expect(one.range.end == next.range.start)
            }
            #expect(outcome.coverage.allSatisfy { $0.state == .keyFramesOnly })
            for segment in outcome.segments {
                #expect(segment.motion.range.start >= range.start)
                #expect(segment.motion.range.end <= range.end)
                #expect(segment.motion.range.contains(segment.motion.peakTime))
            }
        }
    }

    @Test("gives a stretch the same outcome whichever others are asked for")
    func alone() throws {
        let index = try VisitedYard.write(
            folder.path + "/a.mp4", seconds: 240, visits: [31..<37, 100..<112, 215..<222])
        let whole = try outcomes(try survey(index))
        for ordinal in [0, 4, whole.count - 1] {
            let alone = try #require(
                try outcomes(try survey(index)) { $0 == ordinal }.first)
            #expect(alone.segments.map(\.motion) == whole[ordinal].segments.map(\.motion))
            #expect(alone.activity == whole[ordinal].activity)
        }
    }

    @Test("decodes no key frame twice, and stops when it is told to")
    func once() throws {
        let index = try VisitedYard.write(folder.path + "/a.mp4", seconds: 240, visits: [])
        var survey = try survey(index)
        var count = 0
        survey.onFrame = { count += 1 }
        _ = try outcomes(survey)
        #expect(count == survey.plan.groups.count)
        survey.shouldStop = { true }
        let part = try #require(SurveyPart.parts(of: survey.stretches, plan: survey.plan).first)
        let isDone = try survey.run(
            part, needs: { _ in true }, onStretch: { _ in Issue.record("an outcome") })
        #expect(!isDone)
    }

    @Test("a sketch finds a long visit by few key frames")
    func sketch() throws {
        let index = try VisitedYard.write(
            folder.path + "/a.mp4", seconds: 1260, visits: [700..<735])
        var survey = try survey(index)
        var count = 0
        survey.onFrame = { count += 1 }
        let part = try #require(SurveyPart.parts(of: survey.stretches, plan: survey.plan).first)
        #expect(part.depth == .sketch)
        var found: [StretchOutcome] = []
        #expect(try survey.run(part, needs: { _ in true }, onStretch: { found.append($0) }))
        #expect(count < 80)
        let segment = try #require(found.flatMap(\.segments).first)
        #expect(segment.motion.range.start.seconds >= 690)
        #expect(segment.motion.range.end.seconds <= 745)
        #expect(segment.thumbnail != nil)
    }
}

@Suite("Streams that offer nothing to rank")
struct RankabilityTests {
    @Test("are told from others: every picture a key frame, key frames far apart")
    func kinds() throws {
        let folder = try TemporaryFolder()
        func finding(_ name: String, _ codec: String, keyFrameSeconds: Int) throws -> String? {
            Rankability(
                try VisitedYard.write(
                    folder.path + name, seconds: 30, visits: [], keyFrameSeconds: keyFrameSeconds,
                    codec: codec)
            ).finding
        }
        #expect(try finding("/a.mp4", "libx264", keyFrameSeconds: 2) == nil)
        #expect(
            try finding("/b.avi", "mjpeg", keyFrameSeconds: 1)?.contains("every picture") == true)
        #expect(
            try finding("/c.mp4", "libx264", keyFrameSeconds: 15)?.contains("10 s apart") == true)
    }
}
