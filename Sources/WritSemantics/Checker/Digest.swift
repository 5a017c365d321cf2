import WritLanguage

/// What a rulebook says, in 64 letters: comments, layout, the names and order of its files, and the language of its
/// keywords do not change it.
enum Digest {
    static func of(_ trees: [SyntaxTree], _ forms: [SourceText]) -> String {
        let keywords = KeywordTable.english.spellings.map { Array($0.utf8) }
        let parts = trees.map { digest(of: $0, keywords) }.sorted() + forms.map { BLAKE2b.hex($0.bytes) }.sorted()
        var hash = BLAKE2b()
        for part in parts { hash.update(part) }
        return hash.finishHex()
    }

    private static func digest(of tree: SyntaxTree, _ keywords: [[UInt8]]) -> String {
        var hash = BLAKE2b()
        for token in tree.tokens {
            switch token.kind {
            case .comment, .documentation, .prose, .end: continue
            case .word, .number, .text, .punctuation, .unreadable: break
            }
            // A keyword counts by its English spelling, however it is spelled; no name begins with this byte.
            if let keyword = token.keyword, Int(keyword.rawValue) < keywords.count {
                hash.update(1)
                hash.update(keywords[Int(keyword.rawValue)])
            } else {
                let range = token.span.range.clamped(to: 0..<tree.source.bytes.count)
                hash.update(tree.source.bytes[range])
            }
            hash.update(0)
        }
        return hash.finishHex()
    }
}
