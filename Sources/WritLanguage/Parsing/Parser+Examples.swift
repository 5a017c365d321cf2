/// The rulebook's own tests.
extension Parser {
    mutating func example() -> ExampleDeclaration {
        let documentation = documentation
        let start = current.start
        mark(.declaration)
        advance(as: .example)
        let title = text()
        let head = HeadStart(
            start: start, name: Name(text: title.plain, span: title.span), title: nil, documentation: nil)
        var seen: Seen = [:]
        var subject: Name?
        var asOf: ExpressionSyntax?
        var organisation: Name?
        var given: [(Name, ExpressionSyntax)] = []
        var history: [ExampleDeclaration.Document] = []
        var acts: [ExampleDeclaration.Act] = []
        var expectations: [ExampleDeclaration.Expectation] = []
        clauses(of: .example, [.for, .at, .given, .history, .expect]) { parser, keyword in
            switch keyword {
            case .for:
                subject = parser.caseType(&seen)
                if !parser.isPanicking, parser.word == .as {
                    parser.advance(as: .as)
                    parser.expect(.of)
                    if !parser.isPanicking { asOf = parser.expression() }
                }
                if !parser.isPanicking, parser.word == .at {
                    parser.once(.at, &seen)
                    parser.advance(as: .at)
                    organisation = parser.name("an organisation", "公司")
                }
            case .at:
                parser.once(.at, &seen)
                parser.advance(as: .at)
                organisation = parser.name("an organisation", "公司")
            case .given:
                parser.advance(as: .given)
                given += parser.assignments()
            case .history
            where parser.peekWord() == .action && parser.peek(2).shape == .word && parser.peekWord(3) == .at:
                if let act = parser.historicalAct() { acts.append(act) }
            case .history: history.append(parser.historicalDocument())
            default: expectations.append(parser.expectation())
            }
        }
        require(.for, of: .example, head, when: subject == nil)
        return ExampleDeclaration(
            title: title, documentation: documentation, subject: subject ?? missingName(), asOf: asOf,
            organisation: organisation, given: given, history: history, acts: acts, expectations: expectations,
            span: span(from: start))
    }

    private mutating func historicalAct() -> ExampleDeclaration.Act? {
        advance(as: .history)
        advance(as: .action)
        let action = name("an action", "行为")
        if !isPanicking { expect(.at) }
        if isPanicking { return nil }
        let at = expression()
        var person: TextSyntax?
        if !isPanicking, word == .by {
            mark(.part)
            advance(as: .by)
            person = text()
        }
        return isPanicking ? nil : ExampleDeclaration.Act(action: action, at: at, person: person)
    }

    private mutating func historicalDocument() -> ExampleDeclaration.Document {
        let start = current.start
        advance(as: .history)
        let form = name("a form", "表单")
        var seen: Seen = [:]
        var dates: [(DocumentDate, ExpressionSyntax)] = []
        var number: TextSyntax?
        var about: TextSyntax?
        parts: while !isPanicking, let part = word {
            let date: DocumentDate?
            switch part {
            case .issued: date = .issue
            case .delivered: date = .delivery
            case .due: date = .due
            case .signed: date = .signing
            case .approved: date = .approval
            case .number, .about: date = nil
            default: break parts
            }
            once(part, &seen)
            mark(.part)
            advance(as: part)
            if let date {
                dates.append((date, expression()))
            } else if part == .about {
                about = text()
            } else {
                number = text()
            }
        }
        return ExampleDeclaration.Document(
            form: form, about: about, dates: dates, number: number, span: span(from: start))
    }

    // MARK: Expectations

    private mutating func expectation() -> ExampleDeclaration.Expectation {
        let start = current.start
        advance(as: .expect)
        let kind = expectationKind()
        return ExampleDeclaration.Expectation(kind: isPanicking ? .error : kind, span: span(from: start))
    }

    private mutating func expectationKind() -> ExampleDeclaration.Expectation.Kind {
        // `expect NAME = …`, `expect NAME of … = …` and `expect NAME is missing`, whatever the name.
        if shape == .word, peek().shape == .equal || peekWord() == .of || peekWord() == .is { return expectedValue() }
        let keyword = word
        switch keyword {
        case .issue:
            advance(as: .issue)
            return expectedIssue()
        case .no, .not:
            advance(as: keyword)
            return unexpectedKind()
        case .open:
            advance(as: .open)
            _ = take(.issue)
            return .openIssue(name("a form", "表单"))
        case .approval:
            advance(as: .approval)
            let form = name("a form", "表单")
            if !isPanicking { expect(.by) }
            return .approval(form: form, by: isPanicking ? [] : names("a role", "岗位"))
        case .require:
            advance(as: .require)
            return expectedTask()
        case .hold:
            advance(as: .hold)
            return .hold(name("an action", "行为"))
        case .notify:
            advance(as: .notify)
            let role = name("a role or a party", "岗位或当事人")
            return .notify(role, message: optionalText())
        case .refused:
            advance(as: .refused)
            return .refused(reason: optionalText())
        case .missing:
            advance(as: .missing)
            return .missing(expression())
        case .obligation where peek().shape == .word:
            advance(as: .obligation)
            return expectedState()
        default:
            if shape == .word, current.candidate?.isReserved != true { return expectedValue() }
            fail(
                .oneOf([
                    "issue", "no", "open", "approval", "require", "hold", "notify", "refused", "missing", "obligation",
                ]))
            return .error
        }
    }

    /// After `no` or `not`.
    private mutating func unexpectedKind() -> ExampleDeclaration.Expectation.Kind {
        switch word {
        case .issue:
            advance(as: .issue)
            return .noIssue(name("a form", "表单"))
        case .require:
            advance(as: .require)
            return .noRequire(text(isForPeople: true))
        case .hold:
            advance(as: .hold)
            return .noHold(name("an action", "行为"))
        case .notify:
            advance(as: .notify)
            return .noNotify(name("a role or a party", "岗位或当事人"))
        case .refused:
            advance(as: .refused)
            return .notRefused
        default: return .noIssue(name("a form", "表单"))
        }
    }

    private mutating func expectedIssue() -> ExampleDeclaration.Expectation.Kind {
        let form = name("a form", "表单")
        var seen: Seen = [:]
        var to: [Name] = []
        var due: ExpressionSyntax?
        var with: [(Name, ExpressionSyntax)] = []
        while !isPanicking, let part = word, [.to, .due, .with].contains(part) {
            once(part, &seen)
            mark(.part)
            advance(as: part)
            switch part {
            case .to: to = names("a party", "当事人")
            case .due: due = expression()
            default: with = assignments()
            }
        }
        return .issue(form: form, to: to, due: due, with: with)
    }

    private mutating func expectedTask() -> ExampleDeclaration.Expectation.Kind {
        let task = text(isForPeople: true)
        var seen: Seen = [:]
        var role: Name?
        var due: ExpressionSyntax?
        while !isPanicking, let part = word, [.by, .due].contains(part) {
            once(part, &seen)
            mark(.part)
            advance(as: part)
            if part == .by { role = name("a role or a party", "岗位或当事人") } else { due = expression() }
        }
        return .require(task, by: role, due: due)
    }

    /// What an obligation comes to, behind `obligation`.
    private mutating func expectedState() -> ExampleDeclaration.Expectation.Kind {
        let name = name("an obligation", "义务")
        if isPanicking { return .error }
        guard let state = word, [.kept, .broken, .open].contains(state) else {
            fail(.oneOf(["kept", "broken", "open"]))
            return .error
        }
        advance(as: state)
        return .obligation(name, state: state)
    }

    private mutating func optionalText() -> TextSyntax? {
        !isPanicking && shape == .text ? text(isForPeople: true) : nil
    }

    private mutating func expectedValue() -> ExampleDeclaration.Expectation.Kind {
        let definition = name("a definition", "定义")
        var subject: ExpressionSyntax?
        if !isPanicking, take(.of) { subject = postfix() }
        if !isPanicking, word == .is {
            advance(as: .is)
            expect(.missing)
            return isPanicking ? .error : .value(definition: definition, of: subject, equals: nil)
        }
        if !isPanicking { expect(.equal) }
        return isPanicking
            ? .error : .value(definition: definition, of: subject, equals: expression())
    }
}
