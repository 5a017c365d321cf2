package import WritLanguage
package import WritSemantics

extension CaseReader {
    /// The value that a field of a table states, by the same spellings as in a table of cases.
    /// - Returns: The value, or what is wrong with the text.
    package func value(ofField text: String, _ type: ValueType) -> (value: Value?, problem: (any DiagnosticFact)?) {
        switch values.value(text, .field, type) {
        case .success(let value): (value, nil)
        case .failure(let problem): (nil, problem.fact(in: program))
        }
    }
}
