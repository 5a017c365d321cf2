import WritEvaluation
import WritLanguage
import WritSemantics

/// A case in the words of a rulebook's `example`, so that what a check shows can be kept as one.
enum ExampleText {
    /// The clauses `for`, `given` and `history`, a line each; a long `given` has one fact a line. Facts that are absent are
    /// left out, and named in a comment.
    static func lines(_ data: CaseData, in program: Program) -> [String] {
        let type = program.records[data.type.index]
        var head = "for \(type.identity.name) as of \(data.asOf)"
        if let organisation = data.organisation {
            head += " at \(program.organisations[organisation.index].identity.name)"
        }
        var lines = [head]
        let facts = parts(type, data.facts, program)
        let short = "given " + facts.joined(separator: ", ")
        if DisplayWidth.of(short) <= 64 {
            if !facts.isEmpty { lines.append(short) }
        } else {
            for (index, fact) in facts.enumerated() {
                lines.append((index == 0 ? "given " : "      ") + fact + (index + 1 < facts.count ? "," : ""))
            }
        }
        for document in data.history { lines.append(history(document, program)) }
        let missing = missing(type, data.facts, program)
        if !missing.isEmpty {
            let rest = missing.count > mostMissing ? ", …" : ""
            lines.append("-- missing: " + missing.prefix(mostMissing).joined(separator: ", ") + rest)
        }
        return lines
    }

    /// Facts that are told to be missing before the rest is left to an ellipsis.
    private static let mostMissing = 8

    /// The paths of what the case states to be missing.
    private static func missing(_ record: RecordType, _ values: [Value], _ program: Program) -> [String] {
        zip(record.fields, values).flatMap { field, value -> [String] in
            switch value {
            case .missing: return [field.name]
            case .record(let id, let values):
                return missing(program.records[id.index], values, program).map { "\(field.name).\($0)" }
            case .list(let items):
                return items.enumerated().flatMap { number, item -> [String] in
                    guard case .record(let id, let values) = item else { return [] }
                    return missing(program.records[id.index], values, program).map {
                        "\(field.name)[\(number + 1)].\($0)"
                    }
                }
            default: return []
            }
        }
    }

    private static func parts(_ record: RecordType, _ values: [Value], _ program: Program) -> [String] {
        zip(record.fields, values).compactMap { field, value in
            switch value {
            case .unknown, .missing: nil
            default: "\(field.name) = \(text(value, ValueText.plain(field.type), program))"
            }
        }
    }

    private static func text(_ value: Value, _ type: ValueType, _ program: Program) -> String {
        switch (value, type) {
        case (.boolean(let value), _): value ? "true" : "false"
        case (.text(let text), _): quoted(text)
        case (.enumeration(let id, let index), _): program.enums[id.index].values[index].name
        case (.duration(let count, let unit), _): "\(count) \(word(unit))"
        case (.record(let id, let values), _):
            "{ " + parts(program.records[id.index], values, program).joined(separator: ", ") + " }"
        case (.list([]), _): "[]"
        case (.list(let items), .list(let element)):
            "[ " + self.items(items, ValueText.plain(element), program).joined(separator: ", ") + " ]"
        default: ValueText.text(value, type, in: program)
        }
    }

    /// So many equal elements in a row are told as one with their number; the case data that `--witnesses` saves has all.
    private static let longestRun = 12

    private static func items(_ items: [Value], _ type: ValueType, _ program: Program) -> [String] {
        var result: [String] = []
        var start = 0
        while start < items.count {
            var end = start + 1
            while end < items.count, items[end] == items[start] { end += 1 }
            let one = text(items[start], type, program)
            let count = end - start
            result += count > longestRun ? ["\(one) × \(count)"] : Array(repeating: one, count: count)
            start = end
        }
        return result
    }

    private static func quoted(_ text: String) -> String {
        var result = "\""
        for character in text.unicodeScalars {
            switch character {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            default: result.unicodeScalars.append(character)
            }
        }
        return result + "\""
    }

    private static func word(_ unit: DurationUnit) -> String {
        switch unit {
        case .days: "days"
        case .workingDays: "working days"
        case .months: "months"
        case .hours: "hours"
        }
    }

    private static func history(_ document: HistoryDocument, _ program: Program) -> String {
        var text = "history \(program.forms[document.form.index].name)"
        let dates: [(String, CalendarDate?)] = [
            ("issued", document.issued), ("delivered", document.delivered), ("due", document.due),
            ("signed", document.signed), ("approved", document.approved),
        ]
        if let about = document.about { text += " about \(quoted(about))" }
        for (word, date) in dates { if let date { text += " \(word) \(date)" } }
        return text
    }
}
