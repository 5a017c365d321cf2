/// Obligations: what must happen around an act.
extension Parser {
    mutating func obligation() -> ObligationDeclaration {
        let head = head(.obligation, "an obligation", "义务")
        var provision = ProvisionSyntax()
        var seen: Seen = [:]
        var subject: Name?
        var condition: ExpressionSyntax?
        var demands: [DemandSyntax] = []
        clauses(of: .obligation, [.for] + Self.provisionKeywords + [.when, .act]) { parser, keyword in
            switch keyword {
            case .for: subject = parser.caseType(&seen)
            case .when: condition = parser.expression(behind: .when, &seen)
            case .act: if let demand = parser.demand() { demands.append(demand) }
            default: parser.provision(keyword, &provision, &seen)
            }
        }
        require(.for, of: .obligation, head, when: subject == nil)
        require(.act, of: .obligation, head, when: demands.isEmpty && subject != nil)
        return ObligationDeclaration(
            head: finished(head), subject: subject ?? missingName(), provision: provision, condition: condition,
            demands: demands)
    }

    /// `act payment must be preceded by receipt within 30 days`
    private mutating func demand() -> DemandSyntax? {
        let start = current.start
        advance(as: .act)
        let acts = self.acts()
        if !isPanicking { expect(.must) }
        if isPanicking { return nil }
        let isForbidden = take(.not)
        var within: ExpressionSyntax?
        var kind: DemandSyntax.Kind?
        switch word {
        case .happen:
            advance(as: .happen)
            kind = isForbidden ? .count(least: nil, most: 0) : happening()
        case .be:
            advance(as: .be)
            kind = word == .by ? persons(isSame: !isForbidden) : neighbour(isForbidden, &within)
        default: fail(.oneOf(["happen", "be"]))
        }
        var basis: [BasisSyntax] = []
        while !isPanicking, word == .basis { basis.append(basisPart()) }
        guard let kind else { return nil }
        return DemandSyntax(acts: acts, kind: kind, within: within, basis: basis, span: span(from: start))
    }

    // MARK: Acts

    /// `payment`, `payment or refund`
    private mutating func acts() -> [DemandSyntax.Act] {
        var acts = [act()]
        while !isPanicking, take(.or) { acts.append(act()) }
        return acts
    }

    private mutating func act() -> DemandSyntax.Act {
        let milestones: [(Keyword, DemandSyntax.Milestone)] = [
            (.issue, .issue), (.approval, .approval), (.delivery, .delivery), (.signing, .signing),
        ]
        if peekWord() == .of, let (keyword, milestone) = milestones.first(where: { $0.0 == word }) {
            advance(as: keyword)
            advance(as: .of)
            return .document(milestone, name("a form", "表单"))
        }
        if word == .step, peek().shape == .word, peekWord(2) == .of {
            advance(as: .step)
            let step = name("a step", "步骤")
            if !isPanicking { expect(.of) }
            return .step(step, of: isPanicking ? missingName() : name("a chain", "审批链"))
        }
        return .action(name("an action", "行为"))
    }

    // MARK: How often

    private mutating func happening() -> DemandSyntax.Kind? {
        if take(.first) { return .edge(isFirst: true) }
        if take(.last) { return .edge(isFirst: false) }
        if word == .at, peekWord() == .least || peekWord() == .most { advance(as: .at) }
        if take(.least) { return times().map { .count(least: $0, most: nil) } }
        if take(.most) { return times().map { .count(least: nil, most: $0) } }
        if take(.exactly) { return times().map { .count(least: $0, most: $0) } }
        return .count(least: 1, most: nil)
    }

    /// `once`, `twice`, `3 times`
    private mutating func times() -> Int? {
        if take(.once) { return 1 }
        if take(.twice) { return 2 }
        let count = integer(.times, 0, 1000)
        if !isPanicking { expect(.times) }
        return isPanicking ? nil : count
    }

    // MARK: What stands beside it

    /// `by persons of receipt`, behind `be`.
    private mutating func persons(isSame: Bool) -> DemandSyntax.Kind? {
        advance(as: .by)
        expect(.persons)
        if !isPanicking { expect(.of) }
        return isPanicking ? nil : .persons(isSame: isSame, acts())
    }

    /// `directly followed by receipt`, behind `be`.
    private mutating func neighbour(_ isForbidden: Bool, _ within: inout ExpressionSyntax?) -> DemandSyntax.Kind? {
        let sides: [(Keyword, DemandSyntax.Side)] = [
            (.followed, .followed), (.preceded, .preceded), (.accompanied, .accompanied),
        ]
        var pace = take(.directly) ? DemandSyntax.Pace.directly : .any
        guard let (keyword, side) = sides.first(where: { $0.0 == word }), pace == .any || side != .accompanied else {
            fail(.oneOf(pace == .any ? ["followed", "preceded", "accompanied"] : ["followed", "preceded"]))
            return nil
        }
        advance(as: keyword)
        expect(.by)
        if isPanicking { return nil }
        if pace == .any, !isForbidden, side != .accompanied, word == .its, peekWord() == .own {
            advance(as: .its)
            advance(as: .own)
            pace = .own
        }
        let others = acts()
        while !isPanicking, let part = word {
            let isAlternation =
                part == .before && peekWord() == .next && side == .followed
                || part == .after && peekWord() == .previous && side == .preceded
            if isAlternation, pace == .any, !isForbidden {
                advance(as: part)
                advance(as: part == .before ? .next : .previous)
                pace = .alternating
            } else if part == .within, within == nil, pace != .directly {
                advance(as: .within)
                // `before next` behind a length is not counted from it.
                within = sum()
            } else {
                break
            }
        }
        return isPanicking ? nil : .neighbour(side, pace, isForbidden: isForbidden, others)
    }
}
