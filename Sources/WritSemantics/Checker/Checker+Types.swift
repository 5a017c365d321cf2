import WritLanguage

extension Checker {
    private static let builtIn: [String: ValueType] = [
        "Boolean": .boolean, "Integer": .integer, "Decimal": .decimal, "Money": .money, "Percent": .percent,
        "Text": .text, "Date": .date, "DateTime": .dateTime,
    ]

    /// What other languages, and people, call these types.
    private static let foreign = [
        "string": "Text", "str": "Text", "varchar": "Text", "字符串": "Text", "bool": "Boolean", "布尔": "Boolean",
        "int": "Integer", "long": "Integer", "number": "Decimal", "float": "Decimal", "double": "Decimal",
        "数字": "Decimal", "currency": "Money", "amount": "Money", "percentage": "Percent", "day": "Date",
        "timestamp": "DateTime", "datetime": "DateTime",
    ]

    /// Enumerations, records and case types, and what their fields are.
    mutating func declareTypes() {
        for declaration in collected.enumerations where declareType(declaration.head.name) {
            var seen: [String: Span] = [:]
            var values: [EnumType.Value] = []
            for value in declaration.values where !value.name.text.isEmpty {
                if let earlier = seen[value.name.text] {
                    reportDuplicate(value.name, .value, earlier)
                    continue
                }
                seen[value.name.text] = value.name.span
                values.append(EnumType.Value(name: value.name.text, title: value.title?.plain ?? value.name.text))
            }
            names.add(
                EnumType(identity: identity(declaration.head), isOrdered: declaration.isOrdered, values: values))
        }
        let records = collected.records.filter { declareType($0.head.name) }
        for declaration in records { names.reserve(declaration.head.name.text) }
        let cases = Set(records.filter(\.isCase).map(\.head.name.text))
        reserveJudgements(Set(records.map(\.head.name.text)))
        reserveImages(cases, records)
        for (index, declaration) in records.enumerated() {
            let fields = fields(of: declaration, cases)
            names.complete(
                RecordID(index),
                RecordType(
                    identity: identity(declaration.head), isCase: declaration.isCase,
                    governing: declaration.governing.flatMap { governing($0, fields, of: declaration) },
                    fields: fields))
        }
        completeJudgements()
        completeImages()
        checkLinks()
        definitionNames = Array(repeating: NameTable(), count: names.records.count)
        reportRecordCycles()
    }

    /// The money of the rulebook: one for all of its files.
    mutating func declareCurrency() {
        var first: Name?
        for name in collected.rulebooks.compactMap(\.currency) where !name.text.isEmpty {
            if let first, first.text != name.text {
                report(
                    DeclarationFact.currencyTwice(name.text, first.text), at: name.span,
                    related: [Diagnostic.Related(.span(first.span), Phrase(en: "declared here", zh: "此处声明"))])
                continue
            }
            first = first ?? name
            guard let currency = Currency.named(name.text) else {
                report(DeclarationFact.currencyUnknown(name.text), at: name.span)
                continue
            }
            names.currency = currency
        }
    }

    private mutating func declareType(_ name: Name) -> Bool {
        if name.text.isEmpty { return false }
        if let earlier = typePlaces[name.text] {
            reportDuplicate(name, .type, earlier)
            return false
        }
        if Checker.builtIn[name.text] != nil {
            report(NameFact.duplicate(.type, name: name.text), at: name.span)
            return false
        }
        typePlaces[name.text] = name.span
        return true
    }

    private mutating func fields(of declaration: RecordDeclaration, _ cases: Set<String>) -> [RecordType.Field] {
        var seen: [String: Span] = [:]
        var fields: [RecordType.Field] = []
        for field in declaration.fields where !field.name.text.isEmpty {
            if let earlier = seen[field.name.text] {
                reportDuplicate(field.name, .field, earlier)
                continue
            }
            seen[field.name.text] = field.name.span
            if let name = leafName(field.type), cases.contains(name) {
                report(TypeFact.notAllowedHere(type: name), at: field.type.span)
            }
            let isOther = declaration.isCase && otherCase(field.type) != nil
            let link = isOther ? link(field.type) : nil
            let type = isOther ? link.map { linkedType(field.type, $0) } ?? .error : self.type(field.type)
            fields.append(
                RecordType.Field(
                    name: field.name.text, title: field.title?.plain ?? field.name.text, type: type,
                    domain: field.domain.flatMap { domain($0, of: type) }, link: link,
                    documentation: field.documentation,
                    span: field.span))
        }
        fields += judgementFields(of: declaration.head.name.text, &seen)
        return fields
    }

    /// The field of the day whose law decides a case: a date that every case states.
    private mutating func governing(
        _ name: Name, _ fields: [RecordType.Field], of declaration: RecordDeclaration
    ) -> Int? {
        if name.text.isEmpty { return nil }
        guard let index = fields.firstIndex(where: { $0.name == name.text }) else {
            let nearest = suggestion(for: name.text, among: fields.map(\.name))
            report(
                NameFact.noMember(owner: declaration.head.name.text, name: name.text, suggestion: nearest),
                at: name.span, fix: nearest.map { Diagnostic.Fix(span: name.span, replacement: $0) })
            return nil
        }
        guard fields[index].type == .date else {
            report(
                TypeFact.mismatch(expected: "Date", found: names.describe(fields[index].type), hint: nil), at: name.span
            )
            return nil
        }
        return index
    }

    /// The bounds of a field, where its type has such.
    private mutating func domain(_ syntax: DomainSyntax, of type: ValueType) -> ValueDomain? {
        if type == .error { return nil }
        var isBounded = false
        switch type.bare {
        case .integer, .decimal, .money, .percent, .date, .duration: isBounded = true
        case .list:
            if syntax.lower == nil, syntax.upper == nil {
                return ValueDomain(lower: nil, upper: nil, most: syntax.most)
            }
        default: break
        }
        guard isBounded, syntax.most == nil else {
            report(DeclarationFact.domainNotHere(type: names.describe(type)), at: syntax.span)
            return nil
        }
        let lower = syntax.lower.map { constant($0, as: type.bare) }
        let upper = syntax.upper.map { constant($0, as: type.bare) }
        // What is no constant has been reported.
        if case .some(nil) = lower { return nil }
        if case .some(nil) = upper { return nil }
        let domain = ValueDomain(lower: lower ?? nil, upper: upper ?? nil, most: nil)
        if let bound = domain.lower, !domain.contains(bound) {
            report(DeclarationFact.domainEmpty, at: syntax.span)
            return nil
        }
        return domain
    }

    private func leafName(_ syntax: TypeSyntax) -> String? {
        switch syntax.kind {
        case .named(let name): name.text
        case .list(let element): leafName(element)
        case .duration, .other: nil
        }
    }

    /// What a written type means.
    mutating func type(_ syntax: TypeSyntax) -> ValueType {
        let bare: ValueType
        switch syntax.kind {
        case .duration(let unit): bare = .duration(unit)
        case .list(let element): bare = .list(type(element))
        case .other(let name, _):
            if !name.text.isEmpty { report(TypeFact.notAllowedHere(type: "other \(name.text)"), at: syntax.span) }
            return .error
        case .named(let name):
            if let builtIn = Checker.builtIn[name.text] {
                bare = builtIn
            } else if let id = names.enumIDs[name.text] {
                bare = .enumeration(id)
            } else if let id = names.recordIDs[name.text] {
                bare = .record(id)
            } else {
                if !name.text.isEmpty { reportUnknownType(name) }
                return .error
            }
        }
        return syntax.isOptional && bare != .error ? .optional(bare) : bare
    }

    private mutating func reportUnknownType(_ name: Name) {
        let nearest =
            Checker.foreign[name.text.lowercased()]
            ?? suggestion(for: name.text, among: typePlaces.keys.sorted() + Checker.builtIn.keys.sorted())
        report(
            NameFact.unknown(.type, name: name.text, suggestion: nearest), at: name.span,
            fix: nearest.map { Diagnostic.Fix(span: name.span, replacement: $0) })
    }

    /// The record or case type that a declaration is about.
    mutating func record(_ name: Name) -> RecordID? {
        if name.text.isEmpty { return nil }
        if let id = names.recordIDs[name.text] { return id }
        if names.enumIDs[name.text] != nil || Checker.builtIn[name.text] != nil {
            report(NameFact.wrongKind(name: name.text, expected: .type), at: name.span)
        } else {
            reportUnknownType(name)
        }
        return nil
    }

    /// The case type that a declaration is about.
    mutating func caseType(_ name: Name) -> RecordID? {
        guard let id = record(name) else { return nil }
        if names.records[id.index].isCase { return id }
        report(DeclarationFact.notCase(name.text), at: name.span)
        return nil
    }

    /// A record that contains itself could never be written down in full.
    private mutating func reportRecordCycles() {
        let edges = names.records.map { record in
            Set(
                record.fields.compactMap { field -> Int? in
                    var type = field.type
                    while true {
                        switch type {
                        case .optional(let inner), .list(let inner): type = inner
                        case .record(let id): return id.index
                        default: return nil
                        }
                    }
                })
        }
        for cycle in DependencyOrder(edges.map { $0.sorted() }).cycles {
            let identities = cycle.map { names.records[$0].identity }
            report(
                DeclarationFact.recordCycle(identities.map(\.name)), at: identities[0].nameSpan,
                related: identities.dropFirst().map {
                    Diagnostic.Related(.span($0.nameSpan), Phrase(en: "part of the circle", zh: "环中的一环"))
                })
        }
    }
}
