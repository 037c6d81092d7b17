import Testing

@testable import Capacity

@Suite("What was named is a file or an address")
struct StreamSourceTests {
    @Test(
        "files, also with odd names",
        arguments: ["a.mp4", "/a/b.mkv", "C:/a.mp4", "a:/b", "1://x"])
    func files(_ argument: String) { #expect(StreamSource(argument) == .file(path: argument)) }

    @Test("a file's address is its path")
    func fileAddress() {
        #expect(StreamSource("file:///tmp/a.mp4") == .file(path: "/tmp/a.mp4"))
    }

    @Test("addresses, without who may look")
    func addresses() {
        #expect(
            StreamSource("rtsp://10.0.0.4:554/live") == .address("rtsp://10.0.0.4:554/live"))
        #expect(
            StreamSource("rtsp://admin:s3cr@t@10.0.0.4/live?x=1")
                == .address("rtsp://…@10.0.0.4/live?x=1"))
        #expect(StreamSource("HTTP://a/b@c") == .address("HTTP://a/b@c"))
    }
}
