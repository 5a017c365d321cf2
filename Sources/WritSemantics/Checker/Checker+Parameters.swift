import WritLanguage

extension Checker {
    /// The names and types of parameters; their values are read once all names are known.
    mutating func declareParameters() {
        var accepted: [ParameterDeclaration] = []
        for declaration in collected.parameters
        where declare(declaration.head.name, .parameter, \.parameterNames, accepted.count) {
            var type = self.type(declaration.type)
            switch type {
            case .optional(let inner):
                report(TypeFact.optionalNotAllowed, at: declaration.type.span)
                type = inner
            case .record, .list, .group:
                report(TypeFact.notAllowedHere(type: names.describe(type)), at: declaration.type.span)
                type = .error
            default: break
            }
            names.add(declaration.head.name.text, type)
            accepted.append(declaration)
        }
        collected.parameters = accepted
    }

    mutating func checkParameterValues() {
        for (index, declaration) in collected.parameters.enumerated() {
            let name = declaration.head.name
            let type = names.parameterTypes[index]
            if declaration.isNotStated, let value = declaration.values.first {
                report(DeclarationFact.parameterStatedAndNot(name.text), at: value.span)
            }
            var values: [Parameter.Value] = []
            var seen: Set<CalendarDate?> = []
            for entry in declaration.values where !declaration.isNotStated {
                let from = entry.from.flatMap { date($0) }
                if entry.from != nil, from == nil { continue }
                guard let value = constant(entry.value, as: type) else { continue }
                if !seen.insert(from).inserted {
                    report(
                        DeclarationFact.parameterSameDate(name.text, date: from?.description), at: entry.span)
                    continue
                }
                values.append(Parameter.Value(value: value, from: from, span: entry.span))
            }
            // An undated value is first: it holds until the first date.
            values.sort { a, b in
                guard let second = b.from else { return false }
                return a.from.map { $0 < second } ?? true
            }
            parameters.append(
                Parameter(
                    identity: identity(declaration.head), type: type, citations: citations(declaration.basis),
                    values: values))
        }
    }
}
