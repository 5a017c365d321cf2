package import WritSemantics
package import WritLanguage

/// Explains one evaluated case.
package struct Explainer {
    let evaluation: Evaluation
    let inquiry: Inquiry
    let evaluator: Evaluator
    private let program: Program
    /// What ends a hold as a sentence has it; nil for what is no hold. Sentences belong to a later stage.
    private let endOf: (Consequence, Program) -> Phrase?
    var explanation = Explanation()
    /// Facts behind a defined value that are told before the rest is only counted.
    static let mostFacts = 8
    /// Whether the facts behind defined values are told.
    private var isDetailed = false

    package init(_ evaluation: Evaluation, endOf: @escaping (Consequence, Program) -> Phrase?) {
        self.evaluation = evaluation
        self.endOf = endOf
        inquiry = Inquiry(evaluation)
        evaluator = Evaluator(evaluation.plan)
        program = evaluation.plan.program
    }

    /// What people may ask about: forms, actions, rules, and definitions by name or path.
    package var targets: [String] {
        program.forms.map(\.name) + program.actions.map(\.identity.name) + program.rules.map(\.identity.name)
            + program.definitions.map(\.identity.name)
    }

    /// Explains what a name stands for; nil where it stands for nothing.
    package mutating func explain(_ name: String) -> Explanation? {
        explanation = Explanation()
        isDetailed = true
        guard evaluation.holdsCase else { return nil }
        if let form = program.forms.firstIndex(where: { $0.name == name || $0.title == name }) {
            explain(form: FormID(form))
            return explanation
        }
        if let action = program.actions.firstIndex(where: { $0.identity.name == name || $0.identity.title == name }) {
            explain(action: ActionID(action))
            return explanation
        }
        if let rule = program.rules.firstIndex(where: { $0.identity.name == name || $0.identity.title == name }) {
            explain(rule: rule)
            return explanation
        }
        return explainValue(name) ? explanation : nil
    }

    /// Explains everything that follows from the case.
    package mutating func explainAll() -> Explanation {
        explanation = Explanation()
        isDetailed = false
        for consequence in evaluation.outcome.consequences { explain(consequence) }
        return explanation
    }

    // MARK: - Consequences

    private mutating func explain(form: FormID) {
        let issues = evaluation.outcome.issues.filter { $0.form == form }
        for issue in issues { explain(.issue(issue)) }
        let hasErrors = !evaluation.outcome.errors.isEmpty
        if issues.isEmpty {
            let declared = program.forms[form.index]
            explanation.add(
                .result, 0,
                hasErrors
                    ? Phrase(
                        en: "whether `\(declared.name)` is issued is not known: a value could not be worked out",
                        zh: "是否出具《\(declared.title)》（`\(declared.name)`）尚不能断定：有数值无法算出")
                    : Phrase(
                        en: "`\(declared.name)` is not issued", zh: "不出具《\(declared.title)》（`\(declared.name)`）"))
        }
        for rule in rules(where: { if case .issue(form, _, _, _, _) = $0 { true } else { false } })
        where !issues.contains(where: { $0.because.contains { $0.rule.index == rule } }) {
            whyNot(rule)
        }
        if !hasErrors { changes(of: form, isIssued: issues.contains { $0.status == .certain }) }
    }

    private mutating func explain(action: ActionID) {
        if let hold = evaluation.outcome.holds.first(where: { $0.action == action }) {
            return explain(.hold(hold))
        }
        let declared = program.actions[action.index].identity
        explanation.add(
            .result, 0,
            evaluation.outcome.errors.isEmpty
                ? Phrase(en: "`\(declared.name)` is not held", zh: "\(declared.title)未被暂缓")
                : Phrase(
                    en: "whether `\(declared.name)` is held is not known: a value could not be worked out",
                    zh: "是否暂缓\(declared.title)尚不能断定：有数值无法算出"))
        for rule in rules(where: { if case .hold(action, _) = $0 { true } else { false } }) { whyNot(rule) }
    }

    private mutating func explain(rule: Int) {
        let declared = program.rules[rule].identity
        let status = evaluation.interpreter.applies(rule: rule)
        if status.isTrue {
            explanation.add(
                .result, 0,
                Phrase(en: "rule `\(declared.name)` applies", zh: "规则 `\(declared.name)`（\(declared.title)）适用"))
            why(rule, depth: 1)
        } else {
            explanation.add(
                .result, 0,
                status.isFalse
                    ? Phrase(
                        en: "rule `\(declared.name)` does not apply", zh: "规则 `\(declared.name)`（\(declared.title)）不适用")
                    : Phrase(en: "rule `\(declared.name)` is open", zh: "规则 `\(declared.name)`（\(declared.title)）待定"))
            whyNot(rule)
        }
    }

    private mutating func explain(_ consequence: Outcome.Consequence) {
        let text = consequence.explained(in: program)
        if consequence.status == .open {
            explanation.add(.result, 0, Phrase(en: "open: \(text.en)", zh: "待定：\(text.zh)"))
            for need in consequence.needs { explanation.add(.need, 1, words(need)) }
        } else {
            explanation.add(.result, 0, text)
        }
        for cause in consequence.because {
            guard let end = endOf(program.consequence(of: cause), program) else { continue }
            explanation.add(.reason, 1, Phrase(en: "until \(end.en)", zh: "直到\(end.zh)"))
        }
        lacks(consequence.lacks)
        causes(consequence.because)
    }

    /// What a certain consequence waits for in its deadline, values or words.
    private mutating func lacks(_ needs: [Outcome.Need]) {
        for need in needs {
            let text = words(need)
            explanation.add(
                .need, 1, Phrase(en: "not all of its content is known: \(text.en)", zh: "内容尚不完整：\(text.zh)"))
        }
    }

    private func words(_ need: Outcome.Need) -> Phrase {
        switch need {
        case .fact(let path):
            let called = program.chineseName(ofPath: path, in: evaluation.data.type)
            return Phrase(en: "it depends on `\(path)`, which is not known", zh: "取决于\(called)，现尚不知道")
        case .holidays(let year): return ExplanationWording.unpublished(year)
        case .parameter(let id):
            let name = program.parameters[id.index].identity
            return Phrase(
                en: "it depends on `\(name.name)`, which no source states",
                zh: "取决于 `\(name.name)`（\(name.title)），而依据没有规定")
        }
    }

    private mutating func causes(_ causes: [Outcome.Cause]) {
        for cause in causes {
            explanation.add(.cause, 1, words(ofRule: cause.rule.index, cause.citations), at: cause.span)
            why(cause.rule.index, depth: 2)
            for atom in inquiry.atoms(ofElement: cause) {
                explanation.add(.reason, 2, ExplanationWording.holding(atom))
                details(atom, depth: 3)
            }
        }
    }

    private func words(ofRule rule: Int, _ citations: [ClauseID]) -> Phrase {
        let identity = program.rules[rule].identity
        let basis = program.texts(of: citations)
        guard !basis.isEmpty else {
            return Phrase(en: "by rule `\(identity.name)`", zh: "依规则 `\(identity.name)`（\(identity.title)）")
        }
        return Phrase(
            en: "by rule `\(identity.name)`, \(basis.joined(separator: ", "))",
            zh: "依规则 `\(identity.name)`（\(identity.title)），\(basis.joined(separator: "、"))")
    }

    /// The atoms that make a rule's condition hold, or leave it open.
    private mutating func why(_ rule: Int, depth: Int) {
        for atom in inquiry.atoms(ofRule: rule) {
            explanation.add(.reason, depth, ExplanationWording.holding(atom))
            details(atom, depth: depth + 1)
        }
    }

    /// What a defined value comes from, where one thing is explained and not the whole case.
    private mutating func details(_ atom: Atom, depth: Int) {
        guard isDetailed, let (instance, number) = atom.definition else { return }
        let facts = inquiry.facts(ofDefinition: number, instance: instance).filter { $0.path != atom.subject }
        for fact in facts.prefix(Self.mostFacts) {
            explanation.add(.fact, depth, ExplanationWording.fact(fact, of: evaluation.data.type, program))
        }
        more(facts.count - Self.mostFacts, depth: depth)
    }

    /// Tells that a list of facts was cut short.
    mutating func more(_ count: Int, depth: Int) {
        guard count > 0 else { return }
        explanation.add(
            .fact, depth,
            Phrase(en: "and \(count) more \(count == 1 ? "fact" : "facts")", zh: "另有 \(count) 项事实"))
    }

    /// Why a rule has no consequence here.
    private mutating func whyNot(_ rule: Int) {
        let declared = program.rules[rule]
        let basis = program.texts(of: declared.provision.citations)
        explanation.add(
            .cause, 1,
            Phrase(
                en:
                    "not by rule `\(declared.identity.name)`\(basis.isEmpty ? "" : ", " + basis.joined(separator: ", "))",
                zh:
                    "规则 `\(declared.identity.name)`（\(declared.identity.title)）不产生\(basis.isEmpty ? "" : "，" + basis.joined(separator: "、"))"
            ),
            at: declared.identity.nameSpan)
        if declared.subject != evaluation.data.type {
            let type = program.records[declared.subject.index].identity
            explanation.add(
                .reason, 2, Phrase(en: "it is about `\(type.name)`", zh: "它只适用于 `\(type.name)`（\(type.title)）"))
            return
        }
        if let reason = ExplanationWording.outOfForce(declared.provision, evaluation.data, program) {
            explanation.add(.reason, 2, reason)
            return
        }
        var isOverridden = false
        for other in program.rules.indices where program.rules[other].overrides.contains(RuleID(rule)) {
            if evaluation.interpreter.condition(ofRule: other).isTrue {
                isOverridden = true
                let name = program.rules[other].identity
                explanation.add(
                    .reason, 2,
                    Phrase(
                        en: "rule `\(name.name)` overrides it", zh: "规则 `\(name.name)`（\(name.title)）优先于它"),
                    at: name.nameSpan)
            }
        }
        let condition = evaluation.interpreter.condition(ofRule: rule)
        if condition.isTrue {
            guard !isOverridden else { return }
            explanation.add(
                .reason, 2,
                Phrase(
                    en:
                        "it holds, and there is nothing left to do: its list has no such element, or it is settled already",
                    zh: "条件成立，但无须再做：列表中没有这样的项，或已经完成"))
            return
        }
        for atom in inquiry.atoms(ofRule: rule) {
            explanation.add(.reason, 2, ExplanationWording.failing(atom, basis: basis))
            details(atom, depth: 3)
        }
    }

    private func rules(where isWanted: (Consequence.Kind) -> Bool) -> [Int] {
        program.rules.indices.filter { program.rules[$0].consequences.contains { isWanted($0.kind) } }
    }

    /// The smallest single changes after which a form would, or would not, be issued.
    private mutating func changes(of form: FormID, isIssued: Bool) {
        var candidates: [(fact: FactReference, value: Value)] = []
        for rule in rules(where: { if case .issue(form, _, _, _, _) = $0 { true } else { false } })
        where program.rules[rule].subject == evaluation.data.type {
            candidates += inquiry.candidates(ofRule: rule)
        }
        let finder = ChangeFinder(evaluator: evaluator, data: evaluation.data)
        let changes = finder.changes(candidates) { trial in
            let is_ = trial.outcome.issues.filter { $0.form == form }
            return isIssued ? is_.isEmpty : is_.contains { $0.status == .certain }
        }
        let name = program.forms[form.index]
        for change in changes {
            explanation.add(
                .change, 1,
                ExplanationWording.change(
                    change, willBe: !isIssued, name.name, name.title, of: evaluation.data.type, program))
        }
        if changes.isEmpty, !isIssued, evaluation.outcome.issues.contains(where: { $0.form == form }) {
            // It is open: what nobody has stated decides, and values for that are not tried.
            explanation.add(
                .change, 1,
                Phrase(
                    en: "it is decided by what is not stated yet; values for that were not tried",
                    zh: "取决于尚未载明的事实；这些事实的取值未逐一试算"))
        } else if changes.isEmpty {
            explanation.add(
                .change, 1,
                Phrase(
                    en: "no change of a single fact was found after which it would \(isIssued ? "not " : "")be issued",
                    zh: "没有找到只改一项事实就\(isIssued ? "不再" : "会")出具的情形"))
        }
    }
}
