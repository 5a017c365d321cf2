import WritEvaluation
import WritLanguage
import WritSemantics

/// Obligations in the summary of a log.
extension LogSummary {
    func obligations() -> [String] {
        guard !report.obligations.obligations.isEmpty else { return [] }
        var lines = ["", told(en: "obligations", zh: "义务")]
        for id in report.obligations.obligations {
            lines += ColumnText.wrapped(told(program.obligations[id.index].identity.titled), to: columns - 2).map {
                "  " + $0
            }
            for state in ObligationState.allCases {
                let count = report.obligations.count(id, state)
                if count > 0 { lines.append(row("  " + state.word.text(in: language), count, of: report.cases)) }
            }
        }
        let names = report.obligations.unrecorded.map { told(program.name(of: $0)) }.sorted()
        if !names.isEmpty {
            lines += ColumnText.wrapped(
                told(en: "open, since the log does not record: ", zh: "日志不记载下列事项，故待定：")
                    + names.joined(separator: told(en: ", ", zh: "、")), to: columns - 2
            ).map { "  " + $0 }
        }
        return lines
    }

    func obligations(into out: inout JSONWriter) {
        out.key("obligations")
        out.beginArray()
        for id in report.obligations.obligations {
            out.beginObject()
            out.key("obligation")
            out.string(program.obligations[id.index].identity.name)
            for state in ObligationState.allCases {
                out.key(state.rawValue)
                out.integer(report.obligations.count(id, state))
            }
            out.endObject()
        }
        out.endArray()
    }
}
