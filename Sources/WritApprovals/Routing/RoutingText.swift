package import WritLanguage
package import WritSemantics

/// A case's routing for people: each document's chain, who is next, what is wrong and what would put it right.
package struct RoutingText: Teller, Sendable {
    let places: RoutingPlaces
    package let language: MessageLanguage
    let columns: Int
    private var program: Program { places.program }

    /// - Parameter columns: the width of the terminal.
    package init(_ program: Program, language: MessageLanguage, columns: Int = 80) {
        places = RoutingPlaces(program)
        self.language = language
        self.columns = max(40, columns)
    }

    package func text(_ routing: CaseRouting) -> String {
        let type = program.records[routing.data.type.index].identity.title
        var lines = ColumnText.wrapped(
            "\(routing.data.id)  \(type)  " + told(en: "as of \(routing.data.asOf)", zh: "基准日\(routing.data.asOf)"),
            to: columns
        )
        if !routing.documents.isEmpty {
            lines += ColumnText.wrapped(routing.staffOrigin.word.text(in: language), to: columns)
        }
        for note in routing.notes { lines += ColumnText.wrapped(note.text(in: language), to: columns) }
        if routing.documents.isEmpty {
            lines += ["", told(en: "no document of this case needs approval", zh: "本案没有需要审批的文件")]
        }
        for document in routing.documents {
            lines.append("")
            lines += self.document(document, routing)
        }
        lines += obligations(routing)
        if routing.problems.isEmpty {
            if !routing.documents.isEmpty { lines += [""] + ColumnText.wrapped(told(allClear(routing)), to: columns) }
        } else {
            for problem in routing.problems {
                lines.append("")
                lines += self.problem(problem)
            }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    /// What nobody could check stands above, and is no part of what was found in order.
    private func allClear(_ routing: CaseRouting) -> Phrase {
        if routing.documents.allSatisfy({ $0.status.state == .stated }) {
            return Phrase(
                en: "no approval could be checked: the history names nobody", zh: "未能核对任何审批：历史记录未载明任何审批人")
        }
        if routing.documents.contains(where: { $0.status.state == .open }) {
            return Phrase(
                en: "nothing is wrong in what is known; whether all is approved is open",
                zh: "就已知部分，未发现问题；是否已全部批准尚待确定")
        }
        return routing.notes.isEmpty
            ? Phrase(en: "nothing is wrong", zh: "未发现问题")
            : Phrase(en: "nothing is wrong in what could be checked", zh: "就能够核查的部分，未发现问题")
    }

    private func document(_ document: DocumentRouting, _ routing: CaseRouting) -> [String] {
        let form = places.form(document.form)
        let chain = program.chains[document.status.chain.index].identity
        var head = form?.title ?? ""
        if let name = form?.name, name != head { head += " (\(name))" }
        if let number = document.number { head += "  " + number }
        if document.document == nil { head += "  " + told(en: "not issued yet", zh: "尚未出具") }
        head += told(en: ": ", zh: "：") + told(document.status.state.word)
        var lines = ColumnText.wrapped(head, to: columns)
        lines += ColumnText.wrapped(
            "  " + chain.title + (chain.title == chain.name ? "" : " (\(chain.name))"), to: columns)
        // What is open of one step stands at that step.
        let known = Set(document.status.steps.compactMap(\.reason).map(\.en))
        for reason in document.status.open where !known.contains(where: reason.en.hasSuffix) {
            lines += ColumnText.wrapped(told(en: "open: ", zh: "待定：") + told(reason), to: columns - 2).map { "  " + $0 }
        }
        let diagram = ChainDiagram(program, language: language).terminal(document.status, columns: columns - 2)
        lines += diagram.split(separator: "\n").map { "  " + $0 }
        for act in document.status.acts { lines += ColumnText.wrapped("  " + told(act.text), to: columns) }
        let next = document.status.next.map { status -> String in
            let persons = NextPersons.of(status, in: document, routing)
            let roles = status.step.roles.compactMap { places.role($0)?.title }.joined(
                separator: told(en: ", ", zh: "、"))
            return "\(status.step.id) \(roles)"
                + (persons.isEmpty ? "" : " (\(persons.joined(separator: told(en: ", ", zh: "、"))))")
        }
        if !next.isEmpty {
            lines += ColumnText.wrapped(
                "  " + told(en: "next: ", zh: "下一步：") + next.joined(separator: told(en: "; ", zh: "；")), to: columns)
        }
        return lines
    }

    /// What each obligation comes to, and why where it is open; what is broken is told with the problems.
    private func obligations(_ routing: CaseRouting) -> [String] {
        guard !routing.obligations.isEmpty else { return [] }
        var lines = ["", told(en: "obligations", zh: "义务")]
        for line in ObligationReport.lines(routing, program) {
            lines += ColumnText.wrapped(
                told(line.identity.titled) + told(en: ": ", zh: "：") + told(line.state.word), to: columns - 2
            ).map { "  " + $0 }
            for reason in line.reasons {
                lines += ColumnText.wrapped(told(reason), to: columns - 4).map { "    " + $0 }
            }
        }
        return lines
    }

    private func problem(_ problem: RoutingProblem) -> [String] {
        let form = problem.form.flatMap(places.form)
        var lines = ColumnText.wrapped(
            "\(problem.kind.id): " + (form.map { "\($0.title)" + told(en: ": ", zh: "：") } ?? "")
                + told(problem.message), to: columns)
        var ground: [String] = []
        if !problem.citations.isEmpty {
            ground.append(problem.citations.map(places.clause).joined(separator: told(en: ", ", zh: "、")))
        }
        if let rule = problem.rule.flatMap(places.rule) {
            ground.append(told(en: "rule `\(rule)`", zh: "规则 `\(rule)`"))
        }
        if let place = problem.span.flatMap(places.place) { ground.append(place) }
        if !ground.isEmpty {
            lines += ColumnText.wrapped(
                told(en: "by ", zh: "依据 ") + ground.joined(separator: told(en: ", ", zh: "，")), to: columns - 2
            )
            .map {
                "  " + $0
            }
        }
        lines += ColumnText.wrapped(told(en: "to mend it: ", zh: "补救：") + told(problem.remedy), to: columns - 2)
            .map {
                "  " + $0
            }
        return lines
    }
}
