internal import WritLanguage
internal import Glibc

/// The offsets of a zone as the system's zone data has them: a list of changes (RFC 9636, TZif), and a rule for the time
/// after the last one.
struct ZoneTable: Sendable {
    /// Instants of changes in seconds since 1970, in order.
    private var changes: [Int64] = []
    /// The offset from each change on, in seconds east of UTC.
    private var offsets: [Int] = []
    /// The offset before the first change.
    private var first = 0
    private var rule: ZoneRule?

    func offset(at seconds: Int64) -> Int {
        guard let last = changes.last, seconds < last else {
            if let rule { return rule.offset(at: seconds) }
            return offsets.last ?? first
        }
        var low = 0
        var high = changes.count
        while low < high {
            let middle = (low + high) / 2
            if changes[middle] <= seconds { low = middle + 1 } else { high = middle }
        }
        return low == 0 ? first : offsets[low - 1]
    }

    // MARK: - Reading

    private static let folders = ["/usr/share/zoneinfo/", "/usr/lib/zoneinfo/", "/usr/share/lib/zoneinfo/"]
    /// Far above the largest file of zone data.
    private static let limit = 1 << 16

    /// The table of a zone by its name; nil where the system has none, or one that cannot be read.
    static func read(_ name: String) -> ZoneTable? {
        let isName = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "/"),
                UInt8(ascii: "_"):
                true
            default: false
            }
        }
        guard isName, name.utf8.count <= 100, let start = name.utf8.first, start != UInt8(ascii: "/"),
            !name.contains("//")
        else {
            return nil
        }
        for folder in folders {
            if let bytes = contents(of: folder + name), let table = ZoneTable(bytes) { return table }
        }
        return nil
    }

    private static func contents(of path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { _ = close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: limit)
        var count = 0
        while count < limit {
            let got = bytes.withRoom(from: count) { Glibc.read(descriptor, $0.memory.baseAddress, $0.count) }
            if got < 0 { return nil }
            if got == 0 { break }
            count += got
        }
        return count < limit ? Array(bytes.prefix(count)) : nil
    }

    /// - Parameter bytes: a whole file of zone data.
    init?(_ bytes: [UInt8]) {
        var reader = Reader(bytes: bytes)
        guard var counts = reader.header() else { return nil }
        if counts.version >= 2 {
            // The first block is for programs that know 32 bits only.
            reader.skip(counts.length(timeSize: 4))
            guard let second = reader.header() else { return nil }
            counts = second
        }
        let size = counts.version >= 2 ? 8 : 4
        guard counts.types > 0, counts.length(timeSize: size) <= reader.rest else { return nil }
        for _ in 0..<counts.times { changes.append(reader.signed(size)) }
        let kinds = (0..<counts.times).map { _ in reader.byte() }
        var typeOffsets: [Int] = []
        var firstStandard: Int?
        for _ in 0..<counts.types {
            let offset = Int(reader.signed(4))
            if reader.byte() == 0, firstStandard == nil { firstStandard = offset }
            _ = reader.byte()
            guard abs(offset) < 26 * 3600 else { return nil }
            typeOffsets.append(offset)
        }
        guard kinds.allSatisfy({ $0 < typeOffsets.count }), zip(changes, changes.dropFirst()).allSatisfy({ $0 < $1 })
        else { return nil }
        offsets = kinds.map { typeOffsets[$0] }
        first = firstStandard ?? typeOffsets[0]
        if counts.version >= 2 {
            reader.skip(counts.texts + counts.leaps * (size + 4) + counts.standards + counts.universals)
            let footer = reader.line()
            if !footer.isEmpty {
                guard let rule = ZoneRule(footer) else { return nil }
                self.rule = rule
            }
        }
    }

    /// Numbers in network order.
    private struct Reader {
        struct Counts {
            var version = 0
            var universals = 0, standards = 0, leaps = 0, times = 0, types = 0, texts = 0

            func length(timeSize: Int) -> Int {
                times * (timeSize + 1) + types * 6 + texts + leaps * (timeSize + 4) + standards + universals
            }
        }

        let bytes: [UInt8]
        var place = 0

        init(bytes: [UInt8]) { self.bytes = bytes }

        var rest: Int { max(0, bytes.count - place) }

        mutating func skip(_ count: Int) { place = min(bytes.count, place + max(0, count)) }

        mutating func byte() -> Int {
            guard place < bytes.count else { return 0 }
            place += 1
            return Int(bytes[place - 1])
        }

        mutating func signed(_ size: Int) -> Int64 {
            var value: UInt64 = 0
            for _ in 0..<size { value = value << 8 | UInt64(byte()) }
            return size == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
        }

        /// Nil where there is none.
        mutating func header() -> Counts? {
            guard rest >= 44, Array(bytes[place..<place + 4]) == Array("TZif".utf8) else { return nil }
            skip(4)
            var counts = Counts()
            let version = byte()
            counts.version = version == 0 ? 1 : version - 0x30
            skip(15)
            func count() -> Int { Int(truncatingIfNeeded: signed(4)) }
            counts.universals = count()
            counts.standards = count()
            counts.leaps = count()
            counts.times = count()
            counts.types = count()
            counts.texts = count()
            let all = [counts.universals, counts.standards, counts.leaps, counts.times, counts.types, counts.texts]
            return all.allSatisfy { $0 >= 0 && $0 <= bytes.count } ? counts : nil
        }

        /// What stands between two ends of lines.
        mutating func line() -> ArraySlice<UInt8> {
            guard byte() == UInt8(ascii: "\n"), let end = bytes[place...].firstIndex(of: UInt8(ascii: "\n")) else {
                return []
            }
            return bytes[place..<end]
        }
    }
}
