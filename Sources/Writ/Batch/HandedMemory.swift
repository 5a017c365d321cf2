package import WritDocuments
internal import WritEvaluation
package import WritLanguage

// What goes from hand to hand in a batch: the reader fills a block, a worker reads it and fills a buffer, the writer empties that.
//
// Unsafe memory: nothing here is guarded by a lock. Whoever hands such an object on does not touch it again, so two threads never
// have it at the same time; the pipeline's lock lies between the two. Only the batch's own parts may rely on that.

/// Whole lines of input.
package final class RecordBlock: @unchecked Sendable {
    private var memory: OwnedArray<UInt8>
    /// The number of its first line, from 1.
    package internal(set) var firstLine = 1
    package internal(set) var lineCount = 0

    init(capacity: Int) { memory = OwnedArray(capacity: capacity) }

    /// How many bytes there are.
    package var count: Int { memory.count }

    /// The bytes, until the block is changed or handed on.
    package var bytes: ByteView { memory.view }

    /// Begins with a copy of other bytes.
    func begin(with bytes: ByteView) {
        memory.removeAll()
        memory.append(contentsOf: bytes.memory)
    }

    /// Lends room for so many more bytes; the closure answers how many it put there, which is answered.
    func fill(upTo length: Int, _ body: (ByteRoom) -> Int) -> Int { memory.fill(upTo: length, body) }

    /// Forgets the bytes from a number on.
    func cut(at count: Int) { memory.removeLast(memory.count - count) }
}

/// Results on their way to the one who writes them.
package final class OutputBuffer: @unchecked Sendable {
    package var bytes: [UInt8] = []
    /// Documents of a stream.
    @exclusivity(unchecked) package var documents = DocumentBytes()

    /// Forgets what it holds and keeps the room.
    func empty() {
        bytes.removeAll(keepingCapacity: true)
        documents.truncate(to: 0)
    }
}
