/// HTML under construction. Text and attribute values can only enter through `text` and the attribute list, which escape.
struct Markup {
    private(set) var bytes: [UInt8] = []

    mutating func open(_ tag: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]) {
        bytes.append(0x3C)
        append(tag)
        for (name, value) in attributes {
            bytes.append(0x20)
            append(name)
            bytes.append(contentsOf: [0x3D, 0x22])
            escape(value)
            bytes.append(0x22)
        }
        bytes.append(0x3E)
    }

    mutating func close(_ tag: StaticString) {
        bytes.append(contentsOf: [0x3C, 0x2F])
        append(tag)
        bytes.append(contentsOf: [0x3E, 0x0A])
    }

    mutating func text(_ text: String) { escape(text) }

    /// An element with nothing but text in it.
    mutating func element(_ tag: StaticString, _ attributes: KeyValuePairs<StaticString, String>, _ content: String) {
        open(tag, attributes)
        text(content)
        close(tag)
    }

    mutating func element(_ tag: StaticString, _ content: String) { element(tag, [:], content) }

    mutating func element(
        _ tag: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
        _ content: (inout Markup) -> Void
    ) {
        open(tag, attributes)
        content(&self)
        close(tag)
    }

    mutating func link(_ target: String, _ content: String) { element("a", ["href": target], content) }

    /// Markup that is a constant of the program or was made by another writer that escapes.
    mutating func trusted(_ markup: String) { bytes.append(contentsOf: markup.utf8) }
    mutating func trusted(_ markup: [UInt8]) { bytes.append(contentsOf: markup) }
    mutating func append(_ other: Markup) { bytes.append(contentsOf: other.bytes) }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func escape(_ text: String) {
        for byte in text.utf8 {
            switch byte {
            case 0x26: bytes.append(contentsOf: "&amp;".utf8)
            case 0x3C: bytes.append(contentsOf: "&lt;".utf8)
            case 0x3E: bytes.append(contentsOf: "&gt;".utf8)
            case 0x22: bytes.append(contentsOf: "&quot;".utf8)
            case 0x09, 0x0A, 0x20...0xFF: bytes.append(byte)
            default: bytes.append(contentsOf: "\u{FFFD}".utf8)
            }
        }
    }
}
