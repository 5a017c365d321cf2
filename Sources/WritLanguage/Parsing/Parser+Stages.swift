/// What a matter goes through, one stage after the other.
extension Parser {
    private static let mostStages = 64

    mutating func stages() -> StagesDeclaration {
        let documentation = documentation
        let start = current.start
        mark(.declaration)
        advance(as: .stages)
        expect(.of)
        let subject = isPanicking ? missingName() : name("a case type", "案件类型")
        if !isPanicking, shape == .text { align(1) }
        let title = isPanicking ? nil : textIfPresent()
        let head = HeadStart(start: start, name: subject, title: title, documentation: documentation)
        var seen: Seen = [:]
        var basis: [BasisSyntax] = []
        var within: ExpressionSyntax?
        var stages: [StageSyntax] = []
        clauses(of: .stages, [.basis, .within, .stage]) { parser, keyword in
            let start = parser.current.start
            switch keyword {
            case .basis:
                parser.advance(as: .basis)
                basis.append(parser.basisBody(from: start))
            case .within: within = parser.expression(behind: .within, &seen)
            default:
                // Each asks of all that come after it that they have not begun.
                if stages.count == Self.mostStages {
                    parser.report(.tooLong(limit: Self.mostStages), at: start..<parser.current.end)
                }
                let stage = parser.stage()
                if stages.count < Self.mostStages { stages.append(stage) }
            }
        }
        require(.stage, of: .stages, head, when: stages.isEmpty)
        return StagesDeclaration(head: finished(head), basis: basis, within: within, stages: stages)
    }

    private mutating func stage() -> StageSyntax {
        let documentation = documentation
        let start = current.start
        advance(as: .stage)
        let name = name("a stage", "阶段")
        if shape == .text { align(1) }
        let title = isPanicking ? nil : textIfPresent()
        var seen: Seen = [:]
        var date: Name?
        var roles: [Name] = []
        var within: ExpressionSyntax?
        var next: [Name] = []
        var basis: [BasisSyntax] = []
        while !isPanicking, let part = word {
            guard [.on, .by, .within, .to, .basis].contains(part) else { break }
            if part == .basis {
                basis.append(basisPart())
                continue
            }
            once(part, &seen)
            mark(.part, column: part == .on ? 2 : 0)
            advance(as: part)
            switch part {
            case .on: date = self.name("a date", "日期字段")
            case .by: roles = names("a role", "岗位")
            case .within: within = expression()
            default: next = names("a stage", "阶段")
            }
        }
        if date == nil, !isPanicking { fail(.keyword(.on)) }
        return StageSyntax(
            name: name, title: title, documentation: documentation, date: date, roles: roles, within: within,
            next: next, basis: basis, span: span(from: start))
    }

    /// `in stage handling`, `overdue in stage handling`: nil where neither stands here.
    mutating func stageQuestion() -> ExpressionSyntax? {
        let start = current.start
        let question: StageQuestion
        if word == .in, peekWord() == .stage, peek(2).shape == .word {
            question = .isIn
        } else if word == .overdue, peekWord() == .in, peekWord(2) == .stage, peek(3).shape == .word {
            question = .isOverdue
            advance(as: .overdue)
        } else {
            return nil
        }
        advance(as: .in)
        advance(as: .stage)
        let stage = name("a stage", "阶段")
        return node(.name(question.name(of: stage.text)), from: start)
    }
}
