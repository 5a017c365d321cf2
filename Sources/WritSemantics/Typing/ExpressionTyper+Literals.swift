import WritLanguage

extension ExpressionTyper {
    mutating func number(_ digits: String, _ span: Span) -> Expression {
        if !digits.utf8.contains(UInt8(ascii: ".")) {
            if let number = Int64(digits) {
                return Expression(.constant(.integer(number)), type: .integer, span: span)
            }
        } else if let number = Decimal(parsing: digits) {
            return Expression(.constant(.decimal(number)), type: .decimal, span: span)
        }
        report(TypeFact.numberOutOfRange(digits), at: span)
        return error(span)
    }

    mutating func percent(_ digits: String, _ span: Span) -> Expression {
        guard let number = Decimal(parsing: digits)?.shifted(places: -2) else {
            report(TypeFact.numberOutOfRange(digits + "%"), at: span)
            return error(span)
        }
        return Expression(.constant(.decimal(number)), type: .percent, span: span)
    }

    mutating func money(_ digits: String, _ mark: String, _ span: Span) -> Expression {
        guard names.currency.isWritten(mark) else {
            report(TypeFact.otherCurrency(mark, currency: names.currency), at: span)
            return error(span)
        }
        guard let number = Decimal(parsing: digits) else {
            report(TypeFact.numberOutOfRange(names.currency.sign + digits), at: span)
            return error(span)
        }
        return Expression(.constant(.decimal(number)), type: .money, span: span)
    }

    func text(_ text: TextSyntax, _ span: Span) -> Expression {
        Expression(.constant(.text(text.plain)), type: .text, span: span)
    }

    mutating func date(_ text: String, _ span: Span) -> Expression {
        guard let date = CalendarDate.parse(text) else {
            report(TypeFact.invalidDate(text), at: span)
            return error(span)
        }
        return Expression(.constant(.date(date)), type: .date, span: span)
    }

    mutating func dateTime(_ text: String, _ span: Span) -> Expression {
        guard let moment = Moment.parse(text) else {
            report(TypeFact.invalidDateTime(text), at: span)
            return error(span)
        }
        return Expression(.constant(.dateTime(moment)), type: .dateTime, span: span)
    }

    /// - Parameter times: how many units one of what is written is; a week is seven days.
    mutating func duration(
        _ count: ExpressionSyntax, _ unit: DurationUnit, times: Int, _ span: Span
    ) -> Expression {
        if unit == .workingDays { countWorkingDays(span) }
        let type = ValueType.duration(unit)
        let number = check(count, as: .integer)
        if number.type == .error { return error(span) }
        if case .constant(.integer(let count)) = number.kind {
            let (length, overflow) = count.multipliedReportingOverflow(by: Int64(times))
            if overflow {
                report(TypeFact.numberOutOfRange(String(count)), at: number.span)
                return error(span)
            }
            return Expression(.constant(.duration(length, unit)), type: type, span: span)
        }
        let one = Expression(.constant(.duration(Int64(times), unit)), type: type, span: span)
        return Expression(.arithmetic(.multiply, one, number), type: type, span: span)
    }

    mutating func countWorkingDays(_ span: Span) {
        if workingDays == nil { workingDays = span }
    }

    /// `{ kind = facade, location = "客厅" }`, which gets its type from where it stands.
    mutating func record(
        _ fields: [(Name, ExpressionSyntax)], _ expected: ValueType?, _ span: Span
    ) -> Expression {
        guard case .record(let id)? = expected?.bare, names.records.indices.contains(id.index) else {
            if expected == nil || expected == .error {
                report(TypeFact.recordWithoutType, at: span)
            } else if let expected {
                report(TypeFact.mismatch(expected: names.describe(expected), found: "{…}", hint: nil), at: span)
            }
            return error(span)
        }
        let type = names.records[id.index]
        if type.isJudgement, !allowsUnknownFields {
            // Only cases and examples state what somebody decided.
            report(TypeFact.notAllowedHere(type: type.identity.name), at: span)
            return error(span)
        }
        var parts = [Expression?](repeating: nil, count: type.fields.count)
        var isBroken = false
        for (name, syntax) in fields where !name.text.isEmpty {
            guard let index = names.field(name.text, of: id) else {
                let candidates = type.fields.map(\.name)
                report(
                    NameFact.noMember(
                        owner: type.identity.name, name: name.text,
                        suggestion: suggestion(for: name.text, among: candidates)), at: name.span)
                isBroken = true
                continue
            }
            if parts[index] != nil {
                report(NameFact.duplicate(.field, name: name.text), at: name.span)
                isBroken = true
            }
            parts[index] = given(syntax, as: type.fields[index].type)
        }
        var values: [Expression] = []
        for (field, part) in zip(type.fields, parts) {
            if let part {
                values.append(part)
            } else if field.type.isOptional {
                values.append(Expression(.constant(.missing), type: field.type, span: span))
            } else if allowsUnknownFields || isBroken {
                values.append(Expression(.constant(.unknown), type: field.type, span: span))
            } else {
                report(TypeFact.missingField(record: type.identity.name, field: field.name), at: span)
                isBroken = true
            }
        }
        if isBroken || values.contains(where: { $0.type == .error }) { return error(span) }
        let constants = values.compactMap(\.constantValue)
        if constants.count == values.count {
            return Expression(.constant(.record(id, constants)), type: .record(id), span: span)
        }
        return Expression(.record(id, values), type: .record(id), span: span)
    }

    /// A value that an example states: of a judgement, what was decided is enough.
    mutating func given(_ syntax: ExpressionSyntax, as type: ValueType) -> Expression {
        guard allowsUnknownFields, case .record(let id) = type, names.records.indices.contains(id.index),
            names.records[id.index].isJudgement
        else { return assigned(syntax, to: type) }
        if case .record = syntax.kind { return assigned(syntax, to: type) }
        let fields = names.records[id.index].fields
        let decision = assigned(syntax, to: fields[Judgement.Part.decision.rawValue].type)
        guard let value = decision.constantValue else {
            if decision.type != .error { report(TypeFact.notConstant, at: syntax.span) }
            return error(syntax.span)
        }
        var values = [Value](repeating: .unknown, count: fields.count)
        values[Judgement.Part.decision.rawValue] = value
        return Expression(.constant(.record(id, values)), type: type, span: syntax.span)
    }

    mutating func list(of elements: [ExpressionSyntax], _ expected: ValueType?, _ span: Span) -> Expression {
        var elementType: ValueType?
        if case .list(let type)? = expected?.bare { elementType = type }
        var values: [Expression] = []
        values.reserveCapacity(elements.count)
        for element in elements {
            if let type = elementType, type != .error {
                values.append(assigned(element, to: type))
            } else {
                let value = check(element)
                elementType = value.type
                values.append(value)
            }
        }
        let type = ValueType.list(elementType ?? .error)
        if values.contains(where: { $0.type == .error }) { return error(span) }
        let constants = values.compactMap(\.constantValue)
        if constants.count == values.count {
            return Expression(.constant(.list(constants)), type: type, span: span)
        }
        return Expression(.list(values), type: type, span: span)
    }
}
