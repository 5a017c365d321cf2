internal import Glibc

/// Buffers that go round between those who fill and those who empty them, so that memory is asked for only once.
final class BufferPool: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var buffers: [[UInt8]] = []

    init() { pthread_mutex_init(lock, nil) }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// An empty buffer, with room where one came back.
    func take() -> [UInt8] {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return buffers.popLast() ?? []
    }

    /// Takes a buffer away; nobody else may hold it.
    func give(_ buffer: inout [UInt8]) {
        var taken: [UInt8] = []
        swap(&taken, &buffer)
        taken.removeAll(keepingCapacity: true)
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        buffers.append(taken)
    }
}
