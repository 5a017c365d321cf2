package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// The summary of a log for people, and as JSON for programs.
package struct LogSummary: Teller, Sendable {
    let report: LogReport
    let program: Program
    package let language: MessageLanguage
    let columns: Int

    package init(_ report: LogReport, program: Program, language: MessageLanguage, columns: Int = 80) {
        self.report = report
        self.program = program
        self.language = language
        self.columns = max(40, columns)
    }

    // MARK: - Text

    package func text() -> String {
        let chain = program.chains[report.log.chain.index].identity
        var lines = ColumnText.wrapped("\(report.log.identity.title)  \(chain.title)", to: columns)
        lines.append(counts())
        lines += notes().flatMap { ColumnText.wrapped($0, to: columns - 2).map { "  " + $0 } }
        lines += ["", told(en: "how far the cases have come", zh: "办理状态")]
        for state in ChainState.allCases {
            if let count = report.states[state] {
                lines.append(row(state.word.text(in: language), count, of: report.cases))
            }
        }
        lines += undecided()
        lines += ["", told(en: "problems", zh: "问题")]
        if report.cases == 0 {
            lines.append("  " + told(en: "the log has no cases: nothing was checked", zh: "日志中没有案件，未作任何核对"))
        } else if report.problems.isEmpty {
            lines.append("  " + told(en: "none", zh: "无"))
        } else {
            lines.append(
                row(told(en: "cases with a problem", zh: "有问题的案件"), report.casesWithProblems, of: report.cases))
        }
        for (key, tally) in report.orderedProblems {
            let title = language == .en ? "" : key.kind.title.text(in: language) + " "
            lines.append(row(title + "\(key.kind.id) \(key.subject)", tally.count, of: report.cases))
            lines += names(tally)
        }
        lines += obligations() + waits() + rejections() + matrix() + rare()
        return lines.map { SafeText.line($0) + "\n" }.joined()
    }

    /// How many cases and events there are, and of how many rows.
    package func counts() -> String {
        let cases = counted(report.cases, unit)
        let matters = report.matters.map { told(en: " of \(counted($0, .aCase))", zh: "（\(grouped($0))件案件）") } ?? ""
        let rows = report.rows - report.events
        let left = rows > 0 ? told(en: " in \(grouped(report.rows)) rows", zh: "，共\(grouped(report.rows))行") : ""
        return told(
            en: "\(cases)\(matters), \(counted(report.events, .event))\(left)",
            zh: "\(cases)\(matters)，\(grouped(report.events))个事件\(left)")
    }

    private enum Counted { case aCase, document, event }

    /// What is counted.
    private var unit: Counted { report.matters == nil ? .aCase : .document }

    /// `1 case`, `10,357 cases`
    private func counted(_ count: Int, _ what: Counted) -> String {
        let isOne = count == 1
        return switch what {
        case .aCase: told(en: grouped(count) + (isOne ? " case" : " cases"), zh: "\(grouped(count))件")
        case .document: told(en: grouped(count) + (isOne ? " document" : " documents"), zh: "\(grouped(count))份文书")
        case .event: told(en: grouped(count) + (isOne ? " event" : " events"), zh: "\(grouped(count))个事件")
        }
    }

    /// What is wrong with the log as such: what was left out of it, and what could not be understood.
    private func leftOut() -> [String] {
        report.diagnostics.prefix(LogSummary.mostTold).map { diagnostic in
            guard case .data(_, let line, _, _, _) = diagnostic.place, line > 0 else {
                return diagnostic.fact.wording.message.text(in: language)
            }
            return told(en: "row \(line): ", zh: "第\(line)行：") + diagnostic.fact.wording.message.text(in: language)
        }
    }

    /// So much of what is wrong with a log is told in its summary.
    private static let mostTold = 20

    /// How the log was read, and what it could not tell.
    package func notes() -> [String] {
        var notes = leftOut()
        if let asOf = report.asOf { notes.append(told(en: "as of \(asOf)", zh: "基准日\(asOf)")) }
        if let unplaced = report.unplaced {
            let firms = unplaced.organisations.joined(separator: ", ")
            notes.append(
                told(
                    en:
                        "not checked: \(unplaced.rules == 1 ? "a rule that holds" : "\(unplaced.rules) rules that hold") at \(firms) only; `--organisation` says where the log is from",
                    zh: "未核对：仅适用于\(firms)的\(unplaced.rules)条规则；请以 `--organisation` 写明日志所属单位"))
        }
        if !report.staffIsListed, report.log.personColumn != nil {
            notes.append(told(en: "who holds which role was not checked: there is no staff list", zh: "无人员名单，未核对任职"))
        }
        if report.log.personColumn == nil {
            notes.append(told(en: "who signed was not checked: the log has no column for it", zh: "日志无人员列，未核对签署人"))
        }
        if report.log.roleColumn == nil {
            notes.append(
                told(
                    en: "in which role somebody signed was not checked: the log has no column for it",
                    zh: "日志无角色列，未核对以何岗位签署"))
        }
        if !report.openNeeds.isEmpty {
            let type = LogJudge.use(of: report.log.chain, in: program)?.type
            let names = told(RoutingWording.named(report.openNeeds, program, type))
            let count = report.states[.open] ?? 0
            notes.append(
                told(
                    en:
                        "open in \(grouped(count)) \(count == 1 ? "case" : "cases"), where the log does not tell all of this: \(names)",
                    zh: "\(grouped(count))件待定，日志未载明：\(names)"))
        }
        for (action, tally) in report.openActions.sorted(by: { $0.key < $1.key }) {
            let identity = program.actions[action.index].identity
            let forms = report.foreign.map { program.forms[$0.index] }
            notes.append(
                told(
                    en:
                        "open in \(counted(tally.count, unit)): whether `\(identity.name)` came too early depends on what the log does not tell"
                        + (forms.isEmpty ? "" : " (" + forms.map(\.name).joined(separator: ", ") + ")"),
                    zh:
                        "\(grouped(tally.count))\(report.matters == nil ? "件" : "份文书")待定：`\(identity.title)`是否过早，取决于日志未载的事项"
                        + (forms.isEmpty ? "" : "（" + forms.map(\.title).joined(separator: "、") + "）")))
        }
        if report.ties.count > 0 {
            notes.append(
                told(
                    en:
                        "\(counted(report.ties.count, unit)) \(report.ties.count == 1 ? "has" : "have") events of one moment, taken in the order of the chain",
                    zh: "\(grouped(report.ties.count))\(report.matters == nil ? "件" : "份文书")有同一时刻的事件，按流程次序认定"))
        }
        return notes
    }

    /// Steps that a log cannot tell whether they were needed.
    private func undecided() -> [String] {
        guard !report.undecidedSteps.isEmpty else { return [] }
        let steps = report.undecidedSteps.map { "`\($0)`" }.joined(separator: told(en: ", ", zh: "、"))
        return ColumnText.wrapped(
            told(
                en: "not asked for, since the log does not tell whether they were needed: \(steps)",
                zh: "日志未载明是否需要，故未要求：\(steps)"), to: columns - 2
        ).map { "  " + $0 }
    }

    private func rejections() -> [String] {
        guard !report.rejections.isEmpty else { return [] }
        return ["", told(en: "rejections and returns, by role", zh: "各岗位退回、否决次数")]
            + report.orderedRejections.map {
                row($0.role.isEmpty ? told(en: "(no role)", zh: "（未注明）") : $0.role, $0.count)
            }
    }

    /// - Parameter whole: of how many, where the share is of interest.
    func row(_ label: String, _ count: Int, of whole: Int? = nil) -> String {
        let number = grouped(count) + (whole.map { padded(LogWaitWords.share(count, of: $0)) } ?? "")
        let width = min(columns, 60) - 2 - DisplayWidth.of(number) - 1
        return "  " + ColumnText.padded(ColumnText.cut(label, to: width), to: width) + " " + number
    }

    /// The first cases by name, and how many more there are.
    private func names(_ tally: LogReport.Tally) -> [String] {
        let more = tally.count - tally.first.count
        let rest = more > 0 ? told(en: " and \(grouped(more)) more", zh: "等\(grouped(tally.count))件") : ""
        let names = tally.first.joined(separator: told(en: ", ", zh: "、"))
        return ColumnText.wrapped(names + rest, to: columns - 4).map { "    " + $0 }
    }

    private func title(_ milestone: Int) -> String {
        let title = report.milestones.title(of: milestone, in: program, chain: report.log.chain)
        return title.isEmpty ? told(en: "submission", zh: "提交") : title
    }

    /// Cases that had what the row says and never what the column says; as many columns beside each other as fit.
    private func matrix() -> [String] {
        let count = report.milestones.all.count
        guard count > 1 else { return [] }
        var lines = [
            "", told(en: "cases that had the event of the row and never that of the column", zh: "有该行事件而始终没有该列事件的案件数"),
        ]
        let label = min(26, (0..<count).reduce(10) { max($0, DisplayWidth.of(title($1)) + 3) })
        let width = 8
        let fitting = max(1, (columns - 2 - label) / width)
        func right(_ text: String) -> String {
            String(repeating: " ", count: max(1, width - text.utf8.count)) + text
        }
        for start in stride(from: 0, to: count, by: fitting) {
            let shown = start..<min(count, start + fitting)
            lines.append(String(repeating: " ", count: 2 + label) + shown.map { right(letter($0)) }.joined())
            for line in [count] + Array(0..<count) {
                let name = line == count ? told(en: "all cases", zh: "全部案件") : letter(line) + "  " + title(line)
                let cells = shown.map { line == $0 ? "-" : grouped(report.lacking[line][$0].count) }
                lines.append(
                    "  " + ColumnText.padded(ColumnText.cut(name, to: label), to: label) + cells.map(right).joined())
            }
        }
        return lines
    }

    /// The column of a milestone: A, B, C.
    private func letter(_ milestone: Int) -> String {
        milestone < 26 ? String(UnicodeScalar(UInt8(ascii: "A") + UInt8(milestone))) : "#\(milestone + 1)"
    }

    /// The cells of the matrix with few cases, by name.
    private func rare() -> [String] {
        let count = report.milestones.all.count
        var lines: [String] = []
        for row in 0..<count {
            for column in 0..<count where row != column {
                let tally = report.lacking[row][column]
                guard tally.count > 0, tally.count <= LogReport.Tally.shown else { continue }
                lines.append(
                    "  " + told(en: "\(title(row)) without \(title(column)): ", zh: "有\(title(row))而无\(title(column))：")
                        + "\(tally.count)")
                lines += names(tally)
            }
        }
        return lines.isEmpty ? [] : ["", told(en: "rare ones, by name", zh: "少见情形的案件编号")] + lines
    }

    /// Shares stand below each other.
    private func padded(_ share: String) -> String {
        String(repeating: " ", count: max(2, 9 - share.utf8.count)) + share
    }

    /// `10,357`
    func grouped(_ number: Int) -> String {
        let digits = String(number)
        var text = ""
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    // MARK: - JSON

    package func json(into out: inout JSONWriter) {
        out.beginObject()
        out.key("log")
        out.string(report.log.identity.name)
        out.key("chain")
        out.string(program.chains[report.log.chain.index].identity.name)
        out.key("cases")
        out.integer(report.matters ?? report.cases)
        if report.matters != nil {
            out.key("documents")
            out.integer(report.cases)
        }
        out.key("rows")
        out.integer(report.rows)
        out.key("events")
        out.integer(report.events)
        out.key("as-of")
        out.string(report.asOf.map { "\($0)" })
        out.key("ties")
        out.integer(report.ties.count)
        out.key("left-out")
        out.beginArray()
        for diagnostic in report.diagnostics {
            out.beginObject()
            out.key("id")
            out.string(diagnostic.fact.id)
            out.key("row")
            if case .data(_, let line, _, _, _) = diagnostic.place, line > 0 { out.integer(line) } else { out.null() }
            out.key("message")
            out.string(diagnostic.fact.wording.message.text(in: language))
            out.endObject()
        }
        out.endArray()
        out.key("open-actions")
        out.beginArray()
        for (action, tally) in report.openActions.sorted(by: { $0.key < $1.key }) {
            out.beginObject()
            out.key("action")
            out.string(program.actions[action.index].identity.name)
            self.tally(tally, into: &out)
            out.endObject()
        }
        out.endArray()
        out.key("states")
        out.beginObject()
        for state in ChainState.allCases {
            out.key(state.rawValue)
            out.integer(report.states[state] ?? 0)
        }
        out.endObject()
        out.key("not-known")
        out.beginArray()
        for need in report.openNeeds { out.string(RoutingWording.named([need], program, nil).en) }
        out.endArray()
        out.key("cases-with-problems")
        out.integer(report.casesWithProblems)
        out.key("problems")
        out.beginArray()
        for (key, tally) in report.orderedProblems {
            out.beginObject()
            out.key("problem")
            out.string(key.kind.id)
            out.key("at")
            out.string(key.subject)
            self.tally(tally, into: &out)
            out.endObject()
        }
        out.endArray()
        obligations(into: &out)
        waits(into: &out)
        out.key("rejections")
        out.beginArray()
        for (role, count) in report.orderedRejections {
            out.beginObject()
            out.key("role")
            out.string(role)
            out.key("count")
            out.integer(count)
            out.endObject()
        }
        out.endArray()
        out.key("lacking")
        out.beginArray()
        let count = report.milestones.all.count
        for row in [count] + Array(0..<count) {
            for column in 0..<count where row != column {
                out.beginObject()
                out.key("had")
                out.string(row == count ? nil : name(row))
                out.key("never")
                out.string(name(column))
                tally(report.lacking[row][column], into: &out)
                out.endObject()
            }
        }
        out.endArray()
        out.endObject()
        out.newLine()
    }

    private func name(_ milestone: Int) -> String {
        switch report.milestones.all[milestone] {
        case .submitted: "submitted"
        case .approved(let step): program.chains[report.log.chain.index].steps[step].name
        case .action(let action): program.actions[action.index].identity.name
        }
    }

    private func tally(_ tally: LogReport.Tally, into out: inout JSONWriter) {
        out.key("cases")
        out.integer(tally.count)
        out.key("first")
        out.beginArray()
        for id in tally.first { out.string(id) }
        out.endArray()
    }
}
