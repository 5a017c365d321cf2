/// What the root of a record says of it, read from the bytes that Writ has just written.
struct RecordHead {
    private(set) var digest: String?
    private(set) var state: String?
    private(set) var caseID: String?
    private(set) var organisation: String?
    /// As it is printed; nil where a part of it is still a blank.
    private(set) var number: String?

    init?(_ record: [UInt8]) {
        guard let end = Self.rootEnd(record) else { return nil }
        let root = record[..<end]
        digest = Self.attribute("digest", in: root)
        state = Self.attribute("state", in: root)
        caseID = Self.attribute("case", in: root)
        organisation = Self.attribute("organisation", in: root)
        number = Self.number(in: record[end...])
    }

    private static func number(in rest: ArraySlice<UInt8>) -> String? {
        let head = rest[..<(find(Array("</head>".utf8), in: rest) ?? rest.startIndex)]
        let (open, close) = (Array("<number>".utf8), Array("</number>".utf8))
        guard let start = find(open, in: head), let end = find(close, in: head[start...]) else { return nil }
        let text = String(decoding: head[(start + open.count)..<end], as: UTF8.self)
        return text.contains("＿") || text.contains("_") ? nil : text
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
