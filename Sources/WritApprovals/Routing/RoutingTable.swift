package import WritLanguage
package import WritSemantics

/// The steps of a case's documents as rows of a spreadsheet.
package enum RoutingTable {
    package static func header() -> [UInt8] {
        SpreadsheetRow.mark
            + SpreadsheetRow.bytes([
                "case", "form", "number", "step", "title", "roles", "state", "due", "persons", "problem", "message",
            ])
    }

    /// One row a step, with what is wrong at it, and one for each problem that belongs to no step.
    package static func rows(_ routing: CaseRouting, _ program: Program, _ language: MessageLanguage) -> [UInt8] {
        let places = RoutingPlaces(program)
        var bytes: [UInt8] = []
        for document in routing.documents {
            let form = places.form(document.form)?.name ?? ""
            for status in document.status.steps {
                let problems = document.status.problems.filter { $0.step == status.step.id }
                bytes += SpreadsheetRow.bytes([
                    routing.data.id, form, document.number ?? "", status.step.id, status.step.title,
                    status.step.roles.compactMap { places.role($0)?.title }.joined(separator: "; "),
                    status.state.rawValue, due(status.due), status.records.map(\.person).joined(separator: "; "),
                    problems.map(\.kind.id).joined(separator: "; "),
                    problems.map { $0.message.text(in: language) }.joined(separator: "; "),
                ])
            }
        }
        for problem in routing.problems where problem.step == nil {
            bytes += SpreadsheetRow.bytes([
                routing.data.id, problem.form.flatMap { places.form($0)?.name } ?? "", "", "", "", "", "", "", "",
                problem.kind.id, problem.message.text(in: language),
            ])
        }
        return bytes
    }

    private static func due(_ value: Value?) -> String {
        switch value {
        case .date(let date)?: "\(date)"
        case .dateTime(let moment)?: "\(moment)"
        default: ""
        }
    }
}
