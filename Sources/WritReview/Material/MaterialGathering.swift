package import Writ
package import WritAnalysis
internal import WritApprovals
internal import WritEvaluation
package import WritLanguage
internal import WritSemantics

extension ReviewMaterial {
    /// Runs the examples, makes their documents, and replays the witnesses of the findings.
    package static func gather(
        _ rulebook: CompiledRulebook, title: String, signOffs: SignOffRegister, findings: RulebookFindings,
        changes: Comparison? = nil
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
                        causes: issue.because, clauses: unique(issue.because.flatMap(\.citations)),
                        basis: result.routing.evaluation.partsByValue(), example: number, html: document.html,
                        chain: issue.chain,
                        sentences: DocumentSentence.read(document.xml)))
            }
        }
        let told = findings.items.map { item -> Finding in
            let diagnostic = item.diagnostic
            let wording = diagnostic.wording { file in rulebook.sources.files.first { $0.id == file } }
            let result = item.witness.map { processor.process($0) }
            return Finding(
                id: diagnostic.fact.id, severity: diagnostic.severity, message: wording.message, help: wording.help,
                spans: spans([diagnostic.place] + diagnostic.related.map(\.place)),
                place: place(of: diagnostic, rulebook.sources), witness: item.witness,
                witnessOutcome: result.map { summary($0.routing, program) } ?? [],
                witnessDocuments: result.map { result in
                    result.documents.map { (program.forms[$0.form.index].title, $0.html) }
                } ?? [])
        }
        // The gravest first; what is equally grave in the order of the places.
        let ordered = Diagnostic.Severity.allCases.reversed().flatMap { severity in
            told.filter { $0.severity == severity }
        }
        return ReviewMaterial(
            title: title, program: program, trees: rulebook.trees, digests: MeaningDigests(program), signOffs: signOffs,
            findings: ordered, documents: documents,
            examples: examples, changes: changes)
    }

    private static func unique(_ clauses: [ClauseID]) -> [ClauseID] {
        var seen: Set<ClauseID> = []
        return clauses.filter { seen.insert($0).inserted }
    }

    /// Places in rules and forms; what is about no file, such as a lapsed sign-off, has none.
    private static func spans(_ places: [Place]) -> [Span] {
        places.compactMap { place in
            if case .span(let span) = place { return span }
            return nil
        }
    }

    /// `FILE:LINE`; nil for what is about no file.
    private static func place(of diagnostic: Diagnostic, _ sources: RulebookSources) -> String? {
        switch diagnostic.place {
        case .none: return nil
        case .data(let file, let line, _, _, _): return "\(file):\(line)"
        case .span(let span):
            guard let source = sources.files.first(where: { $0.id == span.file }) else { return nil }
            return "\(source.path):\(source.position(at: Int(span.start)).line)"
        }
    }

    /// What follows, with deadlines and approvals, in a few lines for people.
    private static func summary(_ routing: CaseRouting, _ program: Program) -> [Phrase] {
        let lines = OutcomeLines(routing.evaluation, routing.data, program).lines
        let defined = Set(routing.outcome.defined.map(\.path))
        return lines.filter { !defined.contains($0.key) }.map(\.reading)
    }
}
