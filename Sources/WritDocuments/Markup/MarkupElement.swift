package import WritLanguage

/// Decoded text with, for each of its bytes and for its end, the offset in the file that it came from.
package struct MarkupText: Sendable {
    package let bytes: [UInt8]
    package let offsets: [Int32]

    package var string: String { String(decoding: bytes, as: UTF8.self) }
}

package struct MarkupAttribute: Sendable {
    package let name: String
    package let nameSpan: Span
    package let value: MarkupText
    /// Between the quotes.
    package let valueSpan: Span
}

package enum MarkupNode: Sendable {
    case element(MarkupElement)
    /// Character data with entities decoded.
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
