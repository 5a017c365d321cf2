import WritLanguage
import WritSemantics

/// The obligations about one type of case, with their acts numbered. Compiled once for a rulebook.
struct ObligationPlan: Sendable {
    /// One `act …` clause, with what each act is in it.
    struct Demand: Sendable {
        let kind: Obligation.Kind
        /// By act: whether the clause is about it, and whether it is what the clause asks for or forbids.
        let isSubject: [Bool]
        let isOther: [Bool]
        let hasPeriod: Bool

        /// Whether everything that the record tells counts, and not only the acts that the clause names.
        var seesAll: Bool {
            switch kind {
            case .edge, .neighbour(_, .directly, _, _): true
            case .count, .neighbour, .persons: false
            }
        }

        /// Whether it matters in which order things happened.
        var asksOrder: Bool {
            switch kind {
            case .count, .persons, .neighbour(.accompanied, _, _, _): false
            case .edge, .neighbour: true
            }
        }
    }

    struct Entry: Sendable {
        let id: ObligationID
        let demands: [Demand]
        /// Whether documents decide to which cases it applies.
        let dependsOnDocuments: Bool
    }

    private(set) var acts: [Obligation.Act] = []
    private(set) var entries: [Entry] = []
    private var numbers: [Obligation.Act: Int32] = [:]
    /// By act, a list of it alone: what most events are.
    private(set) var alone: [[Int32]] = []
    /// Whether some period or condition is computed from the facts of the case.
    let isConditional: Bool

    /// Nil where no obligation is about the type of case.
    init?(_ program: Program, type: RecordID) {
        let declared = program.obligations.enumerated().filter { $0.element.subject == type }
        guard !declared.isEmpty else { return nil }
        isConditional = declared.contains { _, obligation in
            obligation.condition != nil || obligation.provision.validFrom != nil
                || obligation.provision.validTo != nil || obligation.demands.contains { $0.within != nil }
        }
        for demand in declared.flatMap(\.element.demands) {
            for act in demand.acts + demand.others where numbers[act] == nil {
                numbers[act] = Int32(truncatingIfNeeded: acts.count)
                alone.append([Int32(truncatingIfNeeded: acts.count)])
                acts.append(act)
            }
        }
        for (index, obligation) in declared {
            entries.append(
                Entry(
                    id: ObligationID(index), demands: obligation.demands.map(planned),
                    dependsOnDocuments: obligation.condition.map {
                        DocumentMentions.dependsOnDocuments($0, in: program)
                    } ?? false))
        }
    }

    private func planned(_ demand: Obligation.Demand) -> Demand {
        Demand(
            kind: demand.kind, isSubject: acts.map(demand.acts.contains), isOther: acts.map(demand.others.contains),
            hasPeriod: demand.within != nil)
    }

    func number(of act: Obligation.Act) -> Int32? { numbers[act] }

    /// One event's acts, where it is one act alone; nothing where no obligation names it.
    func acts(_ act: Obligation.Act) -> [Int32] { numbers[act].map { alone[Int($0)] } ?? [] }
}

/// The plans of a rulebook, by type of case.
struct ObligationPlans: Sendable {
    private let plans: [RecordID: ObligationPlan]

    init(_ program: Program) {
        var plans: [RecordID: ObligationPlan] = [:]
        for type in Set(program.obligations.map(\.subject)) { plans[type] = ObligationPlan(program, type: type) }
        self.plans = plans
    }

    subscript(type: RecordID) -> ObligationPlan? { plans[type] }
}
