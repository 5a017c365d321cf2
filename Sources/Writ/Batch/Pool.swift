internal import Synchronization

/// Things that go round between those who fill and those who empty them, so that their memory is asked for only once.
package final class Pool<Item: AnyObject & Sendable>: Sendable {
    private let items = Mutex<[Item]>([])

    /// One that came back, if any.
    func take() -> Item? { items.withLock { $0.popLast() } }

    func give(_ item: Item) { items.withLock { $0.append(item) } }
}
