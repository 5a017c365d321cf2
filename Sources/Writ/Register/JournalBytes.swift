/// The lines of a file, read piece by piece.
enum JournalBytes {
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
        if !pending.isEmpty { try body(pending, offset, false) }
    }
}
