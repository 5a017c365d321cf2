/// Writes a file's keywords in another language and changes nothing else, so that the way back leads to the same bytes.
package enum Respeller {
    /// The file with its keywords in a language; nil where that would change what the file means, because a name in it
    /// is a keyword of that language, or where the file has mistakes.
    package static func respell(_ tree: SyntaxTree, in language: MessageLanguage) -> [UInt8]? {
        guard !tree.diagnostics.contains(where: { $0.severity == .error }) else { return nil }
        let table = KeywordTable.table(language)
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
        output += bytes[position...]
        let source = SourceText(id: tree.source.id, path: tree.source.path, bytes: output)
        let again = Parser.parse(source)
        guard again.diagnostics.isEmpty, again.tokens.count == tree.tokens.count,
            zip(again.tokens, tree.tokens).allSatisfy({ $0.keyword == $1.keyword }),
            SyntaxDump.text(again) == SyntaxDump.text(tree)
        else { return nil }
        return output
    }
}
