internal import WritLanguage
package import WritSemantics

/// How values read in a sentence.
extension SentenceStyle {
    package func phrase(_ value: Value, type: ValueType) -> String {
        switch (value, type) {
        case (_, .optional(let inner)) where value != .missing && value != .unknown: phrase(value, type: inner)
        case (.unknown, _): pick("未知", "unknown")
        case (.missing, _): pick("无", "none")
        case (.boolean(let flag), _): flag ? pick("是", "yes") : pick("否", "no")
        case (.integer(let number), _): String(number)
        case (.decimal(let number), .money): money(number)
        case (.decimal(let number), .percent): percent(number)
        case (.decimal(let number), _): number.description
        case (.text(let text), _): pick("“\(text)”", "“\(text)”")
        case (.date(let date), _): phrase(date)
        case (.dateTime(let moment), _): moment.description
        case (.duration(let count, let unit), _): phrase(count, unit)
        case (.enumeration(let id, let index), _):
            program.enums[id.index].values.indices.contains(index)
                ? word(program.enums[id.index].values[index].name, program.enums[id.index].values[index].title) : ""
        case (.record(let id, let fields), _): record(id, fields)
        case (.list(let items), .list(let element)):
            items.isEmpty
                ? pick("空", "empty")
                : items.map { phrase($0, type: element) }.joined(separator: pick("；", "; "))
        case (.list, _): pick("列表", "list")
        }
    }

    func phrase(_ date: CalendarDate) -> String {
        guard isChinese else { return date.description }
        let (year, month, day) = date.components
        return "\(year)年\(month)月\(day)日"
    }

    func phrase(_ count: Int64, _ unit: DurationUnit) -> String {
        let plural = count == 1 ? "" : "s"
        return switch unit {
        case .days: pick("\(count)日", "\(count) day\(plural)")
        case .workingDays: pick("\(count)个工作日", "\(count) working day\(plural)")
        case .months: pick("\(count)个月", "\(count) month\(plural)")
        case .hours: pick("\(count)小时", "\(count) hour\(plural)")
        }
    }

    /// `5,000元`; the fen only where there are any.
    private func money(_ number: Decimal) -> String {
        var text = number.groupedDescription
        if text.hasSuffix(".00") { text.removeLast(3) }
        return pick(text + "元", "¥" + text)
    }

    private func percent(_ number: Decimal) -> String {
        guard let scaled = number.shifted(places: 2) else { return number.description }
        return scaled.description + "%"
    }

    private func record(_ id: RecordID, _ values: [Value]) -> String {
        let fields = program.records[id.index].fields
        let parts = zip(fields, values).filter { $0.1 != .unknown && $0.1 != .missing }.map { field, value in
            word(field.name, field.title) + pick("：", ": ") + phrase(value, type: field.type)
        }
        return parts.joined(separator: pick("，", ", "))
    }
}
