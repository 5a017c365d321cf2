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
    static let identity: [StaticString] = ["about", "case", "case-type", "ordinal", "organisation"]
    /// What becomes of an element.
    private enum Role {
        /// It stands in the frame as it is.
        case plain
        /// Its content is filled in. What its start tag says after `state` or `value` is part of it.
        case filled
        /// It stays in the frame as it would be without content.
        case emptied
        /// It is not there, with the line end behind it.
        case absent
    }

    /// Nothing where the bytes are no record in canonical form.
    init?(canonical bytes: ByteView) {
        var reader = Reader(bytes: bytes)
        frame.reserveCapacity(bytes.count)
        guard let root = reader.tag(), root.start == 0, reader.has(root.name, "document") else { return nil }
        add(root, reader)
        while true {
            let from = reader.at
            guard let tag = reader.tag() else {
                frame.append(contentsOf: bytes.part(from...))
                return
            }
            switch Self.role(of: tag, reader) {
            case .plain:
                frame.append(contentsOf: bytes.part(from..<tag.end))
            case .absent:
                frame.append(contentsOf: bytes.part(from..<tag.start))
                guard reader.skip(to: tag.name, isEndToo: true) != nil else { return nil }
            case .emptied:
                frame.append(contentsOf: bytes.part(from..<tag.name.upperBound))
                frame.append(UInt8(ascii: ">"))
                guard reader.skip(to: tag.name, isEndToo: false) != nil else { return nil }
            case .filled:
                frame.append(contentsOf: bytes.part(from..<tag.start))
                let start = addFrame(of: tag, reader)
                guard let end = reader.skip(to: tag.name, isEndToo: false) else { return nil }
                Self.add(bytes.part(start..<end), to: &filling)
            }
        }
    }

    private static func role(of tag: Reader.Tag, _ reader: Reader) -> Role {
        let name = tag.name
        switch name.count {
        case 3: return reader.has(name, "due") ? .filled : .plain
        case 4:
            // A date of the letter itself changes on its way; one of a field is a value.
            return reader.has(name, "date") && !reader.beginsWithOf(tag) ? .emptied : .plain
        case 5:
            if reader.has(name, "state") { return .absent }
            return reader.has(name, "value") || reader.has(name, "image") ? .filled : .plain
        case 6:
            guard reader.has(name, "number") else { return .plain }
            return reader.beginsWithOf(tag) ? .filled : .emptied
        case 7: return reader.has(name, "missing") ? .absent : .plain
        case 8:
            if reader.has(name, "messages") { return .filled }
            return reader.has(name, "delivery") || reader.has(name, "approval") ? .absent : .plain
        case 10: return reader.has(name, "checkboxes") ? .filled : .plain
        default: return .plain
        }
    }

    var frameDigest: [UInt8] { Array(BLAKE2b.hex(frame).utf8) }

    /// In hexadecimal.
    var digest: String { BLAKE2b.hex(frameDigest + filling) }

    private mutating func add(_ root: Reader.Tag, _ reader: Reader) {
        let attributes = reader.attributes(of: root)
        func value(_ name: StaticString) -> ByteView? {
            attributes.first { reader.has($0.name, name) }.map { reader.bytes.part($0.value) }
        }
        frame.append(contentsOf: "<document".utf8)
        for attribute in attributes {
            let name = attribute.name
            guard reader.has(name, "xmlns") || reader.has(name, "form") || reader.has(name, "lang") else { continue }
            frame.append(UInt8(ascii: " "))
            frame.append(contentsOf: reader.bytes.part(attribute.range))
        }
        frame.append(UInt8(ascii: ">"))
        statedDigest = value("digest").map { String(decoding: $0, as: UTF8.self) }
        for name in Self.identity { Self.add(value(name) ?? .empty, to: &filling) }
    }

    /// Adds of a start tag what the form says, and gives back where the rest of it begins.
    private mutating func addFrame(of tag: Reader.Tag, _ reader: Reader) -> Int {
        frame.append(contentsOf: reader.bytes.part(tag.start..<tag.name.upperBound))
        for attribute in reader.attributes(of: tag) {
            let name = attribute.name
            if reader.has(name, "state") || reader.has(name, "value") { return attribute.range.lowerBound - 1 }
            if reader.has(name, "field") { continue }
            frame.append(UInt8(ascii: " "))
            frame.append(contentsOf: reader.bytes.part(attribute.range))
        }
        return tag.end - 1
    }

    private static func add(_ piece: ByteView, to filling: inout [UInt8]) {
        filling.putLength(piece.count)
        filling.append(contentsOf: piece)
    }

    // MARK: - Canonical markup

    /// Reads tags as canonical XML has them: attributes in double quotes behind one space each, every element with an end tag,
    /// no comments, no instructions.
    private struct Reader {
        struct Attribute {
            let name: Range<Int>
            /// Of name and value.
            let range: Range<Int>
            /// Between the quotes.
            let value: Range<Int>
        }

        struct Tag {
            /// With the slash of an end tag.
            let name: Range<Int>
            let start: Int
            /// Behind `>`.
            let end: Int
        }

        let bytes: ByteView
        var at = 0

        /// Whether a name in the markup is this one.
        @inline(__always)
        func has(_ range: Range<Int>, _ name: StaticString) -> Bool {
            range.count == name.utf8CodeUnitCount
                && name.withUTF8Buffer { name in
                    name.indices.allSatisfy { bytes[range.lowerBound &+ $0] == name[$0] }
                }
        }

        /// Whether the first attribute of a tag is `of`.
        func beginsWithOf(_ tag: Tag) -> Bool {
            attribute(from: tag.name.upperBound + 1).map { has($0.name, "of") } ?? false
        }

        /// The next tag; nothing where there is none, or it is not canonical.
        mutating func tag() -> Tag? {
            guard let start = bytes.offset(of: UInt8(ascii: "<"), from: at) else { return nil }
            var end = start + 1
            while end < bytes.count, bytes[end] != UInt8(ascii: ">"), bytes[end] != UInt8(ascii: " ") { end += 1 }
            let name = start + 1..<end
            while end < bytes.count, bytes[end] == UInt8(ascii: " ") {
                guard let attribute = attribute(from: end + 1) else { return nil }
                end = attribute.range.upperBound
            }
            guard end < bytes.count, bytes[end] == UInt8(ascii: ">") else { return nil }
            at = end + 1
            return Tag(name: name, start: start, end: at)
        }

        /// Those of a tag that was read, in their order.
        func attributes(of tag: Tag) -> [Attribute] {
            var attributes: [Attribute] = []
            var end = tag.name.upperBound
            while bytes[end] == UInt8(ascii: " "), let attribute = attribute(from: end + 1) {
                attributes.append(attribute)
                end = attribute.range.upperBound
            }
            return attributes
        }

        private func attribute(from start: Int) -> Attribute? {
            guard let sign = bytes.offset(of: UInt8(ascii: "="), from: start), sign + 1 < bytes.count,
                bytes[sign + 1] == UInt8(ascii: "\""),
                let end = bytes.offset(of: UInt8(ascii: "\""), from: sign + 2)
            else { return nil }
            return Attribute(name: start..<sign, range: start..<end + 1, value: sign + 2..<end)
        }

        /// Goes to the end tag of an element in which none of its name stands, or behind it and its line end; gives back where
        /// the end tag begins.
        mutating func skip(to name: Range<Int>, isEndToo: Bool) -> Int? {
            while let tag = tag() {
                guard isEnd(tag, of: name) else { continue }
                if !isEndToo {
                    at = tag.start
                } else if at < bytes.count, bytes[at] == UInt8(ascii: "\n") {
                    at += 1
                }
                return tag.start
            }
            return nil
        }

        private func isEnd(_ tag: Tag, of name: Range<Int>) -> Bool {
            tag.name.count == name.count + 1 && bytes[tag.name.lowerBound] == UInt8(ascii: "/")
                && name.allSatisfy { bytes[tag.name.lowerBound &+ 1 &+ ($0 &- name.lowerBound)] == bytes[$0] }
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
