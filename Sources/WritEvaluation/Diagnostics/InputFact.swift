package import WritLanguage

/// What can be wrong with data before it is looked at as a case.
package enum InputFact: DiagnosticFact {
    case json(JSONProblem.Kind)
    case csv(CSVProblem.Kind, field: Int)

    package var id: String {
        switch self {
        case .json(let kind):
            switch kind {
            case .empty: "json.empty"
            case .unexpected: "json.unexpected"
            case .badNumber: "json.bad-number"
            case .badEscape: "json.bad-escape"
            case .unterminatedString: "json.unterminated-string"
            case .controlCharacter: "json.control-character"
            case .notUTF8: "json.not-utf8"
            case .unpairedSurrogate: "json.unpaired-surrogate"
            case .forbiddenCharacter: "json.forbidden-character"
            case .duplicateKey: "json.duplicate-key"
            case .tooDeep: "json.too-deep"
            case .tooLarge: "json.too-large"
            case .trailing: "json.trailing"
            }
        case .csv(let kind, _):
            switch kind {
            case .unterminatedQuote: "csv.unterminated-quote"
            case .textAfterQuote: "csv.text-after-quote"
            case .strayQuote: "csv.stray-quote"
            case .recordTooLong: "csv.record-too-long"
            }
        }
    }

    package var wording: Wording {
        switch self {
        case .json(let kind): InputWording.json(kind)
        case .csv(let kind, let field): InputWording.csv(kind, field: field)
        }
    }
}

extension JSONProblem {
    /// The diagnostic of the problem in the text that it was found in.
    package func diagnostic(file: String, in bytes: some Collection<UInt8>, path: String = "") -> Diagnostic {
        let (line, column) = TextPosition.of(offset, in: bytes)
        var related: [Diagnostic.Related] = []
        if case .duplicateKey(let name, let first) = kind {
            let (line, column) = TextPosition.of(first, in: bytes)
            related.append(
                Diagnostic.Related(
                    .data(file: file, line: line, column: column, path: path),
                    Phrase(en: "first `\(name)` is here", zh: "第一个 `\(name)` 在这里")))
        }
        return Diagnostic(
            .error, InputFact.json(kind), at: .data(file: file, line: line, column: column, path: path),
            related: related)
    }
}
