internal import Glibc

/// Things that go round between those who fill and those who empty them, so that their memory is asked for only once.
package final class Pool<Item: AnyObject & Sendable>: @unchecked Sendable {
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private var items: [Item] = []

    init() { pthread_mutex_init(lock, nil) }

    deinit {
        pthread_mutex_destroy(lock)
        lock.deallocate()
    }

    /// One that came back, if any.
    func take() -> Item? {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return items.popLast()
    }

    func give(_ item: Item) {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        items.append(item)
    }
}
