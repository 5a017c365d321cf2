package import WritLanguage

/// The schemas as the net below our own checks, which say what is wrong in better words. For `check`, which compiles
/// that of forms.
package enum SchemaNet {
    /// What the schema of forms refuses in forms of which nothing else was said.
    /// - Parameter schema: in place of that of forms, for tests.
    package static func check(
        _ forms: [SourceText], besides found: [Diagnostic], schema: [UInt8] = SchemaText.ofForms
    ) -> [Diagnostic] {
        var reported: Set<FileID> = []
        for diagnostic in found where diagnostic.severity == .error {
            if case .span(let span) = diagnostic.place { reported.insert(span.file) }
        }
        let silent = forms.filter { !reported.contains($0.id) }
        guard !silent.isEmpty else { return [] }
        do throws(XMLTree.Problem) {
            let schema = try RelaxNGSchema(schema)
            return silent.compactMap { form in
                SchemaPieces(form).first { schema.validate($0) }.map { problem, line in
                    Diagnostic(
                        .error, FormFact.schema(element: problem.element, problem.message),
                        at: .span(span(ofLine: line, in: form)))
                }
            }
        } catch {
            let place = Span(file: silent[0].id, start: 0, end: 0)
            return [Diagnostic(.error, FormFact.schema(element: "", error.message), at: .span(place))]
        }
    }

    /// A line without the white space around it: libxml2 tells no more of a place.
    private static func span(ofLine line: Int, in form: SourceText) -> Span {
        let bytes = form.bytes
        var start = 0
        for _ in 1..<max(1, line) {
            guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { break }
            start = end + 1
        }
        let text = bytes[start...].prefix { $0 != UInt8(ascii: "\n") }
        guard let first = text.firstIndex(where: { !FormShape.isSpace($0) }),
            let last = text.lastIndex(where: { !FormShape.isSpace($0) })
        else { return Span(file: form.id, start: start, end: start) }
        return Span(file: form.id, start: first, end: last + 1)
    }
}
