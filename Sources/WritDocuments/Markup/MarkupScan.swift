/// The tags and texts of a page or a record, in order. For markup as Writ writes it: what it cannot read is no such markup.
package struct MarkupScan {
    package enum Event {
        case start(name: String, attributes: [(name: String, value: String)])
        case end(name: String)
        /// As it stands in the file, white space and all.
        case text(String)
    }

    private let bytes: [UInt8]
    private var at = 0

    /// Nil where the markup cannot be read.
    package static func events(_ bytes: [UInt8]) -> [Event]? {
        var scan = MarkupScan(bytes: bytes)
        return scan.all()
    }

    private init(bytes: [UInt8]) { self.bytes = bytes }

    private mutating func all() -> [Event]? {
        var events: [Event] = []
        while at < bytes.count {
            if bytes[at] != UInt8(ascii: "<") {
                let start = at
                while at < bytes.count, bytes[at] != UInt8(ascii: "<") { at += 1 }
                let text = Self.decoded(bytes[start..<at])
                if !text.isEmpty { events.append(.text(text)) }
                continue
            }
            guard let event = tag() else { return nil }
            events += event
            // What stands in a style or a script is no text of the page.
            if case .start(let name, _)? = event.first, event.count == 1, name == "style" || name == "script" {
                skip(to: name)
            }
        }
        return events
    }

    private mutating func tag() -> [Event]? {
        at += 1
        guard at < bytes.count else { return nil }
        switch bytes[at] {
        case UInt8(ascii: "?"):
            return skip(past: "?>") ? [] : nil
        case UInt8(ascii: "!"):
            // A document type of HTML; comments and the like are not written by Writ.
            return bytes[at...].starts(with: "!DOCTYPE html".utf8) && skip(past: ">") ? [] : nil
        case UInt8(ascii: "/"):
            at += 1
            let name = word()
            return skip(past: ">") ? [.end(name: name)] : nil
        default: break
        }
        let name = word()
        guard !name.isEmpty else { return nil }
        var attributes: [(name: String, value: String)] = []
        while true {
            space()
            guard at < bytes.count else { return nil }
            if bytes[at] == UInt8(ascii: ">") {
                at += 1
                return [.start(name: name, attributes: attributes)]
            }
            if bytes[at] == UInt8(ascii: "/") {
                at += 1
                guard at < bytes.count, bytes[at] == UInt8(ascii: ">") else { return nil }
                at += 1
                return [.start(name: name, attributes: attributes), .end(name: name)]
            }
            let attribute = word()
            guard !attribute.isEmpty else { return nil }
            guard at < bytes.count, bytes[at] == UInt8(ascii: "=") else {
                attributes.append((attribute, ""))
                continue
            }
            at += 1
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") || bytes[at] == UInt8(ascii: "'") else {
                return nil
            }
            let quote = bytes[at]
            at += 1
            let start = at
            while at < bytes.count, bytes[at] != quote { at += 1 }
            guard at < bytes.count else { return nil }
            attributes.append((attribute, Self.decoded(bytes[start..<at])))
            at += 1
        }
    }

    private mutating func space() {
        while at < bytes.count,
            bytes[at] == UInt8(ascii: " ") || bytes[at] == UInt8(ascii: "\n") || bytes[at] == UInt8(ascii: "\r")
                || bytes[at] == UInt8(ascii: "\t")
        {
            at += 1
        }
    }

    private mutating func word() -> String {
        let start = at
        while at < bytes.count, !" \n\r\t/>=\"'<".utf8.contains(bytes[at]) { at += 1 }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private mutating func skip(past text: String) -> Bool {
        let wanted = Array(text.utf8)
        while at + wanted.count <= bytes.count {
            if bytes[at..<(at + wanted.count)].elementsEqual(wanted) {
                at += wanted.count
                return true
            }
            at += 1
        }
        return false
    }

    private mutating func skip(to name: String) {
        let wanted = Array("</\(name)".utf8)
        while at + wanted.count <= bytes.count, !bytes[at..<(at + wanted.count)].elementsEqual(wanted) { at += 1 }
    }

    /// Its entities resolved.
    private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        guard bytes.contains(UInt8(ascii: "&")) else { return text }
        var result = ""
        var rest = Substring(text)
        while let ampersand = rest.firstIndex(of: "&") {
            result += rest[..<ampersand]
            rest = rest[ampersand...]
            guard let end = rest.firstIndex(of: ";"), let character = entity(rest[..<end].dropFirst()) else {
                result += "&"
                rest = rest.dropFirst()
                continue
            }
            result.unicodeScalars.append(character)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func entity(_ name: Substring) -> Unicode.Scalar? {
        switch name {
        case "lt": return "<"
        case "gt": return ">"
        case "amp": return "&"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard name.hasPrefix("#") else { return nil }
            let digits = name.dropFirst()
            let value = digits.hasPrefix("x") ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return value.flatMap(Unicode.Scalar.init)
        }
    }
}
