import WritLanguage

/// A table of comma-separated values in the making. Rows stand on the lines that they are given, so that messages name places
/// in the file that the rows come from; where that has no lines of its own, a row's line is its number.
struct LogRows {
    private var ready: [UInt8] = []
    private var handedOut = 0
    /// On which the next row would stand.
    private var line = 1

    var isEmpty: Bool { handedOut == ready.count }

    /// - Parameter place: the line on which the row is to stand, where that is not behind already.
    mutating func write(_ fields: [String], at place: Int = 0) {
        if line < place {
            ready.append(contentsOf: repeatElement(UInt8(ascii: "\n"), count: place - line))
            line = place
        }
        for (index, field) in fields.enumerated() {
            if index > 0 { ready.append(UInt8(ascii: ",")) }
            ready.append(UInt8(ascii: "\""))
            for byte in field.utf8 {
                switch byte {
                case UInt8(ascii: "\""): ready += [byte, byte]
                // A row is a line, or its place in the file would be lost.
                case UInt8(ascii: "\n"), UInt8(ascii: "\r"): ready.append(UInt8(ascii: " "))
                default: ready.append(byte)
                }
            }
            ready.append(UInt8(ascii: "\""))
        }
        ready.append(UInt8(ascii: "\n"))
        line += 1
    }

    /// As many bytes as there is room for.
    mutating func hand(to target: ByteRoom) -> Int {
        let count = ready[handedOut...].withBytes { target.copy(from: $0) }
        handedOut += count
        if isEmpty {
            ready.removeAll(keepingCapacity: true)
            handedOut = 0
        }
        return count
    }
}
