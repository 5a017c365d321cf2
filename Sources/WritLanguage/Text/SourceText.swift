/// One file as it was read: its bytes, its name for people, and where its lines begin.
///
/// Columns count Unicode scalars from 1, as editors do; display columns (two for a CJK character) are the business
/// of whoever draws a snippet.
package struct SourceText: Sendable {
    package let id: FileID
    /// The path as the user gave it, with `/` between folders.
    package let path: String
    package let bytes: [UInt8]
    /// Byte offsets at which each line starts; never empty.
    package let lineStarts: [Int32]

    package init(id: FileID, path: String, bytes: [UInt8]) {
        self.id = id
        self.path = path
        self.bytes = bytes
        lineStarts = bytes.withBytes { bytes in
            var starts: [Int32] = [0]
            var offset = 0
            while let found = bytes.offset(of: UInt8(ascii: "\n"), from: offset) {
                offset = found + 1
                starts.append(Int32(truncatingIfNeeded: offset))
            }
            return starts
        }
    }

    /// The line (from 1) that holds a byte offset.
    package func line(at offset: Int) -> Int {
        var low = 0
        var high = lineStarts.count
        while low + 1 < high {
            let middle = (low + high) / 2
            if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
        }
        return low + 1
    }

    /// The line and the column, both from 1, of a byte offset.
    package func position(at offset: Int) -> (line: Int, column: Int) {
        let line = line(at: offset)
        let start = Int(lineStarts[line - 1])
        var column = 1
        var index = start
        while index < min(offset, bytes.count) {
            if bytes[index] & 0xC0 != 0x80 { column += 1 }
            index += 1
        }
        return (line, column)
    }

    /// The bytes of a line (from 1) without its line end.
    package func lineBytes(_ line: Int) -> ArraySlice<UInt8> {
        guard line >= 1, line <= lineStarts.count else { return [] }
        let start = Int(lineStarts[line - 1])
        var end = line < lineStarts.count ? Int(lineStarts[line]) - 1 : bytes.count
        if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        return bytes[start..<max(start, end)]
    }
}
