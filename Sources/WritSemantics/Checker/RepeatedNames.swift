import WritLanguage

/// A name that is declared nowhere is one mistake, however often it is used: its first use is told, with further ones beside it.
enum RepeatedNames {
    /// Further uses that are shown; there may be hundreds.
    private static let shown = 3

    private struct Key: Hashable {
        let kind: NameKind
        let name: String
    }

    /// - Parameter diagnostics: in the order of their places.
    static func joined(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var result: [Diagnostic] = []
        var places: [Key: Int] = [:]
        for diagnostic in diagnostics {
            guard case .unknown(let kind, let name, _)? = diagnostic.fact as? NameFact, isGlobal(kind) else {
                result.append(diagnostic)
                continue
            }
            guard let first = places[Key(kind: kind, name: name)] else {
                places[Key(kind: kind, name: name)] = result.count
                result.append(diagnostic)
                continue
            }
            let known = result[first]
            if known.related.count < shown {
                let other = Diagnostic.Related(diagnostic.place, Phrase(en: "used here as well", zh: "此处也使用了该名称"))
                result[first] = Diagnostic(
                    known.severity, known.fact, at: known.place, related: known.related + [other], fix: known.fix)
            }
        }
        return result
    }

    /// Whether a name of this kind means the same wherever it stands.
    private static func isGlobal(_ kind: NameKind) -> Bool {
        switch kind {
        case .fact, .value, .step, .argument, .part, .field, .clause, .task: false
        default: true
        }
    }
}
