package import WritLanguage

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
    package static func lineEnd(_ bytes: ByteView, from start: Int) -> Int {
        bytes.offset(of: UInt8(ascii: "\n"), from: start) ?? bytes.count
    }

    private mutating func fill() throws(FileFailure) {
        let stream = stream
        let count = pending.fill(upTo: blockBytes) { stream.read(into: $0) }
        if let failure = stream.failure { throw failure }
        if count == 0 { isAtEnd = true }
    }

    /// Hands over so many bytes; what follows them begins the next block.
    private mutating func take(_ count: Int, lineCount: Int) -> RecordBlock? {
        if count == 0 { return nil }
        let block = pending
        pending = pool.take() ?? RecordBlock(capacity: blockBytes * 2)
        pending.begin(with: block.bytes.part(count...))
        block.cut(at: count)
        block.firstLine = line
        block.lineCount = lineCount
        line += lineCount
        return block
    }
}
