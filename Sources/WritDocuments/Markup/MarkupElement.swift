package import WritLanguage

/// The bytes of a file of markup, which its elements refer to where a place is asked for.
final class MarkupSource: Sendable {
    let bytes: [UInt8]
    let file: FileID

    init(_ source: SourceText) {
        bytes = source.bytes
        file = source.id
    }
}

/// An attribute's value, with the references in it resolved.
package struct MarkupText: Sendable {
    package let bytes: [UInt8]
    private let place: MarkupPlace

    init(bytes: [UInt8], place: MarkupPlace) {
        self.bytes = bytes
        self.place = place
    }

    package var string: String { String(decoding: bytes, as: UTF8.self) }

    /// For each of the bytes and for their end, the offset in the file that it came from.
    package var offsets: [Int32] {
        let look = place.look
        if look.offsets.count == bytes.count + 1 { return look.offsets }
        return Array(repeating: Int32(truncatingIfNeeded: look.value.lowerBound), count: bytes.count + 1)
    }
}

/// Where an attribute stands: found by looking at its start tag again, because most are never asked.
struct MarkupPlace: Sendable {
    let source: MarkupSource
    /// The `<` of the start tag.
    let tag: Int32
    let name: String

    var look: MarkupCursor.Attribute {
        if let found = MarkupCursor.attribute(named: name, ofTagAt: Int(tag), in: source.bytes) { return found }
        let start = Int(tag)..<Int(tag) + 1
        return MarkupCursor.Attribute(name: start, value: start, offsets: [])
    }
}

package struct MarkupAttribute: Sendable {
    package let name: String
    package let value: MarkupText
    private let place: MarkupPlace

    init(name: String, value: [UInt8], ofTagAt tag: Int32, in source: MarkupSource) {
        self.name = name
        place = MarkupPlace(source: source, tag: tag, name: name)
        self.value = MarkupText(bytes: value, place: place)
    }

    package var nameSpan: Span { span(place.look.name) }

    /// Between the quotes.
    package var valueSpan: Span { span(place.look.value) }

    private func span(_ range: Range<Int>) -> Span {
        Span(file: place.source.file, start: range.lowerBound, end: range.upperBound)
    }
}

package enum MarkupNode: Sendable {
    case element(MarkupElement)
    /// Character data with references resolved, and where its file has it.
    case text([UInt8], Span)
}

/// An element of a form as it stands in the file.
package struct MarkupElement: Sendable {
    package let name: String
    package let nameSpan: Span
    /// The start tag.
    package let span: Span
    package let attributes: [MarkupAttribute]
    package var children: [MarkupNode]

    package func attribute(_ name: String) -> MarkupAttribute? {
        attributes.first { $0.name == name }
    }

    package var elements: [MarkupElement] {
        children.compactMap { node in
            if case .element(let element) = node { element } else { nil }
        }
    }

    package func elements(named name: String) -> [MarkupElement] {
        elements.filter { $0.name == name }
    }
}
