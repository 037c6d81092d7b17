import EventStore
import Footage
import Testing

@Suite("An area that was drawn on a feed's picture")
struct DrawnMaskTests {
    private let folder: ScratchFolder

    init() throws { folder = try ScratchFolder() }

    private func events(in database: String, rescanning: Bool = false) throws -> Int {
        let result = try PantauProcess.run(
            ["scan", folder.path("yard.mp4"), "--db", database, "--json"]
                + (rescanning ? ["--rescan"] : []))
        #expect(result.status == 0, "\(result.errors)")
        return result.objects.first?["events"] as? Int ?? -1
    }

    @Test("is left out by the next scan if it is a mask of either kind, and not if it is a zone")
    func masks() throws {
        try TestRecordings.simulate("busy-yard", to: folder.path("yard.mp4"), seconds: 12)
        let everything = Polygon(points: [
            NormalizedPoint(x: 0, y: 0), NormalizedPoint(x: 1, y: 0), NormalizedPoint(x: 1, y: 1),
            NormalizedPoint(x: 0, y: 1),
        ])
        for (kind, isLeftOut) in [
            (ZoneKind.zone, false), (.mask, true), (.privacyMask, true),
        ] {
            let database = folder.path("\(kind.rawValue).sqlite")
            let found = try events(in: database)
            #expect(found > 0)
            let store = try EventStore(path: database)
            let feed = try #require(try store.existingFeed(named: "yard"))
            _ = try store.addZone(
                ZoneDraft(name: "all", kind: kind, polygon: everything), to: feed.id, by: "test")
            #expect(try events(in: database, rescanning: true) == (isLeftOut ? 0 : found))
        }
    }
}
