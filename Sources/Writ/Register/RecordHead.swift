/// What the root of a record says of it, read from the bytes that Writ has just written.
struct RecordHead {
    private(set) var digest: String?

    init?(_ record: [UInt8]) {
        guard let end = Self.rootEnd(record) else { return nil }
        digest = Self.attribute("digest", in: record[..<end])
    }

    /// Where the start tag of the root ends.
    private static func rootEnd(_ record: [UInt8]) -> Int? {
        guard let root = find(Array("<document".utf8), in: record[...]) else { return nil }
        return record[root...].firstIndex(of: UInt8(ascii: ">"))
    }

    private static func attribute(_ name: String, in tag: ArraySlice<UInt8>) -> String? {
        guard let start = find(Array(" \(name)=\"".utf8), in: tag) else { return nil }
        let value = tag[(start + name.utf8.count + 3)...]
        return value.firstIndex(of: UInt8(ascii: "\"")).map { String(decoding: value[..<$0], as: UTF8.self) }
    }

    private static func find(_ text: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= text.count else { return nil }
        return (bytes.startIndex...(bytes.endIndex - text.count)).first {
            bytes[$0..<($0 + text.count)].elementsEqual(text)
        }
    }
}
