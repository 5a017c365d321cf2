package import WritLanguage
package import WritSemantics

/// Bytes of a form → its tree, or what is wrong with it.
package enum FormReader {
    package static let namespace = "urn:writ:form:1"

    package struct Reading: Sendable {
        /// Absent where the file is not XML, or is no form.
        package let root: MarkupElement?
        package let header: FormHeader?
        package let diagnostics: [Diagnostic]
    }

    /// The whole form, compared with the vocabulary; its expressions are not looked at yet.
    package static func read(_ source: SourceText) -> Reading {
        let root: MarkupElement
        switch MarkupReader.read(source) {
        case .success(let element): root = element
        case .failure(let failure): return Reading(root: nil, header: nil, diagnostics: [failure.diagnostic])
        }
        func refusal(_ fact: FormFact, _ span: Span) -> Reading {
            Reading(root: nil, header: nil, diagnostics: [Diagnostic(.error, fact, at: .span(span))])
        }
        guard root.name == "form" else { return refusal(.wrongRoot(root.name), root.nameSpan) }
        guard let namespace = root.attribute("xmlns") else { return refusal(.wrongNamespace, root.nameSpan) }
        guard namespace.value.string == Self.namespace else { return refusal(.wrongNamespace, namespace.valueSpan) }

        var structure = StructureChecker()
        structure.check(root)
        var diagnostics =
            structure.diagnostics + GenreChecker.check(root)
            + BidiControls.diagnostics(in: source, readsReferences: true)
        let header = header(root, source, &diagnostics)
        return Reading(root: root, header: header, diagnostics: diagnostics)
    }

    private static func header(
        _ root: MarkupElement, _ source: SourceText, _ diagnostics: inout [Diagnostic]
    ) -> FormHeader? {
        guard let id = root.attribute("id"), !id.value.bytes.isEmpty else { return nil }
        let name = id.value.string
        guard isName(id.value.bytes) else {
            diagnostics.append(Diagnostic(.error, FormFact.badName(name, attribute: "id"), at: .span(id.valueSpan)))
            return nil
        }
        let file = fileName(source.path)
        if file != name + ".xml" {
            diagnostics.append(Diagnostic(.error, FormFact.idDiffers(id: name, file: file), at: .span(id.valueSpan)))
        }
        return FormHeader(
            name: name, title: root.attribute("title")?.value.string ?? name,
            subjects: root.attribute("for").map { names(in: $0, source.id) } ?? [], nameSpan: id.valueSpan,
            span: root.span)
    }

    /// Names parted by white space, each with its place.
    private static func names(in attribute: MarkupAttribute, _ file: FileID) -> [Name] {
        let (bytes, offsets) = (attribute.value.bytes, attribute.value.offsets)
        return bytes.indices.split { bytes[$0] <= UInt8(ascii: " ") }.map { range in
            let (start, end) = (range.lowerBound, range.upperBound)
            let place =
                offsets.indices.contains(end)
                ? Span(file: file, start: Int(offsets[start]), end: Int(offsets[end])) : attribute.valueSpan
            return Name(text: String(decoding: bytes[start..<end], as: UTF8.self), span: place)
        }
    }

    private static func fileName(_ path: String) -> String {
        String(path.split(separator: "/", omittingEmptySubsequences: true).last ?? "")
    }

    /// A name of the rule language: letters, digits and `-` and `_` between them; it becomes part of a file's name.
    private static func isName(_ bytes: [UInt8]) -> Bool {
        guard let first = bytes.first, let last = bytes.last, bytes.count <= 200 else { return false }
        func isLetter(_ byte: UInt8) -> Bool {
            byte >= 0x80 || (byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z"))
        }
        func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        guard isLetter(first), isLetter(last) || isDigit(last) else { return false }
        return bytes.allSatisfy { isLetter($0) || isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }
    }
}
