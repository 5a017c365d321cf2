import WritLanguage

/// Resolves and types the expressions of one declaration.
struct ExpressionTyper {
    let names: NameTables
    var diagnostics: [Diagnostic] = []
    var scopes: [Scope] = []
    /// Optional values that are certainly there at this point.
    var known: Set<ValuePath> = []
    /// Locals in use; the next one gets this number.
    var localCount = 0
    /// The definitions that the expressions ask for.
    var used: Set<DefinitionID> = []
    /// Whether a record may lack required fields: in the cases of examples, where they are unknown.
    var allowsUnknownFields = false
    /// Whether names that were meant are looked for: not in a rulebook full of mistakes.
    var suggests = true
    /// What `not stated` stands for: a parameter without a value, made for the definition that is being read.
    var unstated: ParameterID?
    /// Where working days are counted for the first time.
    var workingDays: Span?

    init(names: NameTables) { self.names = names }

    /// For the expressions of a declaration about a record, which is local 0.
    init(names: NameTables, subject: RecordID) {
        self.names = names
        scopes = [.record(local: 0, subject)]
        localCount = 1
    }

    // MARK: entry points

    /// An expression that must have a type.
    mutating func check(_ syntax: ExpressionSyntax, as type: ValueType) -> Expression {
        coerced(check(syntax, expecting: type), to: type)
    }

    mutating func condition(_ syntax: ExpressionSyntax) -> Expression { check(syntax, as: .boolean) }

    /// A value that is assigned to something of a type: money is rounded here and nowhere else.
    mutating func assigned(_ syntax: ExpressionSyntax, to type: ValueType) -> Expression {
        rounded(check(syntax, as: type))
    }

    /// A length of time greater than nothing, as far as that can be told.
    mutating func duration(_ syntax: ExpressionSyntax) -> Expression {
        let expression = check(syntax, expecting: .duration(.days))
        switch expression.type {
        case .duration:
            if case .constant(.duration(let length, _)) = expression.kind, length <= 0 {
                report(TypeFact.negativeForbidden, at: syntax.span)
                return error(syntax.span)
            }
            return expression
        case .error: return expression
        default:
            report(TypeFact.notDuration(found: names.describe(expression.type)), at: syntax.span)
            return error(syntax.span)
        }
    }

    /// What tells one of several documents of a form from the others: a text or a whole number.
    mutating func instance(_ syntax: ExpressionSyntax) -> Expression {
        let expression = present(check(syntax, expecting: .text))
        switch expression.type {
        case .text, .integer, .error: return expression
        default:
            report(
                TypeFact.mismatch(expected: "Text", found: names.describe(expression.type), hint: nil),
                at: syntax.span)
            return error(syntax.span)
        }
    }

    /// A day or a point in time; where it may be missing, there is then no deadline.
    mutating func deadline(_ syntax: ExpressionSyntax) -> Expression {
        let expression = check(syntax, expecting: .date)
        switch expression.type {
        case .dateTime, .optional(.date), .optional(.dateTime): return expression
        default: break
        }
        if case .duration = expression.type {
            report(
                TypeFact.mismatch(expected: "Date", found: names.describe(expression.type), hint: .useAfter),
                at: syntax.span)
            return error(syntax.span)
        }
        return coerced(expression, to: .date)
    }

    /// Runs `body` with more values known to be there.
    mutating func knowing<Result>(
        _ facts: Set<ValuePath>, _ body: (inout ExpressionTyper) -> Result
    ) -> Result {
        if facts.isEmpty { return body(&self) }
        let outer = known
        known.formUnion(facts)
        defer { known = outer }
        return body(&self)
    }

    /// Runs `body` with one more layer of names.
    mutating func within<Result>(_ scope: Scope, _ body: (inout ExpressionTyper) -> Result) -> Result {
        scopes.append(scope)
        defer { scopes.removeLast() }
        return body(&self)
    }

    mutating func newLocal() -> Int {
        localCount += 1
        return localCount - 1
    }

    func error(_ span: Span) -> Expression { Expression(.error, type: .error, span: span) }

    mutating func report(
        _ fact: some DiagnosticFact, at span: Span, _ severity: Diagnostic.Severity = .error, fix: Diagnostic.Fix? = nil
    ) {
        diagnostics.append(Diagnostic(severity, fact, at: .span(span), fix: fix))
    }

    // MARK: dispatch

    /// An expression, with a hint of what is expected that resolves the names of values and the types of records. A
    /// value known to be there is no longer optional, unless `narrows` is false.
    mutating func check(
        _ syntax: ExpressionSyntax, expecting expected: ValueType? = nil, narrows: Bool = true
    ) -> Expression {
        let span = syntax.span
        switch syntax.kind {
        case .boolean(let value): return Expression(.constant(.boolean(value)), type: .boolean, span: span)
        case .number(let digits): return number(digits, span)
        case .percent(let digits): return percent(digits, span)
        case .money(let digits, let mark): return money(digits, mark, span)
        case .text(let text): return self.text(text, span)
        case .date(let text): return date(text, span)
        case .dateTime(let text): return dateTime(text, span)
        case .timeOfDay(let time):
            return Expression(.constant(.integer(Int64(time.minutes) * 60_000)), type: .timeOfDay, span: span)
        case .duration(let count, let unit, let times): return duration(count, unit, times: times, span)
        case .name(let name): return resolve(name, span, expected, narrows)
        case .member(let base, let member): return self.member(base, member, span, narrows)
        case .element(let list, let position): return element(list, position, span, narrows)
        case .not(let operand):
            return Expression(.not(condition(operand)), type: .boolean, span: span)
        case .negate(let operand): return negated(operand, expected, span)
        case .binary(.and, _, _), .binary(.or, _, _): return junction(syntax)
        case .binary(let operation, let left, let right):
            return binary(operation, left, right, expected: expected, span: span)
        case .inSet(let operand, let values): return inSet(operand, values, span)
        case .inList(let operand, let list): return inList(operand, list, span)
        case .inRange(let operand, let range): return inRange(operand, range, span)
        case .isKnown(let operand): return presence(operand, span) { .isKnown($0) }
        case .isMissing(let operand): return presence(operand, span) { .isMissing($0) }
        case .orElse(let first, let second): return orElse(first, second, expected, span)
        case .conditional(let test, let then, let otherwise):
            return conditional(if: test, then: then, otherwise: otherwise, expected: expected, span: span)
        case .some(let variable, let list, let body): return quantified(variable, list, body, isSome: true, span)
        case .every(let variable, let list, let body): return quantified(variable, list, body, isSome: false, span)
        case .filter(let list, let condition): return filter(list, condition, expected, span)
        case .count(let list):
            let list = self.list(list)
            return list.type == .error
                ? error(span) : Expression(.count(list), type: .integer, span: span)
        case .summary(let kind, let body, let variable, let list):
            return summary(kind, of: body, variable: variable, in: list, expected: expected, span: span)
        case .after(let duration, let date): return shift(duration, date, isAfter: true, span)
        case .before(let duration, let date): return shift(duration, date, isAfter: false, span)
        case .between(let unit, let from, let to): return between(unit, from, to, span)
        case .group(let list, let key): return group(list, by: key, span)
        case .sorted(let list, let key): return sorted(list, by: key, expected, span)
        case .neighbour(let isNext, let element, let list): return neighbour(of: element, in: list, isNext, span)
        case .function(let function, let operands): return self.function(function, operands, span)
        case .documentState(let form, let state):
            guard let form = self.form(form) else { return error(span) }
            return Expression(.documentState(form, state), type: .boolean, span: span)
        case .documentDate(let date, let form):
            guard let form = self.form(form) else { return error(span) }
            let expression = Expression(.documentDate(date, form), type: .optional(.date), span: span)
            return narrows ? narrowed(expression) : expression
        case .record(let fields): return record(fields, expected, span)
        case .list(let elements): return list(of: elements, expected, span)
        case .absent: return absent(expected, span)
        case .notStated:
            guard let unstated else { return error(span) }
            return Expression(.parameter(unstated), type: names.parameterTypes[unstated.index], span: span)
        case .error: return error(span)
        }
    }

    /// No value, where the type allows that there is none.
    private mutating func absent(_ expected: ValueType?, _ span: Span) -> Expression {
        if let expected, expected.isOptional {
            return Expression(.constant(.missing), type: expected, span: span)
        }
        if let expected, expected != .error {
            report(TypeFact.absentNotAllowed(type: names.describe(expected)), at: span)
        }
        return error(span)
    }
}
