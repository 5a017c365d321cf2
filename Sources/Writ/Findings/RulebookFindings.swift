package import WritAnalysis
internal import WritApprovals
internal import WritDocuments
package import WritLanguage
package import WritSemantics

/// Everything that is wrong with a rulebook, or doubtful about it, in the order of the places. There is no other list:
/// `check`, the review site and the library all ask here, so that none of them can be content where another is not.
package struct RulebookFindings: Sendable {
    package struct Item: Sendable {
        package let diagnostic: Diagnostic
        /// A smallest case that shows it, where a proof found one.
        package let witness: CaseData?
    }

    package let items: [Item]

    package var diagnostics: [Diagnostic] { items.map(\.diagnostic) }

    /// - Parameters:
    ///   - compilation: what reading names, types, citations and forms found; all else is asked only of a rulebook
    ///     without errors there.
    ///   - signOffs: who has signed what, and what is wrong with the file that says so.
    ///   - staff: who holds which role when; empty where it is not known.
    ///   - day: the day for which the staff list is looked at; without it the day on which the last of them took up a
    ///     role.
    ///   - proves: whether anything is proved, which takes far longer than all the rest.
    ///   - effort: how many times the usual work a proof is worth.
    package static func all(
        of compilation: CompiledRulebook.Compilation,
        signOffs: (register: SignOffRegister, diagnostics: [Diagnostic]) = (SignOffRegister(), []),
        staff: [StaffRecord] = [], on day: CalendarDate? = nil, proves: Bool = true,
        effort: Int = 1, tell: (AnalysisProgress) -> Void = { _ in }
    ) -> RulebookFindings {
        var told = compilation.diagnostics
        told += SchemaNet.check(compilation.sources.forms, besides: told)
        told += signOffs.diagnostics
        guard let rulebook = compilation.rulebook else { return RulebookFindings(told) }
        let program = rulebook.program
        if !signOffs.register.entries.isEmpty { told += signOffs.register.diagnostics(MeaningDigests(program)) }
        guard proves else { return RulebookFindings(told) }
        let proved = Analyzer.analyze(program, forms: rulebook.forms.printed, effort: effort, tell: tell).findings
        told += OrganisationProofs.check(
            program, staff: staff, on: day ?? staff.compactMap(\.from).max() ?? .first)
        return RulebookFindings(told, proved.map { Item(diagnostic: $0.diagnostic(in: program), witness: $0.witness) })
    }

    private init(_ told: [Diagnostic], _ proved: [Item] = []) {
        let all = told.map { Item(diagnostic: $0, witness: nil) } + proved
        items = all.inOrderOfPlaces { $0.diagnostic.place }
    }
}
