/// A ZIP archive of entries that are stored as they are, as office programs read them. The same entries give the same
/// bytes: no clock, no names of machines.
struct ZipArchive {
    /// A part of the archive with what the archive says of it, so that parts which never change are summed once.
    struct Entry: Sendable {
        let name: String
        let bytes: [UInt8]
        let checksum: UInt32

        init(_ name: String, _ bytes: [UInt8]) {
            self.name = name
            self.bytes = bytes
            checksum = CyclicRedundancyCheck.sum(bytes)
        }
    }

    private(set) var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count: UInt16 = 0

    /// The whole archive, entries in the order given. At most 65,535 entries and 4 GiB, which documents do not reach.
    static func bytes(of entries: [Entry]) -> [UInt8] {
        var archive = ZipArchive()
        archive.bytes.reserveCapacity(entries.reduce(0) { $0 + $1.bytes.count + 2 * $1.name.utf8.count + 100 } + 30)
        for entry in entries { archive.add(entry) }
        archive.close()
        return archive.bytes
    }

    private mutating func add(_ entry: Entry) {
        let offset = UInt32(truncatingIfNeeded: bytes.count)
        var description = Fields()
        description.put16(20)  // version that reads it
        description.put16(0x0800)  // names in UTF-8
        description.put16(0)  // stored
        description.put16(0)  // 00:00:00
        description.put16(0x21)  // 1980-01-01, the first day that the format knows
        description.put32(entry.checksum)
        description.put32(UInt32(truncatingIfNeeded: entry.bytes.count))
        description.put32(UInt32(truncatingIfNeeded: entry.bytes.count))
        description.put16(UInt16(truncatingIfNeeded: entry.name.utf8.count))
        description.put16(0)  // no extra field

        var head = Fields()
        head.put32(0x0403_4B50)
        bytes += head.bytes + description.bytes + Array(entry.name.utf8)
        bytes += entry.bytes

        var record = Fields()
        record.put32(0x0201_4B50)
        record.put16(20)  // version that wrote it
        record.bytes += description.bytes
        record.put16(0)  // no comment
        record.put16(0)  // first disk
        record.put16(0)
        record.put32(0)
        record.put32(offset)
        directory += record.bytes + Array(entry.name.utf8)
        count += 1
    }

    private mutating func close() {
        let start = UInt32(truncatingIfNeeded: bytes.count)
        var end = Fields()
        end.put32(0x0605_4B50)
        end.put16(0)
        end.put16(0)
        end.put16(count)
        end.put16(count)
        end.put32(UInt32(truncatingIfNeeded: directory.count))
        end.put32(start)
        end.put16(0)
        bytes += directory + end.bytes
    }

    /// Numbers with their low byte first.
    private struct Fields {
        var bytes: [UInt8] = []

        mutating func put16(_ value: UInt16) {
            bytes.append(UInt8(truncatingIfNeeded: value))
            bytes.append(UInt8(truncatingIfNeeded: value >> 8))
        }

        mutating func put32(_ value: UInt32) {
            put16(UInt16(truncatingIfNeeded: value))
            put16(UInt16(truncatingIfNeeded: value >> 16))
        }
    }
}

/// CRC-32 as ZIP and Ethernet compute it (polynomial 0x04C11DB7, reflected).
enum CyclicRedundancyCheck {
    /// For each byte what it adds; then the same for a byte that one, two and three further bytes follow.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 4 * 256)
        for byte in 0..<256 {
            var value = UInt32(byte)
            for _ in 0..<8 { value = value & 1 == 1 ? 0xEDB8_8320 ^ (value >> 1) : value >> 1 }
            tables[byte] = value
        }
        for index in 256..<1024 {
            let before = tables[index - 256]
            tables[index] = tables[Int(before & 0xFF)] ^ (before >> 8)
        }
        return tables
    }()

    static func sum(_ bytes: [UInt8]) -> UInt32 {
        let tables = tables
        var sum: UInt32 = 0xFFFF_FFFF
        var at = 0
        while at + 4 <= bytes.count {
            sum ^= UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8
            sum ^= UInt32(bytes[at + 2]) << 16 | UInt32(bytes[at + 3]) << 24
            sum =
                tables[768 + Int(sum & 0xFF)] ^ tables[512 + Int(sum >> 8 & 0xFF)]
                ^ tables[256 + Int(sum >> 16 & 0xFF)] ^ tables[Int(sum >> 24)]
            at += 4
        }
        while at < bytes.count {
            sum = tables[Int((sum ^ UInt32(bytes[at])) & 0xFF)] ^ (sum >> 8)
            at += 1
        }
        return ~sum
    }
}
