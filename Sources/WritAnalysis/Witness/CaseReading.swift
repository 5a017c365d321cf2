import WritEvaluation
import WritLanguage
import WritSemantics

/// A case in Chinese for people who do not write rules: titles and labels, every fact on a line of its own.
struct CaseReading {
    let program: Program

    /// What is stated, and of what may be left out that it is.
    static func lines(_ data: CaseData, in program: Program) -> [String] {
        let reading = CaseReading(program: program)
        let type = program.records[data.type.index]
        var head = "\(type.identity.title)，\(data.asOf)"
        if let organisation = data.organisation {
            head += "，\(program.organisations[organisation.index].identity.title)"
        }
        let facts = zip(type.fields, data.facts).map { field, value in
            "\(field.title)：\(reading.text(value, ValueText.plain(field.type)))"
        }
        return [head] + facts + data.history.map(reading.text)
    }

    private func text(_ value: Value, _ type: ValueType) -> String {
        switch (value, type) {
        case (.missing, _), (.unknown, _): "（未填）"
        case (.boolean(let flag), _): flag ? "是" : "否"
        case (.enumeration(let id, let index), _): program.enums[id.index].values[index].title
        case (.duration(let count, let unit), _): "\(count) \(word(unit))"
        case (.record(let id, let values), _):
            "（"
                + zip(program.records[id.index].fields, values).map { field, value in
                    "\(field.title)：\(text(value, ValueText.plain(field.type)))"
                }.joined(separator: "，") + "）"
        case (.list([]), _): "（无）"
        case (.list(let items), .list(let element)): list(items, ValueText.plain(element))
        default: ValueText.text(value, type, in: program)
        }
    }

    private func list(_ items: [Value], _ type: ValueType) -> String {
        var parts: [String] = []
        var start = 0
        while start < items.count {
            var end = start + 1
            while end < items.count, items[end] == items[start] { end += 1 }
            let one = text(items[start], type)
            parts.append(end - start > 1 ? "\(one) × \(end - start)" : one)
            start = end
        }
        return parts.joined(separator: "、")
    }

    private func text(_ document: HistoryDocument) -> String {
        let dates: [(String, CalendarDate?)] = [
            ("出具", document.issued), ("送达", document.delivered), ("到期", document.due), ("签署", document.signed),
            ("批准", document.approved),
        ]
        let stated = dates.compactMap { word, date in date.map { "\(word) \($0)" } }
        return "此前的《\(program.forms[document.form.index].title)》：" + stated.joined(separator: "，")
    }

    private func word(_ unit: DurationUnit) -> String {
        switch unit {
        case .days: "日"
        case .workingDays: "个工作日"
        case .months: "个月"
        case .hours: "小时"
        }
    }
}
