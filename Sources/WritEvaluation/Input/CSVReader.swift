package import WritLanguage

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

/// Reads separated values (RFC 4180) record by record from a source of bytes: quoted fields may hold separators, doubled
/// quotes and line ends; lines end in LF or CRLF; a byte order mark is skipped; empty lines are none.
///
/// Where no separator is given, it is found: a first line `sep=;` states it, as spreadsheets write it; else it is that of
/// comma, semicolon and tab which stands most often in the first line outside of quotes.
///
/// Memory is bounded by the longest record, and that by a limit. Fields are ranges of one buffer: nothing is copied.
package struct CSVReader {
    package static let defaultRecordLimit = 1 << 20

    private let refill: (ByteRoom) -> Int
    private let recordLimit: Int
    /// Nothing until it is found.
    private var separator: UInt8?
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

    /// - Parameters:
    ///   - separator: what stands between fields; nil to find it.
    ///   - refill: puts up to as many bytes as there is room for and answers how many; 0 at the end.
    package init(
        separator: UInt8? = nil, recordLimit: Int = defaultRecordLimit,
        refill: @escaping (ByteRoom) -> Int
    ) {
        self.refill = refill
        self.recordLimit = recordLimit
        self.separator = separator
        buffer = [UInt8](repeating: 0, count: min(max(recordLimit, 16), 1 << 16))
    }

    /// Reads from bytes in memory.
    package init(_ bytes: [UInt8], separator: UInt8? = nil, recordLimit: Int = defaultRecordLimit) {
        var offset = 0
        self.init(separator: separator, recordLimit: recordLimit) { target in
            let count = bytes[offset...].withBytes { target.copy(from: $0) }
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
    package func withFields<Result>(_ body: (ByteView, [Range<Int>]) -> Result) -> Result {
        buffer.withBytes { body($0, ranges) }
    }

    /// Moves on to the next record; false at the end.
    package mutating func next() -> Bool {
        problem = nil
        if isAtStart {
            isAtStart = false
            skipMark()
            if separator == nil { separator = statedSeparator() ?? mostFrequentSeparator() }
        }
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
        while filled - start < 3, more() {}
        if filled - start >= 3, buffer[start] == 0xEF, buffer[start + 1] == 0xBB, buffer[start + 2] == 0xBF {
            start += 3
        }
    }

    /// What a first line `sep=;` says; the line is then read.
    private mutating func statedSeparator() -> UInt8? {
        for (distance, letter) in "sep=".utf8.enumerated() {
            // Capital letters differ in one bit, which `=` has as well.
            guard let next = byte(distance), next | 0x20 == letter else { return nil }
        }
        guard let stated = byte(4), stated != UInt8(ascii: "\n"), stated != UInt8(ascii: "\r") else { return nil }
        let end = byte(5) == UInt8(ascii: "\r") ? 6 : 5
        guard byte(end) == UInt8(ascii: "\n") else { return nil }
        start += end + 1
        nextLine += 1
        return stated
    }

    private static let separators: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]

    private mutating func mostFrequentSeparator() -> UInt8 {
        var counts = [0, 0, 0]
        var isQuoted = false
        var distance = 0
        while distance < recordLimit, let next = byte(distance), isQuoted || next != UInt8(ascii: "\n") {
            if next == UInt8(ascii: "\"") { isQuoted.toggle() }
            if !isQuoted, let place = Self.separators.firstIndex(of: next) { counts[place] += 1 }
            distance += 1
        }
        let most = counts.max() ?? 0
        return most == 0 ? UInt8(ascii: ",") : Self.separators[counts.firstIndex(of: most) ?? 0]
    }

    /// Gets more bytes behind those not yet read, moving these to the front where that makes room.
    private mutating func more() -> Bool {
        if isAtEnd { return false }
        if start > 0 {
            buffer.moveToFront(start..<filled)
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
        let count = buffer.withRoom(from: filled, refill)
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
        let separator = separator ?? UInt8(ascii: ",")
        var distance = 0
        guard byte(0) != nil else { return nil }
        while true {
            let end = byte(distance) == UInt8(ascii: "\"") ? quoted(&distance, separator) : plain(&distance, separator)
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
    private mutating func plain(_ distance: inout Int, _ separator: UInt8) -> UInt8? {
        let first = distance
        while let next = byte(distance) {
            if next == separator || next == UInt8(ascii: "\n")
                || (next == UInt8(ascii: "\r") && byte(distance + 1) == UInt8(ascii: "\n"))
            {
                ranges.append(start + first..<start + distance)
                distance += next == UInt8(ascii: "\r") ? 2 : 1
                if next != separator { nextLine += 1 }
                return next == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : next
            }
            if next == UInt8(ascii: "\"") { report(.strayQuote) }
            distance += 1
        }
        var last = start + distance
        if isAtEnd, last > start + first, buffer[last - 1] == UInt8(ascii: "\r") { last -= 1 }
        ranges.append(start + first..<last)
        return nil
    }

    /// Reads a field in quotes, joining doubled ones in place; answers the byte that ended it and moves behind it.
    private mutating func quoted(_ distance: inout Int, _ separator: UInt8) -> UInt8? {
        wasQuoted = true
        let first = distance + 1
        var write = first
        distance += 1
        while let next = byte(distance) {
            if next == UInt8(ascii: "\"") {
                if byte(distance + 1) == UInt8(ascii: "\"") {
                    distance += 1
                } else {
                    distance += 1
                    ranges.append(start + first..<start + write)
                    return afterQuote(&distance, separator)
                }
            }
            if next == UInt8(ascii: "\n") { nextLine += 1 }
            buffer[start + write] = next
            write += 1
            distance += 1
        }
        if isAtEnd { report(.unterminatedQuote) }
        ranges.append(start + first..<start + write)
        return nil
    }

    private mutating func afterQuote(_ distance: inout Int, _ separator: UInt8) -> UInt8? {
        while let next = byte(distance) {
            if next == separator || next == UInt8(ascii: "\n")
                || (next == UInt8(ascii: "\r") && byte(distance + 1) == UInt8(ascii: "\n"))
            {
                distance += next == UInt8(ascii: "\r") ? 2 : 1
                if next != separator { nextLine += 1 }
                return next == UInt8(ascii: "\r") ? UInt8(ascii: "\n") : next
            }
            if next != UInt8(ascii: "\r") || byte(distance + 1) != nil { report(.textAfterQuote) }
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
            for index in 0..<filled where buffer[index] == UInt8(ascii: "\n") {
                nextLine += 1
                return index + 1
            }
        }
    }
}
