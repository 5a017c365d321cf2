import WritEvaluation
import WritLanguage
import WritSemantics

/// One version's side of the comparison of a case type.
struct DiffSide {
    let program: Program
    let analysis: Analysis
    let translator: Translator

    init(
        _ program: Program, _ type: RecordID, _ space: CaseSpace, _ signatures: EffectSignatures, usesDomains: Bool,
        percent: Int
    ) {
        self.program = program
        let analysis = Analysis(program, percent: percent)
        self.analysis = analysis
        translator = Translator(program, case: type, in: space, usesDomains: usesDomains)
        translator.meaning = { signatures.meaning($0) }
        translator.asksWhatIsPublished = true
        analysis.use(translator)
        // Cases in which branches disagree have no value, as in the evaluator.
        translator.prepare = { [unowned analysis] definition in
            DefinitionOverlap.check(definition, analysis)
            TableOverlap.check(definition, analysis)
        }
    }

    /// All consequences of one kind about one subject.
    func effects(_ topic: DiffTopic, _ subject: String) -> [DiffEffect] {
        analysis.followings(translator) { topic.subject($0, program)?.name == subject }.map { following in
            DiffEffect(
                following: following, span: analysis.consequence(following).span,
                rule: program.rules[following.rule.index].identity.name)
        }
    }
}

extension Program {
    /// The bounds of all fields, by type and field.
    var domains: [String: ValueDomain] {
        var domains: [String: ValueDomain] = [:]
        for record in records {
            for field in record.fields {
                if let domain = field.domain { domains["\(record.identity.name).\(field.name)"] = domain }
            }
        }
        return domains
    }
}

/// Something that follows in one version.
struct DiffEffect {
    let following: Following
    let span: Span
    let rule: String
}

/// The witness of a region, evaluated by both versions.
struct DiffReplay {
    let witness: CaseData
    let before: (evaluation: Evaluation, lines: OutcomeLines)
    let after: (evaluation: Evaluation, lines: OutcomeLines)

    /// Whether the outcomes differ in a line that begins like this.
    func differs(in key: String) -> Bool {
        OutcomeLines.changedKeys(before.lines, after.lines).contains { $0.key.hasPrefix(key) }
    }
}
