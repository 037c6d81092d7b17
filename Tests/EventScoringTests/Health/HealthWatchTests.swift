import EventScoring
import Footage
import Foundation
import Testing

@Suite struct HealthWatchTests {
    private static func findings(
        _ make: (inout SampleReadings) -> Void, seed: UInt32 = 1
    ) -> [HealthFinding] {
        var sample = SampleReadings(seed: seed)
        make(&sample)
        var watch = HealthWatch()
        var found: [HealthFinding] = []
        for reading in sample.readings {
            found += watch.add(reading, parameters: HealthParameters()).ended
        }
        return found + watch.open
    }

    private static func seconds(_ microseconds: Int64) -> Double { Double(microseconds) / 1e6 }

    @Test func aCameraThatSeesItsSceneIsWell() {
        #expect(Self.findings { $0.well(600) }.isEmpty)
    }

    @Test func aCoveredLensIsToldFromItsStartToItsEnd() throws {
        let found = Self.findings {
            $0.well(60)
            $0.covered(80)
            $0.well(40)
        }
        let finding = try #require(found.first)
        #expect(found.count == 1)
        #expect(finding.kind == .covered)
        #expect(Self.seconds(finding.startMicroseconds) == 60)
        #expect(Self.seconds(finding.endMicroseconds) == 140)
        #expect(!finding.isOpen)
    }

    @Test func aStillPictureOfSomethingElseIsACard() {
        let found = Self.findings {
            $0.well(120)
            $0.card(60)
            $0.well(40)
        }
        #expect(found.map(\.kind) == [.signalLost])
        #expect(found.first.map { Self.seconds($0.startMicroseconds) } == 120)
        #expect(found.first.map { Self.seconds($0.endMicroseconds) } == 180)
    }

    @Test(arguments: [(200, true), (232, false)])
    func aLittleLessSharpIsAFaultFromASeventhOn(_ sharpness: Int, _ isFault: Bool) {
        let found = Self.findings {
            $0.well(120)
            $0.defocused(60, sharpness: sharpness)
            $0.well(40)
        }
        #expect(found.map(\.kind) == (isFault ? [.defocused] : []))
    }

    @Test func aViewThatWasNotMeasuredSaysWhatTheLastOneSaid() {
        let found = Self.findings {
            $0.well(60)
            $0.covered(4)
            $0.kept(40)
            $0.well(40)
        }
        #expect(found.map(\.kind) == [.covered])
        #expect(found.first.map { Self.seconds($0.endMicroseconds) } == 104)
    }

    @Test func onlyALossLongerThanItsTimeIsTold() {
        func finding(_ seconds: Double, _ parameters: HealthParameters) -> HealthFinding? {
            HealthFinding(
                lossOf: MediaRange(
                    start: MediaTime(seconds: 10), end: MediaTime(seconds: 10 + seconds)),
                origin: 5_000_000, parameters: parameters)
        }
        #expect(finding(5, HealthParameters()) == nil)
        let told = finding(40, HealthParameters())
        #expect(told?.kind == .signalLost)
        #expect(told?.startMicroseconds == 15_000_000)
        #expect(told?.endMicroseconds == 55_000_000)
        #expect(finding(40, HealthParameters(holdSeconds: [:])) == nil)
    }

    @Test func whatCoversForLessThanItsTimeIsNotTold() {
        let found = Self.findings {
            $0.well(60)
            for _ in 0..<5 {
                $0.covered(20)
                $0.well(10)
            }
        }
        #expect(found.isEmpty)
    }

    @Test func aTroubleWithoutEndIsOpen() {
        let found = Self.findings {
            $0.well(60)
            $0.covered(60)
        }
        #expect(found.map(\.isOpen) == [true])
    }

    @Test func aMovedCameraIsToldWithTheAmount() throws {
        let found = Self.findings {
            $0.well(60)
            $0.well(60, movedBy: 8)
            $0.well(30)
        }
        #expect(found.map(\.kind) == [.moved])
        let movement = try #require(found.first?.movement)
        #expect(abs(movement.right - 0.125) < 0.01)
        #expect(abs(movement.down) < 0.015)
        #expect(movement.turnDegrees == 0)
        #expect(movement.zoom == 1)
    }

    @Test func aMovementIsConfirmedOnceSoThatWhatWasLearnedIsForgotten() {
        var sample = SampleReadings()
        sample.well(60)
        sample.well(60, movedBy: -6)
        var watch = HealthWatch()
        var confirmed: [MediaTime] = []
        for reading in sample.readings {
            let step = watch.add(reading, parameters: HealthParameters())
            if step.isMovementConfirmed { confirmed.append(reading.time) }
        }
        #expect(confirmed.count == 1)
        #expect(confirmed.first.map { $0 > MediaTime(seconds: 66) } == true)
    }

    @Test func aViewThatLastsBecomesTheCamerasOwn() throws {
        let found = Self.findings {
            $0.well(60)
            $0.well(1200, movedBy: 8)
        }
        let finding = try #require(found.first)
        #expect(found.count == 1)
        #expect(!finding.isOpen)
        #expect((600...720).contains(Self.seconds(finding.endMicroseconds)))
    }

    @Test func theSamePictureAgainAndAgainIsFrozen() throws {
        let found = Self.findings {
            $0.well(60)
            $0.frozen(60)
            $0.well(30)
        }
        #expect(found.map(\.kind) == [.frozen])
        let finding = try #require(found.first)
        #expect(abs(Self.seconds(finding.startMicroseconds) - 59) <= 1)
        #expect(Self.seconds(finding.endMicroseconds) == 120)
    }

    @Test func aPictureOutOfFocusIsTold() {
        let found = Self.findings {
            $0.well(60)
            $0.defocused(60)
            $0.well(30)
        }
        #expect(found.map(\.kind) == [.defocused])
    }

    @Test func lightThatGoesOffAndOnIsNoTrouble() {
        let found = Self.findings {
            $0.well(60)
            $0.well(60, light: 0.4)
            $0.well(60)
        }
        #expect(found.isEmpty)
    }

    @Test func whatIsSeenAcrossALongGapDoesNotAddUp() {
        let found = Self.findings {
            $0.well(60)
            $0.covered(20)
            $0.gap(100)
            $0.covered(20)
            $0.well(60)
        }
        #expect(found.isEmpty)
    }

    @Test func aKindThatIsNotToldIsNotTold() {
        var sample = SampleReadings()
        sample.well(60)
        sample.covered(80)
        var parameters = HealthParameters()
        parameters.holdSeconds[.covered] = nil
        var watch = HealthWatch()
        for reading in sample.readings { _ = watch.add(reading, parameters: parameters) }
        #expect(watch.open.isEmpty)
    }

    /// A scan of recordings takes the watch up where the recording before ended.
    @Test func stateThatWasKeptGoesOnAsIfItHadSeenEverything() throws {
        var sample = SampleReadings(seed: 3)
        sample.well(60)
        sample.covered(50)
        sample.well(30, movedBy: 7)
        sample.frozen(60)
        var whole = HealthWatch()
        var found: [HealthFinding] = []
        for reading in sample.readings {
            found += whole.add(reading, parameters: HealthParameters()).ended
        }
        var resumed = HealthWatch()
        var again: [HealthFinding] = []
        for reading in sample.readings {
            let kept = try JSONEncoder().encode(resumed)
            resumed = try JSONDecoder().decode(HealthWatch.self, from: kept)
            again += resumed.add(reading, parameters: HealthParameters()).ended
        }
        #expect(again == found)
        #expect(resumed == whole)
        #expect(!(found + whole.open).isEmpty)
    }
}
