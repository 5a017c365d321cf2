import WritLanguage
import WritSemantics

/// Approvals that a history states in a word and that what it records of people does not bear out.
struct StatedApprovals {
    private(set) var found: [RoutingProblem] = []

    /// - Parameter data: the case as it came, with what its history states.
    init(_ data: CaseData, _ documents: [DocumentRouting], program: Program) {
        for document in documents {
            guard let index = document.document, let stated = data.history[index].approved, stated <= data.asOf,
                data.history[index].isRecorded
            else { continue }
            let status = document.status
            // Where not everything is known, the records do not say that it was not approved.
            guard status.isJudged, status.state != .open, status.approvedOn != stated else { continue }
            let really =
                status.approvedOn.map { Phrase(en: "by its records it was on \($0)", zh: "而按审批记录为\($0)批准") }
                ?? Phrase(
                    en: "its records do not bear that out (\(status.state.word.en))",
                    zh: "而审批记录不能证明（\(status.state.word.zh)）")
            let chain = program.chains[status.chain.index]
            found.append(
                RoutingProblem(
                    kind: .contradicted, form: document.form, step: nil, record: nil, rule: nil,
                    citations: chain.provision.citations, span: chain.identity.span,
                    message: Phrase(
                        en: "the history says that it was approved on \(stated); \(really.en)",
                        zh: "历史记录载明\(stated)已获批准，\(really.zh)"),
                    remedy: Phrase(
                        en: "add the decisions that are missing from the record, or take the day out of the history",
                        zh: "请补齐缺少的审批记录，或删去该批准日期")))
        }
    }
}
