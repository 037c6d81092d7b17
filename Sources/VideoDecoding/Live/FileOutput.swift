import CFFmpeg
import Glibc

/// A file that libavformat writes through a callback, so that the system's own reason is known when
/// it fails, and what is on disk can be cut back to what is whole. One thread at a time.
final class FileOutput {
    let path: String
    private(set) var context: UnsafeMutablePointer<AVIOContext>?
    /// The first thing that went wrong; nothing is written after it.
    private(set) var error: VideoDecodingError?
    private(set) var writtenBytes: Int64 = 0
    private var descriptor: Int32 = -1

    private static let bufferBytes = 1 << 15

    init(path: String) { self.path = path }

    deinit {
        freeContext()
        if descriptor >= 0 { Glibc.close(descriptor) }
    }

    /// Makes the file; one that is there already is left alone.
    func open() throws(VideoDecodingError) {
        descriptor = Glibc.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw PendingFile.error(errno, path: path) }
        guard let buffer = av_malloc(Self.bufferBytes) else { throw .outOfMemory(path: path) }
        context = avio_alloc_context(
            buffer.assumingMemoryBound(to: UInt8.self), Int32(Self.bufferBytes), 1,
            Unmanaged.passUnretained(self).toOpaque(), nil,
            { opaque, bytes, count in
                guard let opaque, let bytes else { return -EINVAL }
                return Unmanaged<FileOutput>.fromOpaque(opaque).takeUnretainedValue()
                    .write(UnsafeRawBufferPointer(start: bytes, count: Int(count)))
            }, nil)
        guard let context else {
            av_free(buffer)
            throw .outOfMemory(path: path)
        }
        context.pointee.seekable = 0
    }

    private func write(_ bytes: UnsafeRawBufferPointer) -> Int32 {
        guard error == nil else { return -EIO }
        var done = 0
        while done < bytes.count {
            let count = Glibc.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let code = count < 0 ? errno : ENOSPC
                error = PendingFile.error(code, path: path)
                return -code
            }
            done += count
            writtenBytes += Int64(count)
        }
        return Int32(bytes.count)
    }

    func close() throws(VideoDecodingError) {
        freeContext()
        guard descriptor >= 0 else { return }
        let code = Glibc.close(descriptor)
        descriptor = -1
        guard code == 0 else { throw PendingFile.error(errno, path: path) }
    }

    /// Closes the file at a length, or removes it.
    /// - Returns: whether a file is left.
    func abandon(keepingBytes: Int64?) -> Bool {
        freeContext()
        guard descriptor >= 0 else { return keepingBytes != nil }
        if let keepingBytes {
            ftruncate(descriptor, off_t(keepingBytes))
        } else {
            unlink(path)
        }
        Glibc.close(descriptor)
        descriptor = -1
        return keepingBytes != nil
    }

    private func freeContext() {
        guard let held = context else { return }
        av_freep(&held.pointee.buffer)
        avio_context_free(&context)
    }
}
