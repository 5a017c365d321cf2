import WritLanguage
import WritSemantics

/// What a record says, taken apart for its digest: its *frame* (all that follows from the form: tags, labels, titles, fixed
/// text, in their order) and its *filling* (values as they are printed and as machines read them, in their order).
///
/// The digest of a record is that of its frame's digest in hexadecimal and its filling. One frame serves many documents, so
/// its digest is computed once for all of them.
///
/// It is read from the canonical form (C14N) of the record and from nothing else. Left out is what changes while a document
/// goes its way: its state, its own number and dates, the delivery slip, the approvals and what is missing; and what its
/// reader does not see: the rulebook's digest, the form's version, the day of judgement, the paths of values.
struct RecordContent {
    private(set) var frame: [UInt8] = []
    /// Each piece with its length before it, so that no two fillings run together alike.
    private(set) var filling: [UInt8] = []

    /// The digest that the root states.
    private(set) var statedDigest: String?

    /// Attributes of the root that say whose document it is.
    static let identity = ["about", "case", "case-type", "ordinal", "organisation"]
    /// Elements whose content is filled in. What their start tags say after `state` or `value` is part of it.
    private static let filled: Set<String> = ["value", "due", "checkboxes", "number", "messages", "image"]
    /// Elements that stay in the frame as they would be without content.
    private static let emptied: Set<String> = ["date", "number"]
    /// Elements that are not there, with the line end behind them.
    private static let absent: Set<String> = ["state", "delivery", "approval", "missing"]

    /// Nothing where the bytes are no record in canonical form.
    init?(canonical bytes: ByteView) {
        var reader = Reader(bytes: bytes)
        frame.reserveCapacity(bytes.count)
        guard let root = reader.tag(), root.name == "document", root.start == 0 else { return nil }
        add(root, reader)
        while true {
            let from = reader.at
            guard let tag = reader.tag() else {
                frame.append(contentsOf: bytes[from...])
                return
            }
            frame.append(contentsOf: bytes[from..<tag.start])
            if Self.absent.contains(tag.name) {
                guard reader.skip(to: tag.name, isEndToo: true) != nil else { return nil }
            } else if Self.emptied.contains(tag.name), tag.attributes.first?.name != "of" {
                frame.append(contentsOf: "<\(tag.name)>".utf8)
                guard reader.skip(to: tag.name, isEndToo: false) != nil else { return nil }
            } else if Self.filled.contains(tag.name) {
                let start = addFrame(of: tag, reader)
                guard let end = reader.skip(to: tag.name, isEndToo: false) else { return nil }
                Self.add(bytes[start..<end], to: &filling)
            } else {
                frame.append(contentsOf: bytes[tag.start..<tag.end])
            }
        }
    }

    var frameDigest: [UInt8] { Array(BLAKE2b.hex(frame).utf8) }

    /// In hexadecimal.
    var digest: String { BLAKE2b.hex(frameDigest + filling) }

    private mutating func add(_ root: Reader.Tag, _ reader: Reader) {
        frame.append(contentsOf: "<document".utf8)
        for attribute in root.attributes where ["xmlns", "form", "lang"].contains(attribute.name) {
            frame.append(UInt8(ascii: " "))
            frame.append(contentsOf: reader.bytes[attribute.range])
        }
        frame.append(UInt8(ascii: ">"))
        let stated = root.attributes.first { $0.name == "digest" }
        statedDigest = stated.map { String(decoding: reader.bytes[$0.value], as: UTF8.self) }
        for name in Self.identity {
            let attribute = root.attributes.first { $0.name == name }
            Self.add(attribute.map { reader.bytes[$0.value] } ?? reader.bytes[0..<0], to: &filling)
        }
    }

    /// Adds of a start tag what the form says, and gives back where the rest of it begins.
    private mutating func addFrame(of tag: Reader.Tag, _ reader: Reader) -> Int {
        frame.append(contentsOf: "<\(tag.name)".utf8)
        for attribute in tag.attributes {
            if attribute.name == "state" || attribute.name == "value" { return attribute.range.lowerBound - 1 }
            if attribute.name == "field" { continue }
            frame.append(UInt8(ascii: " "))
            frame.append(contentsOf: reader.bytes[attribute.range])
        }
        return tag.end - 1
    }

    private static func add(_ piece: Slice<ByteView>, to filling: inout [UInt8]) {
        filling.putLength(piece.count)
        filling.append(contentsOf: piece)
    }

    // MARK: - Canonical markup

    /// Reads tags as canonical XML has them: attributes in double quotes behind one space each, every element with an end tag,
    /// no comments, no instructions.
    private struct Reader {
        struct Attribute {
            let name: String
            /// Of name and value.
            let range: Range<Int>
            /// Between the quotes.
            let value: Range<Int>
        }

        struct Tag {
            /// With the slash of an end tag.
            let name: String
            let start: Int
            /// Behind `>`.
            let end: Int
            let attributes: [Attribute]
        }

        let bytes: ByteView
        var at = 0

        /// The next tag; nothing where there is none, or it is not canonical.
        mutating func tag() -> Tag? {
            guard let start = bytes[at...].firstIndex(of: UInt8(ascii: "<")) else { return nil }
            var end = start + 1
            while end < bytes.count, bytes[end] != UInt8(ascii: ">"), bytes[end] != UInt8(ascii: " ") { end += 1 }
            let name = String(decoding: bytes[start + 1..<end], as: UTF8.self)
            var attributes: [Attribute] = []
            while end < bytes.count, bytes[end] == UInt8(ascii: " ") {
                guard let attribute = attribute(from: end + 1) else { return nil }
                attributes.append(attribute)
                end = attribute.range.upperBound
            }
            guard end < bytes.count, bytes[end] == UInt8(ascii: ">") else { return nil }
            at = end + 1
            return Tag(name: name, start: start, end: at, attributes: attributes)
        }

        private func attribute(from start: Int) -> Attribute? {
            guard let sign = bytes[start...].firstIndex(of: UInt8(ascii: "=")), sign + 1 < bytes.count,
                bytes[sign + 1] == UInt8(ascii: "\""),
                let end = bytes[(sign + 2)...].firstIndex(of: UInt8(ascii: "\""))
            else { return nil }
            return Attribute(
                name: String(decoding: bytes[start..<sign], as: UTF8.self), range: start..<end + 1,
                value: sign + 2..<end)
        }

        /// Goes to the end tag of an element in which none of its name stands, or behind it and its line end; gives back where
        /// the end tag begins.
        mutating func skip(to name: String, isEndToo: Bool) -> Int? {
            while let tag = tag() {
                guard tag.name.first == "/", tag.name.dropFirst() == name else { continue }
                if !isEndToo {
                    at = tag.start
                } else if at < bytes.count, bytes[at] == UInt8(ascii: "\n") {
                    at += 1
                }
                return tag.start
            }
            return nil
        }
    }
}

extension ByteOutput where Self: ~Copyable {
    /// A length in as few bytes as it takes, seven bits each, the lowest first.
    @inline(__always)
    mutating func putLength(_ length: Int) {
        var rest = length
        while rest >= 0x80 {
            put(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest = rest &>> 7
        }
        put(UInt8(truncatingIfNeeded: rest))
    }
}
