/// Approval chains and event logs.
extension Parser {
    mutating func chain() -> ChainDeclaration {
        let head = head(.chain, "a chain", "审批链")
        var provision = ProvisionSyntax()
        var seen: Seen = [:]
        var subject: Name?
        var steps: [StepSyntax] = []
        var apart: [Name] = []
        var distinct: Span?
        var repeated: Span?
        var substitutions: [SubstituteSyntax] = []
        var restart: Name?
        clauses(
            of: .chain, [.for] + Self.provisionKeywords + [.step, .apart, .distinct, .repeated, .substitute, .restart]
        ) { parser, keyword in
            let start = parser.current.start
            switch keyword {
            case .for: subject = parser.caseType(&seen)
            case .step: steps.append(parser.step())
            case .apart:
                parser.advance(as: .apart)
                apart += parser.names("a field", "字段")
            case .distinct:
                parser.once(.distinct, &seen)
                parser.advance(as: .distinct)
                parser.expect(.persons)
                distinct = parser.span(from: start)
            case .repeated:
                parser.once(.repeated, &seen)
                parser.advance(as: .repeated)
                parser.expect(.persons)
                if !parser.isPanicking { parser.expect(.pass) }
                repeated = parser.span(from: start)
            case .substitute: substitutions.append(parser.substitute())
            case .restart:
                parser.once(.restart, &seen)
                parser.advance(as: .restart)
                parser.expect(.from)
                if !parser.isPanicking { restart = parser.name("a step", "步骤") }
            default: parser.provision(keyword, &provision, &seen)
            }
        }
        require(.step, of: .chain, head, when: steps.isEmpty)
        return ChainDeclaration(
            head: finished(head), provision: provision, subject: subject, steps: steps, apart: apart,
            distinctPersons: distinct, repeatedPass: repeated, substitutions: substitutions, restart: restart)
    }

    private mutating func step() -> StepSyntax {
        let start = current.start
        advance(as: .step)
        let name = name("a step", "步骤")
        if shape == .text { align(1) }
        let title = isPanicking ? nil : textIfPresent()
        var seen: Seen = [:]
        var signer: StepSyntax.Signer?
        var named: Name?
        var parallelTo: Name?
        var condition: ExpressionSyntax?
        var within: ExpressionSyntax?
        var escalation: StepSyntax.Escalation?
        var delegation: StepSyntax.Delegation?
        var basis: [BasisSyntax] = []
        while !isPanicking, let part = word {
            guard [.by, .with, .when, .within, .escalate, .delegable, .basis].contains(part) else { break }
            if part == .basis {
                basis.append(basisPart())
                continue
            }
            once(part, &seen)
            mark(.part, column: part == .by ? 2 : 0)
            let place = current.start
            advance(as: part)
            switch part {
            case .by:
                let signers = self.signer()
                signer = signers
                if case .one = signers, take(.named) { named = self.name("a field", "字段") }
            case .with: parallelTo = self.name("a step", "步骤")
            case .when: condition = expression()
            case .within: within = expression()
            case .delegable:
                let roles = take(.to) ? names("a role", "岗位") : []
                delegation = StepSyntax.Delegation(roles: roles, span: span(from: place))
            default: escalation = self.escalation()
            }
        }
        if signer == nil, !isPanicking { fail(.keyword(.by)) }
        return StepSyntax(
            name: name, title: title, signer: signer ?? .notStated(span(current.start, current.start)), named: named,
            parallelTo: parallelTo, condition: condition, within: within, escalation: escalation,
            delegation: delegation, basis: basis,
            span: span(from: start))
    }

    private mutating func escalation() -> StepSyntax.Escalation? {
        expect(.to)
        if isPanicking { return nil }
        let role = name("a role", "岗位")
        if !isPanicking { expect(.after) }
        return isPanicking ? nil : StepSyntax.Escalation(to: role, after: expression())
    }

    /// Who signs, after `by`.
    private mutating func signer() -> StepSyntax.Signer {
        let start = current.start
        switch word {
        case .not where peekWord() == .stated:
            advance(as: .not)
            advance(as: .stated)
            return .notStated(span(from: start))
        case .line where peekWord() == .from:
            advance(as: .line)
            advance(as: .from)
            let from = name("a role", "岗位")
            if !isPanicking { expect(.to) }
            return .line(from: from, to: isPanicking ? from : name("a role", "岗位"))
        case .all where peekWord() == .of:
            advance(as: .all)
            advance(as: .of)
            return .all(names("a role", "岗位"))
        case .any where peek().shape == .number:
            advance(as: .any)
            let count = integer(.any, 1, 1000)
            if !isPanicking { expect(.of) }
            return .any(count, isPanicking ? [] : names("a role", "岗位"))
        default: return .one(name("a role or a party", "岗位或当事人"))
        }
    }

    // MARK: Logs

    mutating func log() -> LogDeclaration {
        let head = head(.log, "a log", "日志")
        if !isPanicking { expect(.for) }
        let chain = isPanicking ? missingName() : name("a chain", "审批链")
        var columns: [(part: Name, header: TextSyntax)] = []
        var activities: [LogDeclaration.Activity] = []
        var roles: [(text: TextSyntax, role: Name)] = []
        clauses(of: .log, [.column, .activity, .role]) { parser, keyword in
            let start = parser.current.start
            parser.advance(as: keyword)
            switch keyword {
            case .column:
                let part = parser.columnPart()
                if parser.shape == .text { parser.align(1) }
                if !parser.isPanicking { columns.append((part, parser.text())) }
            case .activity:
                let text = parser.text()
                if parser.word == .is { parser.align(1) }
                if !parser.isPanicking { parser.expect(.is) }
                if !parser.isPanicking, let meaning = parser.meaning() {
                    activities.append(
                        LogDeclaration.Activity(text: text, meaning: meaning, span: parser.span(from: start)))
                }
            default:
                let text = parser.text()
                if parser.word == .is { parser.align(1) }
                if !parser.isPanicking { parser.expect(.is) }
                if !parser.isPanicking { roles.append((text, parser.name("a role", "岗位"))) }
            }
        }
        return LogDeclaration(
            head: finished(head), chain: chain, columns: columns, activities: activities, roles: roles)
    }

    // MARK: Columns

    mutating func columns() -> ColumnsDeclaration {
        var head = head(.columns, "a set of columns", "列对照")
        if !isPanicking { expect(.for) }
        let subject = isPanicking ? missingName() : name("a type", "类型")
        if !isPanicking, head.title == nil { head.title = textIfPresent() }
        var columns: [(path: Name, header: TextSyntax)] = []
        clauses(of: .columns, [.column]) { parser, _ in
            parser.advance(as: .column)
            let path = parser.columnPath()
            if parser.shape == .text { parser.align(1) }
            if !parser.isPanicking { columns.append((path, parser.text())) }
        }
        require(.column, of: .columns, head, when: columns.isEmpty)
        return ColumnsDeclaration(head: finished(head), subject: subject, columns: columns)
    }

    /// `violations[1].kind`, `as-of`
    private mutating func columnPath() -> Name {
        let start = current.start
        if word == .asOf || word == .organisation, let keyword = word, peek().shape == .text {
            advance(as: keyword)
            return Name(text: KeywordTable.english.spelling(of: keyword), span: span(from: start))
        }
        var text = name("a field", "字段").text
        while !isPanicking {
            if take(.dot) {
                text += "." + name("a field", "字段").text
            } else if take(.leftBracket) {
                text += "[\(integer(.column, 1, 10_000))]"
                if !isPanicking { expect(.rightBracket) }
            } else {
                break
            }
        }
        return Name(text: text, span: span(from: start))
    }

    /// `case`, `activity`, `time` and the like: names here, whatever they are elsewhere.
    private mutating func columnPart() -> Name {
        if let part = nameIfPresent() { return part }
        fail(.oneOf(LogDeclaration.parts))
        return missingName()
    }

    private mutating func meaning() -> LogDeclaration.Meaning? {
        let place = current
        switch word {
        case .submitted:
            advance(as: .submitted)
            return .submitted
        case .ignored:
            advance(as: .ignored)
            return .ignored
        case .action:
            advance(as: .action)
            return .action(name("an action", "行为"))
        case .delivered, .signed:
            let state: Keyword = word == .signed ? .signed : .delivered
            advance(as: state)
            return .document(state)
        case .approved, .rejected, .returned:
            let keyword = word
            advance(as: keyword)
            let decision = Name(
                text: keyword.map { KeywordTable.english.spelling(of: $0) } ?? "", span: span(place.start, place.end))
            if keyword == .approved {
                expect(.at)
                return isPanicking ? nil : .decision(decision, step: name("a step", "步骤"))
            }
            let step = take(.at) ? name("a step", "步骤") : nil
            if keyword == .returned, !isPanicking, take(.to) { return .returned(step: step, to: name("a step", "步骤")) }
            return .decision(decision, step: step)
        case .withdrawn, .passedOn, .countersignerAdded, .copied:
            let keyword = word
            advance(as: keyword)
            let act = Name(
                text: keyword.map { KeywordTable.english.spelling(of: $0) } ?? "", span: span(place.start, place.end))
            return .act(act, step: keyword != .withdrawn && take(.at) ? name("a step", "步骤") : nil)
        default:
            fail(
                .oneOf([
                    "submitted", "approved at", "rejected", "returned", "withdrawn", "passed-on", "countersigner-added",
                    "copied", "delivered", "signed", "action", "ignored",
                ]))
            return nil
        }
    }
}
