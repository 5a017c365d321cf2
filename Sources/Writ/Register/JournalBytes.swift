/// The lines of a file, read piece by piece.
///
/// A writer that appends many lines makes room behind the last of them first, so that a line can go to the disk without the file
/// growing: that takes one writing of the disk in place of two. Room is white space, and goes when the writer ends.
enum JournalBytes {
    static let room = 1 << 16
    /// Less white space at the end than this is no room: a line's end that somebody wrote over does not pass for it.
    static let leastRoom = 16
    static let filler: UInt8 = 0x20
    /// What the disk writes as one.
    private static let sector = 512

    /// Whether a part of a line never reached the disk: a piece of it, as the disk writes pieces, is still room.
    static func isTorn(_ line: [UInt8], at offset: Int) -> Bool {
        var start = 0
        while start < line.count {
            let end = min(line.count, start + sector - (offset + start) % sector)
            if line[start..<end].allSatisfy({ $0 == filler }) { return true }
            start = end
        }
        return false
    }

    /// Calls for each line with its bytes and where it begins, at last for what stands behind the last line's end.
    static func lines(
        of descriptor: Int32, from start: Int, shownAs path: String,
        _ body: (_ bytes: [UInt8], _ offset: Int, _ isWhole: Bool) throws(FileFailure) -> Void
    ) throws(FileFailure) {
        var pending: [UInt8] = []
        var offset = start
        var at = start
        var chunk = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = SystemCalls.read(descriptor, at: at, into: &chunk)
            if count < 0 { throw FileSystem.failure(reading: path) }
            if count == 0 { break }
            at += count
            var from = 0
            while let end = chunk[from..<count].firstIndex(of: UInt8(ascii: "\n")) {
                let line = pending + chunk[from..<end]
                pending.removeAll(keepingCapacity: true)
                try body(line, offset, true)
                offset += line.count + 1
                from = end + 1
            }
            pending += chunk[from..<count]
            if pending.count > 1 << 28 { throw FileFailure(.tooLarge(path: path, megabytes: 256)) }
        }
        if pending.suffix(leastRoom).count == leastRoom, pending.suffix(leastRoom).allSatisfy({ $0 == filler }) {
            while pending.last == filler { pending.removeLast() }
        }
        if !pending.isEmpty { try body(pending, offset, false) }
    }
}
