internal import WritLanguage

/// An index as it is kept: with the key of the bytes that it was made from, and what the system said of their files then.
package struct KeptIndex: Sendable {
    package let index: RulebookIndex
    /// An `IndexKey`.
    package let key: String
    /// Nil where the files were too new to be told from the next ones.
    package let stamps: SourceStamps?

    package init(_ index: RulebookIndex, key: String, stamps: SourceStamps?) {
        self.index = index
        self.key = key
        self.stamps = stamps
    }

    /// Goes up with every change of what an index says or how.
    private static let head = "writ index 2"

    /// Lines of fields with tabs between them, the last of which is a sum of all before it: a file that was cut off or damaged is
    /// none. Nil where a name has a tab or a line end in it, which lines cannot hold.
    package var text: [UInt8]? {
        guard let secret = IndexKey.secret(of: key) else { return nil }
        var text: [UInt8] = []
        var isPlain = true
        func add(_ fields: [[UInt8]]) {
            isPlain = isPlain && fields.allSatisfy { $0.allSatisfy { $0 >= 0x20 } }
            text += fields.joined(separator: [UInt8(ascii: "\t")]) + [UInt8(ascii: "\n")]
        }
        add([Array(Self.head.utf8), Array(key.utf8), Array("\(stamps?.lines.count ?? 0)".utf8)])
        stamps?.lines.forEach(add)
        index.lines.forEach(add)
        guard isPlain else { return nil }
        return text + "end\t\(Self.sum(text[...], secret))\n".utf8
    }

    /// Nil for what is not, whole and unchanged, the text of a kept index.
    package init?(_ bytes: [UInt8]) {
        let lineEnd = UInt8(ascii: "\n")
        guard bytes.last == lineEnd, let before = bytes.dropLast().lastIndex(of: lineEnd) else { return nil }
        let body = bytes[...before]
        let lines = body.dropLast().split(separator: lineEnd, omittingEmptySubsequences: false).map { line in
            line.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
        }
        func text(_ field: ArraySlice<UInt8>) -> String { String(decoding: field, as: UTF8.self) }
        guard let first = lines.first, first.count == 3, text(first[0]) == Self.head,
            let secret = IndexKey.secret(of: text(first[1])),
            bytes[(before + 1)...].elementsEqual("end\t\(Self.sum(body, secret))\n".utf8),
            let count = Int(text(first[2])), count >= 0, count < lines.count,
            let index = RulebookIndex(lines: lines[(count + 1)...])
        else { return nil }
        key = text(first[1])
        stamps = SourceStamps(lines: lines[1..<(count + 1)])
        if stamps == nil, count > 0 { return nil }
        self.index = index
    }

    private static func sum(_ bytes: ArraySlice<UInt8>, _ secret: UInt64) -> String {
        var hash = KeyedHash(secret: secret)
        bytes.withBytes { hash.update($0) }
        return hash.digits
    }
}
