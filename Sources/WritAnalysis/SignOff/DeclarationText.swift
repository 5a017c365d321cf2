internal import WritEvaluation
internal import WritLanguage
internal import WritSemantics

/// The words of declarations as they stand in the files, without what a formatter or a commentator may change: layout,
/// comments, the language of the keywords.
struct DeclarationText {
    private let program: Program
    private let tokens: [FileID: [Token]]
    private let files: [FileID: SourceText]

    init(_ program: Program) {
        self.program = program
        var tokens: [FileID: [Token]] = [:]
        for file in program.files where !file.path.hasSuffix(".xml") {
            tokens[file.id] = Parser.parse(file).tokens.filter { token in
                switch token.kind {
                case .word, .number, .text, .punctuation, .unreadable: true
                case .comment, .documentation, .prose, .end: false
                }
            }
        }
        self.tokens = tokens
        files = Dictionary(program.files.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func text(of span: Span) -> String {
        guard let tokens = tokens[span.file], let file = files[span.file] else {
            return program.text(of: span)
        }
        var index = first(in: tokens, from: span.start)
        var words: [String] = []
        while index < tokens.count, tokens[index].span.end <= span.end {
            let token = tokens[index]
            words.append(
                token.keyword.map { KeywordTable.english.spelling(of: $0) }
                    ?? String(decoding: file.bytes[token.span.range], as: UTF8.self))
            index += 1
        }
        return words.joined(separator: " ")
    }

    /// The first token that does not begin before a place.
    private func first(in tokens: [Token], from start: Int32) -> Int {
        var (low, high) = (0, tokens.count)
        while low < high {
            let middle = (low + high) / 2
            if tokens[middle].span.start < start { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
