internal import Glibc
internal import WritLanguage

/// Whole lines of input, in memory that goes round between the reader and the workers.
package final class RecordBlock: @unchecked Sendable {
    private var memory: UnsafeMutableRawPointer
    private var capacity: Int
    /// How many bytes there are.
    fileprivate(set) package var count = 0
    /// The number of its first line, from 1.
    fileprivate(set) package var firstLine = 1
    fileprivate(set) package var lineCount = 0

    fileprivate init(capacity: Int) {
        memory = .allocate(byteCount: capacity, alignment: 16)
        self.capacity = capacity
    }

    deinit { memory.deallocate() }

    package var bytes: UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: memory.assumingMemoryBound(to: UInt8.self), count: count)
    }

    /// Room behind what there is, of at least so many bytes.
    fileprivate func room(_ length: Int) -> UnsafeMutableRawBufferPointer {
        if capacity - count < length {
            let larger = max(capacity * 2, count + length)
            let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
            moved.copyMemory(from: memory, byteCount: count)
            memory.deallocate()
            memory = moved
            capacity = larger
        }
        return UnsafeMutableRawBufferPointer(start: memory + count, count: capacity - count)
    }

    /// Begins with a copy of other bytes.
    fileprivate func begin(with bytes: UnsafeBufferPointer<UInt8>) {
        count = 0
        room(bytes.count).copyMemory(from: UnsafeRawBufferPointer(bytes))
        count = bytes.count
    }
}

/// Cuts a stream into blocks of whole lines, so that a worker has much to do for each hand-over.
package struct RecordBlocks {
    package let path: String
    private let stream: TextStream
    private let blockBytes: Int
    private let recordLimit: Int
    /// What was read and not handed over yet.
    private var pending: RecordBlock
    private var line = 1
    private var isAtEnd = false
    /// Where blocks come back to once they were worked on.
    package let pool = Pool<RecordBlock>()

    /// - Parameter recordLimit: the size in bytes above which one line is refused.
    package init(
        _ stream: TextStream, path: String, blockBytes: Int = 1 << 20, recordLimit: Int = 1 << 28
    ) {
        self.stream = stream
        self.path = path
        self.blockBytes = blockBytes
        self.recordLimit = recordLimit
        pending = RecordBlock(capacity: blockBytes * 2)
    }

    package mutating func next() throws(FileFailure) -> RecordBlock? {
        var scanned = 0
        var boundary = 0
        var lines = 0
        while true {
            while scanned < pending.count {
                let end = Self.lineEnd(pending.bytes, from: scanned)
                scanned = end + 1
                if end == pending.count { break }
                boundary = scanned
                lines += 1
            }
            scanned = pending.count
            if isAtEnd { return take(scanned, lineCount: scanned > boundary ? lines + 1 : lines) }
            if boundary > 0, pending.count >= blockBytes { return take(boundary, lineCount: lines) }
            if pending.count - boundary > recordLimit {
                throw FileFailure(.tooLarge(path: path, megabytes: recordLimit >> 20))
            }
            try fill()
        }
    }

    /// The offset of the next line end, or that of the end of the text.
    package static func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        guard let base = bytes.baseAddress, let found = memchr(base + start, 0x0A, bytes.count - start) else {
            return bytes.count
        }
        return UnsafeRawPointer(base).distance(to: UnsafeRawPointer(found))
    }

    private mutating func fill() throws(FileFailure) {
        let room = pending.room(blockBytes)
        let count = stream.read(into: UnsafeMutableRawBufferPointer(rebasing: room[..<blockBytes]))
        if let failure = stream.failure { throw failure }
        pending.count += count
        if count == 0 { isAtEnd = true }
    }

    /// Hands over so many bytes; what follows them begins the next block.
    private mutating func take(_ count: Int, lineCount: Int) -> RecordBlock? {
        if count == 0 { return nil }
        let block = pending
        pending = pool.take() ?? RecordBlock(capacity: blockBytes * 2)
        pending.begin(with: UnsafeBufferPointer(rebasing: block.bytes[count...]))
        block.count = count
        block.firstLine = line
        block.lineCount = lineCount
        line += lineCount
        return block
    }
}
