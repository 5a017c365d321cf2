package import WritAnalysis
package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// Everything that the site shows, gathered beforehand: the site itself computes nothing about rules.
package struct ReviewMaterial: Sendable {
    /// One result of the checks.
    package struct Finding: Sendable {
        package let id: String
        package let severity: Diagnostic.Severity
        package let message: Phrase
        package let help: Phrase?
        package let spans: [Span]
        /// `FILE:LINE` of the first of them, or of what is no rule and no form; nil where it is about no file.
        package let place: String?
        /// The case that shows it, and what came of it.
        package let witness: CaseData?
        package let witnessOutcome: [Phrase]
        /// The documents that the case leads to.
        package let witnessDocuments: [(title: String, html: [UInt8])]

        package init(
            id: String, severity: Diagnostic.Severity, message: Phrase, help: Phrase?, spans: [Span],
            place: String?, witness: CaseData?, witnessOutcome: [Phrase],
            witnessDocuments: [(title: String, html: [UInt8])] = []
        ) {
            self.id = id
            self.severity = severity
            self.message = message
            self.help = help
            self.spans = spans
            self.place = place
            self.witness = witness
            self.witnessOutcome = witnessOutcome
            self.witnessDocuments = witnessDocuments
        }
    }

    /// A document made from an example or a sample case.
    package struct Document: Sendable {
        package let form: FormID
        package let title: String
        package let caseID: String
        /// The consequences of rules that required it, and their clauses.
        package let causes: [Outcome.Cause]
        package let clauses: [ClauseID]
        /// The branches and rows that gave each value that the rules define, by its path.
        package let basis: [String: [Coverage.Part]]
        /// The example it comes from, where it does.
        package let example: Int?
        package let html: [UInt8]
        /// How it is approved, where it is.
        package let chain: ChainID?
        /// The sentences of its body, then the steps of its approval.
        package let sentences: [DocumentSentence]

        package init(
            form: FormID, title: String, caseID: String, causes: [Outcome.Cause], clauses: [ClauseID],
            basis: [String: [Coverage.Part]], example: Int?, html: [UInt8], chain: ChainID?,
            sentences: [DocumentSentence]
        ) {
            self.form = form
            self.title = title
            self.caseID = caseID
            self.causes = causes
            self.clauses = clauses
            self.basis = basis
            self.example = example
            self.html = html
            self.chain = chain
            self.sentences = sentences
        }

        /// The rules that required it.
        package var rules: [RuleID] { causes.map(\.rule) }
    }

    /// What came of one example.
    package struct ExampleRun: Sendable {
        /// The rules, consequences, branches and rows that were at work.
        package let parts: Set<Coverage.Part>
        package let outcome: [Phrase]

        package init(parts: Set<Coverage.Part>, outcome: [Phrase]) {
            self.parts = parts
            self.outcome = outcome
        }
    }

    package let title: String
    package let program: Program
    package let trees: [SyntaxTree]
    package let digests: MeaningDigests
    package let signOffs: SignOffRegister
    package let findings: [Finding]
    package let documents: [Document]
    /// For each example of the rulebook.
    package let examples: [ExampleRun]
    /// What changed since another version, where there is one to compare with.
    package let changes: Comparison?

    package init(
        title: String, program: Program, trees: [SyntaxTree], digests: MeaningDigests, signOffs: SignOffRegister,
        findings: [Finding], documents: [Document], examples: [ExampleRun],
        changes: Comparison?
    ) {
        self.title = title
        self.program = program
        self.trees = trees
        self.digests = digests
        self.signOffs = signOffs
        self.findings = findings
        self.documents = documents
        self.examples = examples
        self.changes = changes
    }
}
