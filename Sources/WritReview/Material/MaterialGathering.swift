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
        var examples: [ExampleRun] = []
        var shown: Set<FormID> = []
        for (number, example) in program.examples.enumerated() {
            let result = processor.process(example.input)
            examples.append(
                ExampleRun(
                    parts: result.routing.evaluation.partsAtWork(), outcome: summary(result.routing, program)))
            for document in result.documents where shown.insert(document.form).inserted {
                let issue = result.outcome.issues[document.issue]
                documents.append(
                    Document(
                        form: document.form, title: program.forms[document.form.index].title, caseID: example.title,
                        rules: issue.because.map(\.rule), clauses: unique(issue.because.flatMap(\.citations)),
                        example: number, html: document.html, chain: issue.chain,
                        sentences: DocumentSentence.read(document.xml)))
            }
        }
        let told = diagnostics.compactMap { diagnostic -> Finding? in
            guard case .span(let span) = diagnostic.place else { return nil }
            let wording = diagnostic.wording { file in rulebook.trees.first { $0.source.id == file }?.source }
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
                witnessOutcome: result.map { summary($0.routing, program) } ?? [],
                witnessDocuments: result.map { result in
                    result.documents.map { (program.forms[$0.form.index].title, $0.html) }
                } ?? [])
        }
        return ReviewMaterial(
            title: title, program: program, trees: rulebook.trees, digests: MeaningDigests(program), signOffs: signOffs,
            findings: (told + proved).sorted { $0.severity > $1.severity }, documents: documents,
            examples: examples, changes: changes)
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

    /// What follows, with deadlines and approvals, in a few lines for people.
    private static func summary(_ routing: CaseRouting, _ program: Program) -> [Phrase] {
        let lines = OutcomeLines(routing.evaluation, routing.data, program).lines
        let defined = Set(routing.outcome.defined.map(\.path))
        return lines.filter { !defined.contains($0.key) }.map(\.reading)
    }
}
