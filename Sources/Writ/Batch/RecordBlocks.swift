internal import Glibc
internal import WritLanguage

/// Cuts a stream into blocks of whole lines, so that a worker has much to do for each hand-over.
package struct RecordBlocks {
    package struct Block: Sendable {
        package let bytes: [UInt8]
        /// The number of its first line, from 1.
        package let firstLine: Int
        package let lineCount: Int
    }

    package let path: String
    private let descriptor: Int32
    private let blockBytes: Int
    private let recordLimit: Int
    private var pending: [UInt8] = []
    private var line = 1
    private var isAtEnd = false
    private let counter: ByteCounter

    /// - Parameter recordLimit: the size in bytes above which one line is refused.
    package init(
        descriptor: Int32, path: String, blockBytes: Int = 1 << 20, recordLimit: Int = 1 << 28,
        counter: ByteCounter = ByteCounter()
    ) {
        self.descriptor = descriptor
        self.path = path
        self.blockBytes = blockBytes
        self.recordLimit = recordLimit
        self.counter = counter
    }

    package mutating func next() throws(FileFailure) -> Block? {
        var scanned = 0
        var boundary = 0
        while true {
            if let end = lastLineEnd(from: scanned) { boundary = end }
            scanned = pending.count
            if isAtEnd { return take(pending.count) }
            if boundary > 0, pending.count >= blockBytes { return take(boundary) }
            if pending.count - boundary > recordLimit {
                throw FileFailure(.tooLarge(path: path, megabytes: recordLimit >> 20))
            }
            try fill()
        }
    }

    /// The offset behind the last line end in what has not been looked at yet.
    private func lastLineEnd(from start: Int) -> Int? {
        pending.withUnsafeBufferPointer { bytes in
            var index = bytes.count
            while index > start {
                if bytes[index - 1] == 0x0A { return index }
                index -= 1
            }
            return nil
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
        let old = pending.count
        pending.append(contentsOf: repeatElement(0, count: blockBytes))
        let space = blockBytes
        let count = pending.withUnsafeMutableBytes { raw in
            Glibc.read(descriptor, raw.baseAddress?.advanced(by: old), space)
        }
        if count < 0 {
            let code = errno
            pending.removeLast(space)
            if code == EINTR { return }
            throw FileFailure(.unreadable(path: path, reason: FileFailure.reason(code)))
        }
        pending.removeLast(space - count)
        counter.count += count
        if count == 0 { isAtEnd = true }
    }

    private mutating func take(_ count: Int) -> Block? {
        if count == 0 { return nil }
        let bytes: [UInt8]
        if count == pending.count {
            bytes = pending
            pending = []
        } else {
            bytes = Array(pending[..<count])
            pending.removeFirst(count)
        }
        let lineEnds = bytes.withUnsafeBufferPointer { bytes in
            var count = 0
            var at = 0
            while at < bytes.count {
                at = Self.lineEnd(bytes, from: at) + 1
                count += 1
            }
            return count
        }
        let block = Block(bytes: bytes, firstLine: line, lineCount: lineEnds)
        line += lineEnds
        return block
    }
}
