import WritLanguage

/// The words on lines that could not be read.
///
/// Where the parser skipped a field or the name of a definition, every use of it would be reported as well. The mistake
/// has been told once; what is on its line is not complained about again.
enum SuspectNames {
    static func of(_ trees: [SyntaxTree]) -> Set<String> {
        var names: Set<String> = []
        for tree in trees {
            var lines: Set<Int> = []
            for diagnostic in tree.diagnostics where diagnostic.severity == .error {
                if case .span(let span) = diagnostic.place { lines.insert(tree.source.line(at: Int(span.start))) }
            }
            if lines.isEmpty { continue }
            for token in tree.tokens where token.kind == .word {
                guard lines.contains(tree.source.line(at: Int(token.span.start))) else { continue }
                let range = token.span.range.clamped(to: 0..<tree.source.bytes.count)
                names.insert(String(decoding: tree.source.bytes[range], as: UTF8.self))
            }
        }
        return names
    }
}
