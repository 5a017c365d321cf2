package import WritLanguage

/// What a tree owes to its file.
package enum Fidelity {
    /// Nil where the tokens, with white space between them, are the file byte for byte; otherwise what is wrong.
    package static func problem(of tree: SyntaxTree) -> String? {
        let bytes = tree.source.bytes
        var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        for token in tree.tokens {
            let range = token.span.range
            guard range.lowerBound >= position, range.upperBound <= bytes.count else {
                return "the token at \(range) overlaps what ends at \(position)"
            }
            if let gap = gap(bytes, position..<range.lowerBound) { return gap }
            position = range.upperBound
        }
        return gap(bytes, position..<bytes.count)
    }

    private static func gap(_ bytes: [UInt8], _ range: Range<Int>) -> String? {
        let text = String(decoding: bytes[range], as: UTF8.self)
        let isSpace = text.unicodeScalars.allSatisfy { $0.properties.isWhitespace || $0.value == 0xFEFF }
        return isSpace ? nil : "the bytes \(range) belong to no token: \(text.debugDescription)"
    }

    /// The bytes without white space and without what fills the line below a table's head.
    package static func visible(_ bytes: [UInt8]) -> String {
        var result = String.UnicodeScalarView()
        for line in String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline) {
            let scalars = line.unicodeScalars.filter { !$0.properties.isWhitespace }
            let isRule = scalars.starts(with: ["|", "-", "-"]) || scalars.starts(with: ["|", ":", "-"])
            let rest = isRule ? Array(scalars.drop { "|-:".unicodeScalars.contains($0) }) : Array(scalars)
            result.append(contentsOf: rest)
        }
        return String(result)
    }
}
