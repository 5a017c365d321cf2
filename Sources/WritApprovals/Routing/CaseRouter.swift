package import WritEvaluation
import WritLanguage
package import WritSemantics

/// Evaluates cases with their approvals: what the rules require, which chains that needs, what was done, what is wrong.
/// Compiled once for a rulebook, shared by all threads.
package struct CaseRouter: Sendable {
    /// A chain with the rule that asks for it.
    struct Use: Sendable {
        let chain: ChainID
        let rule: RuleID
    }

    package let planner: ChainPlanner
    package let checker: ChainChecker
    let evaluator: Evaluator
    /// The firm's list of who holds which role. Where there is one, what cases say of roles counts for nothing.
    let firmStaff: StaffList?
    let obligations: ObligationPlans
    /// For each form, the chains with which rules issue it, by the case type of the rule.
    private let uses: [[(subject: RecordID, use: Use)]]

    package var program: Program { planner.program }

    package init(_ evaluator: Evaluator, staff: StaffList? = nil) {
        self.evaluator = evaluator
        firmStaff = staff
        let program = evaluator.plan.program
        planner = ChainPlanner(program)
        checker = ChainChecker(program)
        obligations = ObligationPlans(program)
        var uses = [[(subject: RecordID, use: Use)]](repeating: [], count: program.forms.count)
        for (index, rule) in program.rules.enumerated() {
            for consequence in rule.consequences {
                guard case .issue(let form, _, _, _, let chain?) = consequence.kind, uses.indices.contains(form.index)
                else { continue }
                uses[form.index].append((rule.subject, Use(chain: chain, rule: RuleID(index))))
            }
        }
        self.uses = uses
    }

    /// The same where other cases are at hand beside the one that is decided.
    func beside(_ cases: OtherCases) -> CaseRouter {
        var plan = evaluator.plan
        plan.cases = cases
        return CaseRouter(Evaluator(plan), staff: firmStaff)
    }

    /// Who holds which role, and who says so.
    private func staff(for data: CaseData) -> (list: StaffList, origin: CaseRouting.StaffOrigin) {
        let firm = planner.organisation(of: data.organisation)
        if let firmStaff { return (firmStaff.at(firm), .list) }
        return data.staff.isEmpty ? (.none, .none) : (StaffList(data.staff).at(firm), .caseItself)
    }

    /// The digest of what a document of an outcome says now, where it can be written: an index into its issues.
    package typealias Digests = (_ issue: Int, Evaluation) -> String?

    /// Evaluates a case and checks every chain in it.
    ///
    /// - Parameter digests: writes documents anew, so that approvals are held against what the case says now and not against what
    ///   its record says of itself.
    package func route(_ given: CaseData, digests: Digests? = nil) -> CaseRouting {
        let texts = digests.map { WrittenTexts(given, router: self, $0) }
        let written = texts?.data ?? given
        let zone = program.calendar(at: planner.organisation(of: written.organisation))?.zone
        let data = zone.map { written.at($0) } ?? written
        let (resolved, evaluation) = evaluate(data)
        var routing = routing(resolved, asked: data, evaluation)
        if let texts {
            routing.problems += texts.problems
            if !texts.unwritten.isEmpty {
                routing.notes.append(RoutingWording.unwritten(texts.unwritten.map { program.forms[$0.index] }))
            }
        }
        let offsets = written.recordedOffsets.count
        if offsets > 1 || zone == nil && offsets > 0 { routing.notes.append(RoutingWording.zones(zone)) }
        return routing
    }

    /// The same for a case that an evaluation holds.
    package func route(_ evaluation: Evaluation, digests: Digests? = nil) -> CaseRouting {
        routeIfNeeded(evaluation, digests: digests)
            ?? CaseRouting(
                head: evaluation.head, evaluation: evaluation, documents: [], problems: [], staff: .none,
                staffOrigin: .none)
    }

    /// Evaluates the case that an evaluation holds. Answers nil where no chain, earlier document or held action plays a part: there
    /// is nothing to check then, and nobody asks for the facts as values.
    package func routeIfNeeded(_ evaluation: Evaluation, digests: Digests? = nil) -> CaseRouting? {
        if evaluation.hasHistory { return route(evaluation.data, digests: digests) }
        evaluation.evaluate()
        let mayBeByOther = !program.judgements.isEmpty && firmStaff?.isEmpty == false
        let goesByStages = !program.stages.isEmpty && program.stages(of: evaluation.head.data.type) != nil
        if !evaluation.hasActions, !mayBeByOther, !goesByStages,
            !evaluation.outcome.issues.contains(where: { $0.chain != nil })
        {
            return nil
        }
        return routing(evaluation.data, asked: evaluation.data, evaluation)
    }

    private func routing(_ resolved: CaseData, asked data: CaseData, _ evaluation: Evaluation) -> CaseRouting {
        let (staff, origin) = staff(for: data)
        let documents = documents(of: resolved, asked: data, evaluation, staff: staff)
        var problems = documents.flatMap(\.status.problems)
        problems += StatedApprovals(data, documents, program: program).found
        problems += DeliveryProblems(data, documents, staff: staff, router: self).found
        problems += RecordProblems(data, program: program).found
        problems += JudgementProblems(resolved, staff: staff, program: program).found
        problems += StageProblems(resolved, evaluation, program: program).found
        if evaluation.hasHistory {
            problems += PersonProblems(resolved, documents, staff: staff, program: program).found
        }
        if !data.actions.isEmpty {
            problems += HeldActions(router: self, data: data, staff: staff, documents: documents).problems()
        }
        var verdicts: [ObligationVerdict] = []
        if let plan = obligations[data.type] {
            verdicts =
                CaseObligations(
                    router: self, plan: plan, data: resolved, evaluation: evaluation, staff: staff, documents: documents
                ).verdicts()
            problems += ObligationWording(program, plan).problems(of: verdicts)
        }
        return CaseRouting(
            head: HeldCase(resolved), evaluation: evaluation, documents: documents, problems: problems,
            obligations: verdicts, notes: unchecked(documents, in: data), staff: staff, staffOrigin: origin)
    }

    /// What nobody could check, so that no reader takes it for checked.
    private func unchecked(_ documents: [DocumentRouting], in data: CaseData) -> [Phrase] {
        var stated: [FormID] = []
        var unbound = 0
        for document in documents {
            guard let index = document.document else { continue }
            let entry = data.history[index]
            if document.status.state == .stated { stated.append(entry.form) }
            unbound += entry.approvals.count { $0.decision == .approved && $0.digest == nil && $0.at.date <= data.asOf }
        }
        var notes: [Phrase] = []
        if !stated.isEmpty { notes.append(RoutingWording.statedAlone(stated.map { program.forms[$0.index] })) }
        if unbound > 0 { notes.append(RoutingWording.unbound(unbound)) }
        return notes
    }

    /// Evaluates a case in which what people decided says whether an earlier document is approved; the word of its history does
    /// where nothing of that is recorded.
    package func evaluate(_ data: CaseData) -> (data: CaseData, evaluation: Evaluation) {
        let evaluation = evaluator.evaluate(data)
        guard data.history.contains(where: \.isRecorded) else { return (data, evaluation) }
        let staff = staff(for: data).list
        var resolved = data
        // A chain's conditions may ask for the state of another document; each round settles at least one more.
        for _ in data.history.indices {
            var next = data
            for (index, document) in data.history.enumerated() where document.isRecorded {
                guard let status = status(of: document, in: resolved, evaluation, staff: staff), status.isJudged else {
                    continue
                }
                next.history[index].approved = status.approvedOn
            }
            if next == resolved { break }
            resolved = next
            evaluator.evaluate(resolved, reusing: evaluation)
        }
        return (resolved, evaluation)
    }

    /// Nil where nothing asks for approvals of the document.
    private func status(
        of document: HistoryDocument, in data: CaseData, _ evaluation: Evaluation, staff: StaffList
    ) -> ChainStatus? {
        guard let use = use(of: document.form, in: data, evaluation) else { return nil }
        let requirement = requirement(use.chain, in: data, evaluation)
        return checker.check(
            requirement, document: document, staff: staff,
            occasion: ChainChecker.Occasion(form: document.form, rule: use.rule, asOf: data.asOf))
    }

    /// What a chain requires in a case that was evaluated.
    package func requirement(_ chain: ChainID, in data: CaseData, _ evaluation: Evaluation) -> ChainRequirement {
        planner.require(chain, in: data, needs: { evaluation.needs(ofStep: $0, in: chain) }) { question in
            switch question.part {
            case .condition: evaluation.condition(ofStep: question.step, in: question.chain)
            case .within: evaluation.limit(ofStep: question.step, in: question.chain)
            case .escalation: evaluation.escalation(ofStep: question.step, in: question.chain)
            }
        }
    }

    /// The chain that a form's documents go through in a case: that of the issue in the outcome, or else of the rules
    /// that issue it in such cases at this organisation.
    func use(of form: FormID, in data: CaseData, _ evaluation: Evaluation) -> Use? {
        let issues = evaluation.outcome.issues
        if let issue = issues.first(where: { $0.form == form && $0.chain != nil }), let chain = issue.chain {
            return Use(chain: chain, rule: issue.because.first?.rule ?? RuleID(0))
        }
        guard uses.indices.contains(form.index) else { return nil }
        let possible = uses[form.index].filter { $0.subject == data.type }.map(\.use)
        let organisation = planner.organisation(of: data.organisation)
        return possible.first { use in
            let provisions = [program.chains[use.chain.index].provision, program.rules[use.rule.index].provision]
            return provisions.allSatisfy { provision in
                provision.organisations.isEmpty || organisation.map(provision.organisations.contains) ?? false
            }
        } ?? possible.first
    }

    /// - Parameter asked: the case as it came, which states fewer approvals than `data`.
    private func documents(
        of data: CaseData, asked: CaseData, _ evaluation: Evaluation, staff: StaffList
    ) -> [DocumentRouting] {
        let issues = evaluation.outcome.issues
        var requirements: [ChainID: ChainRequirement] = [:]
        var tables: [ChainID: ReplayTable] = [:]
        func routing(_ form: FormID, _ use: Use, issue: Int?, document: Int?) -> DocumentRouting {
            let requirement = requirements[use.chain] ?? requirement(use.chain, in: data, evaluation)
            let table = tables[use.chain] ?? ReplayTable(requirement, program: program)
            requirements[use.chain] = requirement
            tables[use.chain] = table
            let status = checker.check(
                table, document: document.map { asked.history[$0] }, staff: staff,
                occasion: ChainChecker.Occasion(form: form, rule: use.rule, asOf: data.asOf))
            return DocumentRouting(
                form: form, issue: issue, document: document, number: document.flatMap { data.history[$0].number },
                requirement: requirement, status: status)
        }

        var issuesOf: [Instance: [Int]] = [:]
        for (index, issue) in issues.enumerated() where issue.chain != nil {
            issuesOf[Instance(form: issue.form, about: issue.about), default: []].append(index)
        }
        let answered = answers(in: data, issuesOf)
        var result: [DocumentRouting] = []
        for (index, document) in data.history.enumerated() where !data.isYetToCome(document) {
            guard let use = use(of: document.form, in: data, evaluation) else { continue }
            let issue = answered[index]
            let chain = issue.flatMap { issues[$0].chain } ?? use.chain
            let rule = issue.flatMap { issues[$0].because.first?.rule } ?? use.rule
            result.append(routing(document.form, Use(chain: chain, rule: rule), issue: issue, document: index))
        }
        let matched = Set(result.compactMap(\.issue))
        for (index, issue) in issues.enumerated() {
            guard let chain = issue.chain, !matched.contains(index) else { continue }
            let use = Use(chain: chain, rule: issue.because.first?.rule ?? RuleID(0))
            result.append(routing(issue.form, use, issue: index, document: nil))
        }
        return result
    }

    /// For each document of the history, the issue that it answers: the one there is, for the latest document; where
    /// there are several (`for each`), the one of the same place in order.
    private func answers(in data: CaseData, _ issuesOf: [Instance: [Int]]) -> [Int?] {
        var answers = [Int?](repeating: nil, count: data.history.count)
        var latest: [Instance: Int] = [:]
        var place: [Instance: Int] = [:]
        for (index, document) in data.history.enumerated() where !data.isYetToCome(document) {
            let instance = Instance(form: document.form, about: document.about)
            guard let issues = issuesOf[instance] else { continue }
            if issues.count > 1 {
                let next = place[instance, default: 0]
                if issues.indices.contains(next) { answers[index] = issues[next] }
                place[instance] = next + 1
            } else if let known = latest[instance],
                document.issued ?? .first < data.history[known].issued ?? .first
            {
                continue
            } else {
                latest[instance] = index
            }
        }
        for (instance, index) in latest { answers[index] = issuesOf[instance]?.first }
        return answers
    }

    /// Documents of one form that are about the same.
    private struct Instance: Hashable {
        let form: FormID
        let about: String?
    }
}
