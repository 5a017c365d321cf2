import WritLanguage

/// Reports: cases that sum up many others.
extension Checker {
    mutating func checkReports() {
        collected.reports = accepted(collected.reports, .report, \.reportNames) { $0.head.name }
        for declaration in collected.reports {
            let citations = citations(declaration.basis)
            let target = caseType(declaration.target)
            let source = caseType(declaration.source)
            guard let target, let source else { continue }
            var typer = self.typer(source)
            var period: Report.Period?
            if let syntax = declaration.period { period = self.period(syntax, source, &typer) }
            var condition: Expression?
            if let syntax = declaration.condition { condition = typer.condition(syntax) }
            let hasPeriod = period != nil
            typer.known = condition.map { Narrowing($0).whenTrue } ?? []
            let values = values(declaration.values, of: target, key: nil, hasPeriod: hasPeriod, &typer)
            var rows: [Report.Rows] = []
            for syntax in declaration.rows {
                if let row = self.rows(syntax, of: target, hasPeriod: hasPeriod, &typer) { rows.append(row) }
            }
            finish(typer)
            reportTwice(declaration)
            reports.append(
                Report(
                    identity: identity(declaration.head), target: target, source: source, citations: citations,
                    period: period, condition: condition, values: values, rows: rows, localCount: typer.localCount))
        }
    }

    private func period(
        _ syntax: (length: CalendarPeriod, date: Name), _ source: RecordID, _ typer: inout ExpressionTyper
    ) -> Report.Period? {
        let name = syntax.date
        guard let field = typer.field(name, of: source) else { return nil }
        let type = names.records[source.index].fields[field].type
        guard type.bare == .date else {
            typer.report(
                TypeFact.mismatch(expected: "Date", found: names.describe(type), hint: nil), at: name.span)
            return nil
        }
        return Report.Period(length: syntax.length, date: field)
    }

    private func rows(
        _ syntax: ReportRowsSyntax, of target: RecordID, hasPeriod: Bool, _ typer: inout ExpressionTyper
    ) -> Report.Rows? {
        let key = typer.present(typer.check(syntax.key))
        guard let field = typer.field(syntax.field, of: target) else { return nil }
        let type = names.records[target.index].fields[field].type
        guard case .list(.record(let row)) = type else {
            typer.report(TypeFact.notRecordList(found: names.describe(type)), at: syntax.field.span)
            return nil
        }
        if key.type == .error { return nil }
        guard names.isComparable(key.type) else {
            typer.report(TypeFact.notComparable(type: names.describe(key.type)), at: syntax.key.span)
            return nil
        }
        let values = values(syntax.values, of: row, key: key, hasPeriod: hasPeriod, &typer)
        return Report.Rows(field: field, row: row, key: key, values: values)
    }

    private func values(
        _ values: [ReportValueSyntax], of record: RecordID, key: Expression?, hasPeriod: Bool,
        _ typer: inout ExpressionTyper
    ) -> [Report.Value] {
        var result: [Report.Value] = []
        for value in values {
            var condition: Expression?
            if let syntax = value.condition { condition = typer.condition(syntax) }
            guard let field = typer.field(value.field, of: record) else { continue }
            let type = names.records[record.index].fields[field].type
            let facts: Set<ValuePath> = condition.map { Narrowing($0).whenTrue } ?? []
            let kind: Report.Value.Kind? = typer.knowing(facts) { typer in
                self.kind(value, as: type, key: key, hasPeriod: hasPeriod, &typer)
            }
            if let kind { result.append(Report.Value(field: field, type: type, kind: kind, condition: condition)) }
        }
        return result
    }

    private func kind(
        _ value: ReportValueSyntax, as type: ValueType, key: Expression?, hasPeriod: Bool,
        _ typer: inout ExpressionTyper
    ) -> Report.Value.Kind? {
        func expect(_ wanted: ValueType) -> Bool {
            if type.bare == wanted { return true }
            typer.report(
                TypeFact.mismatch(expected: names.describe(type), found: names.describe(wanted), hint: nil),
                at: value.span)
            return false
        }
        switch value.kind {
        case .count: return expect(.integer) ? .count : nil
        case .edge(let isFirst):
            guard hasPeriod else {
                typer.report(DeclarationFact.reportWithoutPeriod, at: value.span)
                return nil
            }
            return expect(.date) ? .edge(isFirst: isFirst) : nil
        case .key:
            guard let key else {
                typer.report(DeclarationFact.reportKeyOutside, at: value.span)
                return nil
            }
            // A row of texts may be called by the titles of what it counts.
            if case .enumeration = key.type, type.bare == .text { return .key }
            return expect(key.type) ? .key : nil
        case .summary(let summary, let syntax):
            let body = typer.assigned(syntax, to: type.bare)
            if body.type == .error { return nil }
            if summary == .sum {
                switch type.bare {
                case .integer, .decimal, .money, .percent, .duration: return .sum(body)
                default:
                    typer.report(TypeFact.notSummable(type: names.describe(type)), at: value.span)
                    return nil
                }
            }
            guard names.isOrdered(body.type) else {
                typer.reportNotOrdered(body)
                return nil
            }
            guard type.isOptional else {
                typer.report(DeclarationFact.reportMayBeMissing(value.field.text), at: value.field.span)
                return nil
            }
            return summary == .min ? .least(body) : .greatest(body)
        }
    }

    /// A field that is stated twice.
    private mutating func reportTwice(_ declaration: ReportDeclaration) {
        let outer = declaration.values.map(\.field) + declaration.rows.map(\.field)
        for names in [outer] + declaration.rows.map({ $0.values.map(\.field) }) {
            var seen: [String: Span] = [:]
            for name in names where !name.text.isEmpty {
                if let earlier = seen[name.text] {
                    reportDuplicate(name, .field, earlier)
                } else {
                    seen[name.text] = name.span
                }
            }
        }
    }
}

extension ExpressionTyper {
    /// The number of a field; one that there is not is reported.
    fileprivate mutating func field(_ name: Name, of record: RecordID) -> Int? {
        if name.text.isEmpty { return nil }
        if let field = names.field(name.text, of: record) { return field }
        let nearest = suggestion(for: name.text, among: names.records[record.index].fields.map(\.name))
        report(
            NameFact.noMember(owner: names.name(of: record), name: name.text, suggestion: nearest), at: name.span,
            fix: nearest.map { Diagnostic.Fix(span: name.span, replacement: $0) })
        return nil
    }
}
