import WritEvaluation
import WritLanguage
import WritSemantics

/// One document that two rules require in one case with different deadlines, or otherwise differently.
enum ConsequenceTwoDeadlines: Check {
    static let id = "consequence.two-deadlines"
    static let contents = "consequence.conflicting-documents"
    /// Pairs of rules for one document that could meet and are looked at; a document with more is reported as undecided.
    static let pairLimit = 20_000

    private struct Document {
        let following: Following
        let to: [RoleID]
        let arguments: [Expression]
        let due: Expression?
        let approval: ChainID?
        let about: Expression?
        let rolling: DeadlineRolling
        let time: TimeOfDay?
    }

    static func run(_ analysis: Analysis) {
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            var byForm: [FormID: [Document]] = [:]
            for following in analysis.followings(translator, { $0.isIssue }) {
                let consequence = analysis.consequence(following)
                guard case .issue(let form, let to, let arguments, let due, let approval) = consequence.kind
                else { continue }
                byForm[form, default: []].append(
                    Document(
                        following: following, to: to, arguments: arguments, due: due, approval: approval,
                        about: consequence.about, rolling: consequence.rolling, time: consequence.time))
            }
            for (form, documents) in byForm.sorted(by: { $0.key < $1.key }) where documents.count > 1 {
                check(form, documents, translator, analysis)
            }
        }
    }

    private static func check(
        _ form: FormID, _ documents: [Document], _ translator: Translator, _ analysis: Analysis
    ) {
        let name = analysis.program.forms[form.index].name
        var groups: [String: Int] = [:]
        let canonical = CanonicalText(program: analysis.program)
        let entries = documents.map { document -> (formula: Formula, group: Int) in
            let text = signature(document, canonical, analysis)
            let group = groups[text] ?? groups.count
            groups[text] = group
            return (document.following.certain, group)
        }
        let meeting = MeetingPairs.find(entries, in: translator.space, limit: pairLimit)
        if !meeting.isWhole {
            let place = analysis.consequence(documents[0].following).span
            analysis.undecided(id, .tooMuchWork, at: place)
            return
        }
        analysis.prove(id, count: documents.count * (documents.count - 1) / 2 - meeting.pairs.count)
        for (i, j) in meeting.pairs.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }) {
            let (a, b) = (documents[i], documents[j])
            let together = translator.space.store.all([
                a.following.certain, a.following.isFirst, b.following.certain, areAboutTheSame(a, b, translator),
            ])
            if together == .no {
                analysis.prove(id)
                continue
            }
            let span = analysis.consequence(b.following).span
            let other = analysis.consequence(a.following).span
            let related = [(span: other, label: Phrase(en: "required here too", zh: "此处也要求出具"))]
            let rules = analysis.conditionSteps([a.following.rule, b.following.rule])
            var differ: Formula = deadlinesDiffer(a, b, translator)
            var checkID = id
            var fact = FindingFact.twoDeadlines(form: name)
            if differ == .no || analysis.isImpossible(translator, [together, differ]) == true {
                differ = contentsDiffer(a, b, translator)
                checkID = contents
                fact = .conflictingDocuments(form: name)
            }
            switch analysis.ask(translator, [together, differ]) {
            case .impossible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(checkID, reason, at: span)
            case .possible(let model, let doubt):
                analysis.show(
                    checkID, fact: fact, severity: .error, at: span, related: related, in: translator, by: model,
                    doubt: doubt,
                    replay: Replay(
                        steps: rules, outcome: { $0.errors.contains { $0.isAboutDocuments } }))
            }
        }
    }

    /// Documents of one signature never differ. One `for each` makes as many documents as it has elements; only those of
    /// different causes clash.
    private static func signature(
        _ document: Document, _ canonical: CanonicalText, _ analysis: Analysis
    ) -> String {
        let following = document.following
        if analysis.consequence(following).forEach != nil { return "\(following.rule.index) \(following.consequence)" }
        let parts = (document.arguments + [document.due, document.about].compactMap { $0 }).map(canonical.text)
        return
            "\(document.rolling) \(document.time?.minutes ?? -1) \(document.about == nil) \(document.to.map(\.index)) \(document.approval?.index ?? -1) \(document.due == nil) \(parts)"
    }

    /// Documents of one form about different things are different documents.
    private static func areAboutTheSame(_ a: Document, _ b: Document, _ translator: Translator) -> Formula {
        guard let first = a.about, let second = b.about else { return a.about == nil && b.about == nil ? .yes : .no }
        return translator.equal(
            translator.translate(first, a.following.locals), translator.translate(second, b.following.locals),
            at: first
        ).yes
    }

    private static func deadlinesDiffer(_ a: Document, _ b: Document, _ translator: Translator) -> Formula {
        guard a.due != nil || b.due != nil else { return .no }
        guard let first = a.due, let second = b.due else {
            guard let (due, of) = a.due.map({ ($0, a) }) ?? b.due.map({ ($0, b) }) else { return .no }
            // A date that is missing is no deadline either.
            return translator.isPresent(translator.translate(due, of.following.locals))
        }
        if a.time != b.time { return .yes }
        return translator.deadlinesDiffer(
            (first, a.following.locals, a.rolling), (second, b.following.locals, b.rolling))
    }

    private static func contentsDiffer(_ a: Document, _ b: Document, _ translator: Translator) -> Formula {
        if a.to != b.to || a.approval != b.approval || a.arguments.count != b.arguments.count { return .yes }
        return translator.space.store.any(
            zip(a.arguments, b.arguments).map { first, second in
                translator.equal(
                    translator.translate(first, a.following.locals), translator.translate(second, b.following.locals),
                    at: first
                ).no
            })
    }
}

extension Translator {
    /// Where two deadlines, as the calendar moves them, fall on different days.
    func deadlinesDiffer(
        _ first: (due: Expression, locals: Locals, rolling: DeadlineRolling),
        _ second: (due: Expression, locals: Locals, rolling: DeadlineRolling)
    ) -> Formula {
        equal(
            rolled(translate(first.due, first.locals), first.rolling),
            rolled(translate(second.due, second.locals), second.rolling), at: first.due
        ).no
    }
}

extension Diagnostic {
    /// Whether it says that two documents of one form differ.
    var isAboutDocuments: Bool {
        if case .issuesDisagree = fact as? EvaluationFact { true } else { false }
    }
}
