/// Rules and what follows from them.
extension Parser {
    mutating func rule() -> RuleDeclaration {
        let head = head(.rule, "a rule", "规则")
        var provision = ProvisionSyntax()
        var seen: Seen = [:]
        var subject: Name?
        var condition: ExpressionSyntax?
        var overrides: [Name] = []
        var consequences: [ConsequenceSyntax] = []
        clauses(
            of: .rule, [.for] + Self.provisionKeywords + [.when, .overrides] + Keyword.consequences
        ) { parser, keyword in
            switch keyword {
            case .for where parser.peekWord() == .each && parser.peekWord(2) != .in:
                if let consequence = parser.forEachConsequence() { consequences.append(consequence) }
            case .for: subject = parser.caseType(&seen)
            case .when: condition = parser.expression(behind: .when, &seen)
            case .overrides:
                parser.advance(as: .overrides)
                overrides += parser.names("a rule", "规则")
            case .basis, .at, .valid: parser.provision(keyword, &provision, &seen)
            default: consequences.append(parser.consequence(keyword, nil, from: parser.current.start))
            }
        }
        require(.for, of: .rule, head, when: subject == nil)
        requireSomething(.missingConsequence, head, when: consequences.isEmpty && subject != nil)
        return RuleDeclaration(
            head: finished(head), subject: subject ?? missingName(), provision: provision, condition: condition,
            overrides: overrides, consequences: consequences)
    }

    /// `for each v in violations where …` and the consequence after it.
    private mutating func forEachConsequence() -> ConsequenceSyntax? {
        let start = current.start
        advance(as: .for)
        advance(as: .each)
        let forEach = forEachBody()
        if isPanicking { return nil }
        guard let keyword = word, Keyword.consequences.contains(keyword) else {
            if let keyword = misspelt(among: Keyword.consequences) {
                reportMisspelt(keyword)
                mark(.nested)
                return consequence(keyword, forEach, from: start)
            }
            fail(.consequence)
            return nil
        }
        mark(.nested)
        return consequence(keyword, forEach, from: start)
    }

    private mutating func consequence(
        _ keyword: Keyword, _ forEach: ForEachSyntax?, from start: Int
    ) -> ConsequenceSyntax {
        advance(as: keyword)
        let kind: ConsequenceSyntax.Kind
        var basis: [BasisSyntax] = []
        var about: ExpressionSyntax?
        var deadline = DeadlineSyntax()
        switch keyword {
        case .issue: kind = issue(&about, &deadline, &basis)
        case .require: kind = requirement(&deadline, &basis)
        case .refuse: kind = .refuse(text(isForPeople: true))
        case .hold:
            let action = name("an action", "行为")
            if !isPanicking {
                mark(.part)
                expect(.until)
            }
            kind = .hold(action: action, until: isPanicking ? errorExpression() : expression())
        default:
            let recipient = name("a role or a party", "岗位或当事人")
            kind = .notify(
                recipient, isPanicking ? TextSyntax(segments: [], span: recipient.span) : text(isForPeople: true))
        }
        while !isPanicking, word == .basis { basis.append(basisPart()) }
        return ConsequenceSyntax(
            kind: kind, forEach: forEach, about: about, deadline: deadline, basis: basis, span: span(from: start))
    }

    /// `basis …` behind a consequence or a step.
    mutating func basisPart() -> BasisSyntax {
        let start = current.start
        mark(.part)
        advance(as: .basis)
        return basisBody(from: start)
    }

    private mutating func issue(
        _ about: inout ExpressionSyntax?, _ deadline: inout DeadlineSyntax, _ basis: inout [BasisSyntax]
    ) -> ConsequenceSyntax.Kind {
        let form = name("a form", "表单")
        var seen: Seen = [:]
        var to: [Name] = []
        var with: [(Name, ExpressionSyntax)] = []
        var due: ExpressionSyntax?
        var approval: Name?
        while !isPanicking, let part = word {
            guard [.to, .about, .with, .due, .approval, .basis].contains(part) else { break }
            if part == .basis {
                basis.append(basisPart())
                continue
            }
            once(part, &seen)
            mark(.part)
            advance(as: part)
            switch part {
            case .to: to = names("a party", "当事人")
            case .about: about = expression()
            case .with: with = assignments()
            case .due: due = self.due(&deadline)
            default: approval = name("a chain", "审批链")
            }
        }
        return .issue(form: form, to: to, with: with, due: due, approval: approval)
    }

    private mutating func requirement(
        _ deadline: inout DeadlineSyntax, _ basis: inout [BasisSyntax]
    ) -> ConsequenceSyntax.Kind {
        let task = text(isForPeople: true)
        var seen: Seen = [:]
        var by: Name?
        var due: ExpressionSyntax?
        var until: ExpressionSyntax?
        while !isPanicking, let part = word {
            guard [.by, .due, .until, .basis].contains(part) else { break }
            if part == .basis {
                basis.append(basisPart())
                continue
            }
            once(part, &seen)
            mark(.part)
            advance(as: part)
            switch part {
            case .by: by = name("a role", "岗位")
            case .due: due = self.due(&deadline)
            default: until = expression()
            }
        }
        if by == nil, !isPanicking { fail(.keyword(.by)) }
        return .require(task: task, by: by ?? missingName(), due: due, until: until)
    }

    /// The date of a deadline, with `rolling …` and `by 12:00` behind it.
    private mutating func due(_ deadline: inout DeadlineSyntax) -> ExpressionSyntax {
        let date = expression()
        while !isPanicking {
            if word == .rolling {
                advance(as: .rolling)
                deadline.rolling = rolling()
            } else if word == .by, peek().shape == .timeOfDay {
                advance(as: .by)
                deadline.time = timeOfDay()
            } else {
                break
            }
        }
        return date
    }

    /// `forward`, `backward` or `not`, after `rolling`.
    mutating func rolling() -> DeadlineSyntax.Rolling? {
        if take(.forward) { return .forward }
        if take(.backward) { return .backward }
        if take(Keyword.not) { return .not }
        fail(.oneOf(["forward", "backward", "not"]))
        return nil
    }

    /// `12:00`
    mutating func timeOfDay() -> TimeOfDay? {
        let place = current.start..<current.end
        guard shape == .timeOfDay else {
            fail(.timeOfDay)
            return nil
        }
        let parts = string(advance()).split(separator: ":").compactMap { Int($0) }
        if parts.count == 2, let time = TimeOfDay(hour: parts[0], minute: parts[1]) { return time }
        report(.noTimeOfDay, at: place)
        return nil
    }
}
