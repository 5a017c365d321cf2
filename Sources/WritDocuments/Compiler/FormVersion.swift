import WritSemantics

/// The digest of what a form says: elements, attributes in order of name, text with white space collapsed.
enum FormVersion {
    static func digest(_ root: MarkupElement) -> String {
        var bytes: [UInt8] = []
        append(root, to: &bytes)
        return BLAKE2b.hex(bytes)
    }

    private static func append(_ element: MarkupElement, to bytes: inout [UInt8]) {
        bytes.append("<")
        bytes.append(contentsOf: element.name.utf8)
        for attribute in element.attributes.sorted(by: { $0.name < $1.name }) {
            bytes.append(" ")
            bytes.append(contentsOf: attribute.name.utf8)
            bytes.append("=\"")
            bytes.appendAttribute(attribute.value.bytes)
            bytes.append("\"")
        }
        bytes.append(">")
        for child in element.children {
            switch child {
            case .element(let inner): append(inner, to: &bytes)
            case .text(let text, _): bytes.appendText(collapsed(text))
            }
        }
        bytes.append("</>")
    }

    private static func collapsed(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        for byte in text {
            if !FormShape.isSpace(byte) {
                result.append(byte)
            } else if result.last != UInt8(ascii: " ") {
                result.append(UInt8(ascii: " "))
            }
        }
        return result == [UInt8(ascii: " ")] ? [] : result
    }
}
