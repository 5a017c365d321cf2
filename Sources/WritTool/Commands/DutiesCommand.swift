import Writ
import WritEvaluation
import WritLanguage
import WritReview
import WritSemantics

/// `writ duties --from DATE --to DATE`
enum DutiesCommand: Command {
    static let name = "duties"
    static let synopsis = "--from DATE --to DATE [--organisation X] [--format text|json|ics|html] [--out FILE]"
    static let summary = Phrase(en: "what falls due when, by whom, on which form", zh: "各项定期职责何时到期、由谁办理、用何表单")
    static let options: [Option] = [
        Option("--from", "DATE", "the first day", "起始日"),
        Option("--to", "DATE", "the last day, at most ten years on", "终止日，最多十年"),
        Option("--organisation", "NAME", "only the duties of this firm, by its calendar", "仅列该公司的职责，按其日历"),
        Option(
            "--format", choices: ["text", "json", "ics", "html"], "how it is written (default text)", "输出格式（默认 text）"),
        Option("--out", "FILE", "where it is written (default: standard output)", "输出文件（默认为标准输出）"),
    ]

    static func run(_ session: Session) throws(Failure) -> ExitStatus {
        if let extra = session.arguments.positional.first { throw .usage(.extraOperand(extra)) }
        let from = try date("--from", session)
        let to = try date("--to", session)
        guard from <= to else { throw .usage(.badValue("--to", "\(to)", expected: "≥ \(from)")) }
        if from.days(to: to) > DutyExpansion.longestStretch {
            let latest = from.addingDays(DutyExpansion.longestStretch) ?? from
            throw .usage(.badValue("--to", "\(to)", expected: "≤ \(latest)"))
        }
        let rulebook = try session.loadRulebook()
        let program = rulebook.program
        let organisation = try session.organisation(in: program)
        let occurrences = DutyExpansion(program, over: from...to).occurrences(at: organisation)
        let words = DutyWords(program, language: session.console.language)
        let bytes: [UInt8] =
            switch session.arguments.value("--format") {
            case "json": json(words, occurrences)
            case "ics": DutyCalendarFile.bytes(words, occurrences)
            case "html": DutyMonthPage(words, occurrences, over: from...to).html()
            default: session.console.filled(text(words, occurrences), for: session.arguments.value("--out"))
            }
        try session.unwrap { () throws(FileFailure) in
            var file = try OutputFile(session.arguments.value("--out") ?? "-")
            try file.write(bytes)
            try file.commit()
        }
        return .success
    }

    private static func date(_ option: String, _ session: Session) throws(Failure) -> CalendarDate {
        guard let text = session.arguments.value(option) else { throw .usage(.missingOperand("\(option) DATE")) }
        return try session.day(text, of: option)
    }

    // MARK: - Text

    private static func text(_ words: DutyWords, _ occurrences: [DutyOccurrence]) -> String {
        var text = ""
        var hasOpen = false
        for occurrence in occurrences.filter({ $0.open == nil }) + occurrences.filter({ $0.open != nil }) {
            if occurrence.open != nil, !hasOpen {
                hasOpen = true
                text += (text.isEmpty ? "" : "\n") + words.told(en: "without a day:\n", zh: "无法确定日期：\n")
            }
            text += line(words, occurrence) + "\n"
        }
        if text.isEmpty { text = words.told(en: "nothing falls due in this time\n", zh: "这段时间没有到期的职责\n") }
        return text
    }

    private static func line(_ words: DutyWords, _ occurrence: DutyOccurrence) -> String {
        var parts: [String] = []
        if let days = occurrence.days {
            let start = days.lowerBound == days.upperBound ? "" : "\(days.lowerBound)…"
            parts.append("\(start)\(days.upperBound) \(words.weekday(days.upperBound))")
        }
        if let time = words.time(occurrence), occurrence.open == nil {
            parts.append(words.told(en: "by \(time)", zh: "\(time)前"))
        }
        let listed = words.told(en: ", ", zh: "、")
        let owners = words.owners(occurrence).joined(separator: listed)
        let recipients = words.recipients(occurrence)
        parts.append(words.title(occurrence))
        parts.append(recipients.isEmpty ? owners : "\(owners) → \(recipients.joined(separator: listed))")
        let forms = words.forms(occurrence)
        // The titles have their marks already.
        if !forms.isEmpty { parts.append(forms.joined(separator: words.told(en: ", ", zh: ""))) }
        let firms = words.firms(occurrence)
        if !firms.isEmpty { parts.append("[\(firms.joined(separator: listed))]") }
        if occurrence.open != nil { parts.append(words.times(occurrence)) }
        if let remark = words.remark(occurrence) { parts.append(words.told(en: "(\(remark))", zh: "（\(remark)）")) }
        return parts.joined(separator: "  ")
    }

    // MARK: - JSON

    private static func json(_ words: DutyWords, _ occurrences: [DutyOccurrence]) -> [UInt8] {
        let program = words.program
        var out = JSONWriter(isIndented: true)
        out.beginArray()
        for occurrence in occurrences {
            let duty = program.duties[occurrence.duty]
            out.beginObject()
            out.key("duty")
            out.string(duty.identity.name)
            out.key("title")
            out.string(duty.identity.title)
            out.key("from")
            out.string(occurrence.days.map { "\($0.lowerBound)" })
            out.key("due")
            out.string(occurrence.due.map { "\($0)" })
            out.key("time")
            out.string(duty.time.map { "\($0)" })
            list("organisations", occurrence.organisations.map { program.organisations[$0.index].identity.name }, &out)
            list("by", duty.by.map { program.roles[$0.index].identity.name }, &out)
            list("to", duty.to.map { program.roles[$0.index].identity.name }, &out)
            list("forms", duty.forms.map { program.forms[$0.index].name }, &out)
            list(
                "basis",
                duty.provision.citations.map { id in
                    let clause = program.clauses[id.index]
                    return "\(program.sources[clause.source.index].identity.name) \(clause.number)"
                }, &out)
            out.key("status")
            out.string(occurrence.open == nil ? "certain" : "open")
            out.key("remark")
            out.string(words.remark(occurrence))
            out.endObject()
        }
        out.endArray()
        out.newLine()
        return out.bytes
    }

    private static func list(_ key: String, _ values: [String], _ out: inout JSONWriter) {
        out.key(key)
        out.beginArray()
        for value in values { out.string(value) }
        out.endArray()
    }
}
