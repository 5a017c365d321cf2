package import Writ
package import WritAnalysis
internal import WritApprovals
internal import WritEvaluation
package import WritLanguage
internal import WritSemantics

extension ReviewMaterial {
    /// Runs the examples, makes their documents, and replays the witnesses of the findings.
    package static func gather(
        _ rulebook: CompiledRulebook, title: String, signOffs: SignOffRegister, diagnostics: [Diagnostic],
        findings: [WritAnalysis.Finding], changes: Comparison?
    ) -> ReviewMaterial {
        let program = rulebook.program
        let processor = CaseProcessor(rulebook)
        var documents: [Document] = []
        var exampleRules: [Set<RuleID>] = []
        var shown: Set<FormID> = []
        for (number, example) in program.examples.enumerated() {
            let result = processor.process(example.input)
            exampleRules.append(rules(of: result.outcome))
            for document in result.documents where shown.insert(document.form).inserted {
                let issue = result.outcome.issues[document.issue]
                documents.append(
                    Document(
                        form: document.form, title: program.forms[document.form.index].title, caseID: example.title,
                        rules: issue.because.map(\.rule), clauses: unique(issue.because.flatMap(\.citations)),
                        example: number, html: document.html, sentences: DocumentSentences.read(document.xml)))
            }
        }
        let told = diagnostics.compactMap { diagnostic -> Finding? in
            guard case .span(let span) = diagnostic.place else { return nil }
            let wording = diagnostic.fact.wording
            return Finding(
                id: diagnostic.fact.id, severity: diagnostic.severity, message: wording.message, help: wording.help,
                spans: [span] + spans(diagnostic.related), witness: nil, witnessOutcome: [])
        }
        let proved = findings.map { finding -> Finding in
            let wording = finding.fact.wording
            let result = finding.witness.map { processor.process($0) }
            return Finding(
                id: finding.check, severity: finding.severity, message: wording.message, help: wording.help,
                spans: [finding.place] + finding.related.map(\.span), witness: finding.witness,
                witnessOutcome: result.map { summary($0.outcome, program) } ?? [],
                witnessDocuments: result.map { result in
                    result.documents.map { (program.forms[$0.form.index].title, $0.html) }
                } ?? [])
        }
        return ReviewMaterial(
            title: title, program: program, trees: rulebook.trees, digests: MeaningDigests(program), signOffs: signOffs,
            findings: (told + proved).sorted { $0.severity > $1.severity }, documents: documents,
            exampleRules: exampleRules, changes: changes)
    }

    private static func rules(of outcome: WritEvaluation.Outcome) -> Set<RuleID> {
        let causes =
            outcome.issues.flatMap(\.because) + outcome.requirements.flatMap(\.because)
            + outcome.refusals.flatMap(\.because) + outcome.holds.flatMap(\.because)
            + outcome.notifications.flatMap(\.because)
        return Set(causes.map(\.rule))
    }

    private static func unique(_ clauses: [ClauseID]) -> [ClauseID] {
        var seen: Set<ClauseID> = []
        return clauses.filter { seen.insert($0).inserted }
    }

    private static func spans(_ related: [Diagnostic.Related]) -> [Span] {
        related.compactMap { related in
            if case .span(let span) = related.place { return span }
            return nil
        }
    }

    /// An outcome in a few lines, for people.
    private static func summary(_ outcome: WritEvaluation.Outcome, _ program: Program) -> [Phrase] {
        var lines: [Phrase] = outcome.errors.map { $0.fact.wording.message }
        for issue in outcome.issues {
            let title = program.forms[issue.form.index].title
            let open = issue.status == .open
            lines.append(Phrase(en: "\(open ? "open: " : "")issue “\(title)”", zh: "\(open ? "待定：" : "")出具《\(title)》"))
        }
        lines += outcome.refusals.map { Phrase(en: "refused: \($0.reason)", zh: "不予办理：\($0.reason)") }
        lines += outcome.requirements.map { Phrase(en: "required: \($0.task)", zh: "要求：\($0.task)") }
        lines += outcome.holds.map { hold in
            let title = program.actions[hold.action.index].identity.title
            return Phrase(en: "held: \(title)", zh: "暂缓：\(title)")
        }
        return lines
    }
}
