/// Writes a file's keywords in another language and changes nothing else, so that the way back leads to the same bytes.
///
/// The words of all languages are keywords in every file, so that a name never becomes one by this.
package enum Respeller {
    /// The file with its keywords in a language; a file with mistakes in it comes back as it is.
    package static func respell(_ tree: SyntaxTree, in language: MessageLanguage) -> [UInt8] {
        let bytes = tree.source.bytes
        guard !tree.diagnostics.contains(where: { $0.severity == .error }) else { return bytes }
        let table = KeywordTable.table(language)
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
}
