import WritLanguage

/// A name that looks like another word and is not it.
enum LookAlikeFact: DiagnosticFact {
    /// Two names that nobody can tell apart.
    case twin(String, of: String)
    /// Letters of another script among Latin ones.
    case stranger(Unicode.Scalar, in: String)

    var id: String { "name.look-alike" }

    var wording: Wording {
        let help = Phrase(en: "write both alike, or give one of them another name", zh: "请写成同一个词，或将其中一个改名")
        switch self {
        case .twin(let name, let other):
            let (one, two) = (Self.letters(of: name, unlike: other), Self.letters(of: other, unlike: name))
            return Wording(
                Phrase(
                    en: "`\(name)` looks like `\(other)` and is another word: \(one) and not \(two)",
                    zh: "`\(name)` 与 `\(other)` 看似相同而实为不同的词：\(one)，而非 \(two)"),
                label: Phrase(en: "another word", zh: "不同的词"), help: help)
        case .stranger(let scalar, let name):
            let like = LookAlike.twin(scalar).map { String(Character($0)) } ?? ""
            return Wording(
                Phrase(
                    en: "`\(name)` has \(Self.code(scalar)) among its letters, which only looks like `\(like)`",
                    zh: "`\(name)` 中的 \(Self.code(scalar)) 只是看似 `\(like)`"),
                label: Phrase(en: "letters of two scripts", zh: "混用两种文字的字母"),
                help: Phrase(en: "write the name in one script", zh: "请只用一种文字书写名称"))
        }
    }

    /// The first letter in which two names differ.
    private static func letters(of name: String, unlike other: String) -> String {
        zip(name.unicodeScalars, other.unicodeScalars).first { $0 != $1 }.map { code($0.0) } ?? ""
    }

    private static func code(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }
}

/// Finds names that look alike among the words of a rulebook: a rule about `аmount` (with a Cyrillic а) is not one about
/// `amount`, and no reader can see it. Words of ASCII and Chinese characters, which is nearly all, are passed over by their bytes.
enum LookAlikeNames {
    static func diagnostics(_ trees: [SyntaxTree]) -> [Diagnostic] {
        var suspects: [(name: String, span: Span)] = []
        var seen: Set<String> = []
        for tree in trees {
            for token in tree.tokens where token.kind == .word && isSuspect(token, in: tree.source.bytes) {
                let name = text(token, in: tree.source.bytes)
                if seen.insert(name).inserted { suspects.append((name, token.span)) }
            }
        }
        if suspects.isEmpty { return [] }
        let words = words(trees)
        return suspects.compactMap { suspect in
            if let other = words[LookAlike.skeleton(suspect.name)], other.name != suspect.name {
                return Diagnostic(
                    .warning, LookAlikeFact.twin(suspect.name, of: other.name), at: .span(suspect.span),
                    related: [
                        Diagnostic.Related(.span(other.span), Phrase(en: "the word that it looks like", zh: "看似的词"))
                    ])
            }
            guard let stranger = LookAlike.stranger(in: suspect.name) else { return nil }
            return Diagnostic(.warning, LookAlikeFact.stranger(stranger, in: suspect.name), at: .span(suspect.span))
        }
    }

    /// The words of all files by what they look like; of several that look alike the plainest.
    private static func words(_ trees: [SyntaxTree]) -> [String: (name: String, span: Span)] {
        var words: [String: (name: String, span: Span)] = [:]
        for tree in trees {
            for token in tree.tokens where token.kind == .word {
                let name = text(token, in: tree.source.bytes)
                let skeleton = LookAlike.skeleton(name)
                if words[skeleton] == nil || name == skeleton && words[skeleton]?.name != name {
                    words[skeleton] = (name, token.span)
                }
            }
        }
        return words
    }

    private static func text(_ token: Token, in bytes: [UInt8]) -> String {
        String(decoding: bytes[token.span.range.clamped(to: 0..<bytes.count)], as: UTF8.self)
    }

    /// Whether a word has a character that may look like another: neither ASCII nor U+4000 to U+9FFF.
    private static func isSuspect(_ token: Token, in bytes: [UInt8]) -> Bool {
        bytes[token.span.range.clamped(to: 0..<bytes.count)].contains { byte in
            byte >= 0xC2 && !(0xE4...0xE9).contains(byte)
        }
    }
}
