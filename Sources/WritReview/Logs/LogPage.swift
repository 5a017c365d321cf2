package import WritApprovals
internal import WritEvaluation
package import WritLanguage
package import WritSemantics

/// What a log shows, as one page that a manager can pass on: figures, plots, and the cases in which something is wrong with
/// their timelines. No script, nothing from elsewhere.
package struct LogPage: Teller, Sendable {
    /// A case in which something is wrong.
    package struct Case: Sendable {
        package let id: String
        package let problems: [Phrase]
        /// Event by event, as `--case` prints it.
        package let timeline: String
        /// Longer timelines are cut.
        private static let lineLimit = 300

        package init(id: String, problems: [Phrase], timeline: String) {
            self.id = id
            self.problems = problems
            let lines = timeline.split(separator: "\n", omittingEmptySubsequences: false)
            self.timeline =
                lines.count <= Case.lineLimit
                ? timeline : lines.prefix(Case.lineLimit).joined(separator: "\n") + "\n…\n"
        }
    }

    /// So many cases are shown; how many more there are is said.
    package static let caseLimit = 500
    private static let personsShown = 50

    private let report: LogReport
    private let program: Program
    private let cases: [Case]
    package let language: MessageLanguage
    private let words: LogWaitWords

    package init(_ report: LogReport, program: Program, cases: [Case], language: MessageLanguage) {
        self.report = report
        self.program = program
        self.cases = cases
        self.language = language
        words = LogWaitWords(language)
    }

    package func html() -> [UInt8] {
        let chain = program.chains[report.log.chain.index].identity.title
        let title = "\(report.log.identity.title) \(chain)"
        var out = Markup(language)
        out.openPage(title, style: SiteStyle.sheet + Self.style)
        out.open("main")
        out.element("h1", title)
        out.element("p", LogSummary(report, program: program, language: language).counts())
        notes(&out)
        states(&out)
        problems(&out)
        obligations(&out)
        waits(&out)
        months(&out)
        details(&out)
        out.close("main")
        out.closePage()
        return out.bytes
    }

    private static let style = """

        td.figure,th.figure{text-align:right;white-space:nowrap}
        svg.plot{max-width:100%;height:auto}
        pre.timeline{white-space:pre-wrap;overflow-wrap:anywhere}
        """

    // MARK: - Tables

    /// A table whose first column names something and whose others hold figures.
    private func table(
        _ heading: String, _ columns: [String], _ rows: [(name: String, figures: [String])], into out: inout Markup
    ) {
        guard !rows.isEmpty else { return }
        out.element("h2", heading)
        out.open("table")
        out.open("thead")
        out.open("tr")
        for (number, column) in columns.enumerated() {
            out.element("th", ["scope": "col", "class": number == 0 ? "name" : "figure"], column)
        }
        out.close("tr")
        out.close("thead")
        out.open("tbody")
        for row in rows {
            out.open("tr")
            out.open("th", ["scope": "row"])
            out.element("bdi", row.name)
            out.close("th")
            for figure in row.figures { out.element("td", ["class": "figure"], figure) }
            out.close("tr")
        }
        out.close("tbody")
        out.close("table")
    }

    private var countAndShare: [String] { [told(en: "cases", zh: "件数"), told(en: "share", zh: "占比")] }

    private func figures(_ count: Int) -> [String] { ["\(count)", LogWaitWords.share(count, of: report.cases)] }

    private func states(_ out: inout Markup) {
        let rows = ChainState.allCases.compactMap { state in
            report.states[state].map { (told(state.word), figures($0)) }
        }
        table(
            told(en: "How far the cases have come", zh: "办理状态"), [told(en: "state", zh: "状态")] + countAndShare, rows,
            into: &out)
    }

    private func problems(_ out: inout Markup) {
        let all = (told(en: "cases with a problem", zh: "有问题的案件"), figures(report.casesWithProblems))
        let rows = report.orderedProblems.map { key, tally in
            (
                told(key.kind.title) + (key.subject.isEmpty ? "" : told(en: ": ", zh: "：") + title(of: key)),
                figures(tally.count)
            )
        }
        table(
            told(en: "What is wrong", zh: "问题"), [told(en: "problem", zh: "问题")] + countAndShare, [all] + rows,
            into: &out)
    }

    /// A step, an action or an obligation by its title.
    private func title(of key: LogReport.ProblemKey) -> String {
        let name = key.subject
        switch key.kind {
        case .obligationBroken:
            return program.obligations.first { $0.identity.name == name }?.identity.title ?? name
        case .actedBeforeApproval: return program.actions.first { $0.identity.name == name }?.identity.title ?? name
        default:
            let steps = program.chains[report.log.chain.index].steps
            return steps.first { $0.name == name }?.title ?? name
        }
    }

    private func obligations(_ out: inout Markup) {
        let rows = report.obligations.obligations.map { id in
            (
                program.obligations[id.index].identity.title,
                ObligationState.allCases.map { "\(report.obligations.count(id, $0))" }
            )
        }
        table(
            told(en: "Obligations", zh: "义务"),
            [told(en: "obligation", zh: "义务")] + ObligationState.allCases.map { told($0.word) }, rows, into: &out)
    }

    private func notes(_ out: inout Markup) {
        let notes = LogSummary(report, program: program, language: language).notes()
        guard !notes.isEmpty else { return }
        out.open("ul")
        for note in notes { out.element("li", note) }
        out.close("ul")
    }

    // MARK: - Waiting

    private func title(ofStep step: Int) -> String { program.chains[report.log.chain.index].steps[step].title }

    private func lengths(_ counts: DurationCounts) -> [String] {
        [
            "\(counts.count)", counts.median.map(words.length) ?? "-", counts.quantile(0.9).map(words.length) ?? "-",
        ]
    }

    private var lengthColumns: [String] {
        [told(en: "number", zh: "次数"), told(en: "median", zh: "中位数"), told(en: "90 % within", zh: "九成以内")]
    }

    private func waits(_ out: inout Markup) {
        let waits = report.waits
        let steps = waits.steps.sorted { $0.key < $1.key }
        table(
            told(en: "Waiting for each step", zh: "各环节等待时间"),
            [told(en: "step", zh: "环节")] + lengthColumns + [told(en: "share of all waiting", zh: "占全部等待")],
            steps.map { step, counts in
                (title(ofStep: step), lengths(counts) + [LogWaitWords.share(waits.share(of: step))])
            }, into: &out)
        if !steps.isEmpty {
            out.element("p", words.precision(isByDay: waits.isByDay))
            if let bottleneck = waits.bottleneck {
                out.element(
                    "p", told(en: "Most of the waiting is at ", zh: "等待最多的环节：") + title(ofStep: bottleneck))
            }
            BarPlot(
                title: told(en: "Share of all waiting, by step", zh: "各环节占全部等待的比例"), language: language
            ).write(
                steps.map { step, _ in
                    BarPlot.Bar(
                        name: title(ofStep: step), length: waits.share(of: step), inner: nil,
                        label: LogWaitWords.share(waits.share(of: step)))
                }, into: &out)
        }
        let hands = waits.hands.sorted { a, b in
            a.value.minutes == b.value.minutes
                ? (a.key.step, a.key.person ?? "") < (b.key.step, b.key.person ?? "")
                : a.value.minutes > b.value.minutes
        }
        table(
            told(en: "Waiting for persons", zh: "等待各人的时间"),
            [told(en: "person and step", zh: "人员与环节")] + lengthColumns,
            hands.prefix(Self.personsShown).map { hand, counts in
                let person = hand.person ?? told(en: "others", zh: "其他人")
                return (person + told(en: ", ", zh: "，") + title(ofStep: hand.step), lengths(counts))
            }, into: &out)
        if hands.count > Self.personsShown {
            out.element(
                "p",
                told(en: "and \(hands.count - Self.personsShown) more", zh: "另有\(hands.count - Self.personsShown)项"))
        }
        table(
            told(en: "Where cases stand now", zh: "目前停留的环节"),
            [told(en: "step", zh: "环节")] + lengthColumns + [told(en: "waiting longest", zh: "等待最久的案件")],
            waits.standing.sorted { $0.key < $1.key }.map { step, standing in
                (title(ofStep: step), lengths(standing.waits) + [standing.longest?.id ?? "-"])
            }, into: &out)
    }

    private func months(_ out: inout Markup) {
        let months = report.waits.months.sorted { $0.key < $1.key }
        guard months.count > 1 else { return }
        table(
            told(en: "Month by month, by the first event of the case", zh: "按首个事件的月份"),
            [
                told(en: "month", zh: "月份"), told(en: "cases", zh: "件数"), told(en: "with problems", zh: "有问题"),
                told(en: "share", zh: "占比"), told(en: "median until approved", zh: "至批准中位数"),
            ],
            months.map { key, month in
                (
                    words.month(key),
                    [
                        "\(month.cases)", "\(month.casesWithProblems)",
                        LogWaitWords.share(month.casesWithProblems, of: month.cases),
                        month.durations.median.map(words.length) ?? "-",
                    ]
                )
            }, into: &out)
        BarPlot(
            title: told(en: "Cases by month, those with problems dark", zh: "各月件数（深色为有问题的案件）"), language: language
        ).write(
            months.map { key, month in
                BarPlot.Bar(
                    name: words.month(key), length: month.cases, inner: month.casesWithProblems,
                    label: "\(month.casesWithProblems) / \(month.cases)")
            }, into: &out)
    }

    // MARK: - Cases

    private func details(_ out: inout Markup) {
        guard !cases.isEmpty else { return }
        out.element("h2", told(en: "Cases in which something is wrong", zh: "有问题的案件"))
        if report.casesWithProblems > cases.count {
            out.element(
                "p",
                told(
                    en:
                        "the first \(cases.count) of \(report.casesWithProblems); `writ route --log FILE --case ID` shows any other",
                    zh: "共\(report.casesWithProblems)件，此处列出前\(cases.count)件；其余可用 `writ route --log FILE --case ID` 查看"))
        }
        out.open("ul")
        for (number, entry) in cases.enumerated() {
            out.open("li")
            out.open("a", ["href": "#case-\(number + 1)"])
            out.open("bdi")
            out.quoted(entry.id)
            out.close("bdi")
            out.close("a")
            out.text(
                told(en: ": ", zh: "：")
                    + Set(entry.problems.map { told($0) }).sorted().joined(separator: told(en: ", ", zh: "、")))
            out.close("li")
        }
        out.close("ul")
        for (number, entry) in cases.enumerated() {
            out.open("section", ["id": "case-\(number + 1)"])
            out.open("h3")
            out.open("bdi")
            out.quoted(entry.id)
            out.close("bdi")
            out.close("h3")
            out.open("pre", ["class": "timeline", "tabindex": "0"])
            out.quoted(entry.timeline)
            out.close("pre")
            out.close("section")
        }
    }
}
