internal import Glibc

/// Bytes on their way from the worker that makes them to the one who writes them, who never have them at the same time.
package final class OutputBuffer: @unchecked Sendable {
    package var bytes: [UInt8] = []
}

/// Buffers that go round between those who fill and those who empty them, so that memory is asked for only once.
final class BufferPool: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var buffers: [OutputBuffer] = []

    init() { pthread_mutex_init(lock, nil) }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// An empty buffer, with room where one came back.
    func take() -> OutputBuffer {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return buffers.popLast() ?? OutputBuffer()
    }

    func give(_ buffer: OutputBuffer) {
        buffer.bytes.removeAll(keepingCapacity: true)
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        buffers.append(buffer)
    }
}
