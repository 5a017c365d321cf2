import WritLanguage
package import WritSemantics

/// Writes case data as the JSON that users write, drawing among the spellings that mean the same: names or labels of
/// enumeration values, numbers or strings for decimals, `null` or nothing for what is missing, escapes or plain text.
package struct CaseText {
    let program: Program
    private var random: SeededRandom
    /// Whether the plainest of all spellings is written, for people.
    private let isPlain: Bool

    /// Draws among the spellings.
    package init(program: Program, seed: UInt64) {
        self.program = program
        random = SeededRandom(seed: seed)
        isPlain = false
    }

    package init(program: Program) {
        self.program = program
        random = SeededRandom(seed: 0)
        isPlain = true
    }

    private mutating func varies(oneIn times: Int) -> Bool { !isPlain && random.oneIn(times) }

    package mutating func json(_ input: CaseData) -> String {
        let type = program.records[input.type.index]
        var members = [
            "\"case\": \"\(varies(oneIn: 2) ? type.identity.name : type.identity.title)\"",
            "\"id\": \(quoted(input.id))",
            "\"as-of\": \"\(input.asOf)\"",
        ]
        if let organisation = input.organisation {
            members.append("\"organisation\": \"\(program.organisations[organisation.index].identity.name)\"")
        }
        members.append("\"facts\": \(record(type, input.facts))")
        if !input.history.isEmpty {
            members.append("\"history\": [\(input.history.map { document($0) }.joined(separator: ", "))]")
        }
        return "{" + members.joined(separator: ", ") + "}"
    }

    private mutating func document(_ document: HistoryDocument) -> String {
        var members = ["\"form\": \"\(program.forms[document.form.index].name)\""]
        if let number = document.number { members.append("\"number\": \(quoted(number))") }
        let dates: [(String, CalendarDate?)] = [
            ("issued", document.issued), ("due", document.due), ("delivered", document.delivered),
            ("signed", document.signed), ("approved", document.approved),
        ]
        for (name, date) in dates {
            if let date {
                members.append("\"\(name)\": \"\(date)\"")
            } else if varies(oneIn: 3) {
                members.append("\"\(name)\": null")
            }
        }
        return "{" + members.joined(separator: ", ") + "}"
    }

    private mutating func record(_ type: RecordType, _ values: [Value]) -> String {
        var members: [String] = []
        for (field, value) in zip(type.fields, values) {
            if value == .unknown { continue }
            if value == .missing, varies(oneIn: 2) { continue }
            let name = varies(oneIn: 5) ? field.title : field.name
            members.append("\(quoted(name)): \(text(value, isPercent: Self.isPercent(field.type)))")
        }
        return "{" + members.joined(separator: varies(oneIn: 4) ? " ,\n " : ", ") + "}"
    }

    /// Also of the elements of a list.
    private static func isPercent(_ type: ValueType) -> Bool {
        switch type {
        case .percent: true
        case .optional(let inner), .list(let inner): isPercent(inner)
        default: false
        }
    }

    /// A percentage in quotation marks has its sign; as a number it is a share of one.
    private mutating func text(_ value: Value, isPercent: Bool = false) -> String {
        switch value {
        case .unknown, .missing: return "null"
        case .boolean(let flag): return flag ? "true" : "false"
        case .integer(let number): return "\(number)"
        case .decimal(let number):
            if varies(oneIn: 2) { return "\(number)" }
            if isPercent, let hundredfold = number * Decimal(100) { return "\"\(hundredfold)%\"" }
            return isPercent ? "\(number)" : "\"\(number)\""
        case .text(let text): return quoted(text)
        case .date(let date): return "\"\(date)\""
        case .dateTime(let moment): return "\"\(moment)\""
        case .duration(let length, _): return "\(length)"
        case .enumeration(let id, let index):
            let choice = program.enums[id.index].values[index]
            return quoted(varies(oneIn: 3) ? choice.title : choice.name)
        case .record(let id, let values): return record(program.records[id.index], values)
        case .list(let items): return "[" + items.map { text($0, isPercent: isPercent) }.joined(separator: ", ") + "]"
        }
    }

    private mutating func quoted(_ text: String) -> String {
        let escapesAll = varies(oneIn: 4)
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where escapesAll || scalar.value < 0x20:
                for unit in String(scalar).utf16 {
                    let digits = String(unit, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                }
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
