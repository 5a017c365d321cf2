/// Writes a file's keywords in another language and changes nothing else, so that the way back leads to the same bytes.
package enum Respeller {
    package struct Refusal: Error {
        package let diagnostics: [Diagnostic]
    }

    /// The file with its keywords in a language. Refused where the file has mistakes, or where a name in it would be read
    /// as a keyword, or a keyword as a name.
    package static func respell(_ tree: SyntaxTree, in language: MessageLanguage) throws(Refusal) -> [UInt8] {
        let errors = tree.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else { throw Refusal(diagnostics: errors) }
        let output = respelled(tree, KeywordTable.table(language))
        let again = Parser.parse(SourceText(id: tree.source.id, path: tree.source.path, bytes: output))
        if again.diagnostics.isEmpty, again.tokens.count == tree.tokens.count,
            zip(again.tokens, tree.tokens).allSatisfy({ $0.keyword == $1.keyword }),
            SyntaxDump.text(again) == SyntaxDump.text(tree)
        {
            return output
        }
        throw Refusal(diagnostics: [obstacle(tree, again)])
    }

    private static func respelled(_ tree: SyntaxTree, _ table: KeywordTable) -> [UInt8] {
        let bytes = tree.source.bytes
        var output: [UInt8] = []
        output.reserveCapacity(bytes.count)
        var position = 0
        for token in tree.tokens {
            guard let keyword = token.keyword else { continue }
            let range = token.span.range
            output += bytes[position..<range.lowerBound]
            output += Array(table.spelling(of: keyword).utf8)
            position = range.upperBound
        }
        return output + bytes[position...]
    }

    /// The first word that would be read in another way.
    private static func obstacle(_ tree: SyntaxTree, _ again: SyntaxTree) -> Diagnostic {
        let differing = zip(tree.tokens, again.tokens).first { $0.keyword != $1.keyword }?.0
        let token = differing ?? tree.tokens.first { $0.kind == .word }
        let span = token?.span ?? Span(file: tree.source.id, start: 0, end: 0)
        let word = String(decoding: tree.source.bytes[span.range], as: UTF8.self)
        return Diagnostic(.error, SyntaxFact.meansAnother(word), at: .span(span))
    }
}
