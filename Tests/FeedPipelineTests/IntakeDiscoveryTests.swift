import Foundation
import Testing

@testable import FeedPipeline

@Suite struct `Finding recordings` {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func found(_ discovery: RecordingDiscovery) -> [String] {
        folder.relative(discovery.recordings.map(\.path))
    }

    @Test func `a folder is searched to any depth in natural order`() throws {
        try folder.add([
            "cam10.mp4", "cam2.mp4", "b/x.dav", "b/c/y.H264", "readme.txt", "notes.TXT", "LICENSE",
            ".hidden.mp4", "@eaDir/thumb.mp4", "b/e.264",
        ])
        let discovery = RecordingDiscovery.find([folder.path])
        #expect(
            found(discovery) == ["b/c/y.H264", "b/e.264", "b/x.dav", "cam2.mp4", "cam10.mp4"])
        #expect(discovery.ignoredByExtension == ["txt": 2, "": 1])
        #expect(discovery.problems.isEmpty)
        #expect(discovery.recordings.allSatisfy { $0.sizeBytes == 1 && $0.kind == .file })
    }

    @Test func `a file that is named is taken whatever it is called`() throws {
        try folder.add(["evidence.bin", "single.jpg"], byteCount: 7)
        let paths = ["evidence.bin", "single.jpg"].map { folder.path + "/" + $0 }
        let discovery = RecordingDiscovery.find(paths)
        #expect(found(discovery) == ["evidence.bin", "single.jpg"])
        #expect(discovery.recordings.map(\.sizeBytes) == [7, 7])
    }

    @Test func `the order of arguments does not matter and nothing is listed twice`() throws {
        try folder.add(["a/1.mp4", "a/2.mp4"])
        try folder.link("alias.mp4", to: folder.path + "/a/2.mp4")
        let forward = RecordingDiscovery.find([folder.path, folder.path + "/a/1.mp4"])
        let backward = RecordingDiscovery.find([
            folder.path + "/a/1.mp4", folder.path + "/", folder.path + "/a",
        ])
        #expect(found(forward) == ["a/1.mp4", "a/2.mp4"])
        #expect(found(backward) == found(forward))
        #expect(backward.problems.isEmpty)
    }

    @Test func `hard links are files of their own`() throws {
        try folder.add(["cam1_20260131_000000.mp4"])
        try FileManager.default.linkItem(
            atPath: folder.path + "/cam1_20260131_000000.mp4",
            toPath: folder.path + "/cam2_20260131_000000.mp4")
        #expect(RecordingDiscovery.find([folder.path]).recordings.count == 2)
    }

    @Test func `broken links and links in circles are reported and end nothing`() throws {
        try folder.add(["sub/ok.mp4"])
        try folder.link("gone.mp4", to: "nowhere.mp4")
        try folder.link("self.mp4", to: "self.mp4")
        try folder.link("sub/up", to: "..")
        let discovery = RecordingDiscovery.find([folder.path])
        #expect(found(discovery) == ["sub/ok.mp4"])
        #expect(folder.relative(discovery.problems.map(\.path)) == ["gone.mp4", "self.mp4"])
        #expect(discovery.problems.map(\.reason).allSatisfy { $0.hasPrefix("the link leads") })
    }

    @Test(.enabled(if: geteuid() != 0, "the superuser may read everything"))
    func `a folder that may not be read is one problem`() throws {
        try folder.add(["ok.mp4", "closed/x.mp4"])
        let closed = folder.path + "/closed"
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: closed)
        defer {
            try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: closed)
        }
        let discovery = RecordingDiscovery.find([folder.path])
        #expect(found(discovery) == ["ok.mp4"])
        #expect(discovery.problems.map(\.path) == [closed])
        #expect(discovery.problems[0].reason.contains("permission denied"))
    }

    @Test func `what is missing, empty or no file is one problem each`() throws {
        try folder.add(["empty/readme.md"])
        let discovery = RecordingDiscovery.find([
            folder.path + "/missing.mp4", folder.path + "/*.mp4", folder.path + "/empty", "",
            "/dev/null",
        ])
        #expect(discovery.recordings.isEmpty)
        #expect(
            discovery.problems.map(\.reason) == [
                "an empty path names nothing", "neither a file nor a folder: not read",
                "no file or folder matches", "no video in this folder",
                "there is no such file or folder",
            ])
        #expect(!discovery.problems.contains { $0.description.contains("\n") })
    }

    @Test func `globs are expanded`() throws {
        try folder.add(["cam1_a.mp4", "cam2_a.mp4", "cam2_b.mkv", "d/e/cam3.mp4", ".x.mp4"])
        let expected = [
            "*.mp4": ["cam1_a.mp4", "cam2_a.mp4"], "cam[2-9]_?.m*": ["cam2_a.mp4", "cam2_b.mkv"],
            "**/*.mp4": ["cam1_a.mp4", "cam2_a.mp4", "d/e/cam3.mp4"], "d*": ["d/e/cam3.mp4"],
            "d/*/cam3.mp4": ["d/e/cam3.mp4"],
        ]
        for (pattern, names) in expected {
            let discovery = RecordingDiscovery.find([folder.path + "/" + pattern])
            #expect(found(discovery) == names, "\(pattern)")
            #expect(discovery.problems.isEmpty)
        }
    }

    @Test func `a name with brackets is a name first`() throws {
        try folder.add(["[CH01]2026-01-31_23-59-59.avi", "C2026-01-31_23-59-59.avi"])
        let discovery = RecordingDiscovery.find([folder.path + "/[CH01]2026-01-31_23-59-59.avi"])
        #expect(found(discovery) == ["[CH01]2026-01-31_23-59-59.avi"])
    }

    @Test func `numbered pictures are one recording per unbroken run`() throws {
        let run = (1...12).map { "in\(String(1_000_000 + $0).dropFirst()).jpg" }
        try folder.add(run + ["in000020.jpg", "in000021.jpg", "in000030.jpg", "cover.jpg"])
        let discovery = RecordingDiscovery.find([folder.path], imagesPerSecond: 12.5)
        #expect(found(discovery) == ["in%06d.jpg", "in%06d.jpg"])
        #expect(
            discovery.recordings.map(\.kind) == [
                .imageSequence(firstNumber: 1, count: 12, framesPerSecond: 12.5),
                .imageSequence(firstNumber: 20, count: 2, framesPerSecond: 12.5),
            ])
        #expect(discovery.recordings[0].sizeBytes == 12)
        #expect(discovery.ignoredByExtension == ["jpg": 2])
    }

    @Test func `numbers without padding, percent signs and longer numbers are understood`() throws {
        #expect(
            ImageSequence.find(among: ["a9.png", "a10.png", "a11.png"]).sequences.map(\.pattern)
                == ["a%d.png"])
        #expect(
            ImageSequence.find(among: ["5%_09.png", "5%_10.png"]).sequences.map(\.pattern)
                == ["5%%_%02d.png"])
        let wide = ImageSequence.find(among: ["f0999.bmp", "f1000.bmp", "f9999.bmp", "f10000.bmp"])
        #expect(wide.sequences.map(\.pattern) == ["f%04d.bmp", "f%04d.bmp"])
        #expect(wide.sequences.map(\.firstNumber) == [999, 9999])
        let moments = ["s20260131235958.jpg", "s20260131235959.jpg"]
        #expect(ImageSequence.find(among: moments).others == moments)
        #expect(ImageSequence.find(among: ["1.jpg", "2.mp4", "3.jpg"]).sequences.isEmpty)
    }
}

@Suite struct `Naming feeds` {
    @Test(arguments: [
        ("jetty_20260131_235959.mp4", "jetty"), ("cam1.mp4", "cam1"), ("cam_1.mp4", "cam_1"),
        ("NVR_ch1_main_20210101000000_20210101010000.dav", "ch1"),
        ("Port_ch02_sub_20210101000000_20210101010000.dav", "Port_ch2"),
        ("[CH01]2026-01-31_23-59-59.avi", "ch1"), ("01_20260131_235959.h264", "ch1"),
        ("192.168.1.64_01_20260131235959123.mp4", "192.168.1.64_ch1"),
        ("192.168.1.64_02_20260131235959123.mp4", "192.168.1.64_ch2"),
        ("ch01_00000000012000000.mp4", "ch1"), ("jetty_0001.mp4", "jetty"),
        ("jetty (2).mp4", "jetty"), ("front-door 2026-01-31 23.59.59.mp4", "front-door"),
        ("/r/gate/hiv00001.mp4", "gate"), ("/r/gate/20260131_235959_tp00001.mp4", "gate"),
        ("/r/jetty/2026-01-31/001/dav/23/23.50.00-00.00.00[M][0@0][0].dav", "jetty_ch1"),
        ("/r/recordings/2026-01-31/15/market/59.30.mp4", "market"),
        ("/r/gate/2026-01-31/23H/59M30S.h264", "gate"),
        ("/r/school/2026Y01M31D23H/59M00S60.mp4", "school"),
        ("/r/school/2026013123/59M58S_1769875198.mp4", "school"),
        ("/r/market/20260131PM/jetty-20260131-235959-1769875199.mp4", "jetty"),
        ("/r/gate/Mp4Record/2026-01-31/RecM01_20260131_235500_000000_0_A71C8F5_1F9B93.mp4", "gate"),
        ("/r/gate/2026/01/31/23/VID_20260131_235959.mp4", "gate"),
        ("20260131-235500-000000_192.168.1.11-CH2.avi", "192.168.1.11_ch2"),
        ("2026-01-31 23.59.59 jetty.mp4", "jetty"), ("jetty_2026-01-31.mp4", "jetty"),
        ("jetty.20260131_235959.mp4", "jetty"), ("/20260131_235959.mp4", "camera"),
        ("vtest.avi", "vtest"), ("traffic_camera_vfr.mp4", "traffic_camera_vfr"),
        ("main_gate_20260131_235959.mp4", "main_gate"),
    ])
    func `the name is what tells the camera`(path: String, name: String) {
        #expect(FeedNaming.name(for: path, workingFolder: "/") == name)
    }

    @Test(arguments: [
        ("/r/highway/input/in%06d.jpg", "highway"), ("/r/Test001/%03d.tif", "Test001"),
        ("/r/x/jetty_%04d.jpg", "jetty"),
    ])
    func `an image sequence is named by its folder or its telling prefix`(
        path: String, name: String
    ) {
        #expect(FeedNaming.name(for: path, isImageSequence: true) == name)
    }

    @Test func `a relative path looks at the working folder last`() {
        #expect(
            FeedNaming.name(for: "2026-01-31/23-59-59.mp4", workingFolder: "/r/jetty") == "jetty")
    }

    @Test(arguments: [
        ["a_1_20260131_235959.mp4", "a_2_20260131_235959.mp4"],
        ["cam1.mp4", "cam2.mp4", "cam01b.mp4"],
        ["main_gate_2026-01-31.mp4", "gate_2026-01-31.mp4"],
        ["01_20260131_235959.h264", "02_20260131_235959.h264"],
        [
            "d/2026-01-31/001/dav/23/23.50.00-00.00.00[M].dav",
            "d/2026-01-31/002/dav/23/23.50.00-00.00.00[M].dav",
        ],
    ])
    func `two cameras never become one feed`(paths: [String]) {
        #expect(
            Set(paths.map { FeedNaming.name(for: $0, workingFolder: "/r") }).count == paths.count)
    }
}
