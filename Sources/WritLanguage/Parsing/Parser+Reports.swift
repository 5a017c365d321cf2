/// Reports: cases that sum up many others.
extension Parser {
    mutating func report() -> ReportDeclaration {
        var head = head(.report, "a report", "报表")
        if !isPanicking { expect(.for) }
        let target = isPanicking ? missingName() : name("a case type", "案件类型")
        if !isPanicking { expect(.from) }
        let source = isPanicking ? missingName() : name("a case type", "案件类型")
        if !isPanicking, head.title == nil { head.title = textIfPresent() }
        var seen: Seen = [:]
        var basis: [BasisSyntax] = []
        var period: (length: CalendarPeriod, date: Name)?
        var condition: ExpressionSyntax?
        var values: [ReportValueSyntax] = []
        var rows: [ReportRowsSyntax] = []
        clauses(of: .report, [.basis, .every, .where, .with, .rows]) { parser, keyword in
            let start = parser.current.start
            switch keyword {
            case .basis:
                parser.advance(as: .basis)
                basis.append(parser.basisBody(from: start))
            case .every:
                parser.once(.every, &seen)
                period = parser.reportPeriod()
            case .where: condition = parser.expression(behind: .where, &seen)
            case .with:
                parser.advance(as: .with)
                values.append(parser.reportValue(from: start))
            default: rows.append(parser.reportRows())
            }
        }
        requireSomething(.reportWithoutValues, head, when: values.isEmpty && rows.isEmpty)
        return ReportDeclaration(
            head: finished(head), target: target, source: source, basis: basis, period: period, condition: condition,
            values: values, rows: rows)
    }

    /// `every month by received-on`
    private mutating func reportPeriod() -> (length: CalendarPeriod, date: Name)? {
        advance(as: .every)
        let length: CalendarPeriod
        switch word {
        case .week: length = .week
        case .month: length = .month
        case .quarter: length = .quarter
        case .halfYear: length = .halfYear
        case .year: length = .year
        default:
            fail(.oneOf(["week", "month", "quarter", "half-year", "year"]))
            return nil
        }
        advance(as: word)
        expect(.by)
        return isPanicking ? nil : (length, name("a date", "日期字段"))
    }

    /// `rows tallies by kind` with the values of a row; what follows belongs to the report again once it is no `with`.
    private mutating func reportRows() -> ReportRowsSyntax {
        let start = current.start
        advance(as: .rows)
        let field = name("a list", "列表")
        if !isPanicking { expect(.by) }
        let key = isPanicking ? errorExpression() : expression()
        var values: [ReportValueSyntax] = []
        while !isPanicking, word == .with {
            mark(.nested)
            let start = current.start
            advance(as: .with)
            values.append(reportValue(from: start))
        }
        return ReportRowsSyntax(field: field, key: key, values: values, span: span(from: start))
    }

    /// `late = count where is-late`, behind `with`.
    private mutating func reportValue(from start: Int) -> ReportValueSyntax {
        let field = name("a field", "字段")
        if !isPanicking {
            if shape == .equal { align(1) }
            expect(.equal)
        }
        let kind = isPanicking ? .count : reportValueKind()
        let condition = !isPanicking && take(.where) ? expression() : nil
        return ReportValueSyntax(field: field, kind: kind, condition: condition, span: span(from: start))
    }

    private mutating func reportValueKind() -> ReportValueSyntax.Kind {
        switch word {
        case .count:
            advance(as: .count)
            return .count
        case .first where peekWord() == .day, .last where peekWord() == .day:
            let isFirst = word == .first
            advance(as: word)
            advance(as: .day)
            return .edge(isFirst: isFirst)
        case .sum where peekWord() == .of: return reportSummary(.sum)
        case .min where peekWord() == .of: return reportSummary(.min)
        case .max where peekWord() == .of: return reportSummary(.max)
        default:
            if shape == .word, bytes[current.start..<current.end].elementsEqual("key".utf8) {
                advance()
                return .key
            }
            fail(.oneOf(["count", "sum of", "min of", "max of", "first day", "last day", "key"]))
            return .count
        }
    }

    private mutating func reportSummary(_ summary: ListSummary) -> ReportValueSyntax.Kind {
        advance(as: word)
        advance(as: .of)
        let outer = listContext
        listContext.stopsAtWhere = true
        let body = sum()
        listContext = outer
        return .summary(summary, body)
    }
}
