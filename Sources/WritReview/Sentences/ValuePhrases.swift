internal import WritEvaluation
internal import WritLanguage
package import WritSemantics

/// How values read in a sentence.
extension SentenceStyle {
    package func phrase(_ value: Value, type: ValueType) -> String {
        switch (value, type) {
        case (_, .optional(let inner)) where value != .missing && value != .unknown: phrase(value, type: inner)
        case (.unknown, _): told(en: "unknown", zh: "未知")
        case (.missing, _): told(en: "none", zh: "无")
        case (.boolean(let flag), _): flag ? told(en: "yes", zh: "是") : told(en: "no", zh: "否")
        case (.integer(let number), .weekday): told(ValueText.weekday(number))
        case (.integer(let number), .timeOfDay): ValueText.timeOfDay(number)
        case (.integer(let number), _): String(number)
        case (.decimal(let number), .money): money(number)
        case (.decimal(let number), .percent): percent(number)
        case (.decimal(let number), _): number.description
        case (.text(let text), _): told(en: "“\(text)”", zh: "“\(text)”")
        case (.date(let date), _): phrase(date)
        case (.dateTime(let moment), _): phrase(moment)
        case (.duration(let count, let unit), _): phrase(count, unit)
        case (.enumeration(let id, let index), _):
            program.enums[id.index].values.indices.contains(index)
                ? word(program.enums[id.index].values[index].name, program.enums[id.index].values[index].title) : ""
        case (.record(let id, let fields), _): record(id, fields)
        case (.list(let items), .list(let element)):
            items.isEmpty
                ? told(en: "empty", zh: "空")
                : items.map { phrase($0, type: element) }.joined(separator: told(en: "; ", zh: "；"))
        case (.list, _): told(en: "list", zh: "列表")
        }
    }

    func phrase(_ date: CalendarDate) -> String {
        let (year, month, day) = date.components
        return told(en: date.description, zh: "\(year)年\(month)月\(day)日")
    }

    private func phrase(_ moment: Moment) -> String {
        let minutes = moment.timeOfDay / 60_000
        let (hour, minute) = (minutes / 60, minutes % 60)
        return told(
            en: moment.description, zh: phrase(moment.date) + (minute == 0 ? "\(hour)时" : "\(hour)时\(minute)分"))
    }

    /// From Monday on.
    var weekdays: [String] {
        [
            Phrase(en: "Monday", zh: "周一"), Phrase(en: "Tuesday", zh: "周二"), Phrase(en: "Wednesday", zh: "周三"),
            Phrase(en: "Thursday", zh: "周四"), Phrase(en: "Friday", zh: "周五"), Phrase(en: "Saturday", zh: "周六"),
            Phrase(en: "Sunday", zh: "周日"),
        ].map(told)
    }

    func phrase(_ count: Int64, _ unit: DurationUnit) -> String {
        let plural = count == 1 ? "" : "s"
        return switch unit {
        case .days: told(en: "\(count) day\(plural)", zh: "\(count)日")
        case .workingDays: told(en: "\(count) working day\(plural)", zh: "\(count)个工作日")
        case .months: told(en: "\(count) month\(plural)", zh: "\(count)个月")
        case .hours: told(en: "\(count) hour\(plural)", zh: "\(count)小时")
        }
    }

    /// `5,000元`; the fen only where there are any.
    private func money(_ number: Decimal) -> String {
        var text = number.groupedDescription
        if text.hasSuffix(".00") { text.removeLast(3) }
        return told(en: program.currency.sign + text, zh: text + program.currency.zh)
    }

    private func percent(_ number: Decimal) -> String {
        guard let scaled = number.shifted(places: 2) else { return number.description }
        return scaled.description + "%"
    }

    private func record(_ id: RecordID, _ values: [Value]) -> String {
        let fields = program.records[id.index].fields
        let parts = zip(fields, values).filter { $0.1 != .unknown }.map { field, value in
            word(field.name, field.title) + told(en: ": ", zh: "：") + phrase(value, type: field.type)
        }
        return parts.joined(separator: told(en: ", ", zh: "，"))
    }
}
