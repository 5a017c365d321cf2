import WritEvaluation
package import WritLanguage
import WritSemantics

/// What obligations come to, in words.
struct ObligationWording {
    let program: Program
    private let plan: ObligationPlan

    init(_ program: Program, _ plan: ObligationPlan) {
        self.program = program
        self.plan = plan
    }

    // MARK: - Problems

    /// The broken clauses of a case that stands alone.
    func problems(of verdicts: [ObligationVerdict]) -> [RoutingProblem] {
        ObligationWording.breaches(of: verdicts).map { found in
            let obligation = program.obligations[found.verdict.obligation.index]
            let demand = obligation.demands[found.demand]
            return RoutingProblem(
                kind: .obligationBroken, form: nil, step: nil, record: nil, rule: nil,
                citations: demand.citations.isEmpty ? obligation.provision.citations : demand.citations,
                span: demand.span, message: message(found.breach, demand, of: obligation),
                remedy: remedy(found.breach, demand))
        }
    }

    /// Each broken clause with its obligation.
    static func breaches(
        of verdicts: [ObligationVerdict]
    ) -> [(verdict: ObligationVerdict, demand: Int, breach: ObligationBreach)] {
        verdicts.flatMap { verdict in
            verdict.demands.enumerated().compactMap { index, demand in
                demand.breach.map { (verdict, index, $0) }
            }
        }
    }

    func message(_ breach: ObligationBreach, _ demand: Obligation.Demand, of obligation: Obligation) -> Phrase {
        let asked = asked(demand)
        let witness = witness(breach, demand)
        return Phrase(
            en: "`\(obligation.identity.name)`: \(asked.en); \(witness.en)",
            zh: "「\(obligation.identity.title)」：\(asked.zh)；\(witness.zh)")
    }

    /// `payment must be preceded by receipt within 30 days`
    func asked(_ demand: Obligation.Demand) -> Phrase {
        let period = demand.within.flatMap { within in
            within.constantValue.map { ValueText.phrase($0, within.type, in: program) }
        }
        let length =
            period ?? demand.within.map { _ in Phrase(en: "the period that is set", zh: "规定期限") }
        return DemandPhrase(name: program.name(of:)).phrase(demand, period: length)
    }

    // MARK: - Witnesses

    /// Which events of the case show it.
    private func witness(_ breach: ObligationBreach, _ demand: Obligation.Demand) -> Phrase {
        let event = breach.event.map { told($0, demand) }
        let other = breach.other.map { told($0, demand) }
        switch breach.way {
        case .tooLate(let due):
            return joined(
                event, other,
                en: { "\($0): due by \(day(due)), and there was \($1)" },
                zh: { "\($0)，至迟\(day(due))，实际为\($1)" })
        case .never(let due):
            let by = due.map { day($0) }
            return joined(
                event, nil, en: { event, _ in "\(event) stands alone" + (by.map { ", due by \($0)" } ?? "") },
                zh: { event, _ in event + (by.map { "，至迟\($0)" } ?? "") + "，未见后续" })
        case .unprepared:
            return other == nil
                ? joined(event, nil, en: { event, _ in "\(event) has none" }, zh: { event, _ in "\(event)，此前未见" })
                : joined(
                    event, other, en: { "before \($0) there was only \($1)" }, zh: { "\($0)之前仅有\($1)" })
        case .forbidden, .displaced:
            return joined(
                other ?? event, other == nil ? nil : event,
                en: { $1.isEmpty ? "there was \($0)" : "\($0) was followed by \($1)" },
                zh: { $1.isEmpty ? "实为\($0)" : "\($0)之后为\($1)" })
        case .tooOften(let most):
            return joined(
                event, nil, en: { event, _ in "\(event) is number \(most + 1)" },
                zh: { event, _ in "\(event)已是第\(most + 1)次" })
        case .tooSeldom(let count, _):
            return Phrase(en: "it happened \(count) times", zh: "实际为\(count)次")
        case .samePerson: return person(breach.event, event, en: "did both", zh: "办理了两者")
        case .otherPerson: return person(breach.event, event, en: "did not do both", zh: "并非两者的同一办理人")
        }
    }

    private func person(_ event: ActEvent?, _ told: Phrase?, en: String, zh: String) -> Phrase {
        let name = event?.person?.text ?? "?"
        return Phrase(en: "\(name) \(en): \(told?.en ?? "")", zh: "\(name)\(zh)：\(told?.zh ?? "")")
    }

    private func joined(
        _ one: Phrase?, _ two: Phrase?, en: (String, String) -> String, zh: (String, String) -> String
    ) -> Phrase {
        Phrase(en: en(one?.en ?? "", two?.en ?? ""), zh: zh(one?.zh ?? "", two?.zh ?? ""))
    }

    /// `payment` of 2026-03-02 10:00 (row 5)
    private func told(_ event: ActEvent, _ demand: Obligation.Demand) -> Phrase {
        let acts = event.acts.map { plan.acts[Int($0)] }
        let named = demand.acts + demand.others
        let act = acts.first(where: named.contains) ?? acts.first
        let name = act.map(program.name(of:)) ?? Phrase(en: "another act", zh: "其他事项")
        let at = event.isDay ? "\(event.at.date)" : RoutingWording.time(event.at)
        let row = event.line.map { Phrase(en: ", row \($0)", zh: "，第\($0)行") } ?? Phrase(en: "", zh: "")
        return Phrase(en: "\(name.en) (\(at)\(row.en))", zh: "\(name.zh)（\(at)\(row.zh)）")
    }

    private func day(_ due: Value) -> String {
        switch due {
        case .date(let date): "\(date)"
        case .dateTime(let moment): RoutingWording.time(moment)
        default: ""
        }
    }

    private func remedy(_ breach: ObligationBreach, _ demand: Obligation.Demand) -> Phrase {
        switch breach.way {
        case .never, .tooSeldom:
            let missing = DemandPhrase(name: program.name(of:)).names(
                demand.others.isEmpty ? demand.acts : demand.others)
            return Phrase(
                en: "see to \(missing.en), and note on the file why it was not done before",
                zh: "补办\(missing.zh)，并在案卷中注明未办原因")
        case .tooLate:
            return Phrase(en: "note the reason for the delay on the file", zh: "请在案卷中注明逾期原因")
        case .unprepared, .forbidden, .displaced, .tooOften, .samePerson, .otherPerson:
            return Phrase(
                en: "undo what was done against it, or note the exception and who allowed it on the file",
                zh: "撤回违反的事项，或者在案卷中注明例外情况及批准人")
        }
    }

    // MARK: - What is open

    /// Why a clause is open.
    func reason(_ doubt: ObligationDoubt, _ demand: Obligation.Demand) -> Phrase {
        switch doubt {
        case .pending(let since, let due):
            let since = since.map { told($0, demand) }
            let by = due.map { day($0) }
            return Phrase(
                en: "it may still happen" + (since.map { ", after \($0.en)" } ?? "") + (by.map { ", by \($0)" } ?? ""),
                zh: (since.map { "\($0.zh)之后" } ?? "") + (by.map { "，\($0)前" } ?? "") + "仍可办理")
        case .condition:
            return Phrase(
                en: "whether it applies depends on facts that are not known", zh: "是否适用取决于尚不明的事实")
        case .organisation:
            return Phrase(en: "nobody says of which firm the case is", zh: "未写明案件所属单位")
        case .period: return Phrase(en: "the length of its period is not known", zh: "期限长短尚不明")
        case .unpublished(let year): return RoutingWording.unpublished(year)
        case .order(let event):
            let event = told(event, demand)
            return Phrase(
                en: "the record does not tell what came first, \(event.en) or what happened at the same time",
                zh: "\(event.zh)与同时发生的事项孰先，记录未载明")
        case .person(let event):
            let event = told(event, demand)
            return Phrase(en: "the record does not tell who did \(event.en)", zh: "记录未载明\(event.zh)的办理人")
        case .unrecorded(let act):
            let name = program.name(of: act)
            return Phrase(en: "the log does not record \(name.en)", zh: "日志不记载\(name.zh)")
        case .documents:
            return Phrase(
                en: "whether it applies depends on documents of which the log tells nothing",
                zh: "是否适用取决于日志未载的文件")
        }
    }
}

extension ObligationState {
    package var word: Phrase {
        switch self {
        case .kept: Phrase(en: "kept", zh: "已遵守")
        case .broken: Phrase(en: "broken", zh: "已违反")
        case .open: Phrase(en: "open", zh: "待定")
        case .notConcerned: Phrase(en: "not concerned", zh: "不涉及")
        }
    }
}
