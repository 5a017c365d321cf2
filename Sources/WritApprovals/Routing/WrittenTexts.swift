import WritEvaluation
import WritLanguage
import WritSemantics

/// A case with the digests that its documents have now in place of those that its history states of them.
///
/// A document is that of the day on which it was issued or of today: figures that change from day to day do not make another of it.
struct WrittenTexts {
    private(set) var data: CaseData
    /// Documents that the case does not make any more, so that nobody can tell whether they are what was approved.
    private(set) var unwritten: [FormID] = []
    private(set) var problems: [RoutingProblem] = []
    private let router: CaseRouter
    private let digests: CaseRouter.Digests

    init(_ given: CaseData, router: CaseRouter, _ digests: @escaping CaseRouter.Digests) {
        data = given
        self.router = router
        self.digests = digests
        for (index, document) in given.history.enumerated() where !given.isYetToCome(document) {
            let approved = Set(document.approvals.filter { $0.decision == .approved }.compactMap(\.digest))
            if !approved.isEmpty || document.digest != nil { look(at: index, approved, in: given) }
        }
    }

    private mutating func look(at index: Int, _ approved: Set<String>, in given: CaseData) {
        let document = given.history[index]
        var made: [String] = []
        for day in [given.asOf, document.issued].compactMap({ $0 }) {
            var then = given
            then.asOf = day
            if day == document.issued { then.history.remove(at: index) }
            guard let digest = digest(of: index, in: then, as: given) else { continue }
            made.append(digest)
            let isApproved = approved.isEmpty || made.contains(where: approved.contains)
            if isApproved, document.digest.map(made.contains) ?? true { break }
        }
        guard let first = made.first else {
            unwritten.append(document.form)
            return
        }
        let current = made.first(where: approved.contains) ?? first
        if !approved.isEmpty { data.history[index].digest = current }
        // Approvals of another text are told as such.
        guard let stated = document.digest, !made.contains(stated), approved.isEmpty || approved.contains(current)
        else {
            return
        }
        let words = RoutingWording.textDiffers(stated: stated, now: current)
        problems.append(
            RoutingProblem(
                kind: .textDiffers, form: document.form, step: nil, record: nil, rule: nil, citations: [], span: nil,
                message: words.message, remedy: words.remedy))
    }

    /// The digest of the document that a case requires where its history has one; nil where it requires none. Of several of one form
    /// it is that of the same subject, or of the same place in order.
    /// - Parameter whole: the case with all of its history.
    private func digest(of index: Int, in data: CaseData, as whole: CaseData) -> String? {
        let document = whole.history[index]
        func isAlike(_ other: HistoryDocument) -> Bool { other.form == document.form && other.about == document.about }
        let evaluation = router.evaluate(data).evaluation
        let issues = evaluation.outcome.issues.indices.filter {
            let issue = evaluation.outcome.issues[$0]
            return issue.form == document.form && issue.about == document.about
        }
        let place = issues.count == 1 ? 0 : whole.history[..<index].count { isAlike($0) && !whole.isYetToCome($0) }
        return issues.indices.contains(place) ? digests(issues[place], evaluation) : nil
    }
}
