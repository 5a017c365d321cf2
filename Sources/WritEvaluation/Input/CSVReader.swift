/// What breaks RFC 4180, and where.
package struct CSVProblem: Sendable, Equatable {
    package enum Kind: Sendable, Equatable {
        case unterminatedQuote
        /// Something other than a separator or a line end after a closing quote.
        case textAfterQuote
        /// A quote inside a field that does not begin with one.
        case strayQuote
        case recordTooLong(limit: Int)
    }
    package let kind: Kind
    /// The line on which the record begins, from 1.
    package let line: Int
    /// The field, from 1, in which it went wrong.
    package let field: Int

    package init(kind: Kind, line: Int, field: Int) {
        self.kind = kind
        self.line = line
        self.field = field
    }
}

/// Reads comma-separated values (RFC 4180) record by record from a source of bytes: quoted fields may hold commas,
/// doubled quotes and line ends; lines end in LF or CRLF; a byte order mark is skipped; empty lines are none.
///
/// Memory is bounded by the longest record, and that by a limit. Fields are ranges of one buffer: nothing is copied.
package struct CSVReader {
    package static let defaultRecordLimit = 1 << 20

    private let refill: (UnsafeMutableRawBufferPointer) -> Int
    private let recordLimit: Int
    private let separator: UInt8
    private var buffer: [UInt8]
    private var start = 0
    private var filled = 0
    private var isAtEnd = false
    private var isAtStart = true
    private var nextLine = 1
    private var ranges: [Range<Int>] = []

    /// The line on which the current record begins, from 1.
    package private(set) var line = 0
    /// What is wrong with the current record; what can be read of it is there all the same.
    package private(set) var problem: CSVProblem?

    /// - Parameter refill: puts up to as many bytes as there is room for and answers how many; 0 at the end.
    package init(
        separator: UInt8 = 0x2C, recordLimit: Int = defaultRecordLimit,
        refill: @escaping (UnsafeMutableRawBufferPointer) -> Int
    ) {
        self.refill = refill
        self.recordLimit = recordLimit
        self.separator = separator
        buffer = [UInt8](repeating: 0, count: min(max(recordLimit, 16), 1 << 16))
    }

    /// Reads from bytes in memory.
    package init(_ bytes: [UInt8], separator: UInt8 = 0x2C, recordLimit: Int = defaultRecordLimit) {
        var offset = 0
        self.init(separator: separator, recordLimit: recordLimit) { target in
            let count = min(target.count, bytes.count - offset)
            bytes.withUnsafeBytes { source in
                target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<offset + count]))
            }
            offset += count
            return count
        }
    }

    /// The number of fields of the current record.
    package var count: Int { ranges.count }

    /// A field of the current record, quotes removed; empty beyond its end.
    package func field(_ index: Int) -> ArraySlice<UInt8> {
        ranges.indices.contains(index) ? buffer[ranges[index]] : []
    }

    package func text(_ index: Int) -> String { String(decoding: field(index), as: UTF8.self) }

    /// Calls with all bytes of the current record's fields; `ranges` say which are whose.
    package func withFields<Result>(_ body: (UnsafeBufferPointer<UInt8>, [Range<Int>]) -> Result) -> Result {
        buffer.withUnsafeBufferPointer { body($0, ranges) }
    }

    /// Moves on to the next record; false at the end.
    package mutating func next() -> Bool {
        problem = nil
        if isAtStart { skipMark() }
        while true {
            ranges.removeAll(keepingCapacity: true)
            line = nextLine
            guard let end = scan() else { return false }
            start = end
            if ranges.count > 1 || problem != nil || !(ranges.first?.isEmpty ?? true) || wasQuoted { return true }
        }
    }

    private var wasQuoted = false

    private mutating func skipMark() {
        isAtStart = false
        while filled - start < 3, more() {}
        if filled - start >= 3, buffer[start] == 0xEF, buffer[start + 1] == 0xBB, buffer[start + 2] == 0xBF {
            start += 3
        }
    }

    /// Gets more bytes behind those not yet read, moving these to the front where that makes room.
    private mutating func more() -> Bool {
        if isAtEnd { return false }
        if start > 0 {
            let kept = start..<filled
            buffer.withUnsafeMutableBytes { all in
                // The ranges may overlap, which `copyMemory` allows.
                all.copyMemory(from: UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(all)[kept]))
            }
            for index in ranges.indices {
                ranges[index] = ranges[index].lowerBound - start..<ranges[index].upperBound - start
            }
            filled -= start
            start = 0
        }
        if filled == buffer.count {
            guard buffer.count < recordLimit + 16 else { return false }
            buffer.append(contentsOf: repeatElement(0, count: min(buffer.count, recordLimit + 16 - buffer.count)))
        }
        let (room, refill) = (filled, refill)
        let count = buffer.withUnsafeMutableBytes { refill(UnsafeMutableRawBufferPointer(rebasing: $0[room...])) }
        if count <= 0 { isAtEnd = true }
        filled += max(0, count)
        return count > 0
    }

    /// The byte at a distance from the record's start, read on demand; nil at the end of the input.
    @inline(__always)
    private mutating func byte(_ distance: Int) -> UInt8? {
        if start + distance >= filled, !more() { return nil }
        return start + distance < filled ? buffer[start + distance] : nil
    }

    private mutating func report(_ kind: CSVProblem.Kind) {
        if problem == nil { problem = CSVProblem(kind: kind, line: line, field: ranges.count + 1) }
    }

    /// Finds the fields of the record that starts at `start`; answers the offset after it, nil where none is left.
    private mutating func scan() -> Int? {
        wasQuoted = false
        var distance = 0
        guard byte(0) != nil else { return nil }
        while true {
            let end = byte(distance) == 0x22 ? quoted(&distance) : plain(&distance)
            guard let end else {
                // Too long, or at the end of the input.
                if !isAtEnd { return skipRest(&distance) }
                return start + distance
            }
            if end == separator { continue }
            return start + distance
        }
    }

    /// Reads a field without quotes; answers the byte that ended it and moves behind it.
    private mutating func plain(_ distance: inout Int) -> UInt8? {
        let first = distance
        while let next = byte(distance) {
            if next == separator || next == 0x0A || (next == 0x0D && byte(distance + 1) == 0x0A) {
                ranges.append(start + first..<start + distance)
                distance += next == 0x0D ? 2 : 1
                if next != separator { nextLine += 1 }
                return next == 0x0D ? 0x0A : next
            }
            if next == 0x22 { report(.strayQuote) }
            distance += 1
        }
        var last = start + distance
        if isAtEnd, last > start + first, buffer[last - 1] == 0x0D { last -= 1 }
        ranges.append(start + first..<last)
        return nil
    }

    /// Reads a field in quotes, joining doubled ones in place; answers the byte that ended it and moves behind it.
    private mutating func quoted(_ distance: inout Int) -> UInt8? {
        wasQuoted = true
        let first = distance + 1
        var write = first
        distance += 1
        while let next = byte(distance) {
            if next == 0x22 {
                if byte(distance + 1) == 0x22 {
                    distance += 1
                } else {
                    distance += 1
                    ranges.append(start + first..<start + write)
                    return afterQuote(&distance)
                }
            }
            if next == 0x0A { nextLine += 1 }
            buffer[start + write] = next
            write += 1
            distance += 1
        }
        if isAtEnd { report(.unterminatedQuote) }
        ranges.append(start + first..<start + write)
        return nil
    }

    private mutating func afterQuote(_ distance: inout Int) -> UInt8? {
        while let next = byte(distance) {
            if next == separator || next == 0x0A || (next == 0x0D && byte(distance + 1) == 0x0A) {
                distance += next == 0x0D ? 2 : 1
                if next != separator { nextLine += 1 }
                return next == 0x0D ? 0x0A : next
            }
            if next != 0x0D || byte(distance + 1) != nil { report(.textAfterQuote) }
            distance += 1
        }
        return nil
    }

    /// The record is longer than the limit: drops it up to the end of the line.
    private mutating func skipRest(_ distance: inout Int) -> Int? {
        problem = CSVProblem(kind: .recordTooLong(limit: recordLimit), line: line, field: max(1, ranges.count))
        ranges.removeAll(keepingCapacity: true)
        while true {
            start = filled
            distance = 0
            guard more() else { return filled }
            for index in 0..<filled where buffer[index] == 0x0A {
                nextLine += 1
                return index + 1
            }
        }
    }
}
