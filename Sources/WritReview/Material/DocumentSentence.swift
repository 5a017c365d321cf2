internal import WritDocuments
internal import WritLanguage

/// A sentence of a finished record, with what it says of the case.
package struct DocumentSentence: Sendable {
    package private(set) var text = ""
    /// The paths of the facts, values and parameters that it prints.
    package private(set) var facts: [String] = []
    /// What else it says of the case, in the words of the form: calculated values, `as-of`, what a tick stands for.
    package private(set) var expressions: [String] = []
    /// It names the document's deadline.
    package private(set) var hasDeadline = false
    /// It is a step of the document's approval: the name of the step as the chain declares it.
    package private(set) var step: String?

    /// Elements of a record's body that read as one sentence each.
    private static let blocks: Set<String> = [
        "p", "addressee", "item", "row", "field", "deadline", "heading", "subtitle", "remarks", "attachment", "box",
        "signature", "step",
    ]

    /// The sentences of a record, in its order.
    static func read(_ xml: [UInt8]) -> [DocumentSentence] {
        guard case .success(let root) = MarkupReader.read(SourceText(id: FileID(0), path: "record.xml", bytes: xml))
        else { return [] }
        var sentences: [DocumentSentence] = []
        for part in root.elements where ["body", "approval"].contains(part.name) { collect(part, &sentences) }
        return sentences
    }

    private static func collect(_ element: MarkupElement, _ sentences: inout [DocumentSentence]) {
        for child in element.elements {
            guard blocks.contains(child.name), !child.elements.contains(where: { blocks.contains($0.name) }) else {
                collect(child, &sentences)
                continue
            }
            var sentence = DocumentSentence()
            sentence.add(child)
            if child.name == "step", let id = child.attribute("id")?.value.string {
                // `line.2` is the second level of the step `line`.
                sentence.step = id.split(separator: ".").first.map(String.init)
            }
            // A cell that begins its row has nothing to stand apart from.
            sentence.text = String(
                sentence.text.split(whereSeparator: \.isNewline).joined().drop { $0 == " " || $0 == "│" })
            if !sentence.text.isEmpty { sentences.append(sentence) }
        }
    }

    private mutating func add(_ element: MarkupElement) {
        if let field = element.attribute("field")?.value.string {
            if !facts.contains(field) { facts.append(field) }
        } else {
            // A tick names its condition, a row of ticks the value that is chosen.
            for name in ["of", "ticked", "when"] {
                guard let said = element.attribute(name)?.value.string, !expressions.contains(said) else { continue }
                expressions.append(said)
            }
        }
        if element.name == "due" || element.name == "deadline" { hasDeadline = true }
        for node in element.children {
            switch node {
            case .text(let part, _): text += String(decoding: part, as: UTF8.self)
            case .element(let child):
                // Cells of a row and labels of a field stand apart.
                if ["cell", "content", "signer", "reason"].contains(child.name), !text.isEmpty { text += " │ " }
                add(child)
            }
        }
    }
}
