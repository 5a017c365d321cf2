package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// One case of a log with what is wrong with it, as a line of JSON, of a table, or as its own timeline.
package struct LogResult {
    let verdict: LogVerdict
    let judge: LogJudge
    let texts: LogCaseTexts
    /// Not in words, which most cases need not.
    let found: [LogProblem]
    var problems: [LogProblem] { found.isEmpty ? [] : LogProblem.all(of: verdict, judge, texts, isTold: true) }
    var program: Program { judge.program }

    package var id: String { verdict.id }
    package var document: String { verdict.document }
    /// The case and, where it has several, the document.
    package var name: String { verdict.name }
    /// The declaration by which it was read.
    package var log: String { judge.log.identity.name }
    private let isOneOfSeveralChains: Bool
    package var state: ChainState { verdict.state }
    package var obligations: [ObligationVerdict] { verdict.obligations }
    package var kinds: [RoutingProblemKind] { found.map(\.kind) }
    /// What is wrong, in words.
    /// Each problem with the step that it is about.
    package var problemSteps: [(RoutingProblemKind, String?)] { found.map { ($0.kind, $0.step) } }
    package var messages: [Phrase] { problems.map(\.message) }

    init(_ verdict: LogVerdict, judge: LogJudge, texts: LogCaseTexts) {
        self.verdict = verdict
        self.judge = judge
        self.texts = texts
        found = LogProblem.all(of: verdict, judge, texts, isTold: false)
        isOneOfSeveralChains = judge.neighbours != nil
    }

    // MARK: - JSON Lines

    package func json(language: MessageLanguage, into out: inout JSONWriter) {
        let places = RoutingPlaces(program)
        out.beginObject()
        out.key("case")
        out.string(id)
        if judge.log.documentColumn != nil {
            out.key("document")
            out.string(document.isEmpty ? nil : document)
        }
        if isOneOfSeveralChains {
            out.key("log")
            out.string(log)
        }
        out.key("state")
        out.string(state.rawValue)
        out.key("from")
        out.string(verdict.first.map { "\($0)" })
        out.key("to")
        out.string(verdict.last.map { "\($0)" })
        out.key("events")
        out.integer(verdict.rows)
        out.key("rejections")
        out.integer(verdict.rejections.count)
        out.key("next")
        out.beginArray()
        for step in verdict.next { out.string(verdict.table.steps[step].id) }
        out.endArray()
        out.key("open")
        out.beginArray()
        for action in verdict.open { out.string(program.actions[action.index].identity.name) }
        out.endArray()
        out.key("ties")
        out.integer(verdict.ties)
        out.key("obligations")
        out.beginObject()
        for verdict in self.verdict.obligations {
            out.key(program.obligations[verdict.obligation.index].identity.name)
            out.string(verdict.state.rawValue)
        }
        out.endObject()
        out.key("routing")
        out.beginArray()
        for problem in problems {
            out.beginObject()
            out.key("problem")
            out.string(problem.kind.id)
            out.key("step")
            out.string(problem.step)
            out.key("action")
            out.string(problem.action.map { program.actions[$0.index].identity.name })
            out.key("obligation")
            out.string(problem.obligation.map { program.obligations[$0.index].identity.name })
            out.key("line")
            if let line = problem.line { out.integer(line) } else { out.null() }
            out.key("person")
            out.string(problem.person)
            out.key("role")
            out.string(problem.role)
            out.key("at")
            out.string(problem.at.map { "\($0)" })
            out.key("basis")
            out.beginArray()
            for clause in problem.citations { out.string(places.clause(clause)) }
            out.endArray()
            out.key("message")
            out.string(problem.message.text(in: language))
            out.endObject()
        }
        out.endArray()
        out.endObject()
        out.newLine()
    }

    // MARK: - Table

    /// Which columns the table has beyond those of one chain and one document a case.
    package struct Extent: Sendable {
        let hasDocuments: Bool
        let hasChains: Bool

        package init(_ logs: [LogMapping] = []) {
            hasDocuments = logs.contains { $0.documentColumn != nil }
            hasChains = logs.count > 1
        }
    }

    private static let details = ["lines", "persons", "times", "basis", "messages"]

    /// The header of the table; a byte order mark tells spreadsheets that it is UTF-8.
    package static func tableHeader(_ extent: Extent = Extent()) -> [UInt8] {
        let names =
            ["case"] + (extent.hasDocuments ? ["document"] : []) + (extent.hasChains ? ["log"] : [])
            + ["state", "from", "to", "events", "rejections", "next"]
            + RoutingProblemKind.allCases.map(\.rawValue) + details
        return SpreadsheetRow.mark + SpreadsheetRow.bytes(names)
    }

    /// One row: for each problem where it is, or nothing; then the lines, persons, times, clauses and words of all of them.
    package func tableRow(language: MessageLanguage = .en, _ extent: Extent = Extent()) -> [UInt8] {
        let places = RoutingPlaces(program)
        let problems = problems
        var fields = [id] + (extent.hasDocuments ? [document] : []) + (extent.hasChains ? [log] : [])
        fields += [
            state.rawValue, verdict.first.map { "\($0)" } ?? "", verdict.last.map { "\($0)" } ?? "",
            "\(verdict.rows)", "\(verdict.rejections.count)",
            verdict.next.map { verdict.table.steps[$0].id }.joined(separator: "; "),
        ]
        for kind in RoutingProblemKind.allCases {
            let subjects = problems.filter { $0.kind == kind }.map { $0.subject(judge) }
            fields.append(subjects.isEmpty ? "" : subjects.map { $0.isEmpty ? "x" : $0 }.joined(separator: "; "))
        }
        func joined(_ text: (LogProblem) -> String) -> String { problems.map(text).joined(separator: "; ") }
        fields.append(joined { $0.line.map(String.init) ?? "" })
        fields.append(joined { $0.person ?? "" })
        fields.append(joined { $0.at.map { "\($0)" } ?? "" })
        fields.append(joined { $0.citations.map(places.clause).joined(separator: " ") })
        fields.append(joined { $0.message.text(in: language) })
        return SpreadsheetRow.bytes(fields)
    }
}
