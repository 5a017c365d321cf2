/// HTML or SVG under construction, told in one language. Text and attribute values can only enter through `text`, `code` and
/// the attribute list, which escape.
package struct Markup: Sendable {
    package private(set) var bytes: [UInt8] = []
    package let language: MessageLanguage

    /// - Parameter language: of what is told. In traditional Chinese everything is told in traditional characters, the titles
    ///   of a rulebook included; what is quoted stays as it was written, so prose and documents are built as `.zhHans`.
    package init(_ language: MessageLanguage) { self.language = language }

    package mutating func open(_ tag: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:]) {
        bytes.append(UInt8(ascii: "<"))
        append(tag)
        for (name, value) in attributes {
            bytes.append(UInt8(ascii: " "))
            append(name)
            bytes.append(contentsOf: "=\"".utf8)
            escape(value, isAttribute: true)
            bytes.append(UInt8(ascii: "\""))
        }
        bytes.append(UInt8(ascii: ">"))
    }

    package mutating func close(_ tag: StaticString) {
        bytes.append(contentsOf: "</".utf8)
        append(tag)
        bytes.append(contentsOf: ">\n".utf8)
    }

    package mutating func text(_ text: String) { escape(language.characters(text), isAttribute: false) }

    /// What is quoted from a file, a form or a document: in the characters that it was written in.
    package mutating func quoted(_ text: String) { escape(text, isAttribute: false) }

    /// An element with nothing but text in it.
    package mutating func element(
        _ tag: StaticString, _ attributes: KeyValuePairs<StaticString, String>, _ content: String
    ) {
        open(tag, attributes)
        text(content)
        close(tag)
    }

    package mutating func element(_ tag: StaticString, _ content: String) { element(tag, [:], content) }

    package mutating func element(
        _ tag: StaticString, _ attributes: KeyValuePairs<StaticString, String> = [:],
        _ content: (inout Markup) -> Void
    ) {
        open(tag, attributes)
        content(&self)
        close(tag)
    }

    package mutating func link(_ target: String, _ content: String) { element("a", ["href": target], content) }

    /// Names, paths and rules as they are written.
    package mutating func code(_ content: String) { code([:], content) }

    package mutating func code(_ attributes: KeyValuePairs<StaticString, String>, _ content: String) {
        open("code", attributes)
        quoted(content)
        close("code")
    }

    /// Markup that is a constant of the program or was made by another writer that escapes.
    package mutating func trusted(_ markup: String) { bytes.append(contentsOf: markup.utf8) }
    package mutating func append(_ other: Markup) { bytes.append(contentsOf: other.bytes) }

    private mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    private mutating func escape(_ text: String, isAttribute: Bool) {
        var text = SafeText.page(text)
        text.withBytes { characters in
            var start = 0
            var index = 0
            while index < characters.count {
                guard
                    let reference = MarkupEscape.reference(at: index, in: characters, isAttribute: isAttribute)
                else {
                    index += 1
                    continue
                }
                bytes.append(contentsOf: characters[start..<index])
                append(reference.text)
                index += reference.length
                start = index
            }
            bytes.append(contentsOf: characters[start...])
        }
    }
}
