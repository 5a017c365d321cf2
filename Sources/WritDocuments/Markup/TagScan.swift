package import WritLanguage

/// The tags and texts of a page or a record, one after the other. For markup as Writ writes it: what it cannot read is no such
/// markup.
package struct TagScan {
    package enum Token { case start, end, text }

    package struct Attribute {
        package let name: Range<Int>
        /// As it is written, with its references.
        package let value: Range<Int>
    }

    private let bytes: ByteView
    private var at = 0
    private var endsAtOnce = false

    /// Of the tag that was read last.
    package private(set) var name = 0..<0
    package private(set) var attributes: [Attribute] = []
    /// The text that was read last, as it is written.
    package private(set) var text = 0..<0
    /// The markup cannot be read any further.
    package private(set) var isBroken = false

    /// - Parameter bytes: must outlive the scan.
    package init(_ bytes: ByteView) { self.bytes = bytes }

    /// The next tag or text; nil at the end, and where the markup cannot be read.
    package mutating func next() -> Token? {
        if endsAtOnce {
            endsAtOnce = false
            return .end
        }
        while at < bytes.count, !isBroken {
            guard bytes[at] == UInt8(ascii: "<") else {
                let start = at
                at = find(UInt8(ascii: "<")) ?? bytes.count
                text = start..<at
                return .text
            }
            if let token = tag() { return token }
        }
        return nil
    }

    /// Reads from `<` on; nil behind what is no tag.
    private mutating func tag() -> Token? {
        at += 1
        guard at < bytes.count else { return broken() }
        switch bytes[at] {
        case UInt8(ascii: "?"):
            // The declaration of XML, and no other instruction.
            return starts(with: "?xml ") && at == 1 && skip(past: UInt8(ascii: ">")) ? nil : broken()
        case UInt8(ascii: "!"):
            // A document type of HTML; comments and the like are not written by Writ.
            return starts(with: "!DOCTYPE html>") && skip(past: UInt8(ascii: ">")) ? nil : broken()
        case UInt8(ascii: "/"):
            at += 1
            name = word()
            guard !name.isEmpty, at < bytes.count, bytes[at] == UInt8(ascii: ">") else { return broken() }
            at += 1
            return .end
        default: return startTag()
        }
    }

    private mutating func startTag() -> Token? {
        name = word()
        attributes.removeAll(keepingCapacity: true)
        guard !name.isEmpty else { return broken() }
        while true {
            while at < bytes.count, Self.isSpace(bytes[at]) { at += 1 }
            guard at < bytes.count else { return broken() }
            if bytes[at] == UInt8(ascii: ">") {
                at += 1
                return .start
            }
            if bytes[at] == UInt8(ascii: "/") {
                guard at + 1 < bytes.count, bytes[at + 1] == UInt8(ascii: ">") else { return broken() }
                at += 2
                endsAtOnce = true
                return .start
            }
            guard let attribute = attribute() else { return broken() }
            attributes.append(attribute)
        }
    }

    private mutating func attribute() -> Attribute? {
        let name = word()
        guard !name.isEmpty, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "="), bytes[at + 1] == UInt8(ascii: "\"")
        else { return nil }
        at += 2
        guard let end = find(UInt8(ascii: "\"")) else { return nil }
        defer { at = end + 1 }
        return Attribute(name: name, value: at..<end)
    }

    private mutating func broken() -> Token? {
        isBroken = true
        return nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    private mutating func word() -> Range<Int> {
        let start = at
        while at < bytes.count {
            switch bytes[at] {
            case UInt8(ascii: " "), 0x0A, 0x0D, 0x09, UInt8(ascii: "/"), UInt8(ascii: ">"), UInt8(ascii: "="),
                UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "<"):
                return start..<at
            default: at += 1
            }
        }
        return start..<at
    }

    private func starts(with text: StaticString) -> Bool { isSame(at, text) }

    /// Whether a text stands at a place.
    private func isSame(_ place: Int, _ text: StaticString) -> Bool {
        text.withUTF8Buffer { wanted in
            place + wanted.count <= bytes.count && bytes.part(place..<place + wanted.count).elementsEqual(wanted)
        }
    }

    private mutating func skip(past byte: UInt8) -> Bool {
        guard let end = find(byte) else { return false }
        at = end + 1
        return true
    }

    private func find(_ byte: UInt8) -> Int? { bytes.offset(of: byte, from: at) }

    // MARK: - What was read

    package func string(_ range: Range<Int>) -> String {
        String(decoding: bytes.part(range), as: UTF8.self)
    }

    /// The value of an attribute of the tag that was read last, its references resolved.
    package func value(_ name: StaticString) -> [UInt8]? {
        for attribute in attributes where isSame(attribute.name, name) {
            var value: [UInt8] = []
            append(attribute.value, to: &value)
            return value
        }
        return nil
    }

    package func isNamed(_ text: StaticString) -> Bool { isSame(name, text) }

    package func isSame(_ range: Range<Int>, _ text: StaticString) -> Bool {
        range.count == text.utf8CodeUnitCount && isSame(range.lowerBound, text)
    }

    /// Appends a text with its references resolved.
    /// - Parameter keepsLines: line ends stay; where text is compared, where they stand is layout.
    package func append(_ range: Range<Int>, to out: inout [UInt8], keepsLines: Bool = false) {
        var at = range.lowerBound
        while at < range.upperBound {
            if bytes[at] == UInt8(ascii: "&"), let (scalar, end) = reference(at, range.upperBound) {
                if keepsLines || scalar != "\n" && scalar != "\r" { out.append(contentsOf: String(scalar).utf8) }
                at = end
                continue
            }
            // What stands before the next reference or line end, as it is; this byte at least.
            let start = at
            at += 1
            while at < range.upperBound, bytes[at] != UInt8(ascii: "&"), bytes[at] != 0x0A, bytes[at] != 0x0D {
                at += 1
            }
            let isLineEnd = bytes[start] == 0x0A || bytes[start] == 0x0D
            out.append(contentsOf: bytes.part((isLineEnd && !keepsLines ? start + 1 : start)..<at))
        }
    }

    /// Whether there are references in a text.
    package func needsResolving(_ range: Range<Int>) -> Bool {
        bytes.part(range).offset(of: UInt8(ascii: "&"), from: 0) != nil
    }

    private func reference(_ start: Int, _ limit: Int) -> (Unicode.Scalar, end: Int)? {
        guard let end = (start..<min(limit, start + 12)).first(where: { bytes[$0] == UInt8(ascii: ";") }) else {
            return nil
        }
        let name = string(start + 1..<end)
        let scalar: Unicode.Scalar? =
            switch name {
            case "lt": "<"
            case "gt": ">"
            case "amp": "&"
            case "quot": "\""
            case "apos": "'"
            default:
                if name.hasPrefix("#x") {
                    UInt32(name.dropFirst(2), radix: 16).flatMap(Unicode.Scalar.init)
                } else if name.hasPrefix("#") {
                    UInt32(name.dropFirst()).flatMap(Unicode.Scalar.init)
                } else {
                    nil
                }
            }
        return scalar.map { ($0, end + 1) }
    }
}
