package import WritLanguage
package import WritSemantics

/// Proves of every chain that the organisations in which it runs can complete it, and of every substitute that somebody
/// is there. What it finds names the role, the day or the amount that shows it.
package struct OrganisationProofs {
    let program: Program
    private var found: [Diagnostic] = []

    private init(_ program: Program) { self.program = program }

    /// - Parameters:
    ///   - staff: who holds which role when; empty where it is not known.
    ///   - day: the day for which the staff list is looked at.
    package static func check(_ program: Program, staff: [StaffRecord] = [], on day: CalendarDate? = nil)
        -> [Diagnostic]
    {
        var proofs = OrganisationProofs(program)
        let charts = program.organisations.map(OrganisationChart.init)
        let uses = proofs.organisationsOfChains()
        for (index, chain) in program.chains.enumerated() {
            proofs.bands(of: chain)
            for organisation in uses[index] { proofs.signers(of: chain, at: organisation, charts[organisation]) }
            proofs.rolesThatReturn(in: chain, uses[index])
        }
        for organisation in program.organisations { proofs.substitutes(organisation.substitutions) }
        for chain in program.chains { proofs.substitutes(chain.substitutions) }
        if !staff.isEmpty, let day {
            var staffing = StaffingProof(program: program, staff: StaffList(staff), day: day)
            for (index, chain) in program.chains.enumerated() {
                staffing.check(ChainID(index), chain, at: uses[index])
            }
            proofs.found += staffing.found
        }
        return proofs.found
    }

    private mutating func report(
        _ severity: Diagnostic.Severity, _ fact: OrganisationFact, at span: Span, related: [Diagnostic.Related] = []
    ) {
        found.append(Diagnostic(severity, fact, at: .span(span), related: related))
    }

    private func name(_ role: RoleID) -> String { program.roles[role.index].identity.name }

    /// For each chain, the organisations in which some rule issues a document with it. A chain that no rule uses runs
    /// wherever it says itself.
    private func organisationsOfChains() -> [[Int]] {
        let all = Array(program.organisations.indices)
        var rules = [[Provision]](repeating: [], count: program.chains.count)
        for rule in program.rules {
            for case .issue(_, _, _, _, let chain?) in rule.consequences.map(\.kind) {
                rules[chain.index].append(rule.provision)
            }
        }
        func runs(_ provision: Provision, at organisation: Int) -> Bool {
            provision.organisations.isEmpty || provision.organisations.contains { $0.index == organisation }
        }
        return program.chains.enumerated().map { index, chain in
            all.filter { organisation in
                runs(chain.provision, at: organisation)
                    && (rules[index].isEmpty || rules[index].contains { runs($0, at: organisation) })
            }
        }
    }

    // MARK: - Signers

    private mutating func signers(of chain: Chain, at organisation: Int, _ chart: OrganisationChart) {
        let identity = program.organisations[organisation].identity
        guard !program.organisations[organisation].posts.isEmpty else { return }
        func isThere(_ role: RoleID) -> Bool { program.roles[role.index].isParty || chart.has(role) }
        let related = [
            Diagnostic.Related(
                .span(identity.nameSpan), Phrase(en: "the organisation", zh: "该单位"))
        ]
        for step in chain.steps {
            switch step.signer {
            case .line(let first, let last):
                let endsAt: String?
                switch chart.line(from: first, to: last) {
                case .levels: continue
                case .endsAt(let role): endsAt = name(role)
                case .absent: endsAt = nil
                }
                report(
                    .error,
                    .lineBroken(
                        chain: chain.identity.name, step: step.name, organisation: identity.name, from: name(first),
                        to: name(last), endsAt: endsAt), at: step.span, related: related)
            case .one(let role) where !isThere(role):
                nobody(role, step: step, of: chain, in: identity, related: related)
            case .all(let roles):
                if let role = roles.first(where: { !isThere($0) }) {
                    nobody(role, step: step, of: chain, in: identity, related: related)
                }
            case .any(let needed, let roles):
                guard roles.filter(isThere).count < needed, let role = roles.first(where: { !isThere($0) }) else {
                    continue
                }
                nobody(role, step: step, of: chain, in: identity, related: related)
            case .one, .notStated: continue
            }
        }
    }

    private mutating func nobody(
        _ role: RoleID, step: Chain.Step, of chain: Chain, in organisation: Identity, related: [Diagnostic.Related]
    ) {
        report(
            .error,
            .nobodyCanSign(
                chain: chain.identity.name, step: step.name, organisation: organisation.name, role: name(role)),
            at: step.span, related: related)
    }

    /// A role that takes two unconditional steps of a chain whose persons must be distinct.
    private mutating func rolesThatReturn(in chain: Chain, _ organisations: [Int]) {
        guard chain.distinctPersons else { return }
        var stepsOfRole: [RoleID: [Chain.Step]] = [:]
        for step in chain.steps where step.condition == nil {
            switch step.signer {
            case .one(let role): stepsOfRole[role, default: []].append(step)
            case .all(let roles): for role in Set(roles) { stepsOfRole[role, default: []].append(step) }
            case .line(let first, let last):
                for role in Set([first, last]) { stepsOfRole[role, default: []].append(step) }
            case .any, .notStated: break
            }
        }
        for (role, steps) in stepsOfRole.sorted(by: { $0.key < $1.key }) where steps.count > 1 {
            if program.roles[role.index].isParty { continue }
            // Steps for persons whom the case names by different facts are not for one who returns.
            if Set(steps.map(\.named)).count == steps.count, steps.allSatisfy({ $0.named != nil }) { continue }
            report(
                .warning,
                .oneRoleTwice(chain: chain.identity.name, role: name(role), steps: steps.map(\.name)),
                at: steps[1].span)
        }
        substitutesThatSign(chain, organisations, stepsOfRole)
    }

    // MARK: - Substitutes

    /// A substitute whose own step and the absent one's must be signed by distinct persons.
    private mutating func substitutesThatSign(
        _ chain: Chain, _ organisations: [Int], _ stepsOfRole: [RoleID: [Chain.Step]]
    ) {
        let all = chain.substitutions + organisations.flatMap { program.organisations[$0].substitutions }
        for substitution in all {
            guard let own = stepsOfRole[substitution.role]?.first, let absent = stepsOfRole[substitution.absent]?.first,
                own.name != absent.name
            else { continue }
            report(
                .warning,
                .substituteSigns(
                    chain: chain.identity.name, substitute: name(substitution.role),
                    absent: name(substitution.absent), steps: [own.name, absent.name]), at: substitution.span)
        }
    }

    /// Substitutes who are away themselves, and short gaps between two periods of one absence.
    private mutating func substitutes(_ all: [Substitution]) {
        let byAbsent = Dictionary(grouping: all, by: \.absent).mapValues { $0.sorted { $0.from < $1.from } }
        for substitution in all {
            let away = byAbsent[substitution.role]?.first {
                $0.from <= substitution.to && substitution.from <= $0.to
            }
            // Somebody else may stand in for the same role on these days.
            if let away, !isCovered(substitution, during: away, byAbsent[substitution.absent] ?? []) {
                report(
                    .error,
                    .substituteAbsent(
                        substitute: name(substitution.role), absent: name(substitution.absent),
                        day: max(substitution.from, away.from)), at: substitution.span,
                    related: [
                        Diagnostic.Related(
                            .span(away.span), Phrase(en: "away on these days", zh: "这些日期不在岗"))
                    ])
            }
        }
        for (absent, periods) in byAbsent.sorted(by: { $0.key < $1.key }) {
            var covered: CalendarDate?
            for period in periods {
                if let end = covered, let from = end.addingDays(1), from < period.from,
                    end.days(to: period.from) <= OrganisationProofs.shortGap, let to = period.from.addingDays(-1)
                {
                    report(.warning, .substituteGap(absent: name(absent), from: from, to: to), at: period.span)
                }
                covered = max(covered ?? period.to, period.to)
            }
        }
    }

    /// Days between two substitutes up to which they are taken for one absence.
    private static let shortGap = 10

    private func isCovered(_ substitution: Substitution, during away: Substitution, _ others: [Substitution]) -> Bool {
        let from = max(substitution.from, away.from)
        let to = min(substitution.to, away.to)
        return others.contains { $0.role != substitution.role && $0.from <= from && to <= $0.to }
    }

    // MARK: - Amounts

    private mutating func bands(of chain: Chain) {
        for gap in AmountBands.gaps(in: chain, program) {
            report(
                .error,
                .amountBetweenBands(
                    chain: chain.identity.name, amount: gap.amount, steps: [gap.below.name, gap.above.name]),
                at: gap.above.span,
                related: [
                    Diagnostic.Related(.span(gap.below.span), Phrase(en: "the band below", zh: "较低的一档"))
                ])
        }
    }
}
