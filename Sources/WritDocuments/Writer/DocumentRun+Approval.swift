import WritApprovals
import WritEvaluation
import WritLanguage
import WritSemantics

/// The approval steps: a table in the view, and the same as data in the record.
extension DocumentRun {
    /// One row of the approval sheet.
    private struct Row {
        let id: String
        let title: String
        let roles: [RoleID]
        /// How many of the roles must approve, and whether the steps says "any".
        let needed: Int
        let signer: String
        let state: StepState?
        let due: Value?
        let records: [ApprovalRecord]
        let reason: String?
    }

    private func title(_ role: RoleID) -> String { program.roles[role.index].identity.title }

    private func rows() -> [Row] {
        if let approval = input.approval {
            return approval.steps.map { status in
                Row(
                    id: status.step.id, title: status.step.title, roles: status.step.roles, needed: status.step.needed,
                    signer: signer(status.step.roles, needed: status.step.needed) + person(namedFor: status.step),
                    state: status.state, due: status.due,
                    records: status.records, reason: status.reason.map { plan.words.told($0) })
            }
        }
        guard let chain = input.issue?.chain ?? (isBlank ? plan.chain : nil) else { return [] }
        return program.chains[chain.index].steps.map { step in
            let (roles, needed, text) = declared(step.signer)
            return Row(
                id: step.name, title: step.title, roles: roles, needed: needed, signer: text, state: nil, due: nil,
                records: [], reason: nil)
        }
    }

    private func declared(_ signer: Chain.Signer) -> ([RoleID], Int, String) {
        switch signer {
        case .one(let role): ([role], 1, title(role))
        case .all(let roles): (roles, roles.count, self.signer(roles, needed: roles.count))
        case .any(let count, let roles): (roles, count, self.signer(roles, needed: count))
        case .line(let from, let to): ([from, to], 0, title(from) + "—" + title(to))
        case .notStated: ([], 0, plan.words.unstatedSigner)
        }
    }

    private func signer(_ roles: [RoleID], needed: Int) -> String {
        if roles.isEmpty { return plan.words.unstatedSigner }
        let names = roles.map { title($0) }.joined(separator: plan.words.listSeparator)
        guard needed < roles.count else { return names }
        return names + plan.words.anyOf(needed)
    }

    /// Whom the case names for a step, as far as it is known.
    private func person(namedFor step: RequiredStep) -> String {
        if case .person(let name)? = step.named { plan.words.inPerson(name.text) } else { "" }
    }

    private func decision(_ decision: ApprovalDecision) -> String {
        switch decision {
        case .approved: plan.words.approved
        case .rejected: plan.words.rejected
        case .returned: plan.words.returned
        }
    }

    // MARK: - The view

    mutating func approvalTable(title: String, hasDiagram: Bool) {
        var rows = rows()
        if rows.isEmpty {
            // A document without a chain has nobody to sign; a blank keeps room for it.
            guard isBlank else { return }
            rows = (1...3).map { _ in
                Row(id: "", title: "", roles: [], needed: 0, signer: "", state: nil, due: nil, records: [], reason: nil)
            }
        }
        bytes.append("<table class=\"grid approvals\">\n<caption>")
        bytes.appendText(title)
        bytes.append("</caption>\n<thead>\n<tr>")
        let words = plan.words
        for column in [words.step, words.decision, words.person, words.time, words.remarks] {
            bytes.append("<th scope=\"col\">")
            bytes.appendText(column)
            bytes.append("</th>")
        }
        bytes.append("</tr>\n</thead>\n<tbody>\n")
        // What never applied to this case is the record's to tell.
        let needed = rows.filter { $0.state != .skipped || !$0.records.isEmpty }
        for row in needed.isEmpty ? rows : needed { viewRow(row) }
        bytes.append("</tbody>\n</table>\n")
        if hasDiagram, !input.diagram.isEmpty {
            bytes.append("<figure class=\"diagram\">\n")
            bytes.put(input.diagram)
            bytes.append("\n</figure>\n")
        }
    }

    private mutating func viewRow(_ row: Row) {
        if row.title.isEmpty {
            bytes.append("<tr class=\"open\"><td></td><td></td><td></td><td></td><td></td></tr>\n")
            return
        }
        bytes.append("<tr")
        if row.records.isEmpty { bytes.append(" class=\"open\"") }
        bytes.append("><th scope=\"row\">")
        bytes.appendText(row.title)
        if !row.signer.isEmpty, row.signer != row.title {
            bytes.append("<br><span class=\"signer\">")
            bytes.appendText(row.signer)
            bytes.append("</span>")
        }
        bytes.append("</th><td>")
        var texts = row.records.map { decision($0.decision) }
        switch row.state {
        case .skipped?: texts = [plan.words.skipped]
        case .invalid?: texts.append(plan.words.invalid)
        default: break
        }
        if texts.isEmpty {
            for (index, choice) in [plan.words.approved, plan.words.rejected, plan.words.returned].enumerated() {
                if index > 0 { bytes.put(plan.words.gap) }
                bytes.appendBox(choice, isTicked: false, isView: !isRecord)
            }
        }
        lines(texts)
        bytes.append("</td><td>")
        lines(row.records.map { person($0) })
        bytes.append("</td><td>")
        for (index, record) in row.records.enumerated() {
            if index > 0 { bytes.append("<br>") }
            bytes.append("<span class=\"v\">")
            plan.printer.print(.dateTime(record.at), as: .dateTime, into: &bytes)
            bytes.append("</span>")
        }
        if row.records.isEmpty, let due = row.due, ValuePrinter.hasCode(due) { dueText(due, isView: true) }
        bytes.append("</td><td>")
        lines(row.records.compactMap(\.remarks) + (row.reason.map { [$0] } ?? []))
        bytes.append("</td></tr>\n")
    }

    /// 期限：2026年3月9日
    private mutating func dueText(_ due: Value, isView: Bool) {
        bytes.appendText(plan.words.deadline + plan.words.colon)
        if isView { bytes.append("<span class=\"v\">") }
        plan.printer.print(due, as: dueFormat(due), into: &bytes)
        if isView { bytes.append("</span>") }
    }

    private func dueFormat(_ due: Value) -> ValueFormat {
        if case .dateTime = due { .dateTime } else { .longDate }
    }

    private func person(_ record: ApprovalRecord) -> String {
        guard let other = record.onBehalfOf else { return record.person }
        return record.person + plan.words.onBehalf(of: title(other))
    }

    private mutating func lines(_ texts: [String]) {
        for (index, text) in texts.enumerated() {
            if index > 0 { bytes.append("<br>") }
            sentence(text)
        }
    }

    // MARK: - The record

    mutating func approvalRecord() {
        let rows = rows()
        guard !rows.isEmpty, let chain = input.approval?.chain ?? input.issue?.chain ?? plan.chain else { return }
        let identity = program.chains[chain.index].identity
        attribute("<approval chain=\"", identity.name)
        attribute(" state=\"", input.approval?.state.rawValue ?? ChainState.pending.rawValue)
        bytes.append(">\n")
        for row in rows { recordRow(row) }
        bytes.append("</approval>\n")
    }

    private mutating func recordRow(_ row: Row) {
        attribute("<step id=\"", row.id)
        attribute(" roles=\"", row.roles.map { program.roles[$0.index].identity.name }.joined(separator: " "))
        attribute(" state=\"", (row.state ?? .waiting).rawValue)
        bytes.append(">\n<title>")
        bytes.appendText(row.title)
        bytes.append("</title>\n<signer>")
        bytes.appendText(row.signer)
        bytes.append("</signer>\n")
        if let due = row.due, ValuePrinter.hasCode(due) {
            bytes.append("<due value=\"")
            plan.printer.writeCode(due, into: &bytes)
            bytes.append("\">")
            dueText(due, isView: false)
            bytes.append("</due>\n")
        }
        for record in row.records { recordDecision(record) }
        if let reason = row.reason {
            bytes.append("<reason>")
            bytes.appendText(reason)
            bytes.append("</reason>\n")
        }
        bytes.append("</step>\n")
    }

    private mutating func recordDecision(_ record: ApprovalRecord) {
        bytes.append("<decision at=\"")
        bytes.appendCode(of: record.at)
        bytes.append("\"")
        if let digest = record.digest { attribute(" digest=\"", digest) }
        attribute(" role=\"", program.roles[record.role.index].identity.name)
        attribute(" value=\"", record.decision.rawValue)
        bytes.append(">\n<person>")
        bytes.appendText(person(record))
        bytes.append("</person>\n<text>")
        bytes.appendText(decision(record.decision))
        bytes.append("</text>\n<time>")
        plan.printer.print(.dateTime(record.at), as: .dateTime, into: &bytes)
        bytes.append("</time>\n")
        if let remarks = record.remarks {
            bytes.append("<remarks>")
            bytes.appendText(remarks)
            bytes.append("</remarks>\n")
        }
        bytes.append("</decision>\n")
    }
}
