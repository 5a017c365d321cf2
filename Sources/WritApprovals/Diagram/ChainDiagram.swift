package import WritLanguage
package import WritSemantics

/// Draws the chain of a document with the state of each step.
package struct ChainDiagram: Teller, Sendable {
    let program: Program
    package let language: MessageLanguage

    package init(_ program: Program, language: MessageLanguage) {
        self.program = program
        self.language = language
    }

    /// The steps of a chain, gathered into groups that run in order, each of branches that run side by side.
    static func groups(_ steps: [StepStatus]) -> [[[StepStatus]]] {
        var groups: [[[StepStatus]]] = []
        var lastBranch: (branch: Int, index: Int)?
        var lastGroup: (group: Int, index: Int)?
        for status in steps {
            let step = status.step
            if let last = lastBranch, last.branch == step.branch {
                groups[last.index][groups[last.index].count - 1].append(status)
                continue
            }
            if status.state != .skipped, let last = lastGroup, last.group == step.group {
                groups[last.index].append([status])
                lastBranch = (step.branch, last.index)
                continue
            }
            groups.append([[status]])
            lastBranch = (step.branch, groups.count - 1)
            if status.state != .skipped { lastGroup = (step.group, groups.count - 1) }
        }
        return groups
    }

    /// Lines for a terminal; no line is wider than `columns`.
    ///
    /// ```
    /// [+] legal        法律审核  法律顾问
    ///  |               苏律师 2026-03-13 15:00
    /// [>] line.1       逐级签批  客服经理          next, due 2026-03-16
    /// ```
    package func terminal(_ status: ChainStatus, columns: Int = 80) -> String {
        let groups = ChainDiagram.groups(status.steps)
        let width = min(20, status.steps.reduce(4) { max($0, DisplayWidth.of($1.step.id)) })
        var lines: [String] = []
        for (index, group) in groups.enumerated() {
            let isLast = index == groups.count - 1
            if group.count == 1 {
                draw(group[0], indent: "", isLast: isLast, width: width, columns: columns, into: &lines)
                continue
            }
            for (place, branch) in group.enumerated() {
                let isLastBranch = place == group.count - 1
                draw(
                    branch, indent: " |  ", first: " +--", isLast: true, width: width, columns: columns, into: &lines)
                if !isLastBranch { lines.append(" |") }
            }
            if !isLast { lines.append(" |") }
        }
        return lines.map { $0 + "\n" }.joined()
    }

    private func draw(
        _ branch: [StepStatus], indent: String, first: String? = nil, isLast: Bool, width: Int, columns: Int,
        into lines: inout [String]
    ) {
        for (index, status) in branch.enumerated() {
            let label = StepLabel(status, program: program, language: language)
            let head = index == 0 ? first ?? indent : indent
            let bar = isLast && index == branch.count - 1 ? indent + "   " : indent + " | "
            let margin = DisplayWidth.of(bar) + 1 + width + 2
            var state = label.state
            if let due = label.due, status.state != .approved, status.state != .skipped {
                state += told(en: ", ", zh: "，") + due
            }
            let name = ColumnText.padded(ColumnText.cut(label.id, to: width), to: width)
            let text = ([label.title, label.signers, state] as [String]).joined(separator: "  ")
            let wrapped = ColumnText.wrapped(text, to: columns - margin)
            lines.append("\(head)\(status.state.mark) \(name)  \(wrapped[0])")
            let rest =
                wrapped.dropFirst()
                + (label.records + (label.reason.map { [$0] } ?? [])).flatMap {
                    ColumnText.wrapped($0, to: columns - margin)
                }
            let blank = bar + String(repeating: " ", count: 1 + width + 2)
            lines += rest.map { blank + $0 }
            if !(isLast && index == branch.count - 1), rest.isEmpty { lines.append(indent + " |") }
        }
    }
}
