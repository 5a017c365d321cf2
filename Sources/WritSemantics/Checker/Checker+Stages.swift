import WritLanguage

/// Stages: each is two definitions of its case type, whether a case is in it and whether it has been there too long, and a place in
/// the way that cases go.
extension Checker {
    /// Adds the definitions to those that the files declare.
    mutating func defineStages() {
        var seen: [String: Span] = [:]
        var kept: [(declaration: StagesDeclaration, keywords: KeywordTable)] = []
        for (declaration, keywords) in collected.stages {
            let subject = declaration.subject
            if let earlier = seen[subject.text] {
                reportDuplicate(subject, .stages, earlier)
                continue
            }
            guard let type = caseType(subject) else { continue }
            seen[subject.text] = subject.span
            kept.append((declaration, keywords))
            let titles = StageTitles(declaration, keywords)
            var named: Set<String> = []
            for (number, stage) in declaration.stages.enumerated() {
                // One that is declared twice is told with the ways.
                guard named.insert(stage.name.text).inserted, let entered = entered(stage, type) else { continue }
                var holds = entered
                for later in declaration.stages[(number + 1)...] {
                    if let left = self.entered(later, type) { holds = holds.and(left.negated) }
                }
                define(.isIn, stage, titles, of: declaration, as: holds)
                guard let within = stage.within, let date = stage.date else { continue }
                let span = stage.name.span
                let last = ExpressionSyntax(kind: .after(within, .named(date.text, span)), span: within.span)
                let late = ExpressionSyntax(
                    kind: .binary(.greater, .named(ExpressionTyper.asOf, span), last), span: span)
                define(.isOverdue, stage, titles, of: declaration, as: holds.and(late))
            }
        }
        collected.stages = kept
    }

    private mutating func define(
        _ question: StageQuestion, _ stage: StageSyntax, _ titles: StageTitles, of declaration: StagesDeclaration,
        as value: ExpressionSyntax
    ) {
        if stage.name.text.isEmpty { return }
        let span = stage.name.span
        let title = TextSyntax(segments: [.literal(titles.title(of: stage, question))], span: span)
        collected.definitions.append(
            DefinitionDeclaration(
                head: DeclarationHead(
                    name: Name(text: question.name(of: stage.name.text), span: span), title: title,
                    documentation: stage.documentation, span: stage.span),
                isAmendment: false, subject: declaration.subject,
                type: TypeSyntax(kind: .named(Name(text: "Boolean", span: span)), isOptional: false, span: span),
                provision: ProvisionSyntax(basis: declaration.basis + stage.basis),
                branches: [BranchSyntax(isException: false, value: value, condition: .always, basis: [], span: span)]))
    }

    /// `f is known and f <= as-of`, of the date on which a stage was entered.
    private mutating func entered(_ stage: StageSyntax, _ type: RecordID) -> ExpressionSyntax? {
        guard let date = stage.date, let field = names.field(date.text, of: type) else { return nil }
        let span = stage.name.span
        let day = ExpressionSyntax.named(date.text, span)
        let isPast = ExpressionSyntax(
            kind: .binary(.lessOrEqual, day, .named(ExpressionTyper.asOf, span)), span: span)
        guard names.records[type.index].fields[field].type.isOptional else { return isPast }
        return ExpressionSyntax(kind: .isKnown(day), span: span).and(isPast)
    }

    /// The ways from stage to stage, once everything that they name is declared.
    mutating func checkStages() {
        for (declaration, _) in collected.stages {
            guard let type = names.recordIDs[declaration.subject.text] else { continue }
            var typer = typer(type)
            let citations = citations(declaration.basis)
            var within: Expression?
            if let syntax = declaration.within { within = typer.duration(syntax) }
            var stages: [StageSet.Stage] = []
            var numbers: [String: Int] = [:]
            for (number, stage) in declaration.stages.enumerated() where numbers[stage.name.text] == nil {
                numbers[stage.name.text] = number
            }
            for (number, stage) in declaration.stages.enumerated() {
                if let first = numbers[stage.name.text], first != number {
                    reportDuplicate(stage.name, .stage, declaration.stages[first].name.span)
                }
                if let made = self.stage(stage, of: type, numbers, &typer) { stages.append(made) }
            }
            finish(typer)
            guard !stages.isEmpty, stages.count == declaration.stages.count, numbers.count == stages.count else {
                continue
            }
            let set = StageSet(
                identity: identity(declaration.head), subject: type, citations: citations, within: within,
                stages: stages)
            reportWays(set, declaration)
            stageSets.append(set)
        }
    }

    private mutating func stage(
        _ syntax: StageSyntax, of type: RecordID, _ numbers: [String: Int], _ typer: inout ExpressionTyper
    ) -> StageSet.Stage? {
        let citations = citations(syntax.basis)
        let roles = syntax.roles.compactMap { role($0) }
        var within: Expression?
        if let limit = syntax.within { within = typer.duration(limit) }
        var next: [Int] = []
        for name in syntax.next where !name.text.isEmpty {
            if let number = numbers[name.text] {
                next.append(number)
            } else {
                let nearest = suggestion(for: name.text, among: numbers.keys.sorted())
                report(
                    NameFact.unknown(.stage, name: name.text, suggestion: nearest), at: name.span,
                    fix: nearest.map { Diagnostic.Fix(span: name.span, replacement: $0) })
            }
        }
        guard let date = syntax.date, !date.text.isEmpty else { return nil }
        guard let field = names.field(date.text, of: type) else {
            let nearest = suggestion(for: date.text, among: names.members(of: type))
            report(
                NameFact.noMember(owner: names.name(of: type), name: date.text, suggestion: nearest), at: date.span,
                fix: nearest.map { Diagnostic.Fix(span: date.span, replacement: $0) })
            return nil
        }
        let fieldType = names.records[type.index].fields[field].type
        guard fieldType.bare == .date else {
            report(
                TypeFact.mismatch(expected: "Date", found: names.describe(fieldType), hint: nil), at: date.span)
            return nil
        }
        guard
            let isIn = names.definition(StageQuestion.isIn.name(of: syntax.name.text), of: type),
            roles.count == syntax.roles.count, next.count == syntax.next.count
        else { return nil }
        let identity = Identity(
            name: syntax.name.text, title: syntax.title?.plain ?? syntax.name.text, documentation: syntax.documentation,
            nameSpan: syntax.name.span, span: syntax.span)
        return StageSet.Stage(
            identity: identity, date: field, roles: roles, within: within, next: next, citations: citations, isIn: isIn,
            isOverdue: names.definition(StageQuestion.isOverdue.name(of: syntax.name.text), of: type))
    }

    // MARK: the way

    /// Every stage is reached from the first one and leads to an end, and what the stages may take fits into what the whole may take.
    private mutating func reportWays(_ set: StageSet, _ declaration: StagesDeclaration) {
        let ways = set.stages.map(\.next)
        let reached = Self.reached(from: [0], ways)
        var back = ways.map { _ in [Int]() }
        for (stage, next) in ways.enumerated() { for other in next { back[other].append(stage) } }
        let ending = Self.reached(from: ways.indices.filter { ways[$0].isEmpty }, back)
        // What follows a stage that is not reached, or goes round with one that has no end, is no other mistake.
        if let number = ways.indices.first(where: { !reached.contains($0) }) {
            let name = declaration.stages[number].name
            report(DeclarationFact.stageUnreached(name.text), at: name.span, .warning)
        }
        if let number = ways.indices.first(where: { reached.contains($0) && !ending.contains($0) }) {
            let name = declaration.stages[number].name
            report(DeclarationFact.stageWithoutEnd(name.text), at: name.span, .warning)
        }
        reportLimits(set, declaration)
    }

    private static func reached(from start: [Int], _ ways: [[Int]]) -> Set<Int> {
        var found = Set(start)
        var work = start
        while let next = work.popLast() {
            for other in ways[next] where found.insert(other).inserted { work.append(other) }
        }
        return found
    }

    /// The longest way on which no stage is entered twice, where all limits are counted alike. Stages are declared in the order in which
    /// cases go through them, so that a way leads forward.
    private mutating func reportLimits(_ set: StageSet, _ declaration: StagesDeclaration) {
        guard let whole = set.within, case .constant(.duration(let most, let unit)) = whole.kind else { return }
        var longest: [Int64] = Array(repeating: 0, count: set.stages.count)
        for (number, stage) in set.stages.enumerated().reversed() {
            var own: Int64 = 0
            if let within = stage.within {
                guard case .constant(.duration(let length, unit)) = within.kind else { return }
                own = length
            }
            let rest = stage.next.filter { $0 > number }.map { longest[$0] }.max() ?? 0
            let (sum, overflow) = own.addingReportingOverflow(rest)
            if overflow { return }
            longest[number] = sum
        }
        if let first = longest.first, first > most {
            report(
                DeclarationFact.stageLimits(total: first, most: most, unit: unit),
                at: declaration.within?.span ?? whole.span,
                .warning)
        }
    }
}

/// What the definitions of stages are called for people, in the language of their titles.
private struct StageTitles {
    private let isTraditional: Bool

    init(_ declaration: StagesDeclaration, _ keywords: KeywordTable) {
        isTraditional = keywords(.judgement) == KeywordTable.traditionalChinese(.judgement)
    }

    func title(of stage: StageSyntax, _ question: StageQuestion) -> String {
        let title = stage.title?.plain ?? stage.name.text
        guard title.unicodeScalars.contains(where: { $0.value >= 0x4E00 && $0.value <= 0x9FFF }) else {
            return question == .isIn ? "in stage “\(title)”" : "overdue in stage “\(title)”"
        }
        // Without marks: the title is cited in marks itself.
        let name = ["阶段", "階段"].contains(where: title.hasSuffix) ? String(title.dropLast(2)) : title
        switch (question, isTraditional) {
        case (.isIn, false): return "处于\(name)阶段"
        case (.isIn, true): return "處於\(name)階段"
        case (.isOverdue, false): return "\(name)阶段逾期"
        case (.isOverdue, true): return "\(name)階段逾期"
        }
    }
}

extension ExpressionSyntax {
    fileprivate static func named(_ name: String, _ span: Span) -> ExpressionSyntax {
        ExpressionSyntax(kind: .name(name), span: span)
    }

    fileprivate var negated: ExpressionSyntax { ExpressionSyntax(kind: .not(self), span: span) }

    fileprivate func and(_ other: ExpressionSyntax) -> ExpressionSyntax {
        ExpressionSyntax(kind: .binary(.and, self, other), span: span)
    }
}
