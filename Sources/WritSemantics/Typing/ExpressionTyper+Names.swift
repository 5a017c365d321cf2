import WritLanguage

extension ExpressionTyper {
    /// The name of the case's date.
    static let asOf = "as-of"
    /// What the whole declaration is about, seen from within a list's condition.
    static let this = "this"

    /// What a name stands for among variables, fields, definitions, arguments and parameters.
    private func lookup(_ name: String, _ span: Span) -> Expression? {
        for scope in scopes.reversed() {
            switch scope {
            case .variable(let variable, let local, let type):
                if variable == name { return Expression(.local(local), type: type, span: span) }
            case .record(let local, let record):
                let base = Expression(.local(local), type: .record(record), span: span)
                if let found = own(name, of: record, in: base, span) { return found }
            case .arguments(let form):
                guard names.forms.indices.contains(form.index) else { continue }
                let arguments = names.forms[form.index].arguments
                if let index = arguments.firstIndex(where: { $0.name == name }) {
                    return Expression(.argument(form, index), type: arguments[index].type, span: span)
                }
            }
        }
        if let parameter = names.parameterIDs[name] {
            return Expression(
                .parameter(parameter), type: names.parameterTypes[parameter.index], span: span)
        }
        return nil
    }

    /// A field or a definition of a record.
    private func own(_ name: String, of record: RecordID, in base: Expression, _ span: Span) -> Expression? {
        if let field = names.field(name, of: record) {
            let type =
                names.records.indices.contains(record.index) ? names.records[record.index].fields[field].type : .error
            let found = Expression(.field(base, field), type: type, span: span)
            return decision(in: found) ?? found
        }
        if let definition = names.definition(name, of: record) {
            return Expression(
                .definition(base, definition), type: names.definitionTypes[definition.index], span: span)
        }
        return nil
    }

    /// What was decided, where a field holds a judgement: that is what rules mean by its name.
    private func decision(in field: Expression) -> Expression? {
        guard case .record(let id) = field.type, names.records.indices.contains(id.index),
            names.records[id.index].isJudgement
        else { return nil }
        let type = names.records[id.index].fields[Judgement.Part.decision.rawValue].type
        return Expression(.field(field, Judgement.Part.decision.rawValue), type: type, span: field.span)
    }

    /// `serious.reasons`: who decided, when and why.
    private func part(_ name: String, ofDecision decision: Expression, _ span: Span) -> Expression? {
        guard case .field(let judgement, Judgement.Part.decision.rawValue) = decision.kind,
            case .record(let id) = judgement.type, names.records.indices.contains(id.index),
            names.records[id.index].isJudgement, let field = names.field(name, of: id)
        else { return nil }
        return Expression(
            .field(judgement, field), type: names.records[id.index].fields[field].type, span: span)
    }

    /// Whether a bare name stands for something other than a value of an enumeration.
    func isInScope(_ name: String) -> Bool {
        name == ExpressionTyper.asOf || lookup(name, Span(file: FileID(0), start: 0, end: 0)) != nil
    }

    mutating func resolve(_ name: String, _ span: Span, _ expected: ValueType?, _ narrows: Bool) -> Expression {
        if name.isEmpty { return error(span) }
        if name == ExpressionTyper.asOf { return Expression(.asOf, type: .date, span: span) }
        if expected?.bare == .weekday, let weekday = KeywordTable.weekday(named: name) {
            return Expression(.constant(.integer(Int64(weekday))), type: .weekday, span: span)
        }
        let found = lookup(name, span)
        if name == ExpressionTyper.this, found == nil, let subject { return subject.at(span) }
        if case .enumeration(let wanted)? = expected?.bare, found?.type.bare != .enumeration(wanted),
            let index = names.value(name, of: wanted)
        {
            return value(index, of: wanted, span)
        }
        if let found {
            reportShadowed(name, found, span)
            if case .definition(_, let id) = found.kind { used.insert(id) }
            return narrows ? narrowed(found) : found
        }
        let owners = names.owners(ofValue: name)
        if owners.count == 1, let owner = owners.first, let index = names.value(name, of: owner) {
            return value(index, of: owner, span)
        }
        if owners.count > 1 {
            report(
                NameFact.ambiguousValue(name: name, types: owners.map { names.enums[$0.index].identity.name }), at: span
            )
        } else {
            reportUnknown(name, span, expected)
        }
        return error(span)
    }

    /// The record in local 0.
    private var subject: Expression? {
        for case .record(0, let record) in scopes {
            return Expression(.local(0), type: .record(record), span: Span(file: FileID(0), start: 0, end: 0))
        }
        return nil
    }

    /// Tells that a bare name means the field of a list's element where the record around it has one of that name too.
    private mutating func reportShadowed(_ name: String, _ found: Expression, _ span: Span) {
        let base: Expression
        switch found.kind {
        case .field(let owner, _), .definition(let owner, _): base = owner
        default: return
        }
        guard case .local(let local) = base.kind, local != 0, let subject, case .record(let outer) = subject.type,
            case .record(let inner) = base.type,
            names.field(name, of: outer) != nil || names.definition(name, of: outer) != nil,
            // Of another case of the same type every fact has the name of one's own.
            names.records[inner.index].image != outer
        else { return }
        report(
            NameFact.shadowed(name: name, element: names.name(of: inner), outer: names.name(of: outer)), at: span, .note
        )
    }

    private func value(_ index: Int, of type: EnumID, _ span: Span) -> Expression {
        Expression(.constant(.enumeration(type, index)), type: .enumeration(type), span: span)
    }

    private mutating func reportUnknown(_ name: String, _ span: Span, _ expected: ValueType?) {
        if names.suspects.contains(name) { return }
        if case .enumeration(let type)? = expected?.bare {
            let inScope = suggestion(for: name, among: visibleNames())
            let nearest = suggestion(for: name, among: names.values(of: type))
            if nearest != nil || inScope == nil {
                let fact = NameFact.noValue(
                    type: names.enums[type.index].identity.name, name: name, suggestion: nearest)
                report(fact, at: span, fix: fix(nearest, span))
                return
            }
        }
        let nearest =
            memberOfVariable(name) ?? difference(name) ?? suggestion(for: name, among: visibleNames())
        let owner = scopes.reversed().compactMap { scope -> RecordID? in
            if case .record(_, let record) = scope { return record }
            return nil
        }.first
        if let owner, names.records.indices.contains(owner.index) {
            report(
                NameFact.noMember(owner: names.name(of: owner), name: name, suggestion: nearest), at: span,
                fix: fix(nearest, span))
        } else {
            report(NameFact.unknown(.fact, name: name, suggestion: nearest), at: span, fix: fix(nearest, span))
        }
    }

    /// `fee - paid` for `fee-paid`, where both are names: a minus sign without spaces is part of a name.
    private func difference(_ name: String) -> String? {
        guard name.contains("-") else { return nil }
        let visible = Set(visibleNames())
        return name.indices.filter { name[$0] == "-" }.lazy
            .map { (String(name[..<$0]), String(name[name.index(after: $0)...])) }
            .first { visible.contains($0) && visible.contains($1) }
            .map { "\($0) - \($1)" }
    }

    /// `e.cost`, where `e` stands for a record that has a field `cost`.
    private func memberOfVariable(_ name: String) -> String? {
        for case .variable(let variable, _, .record(let record)) in scopes.reversed()
        where names.members(of: record).contains(name) {
            return "\(variable).\(name)"
        }
        return nil
    }

    private func fix(_ replacement: String?, _ span: Span) -> Diagnostic.Fix? {
        replacement.map { Diagnostic.Fix(span: span, replacement: $0) }
    }

    func suggestion(for name: String, among candidates: @autoclosure () -> [String]) -> String? {
        suggests && diagnostics.count <= 20 ? Suggestion.nearest(to: name, among: candidates()) : nil
    }

    private func visibleNames() -> [String] {
        var result: [String] = []
        for scope in scopes.reversed() {
            switch scope {
            case .variable(let name, _, _): result.append(name)
            case .record(_, let record): result += names.members(of: record)
            case .arguments(let form):
                if names.forms.indices.contains(form.index) {
                    result += names.forms[form.index].arguments.map(\.name)
                }
            }
        }
        return result + names.parameterIDs.keys.sorted() + [ExpressionTyper.asOf]
    }

    mutating func form(_ name: Name) -> FormID? {
        if let form = names.formIDs[name.text] { return form }
        if !name.text.isEmpty, !names.suspects.contains(name.text) {
            let nearest = suggestion(for: name.text, among: names.formIDs.keys.sorted())
            report(
                NameFact.unknown(.form, name: name.text, suggestion: nearest), at: name.span,
                fix: fix(nearest, name.span)
            )
        }
        return nil
    }

    mutating func member(_ base: ExpressionSyntax, _ member: Name, _ span: Span, _ narrows: Bool) -> Expression {
        if case .name(let type) = base.kind, !isInScope(type), let id = names.enumIDs[type] {
            if let index = names.value(member.text, of: id) { return value(index, of: id, span) }
            let nearest = suggestion(for: member.text, among: names.values(of: id))
            report(
                NameFact.noValue(type: type, name: member.text, suggestion: nearest), at: member.span,
                fix: fix(nearest, member.span))
            return error(span)
        }
        let record = check(base)
        if member.text.isEmpty { return error(span) }
        if let part = part(member.text, ofDecision: record, span) { return part }
        switch record.type {
        case .error: return error(span)
        case .record(let id):
            if let found = own(member.text, of: id, in: record, span) {
                if case .definition(_, let definition) = found.kind { used.insert(definition) }
                return narrows ? narrowed(found) : found
            }
            if names.suspects.contains(member.text) { return error(span) }
            let nearest = suggestion(for: member.text, among: names.members(of: id))
            report(
                NameFact.noMember(owner: names.name(of: id), name: member.text, suggestion: nearest), at: member.span,
                fix: fix(nearest, member.span))
        case .group(let key, let element):
            if member.text == "key" { return Expression(.groupKey(record), type: key, span: span) }
            if member.text == "items" { return Expression(.groupItems(record), type: .list(element), span: span) }
            report(
                NameFact.noMember(
                    owner: names.describe(record.type), name: member.text,
                    suggestion: suggestion(for: member.text, among: ["key", "items"])), at: member.span)
        case .optional(let inner):
            // What has no name cannot be tested first: it hands on that it may be missing.
            if ValuePath(record) == nil, let found = memberOfOptional(member, record, inner, span) { return found }
            reportUntested(record, inner)
        default:
            report(TypeFact.notRecord(found: names.describe(record.type), member: member.text), at: member.span)
        }
        return error(span)
    }

    /// `(next of x in xs).field`: missing where there is no such record.
    private mutating func memberOfOptional(
        _ member: Name, _ record: Expression, _ type: ValueType, _ span: Span
    ) -> Expression? {
        guard case .record(let id) = type else { return nil }
        let present = Expression(record.kind, type: type, span: record.span)
        guard let found = own(member.text, of: id, in: present, span) else { return nil }
        if case .definition(_, let definition) = found.kind { used.insert(definition) }
        let result = found.type.madeOptional
        let isThere = Expression(.isKnown(record), type: .boolean, span: record.span)
        let value = found.type.isOptional ? found : Expression(.widened(found), type: result, span: span)
        let none = Expression(.constant(.missing), type: result, span: span)
        return Expression(.conditional(isThere, value, none), type: result, span: span)
    }

    mutating func element(
        _ list: ExpressionSyntax, _ position: ExpressionSyntax, _ span: Span, _ narrows: Bool
    ) -> Expression {
        let list = self.list(list)
        let position = check(position, as: .integer)
        guard case .list(let type) = list.type, position.type != .error else { return error(span) }
        if case .constant(.integer(let index)) = position.kind, index < 1 {
            report(TypeFact.numberOutOfRange(String(index)), at: position.span)
            return error(span)
        }
        let expression = Expression(.element(list, position), type: type, span: span)
        return narrows ? narrowed(expression) : expression
    }

    /// Without the `?`, where the value is known to be there.
    func narrowed(_ expression: Expression) -> Expression {
        guard !known.isEmpty, case .optional(let type) = expression.type, let path = ValuePath(expression),
            known.contains(path)
        else { return expression }
        return Expression(expression.kind, type: type, span: expression.span)
    }

    /// How a path is written, for messages.
    func spelling(of expression: Expression) -> String? {
        switch expression.kind {
        case .local(let local):
            for case .variable(let name, local, _) in scopes { return name }
            return nil
        case .field(let base, let index):
            guard case .record(let id) = base.type, names.records.indices.contains(id.index) else { return nil }
            let field = names.records[id.index].fields[index].name
            return prefix(of: base) + field
        case .definition(let base, let id):
            guard case .record(let record) = base.type else { return nil }
            return names.members(of: record).first { names.definition($0, of: record) == id }.map {
                prefix(of: base) + $0
            }
        case .documentDate(let date, let form):
            return "\(date.rawValue) date of \(names.forms[form.index].name)"
        default: return nil
        }
    }

    private func prefix(of base: Expression) -> String { spelling(of: base).map { $0 + "." } ?? "" }
}

extension Expression {
    /// The same in another place.
    fileprivate func at(_ span: Span) -> Expression { Expression(kind, type: type, span: span) }
}
