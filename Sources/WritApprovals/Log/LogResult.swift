package import WritEvaluation
package import WritLanguage
import WritSemantics

/// One case of a log with what is wrong with it, as a line of JSON or of a table.
package struct LogResult {
    let open: LogCase
    let problems: [LogProblem]
    let program: Program

    package var id: String { open.id }
    package var state: ChainState { open.state }
    package var kinds: [RoutingProblemKind] { problems.map(\.kind) }

    private func subject(_ problem: LogProblem) -> String {
        problem.action.map { program.actions[$0.action.index].identity.name } ?? problem.subject
    }

    private func message(_ problem: LogProblem) -> Phrase {
        if let action = problem.action {
            let identity = program.actions[action.action.index].identity
            return Phrase(
                en: "`\(identity.name)` happened on \(action.at.date), before what it waits for",
                zh: "`\(identity.title)`发生于\(action.at.date)，早于其所待条件成就")
        }
        guard let finding = problem.finding else { return Phrase(en: "", zh: "") }
        return RoutingWording(program: program, steps: open.replay.table.steps, records: []).texts(
            of: finding, issued: nil, due: nil
        ).message
    }

    // MARK: - JSON Lines

    package func json(language: MessageLanguage, into out: inout JSONWriter) {
        let places = RoutingPlaces(program)
        out.beginObject()
        out.key("case")
        out.string(open.id)
        out.key("state")
        out.string(state.rawValue)
        out.key("from")
        out.string("\(open.first)")
        out.key("to")
        out.string("\(open.last)")
        out.key("events")
        out.integer(open.events)
        out.key("rejections")
        out.integer(open.rejections)
        out.key("next")
        out.beginArray()
        for step in nextSteps { out.string(step) }
        out.endArray()
        out.key("routing")
        out.beginArray()
        for problem in problems {
            out.beginObject()
            out.key("problem")
            out.string(problem.kind.id)
            out.key("step")
            out.string(problem.action == nil ? problem.subject : nil)
            out.key("action")
            out.string(problem.action.map { program.actions[$0.action.index].identity.name })
            out.key("line")
            if let line = problem.line { out.integer(line) } else { out.null() }
            out.key("basis")
            out.beginArray()
            for clause in problem.citations { out.string(places.clause(clause)) }
            out.endArray()
            out.key("message")
            out.string(message(problem).text(in: language))
            out.endObject()
        }
        out.endArray()
        out.endObject()
        out.newLine()
    }

    private var nextSteps: [String] {
        let ready = open.replay.readySteps()
        let steps = open.replay.table.steps
        if open.state == .approved { return [] }
        return steps.indices.filter {
            steps[$0].isCertain && ready[$0] && !open.replay.isApproved($0) && steps[$0].gap == nil
        }.map {
            steps[$0].id
        }
    }

    // MARK: - Table

    /// The header of the table; a byte order mark tells spreadsheets that it is UTF-8.
    package static func tableHeader() -> [UInt8] {
        let names =
            ["case", "state", "from", "to", "events", "rejections", "next"]
            + RoutingProblemKind.allCases.map(\.rawValue)
        return SpreadsheetRow.mark + SpreadsheetRow.bytes(names)
    }

    /// One row: for each problem where it is, or nothing.
    package func tableRow() -> [UInt8] {
        var fields = [
            open.id, state.rawValue, "\(open.first)", "\(open.last)", "\(open.events)", "\(open.rejections)",
            nextSteps.joined(separator: "; "),
        ]
        for kind in RoutingProblemKind.allCases {
            fields.append(problems.filter { $0.kind == kind }.map(subject).joined(separator: "; "))
        }
        return SpreadsheetRow.bytes(fields)
    }
}
