package import WritLanguage
package import WritSemantics

/// Values as people read them in messages, and as JSON holds them in outcomes.
package enum ValueText {
    /// What stands for a value that is not known, and for one that is absent.
    package static let unknown = "…"
    package static let missing = "—"

    /// A value in both languages.
    package static func phrase(_ value: Value, _ type: ValueType, in program: Program) -> Phrase {
        let zh = text(value, type, in: program)
        switch value {
        case .boolean(let value): return Phrase(en: value ? "true" : "false", zh: zh)
        case .integer(let value): return whole(value, plain(type))
        case .duration(let count, let unit):
            let word =
                switch unit {
                case .days: "day"
                case .workingDays: "working day"
                case .months: "month"
                case .hours: "hour"
                }
            return Phrase(en: "\(count) \(word)\(count == 1 ? "" : "s")", zh: zh)
        case .enumeration(let id, let index):
            let values = program.enums.indices.contains(id.index) ? program.enums[id.index].values : []
            guard values.indices.contains(index) else { return Phrase(en: zh, zh: zh) }
            return Phrase(en: EnglishWords.of(values[index].name, titled: values[index].title), zh: zh)
        case .record(let id, let fields):
            let declared = program.records.indices.contains(id.index) ? program.records[id.index].fields : []
            let parts = zip(declared, fields).filter { $1 != .missing && $1 != .unknown }
                .map { phrase($1, $0.type, in: program).en }
            return Phrase(en: parts.joined(separator: " "), zh: zh)
        case .list(let items):
            let element: ValueType = if case .list(let element) = plain(type) { element } else { .error }
            return Phrase(en: items.map { phrase($0, element, in: program).en }.joined(separator: ", "), zh: zh)
        default: return Phrase(en: zh, zh: zh)
        }
    }

    /// `¥1,234.50`, `12%`, `2026-03-02`, `3 个工作日`, the title of an enumeration value: as messages and documents say it.
    package static func text(_ value: Value, _ type: ValueType, in program: Program) -> String {
        switch value {
        case .unknown: return unknown
        case .missing: return missing
        case .boolean(let value): return value ? "是" : "否"
        case .integer(let value): return whole(value, plain(type)).zh
        case .decimal(let number): return text(number, type, program.currency)
        case .text(let text): return text
        case .date(let date): return date.description
        case .dateTime(let moment): return moment.description
        case .duration(let count, let unit): return "\(count) \(title(unit))"
        case .enumeration(let type, let index):
            let values = program.enums.indices.contains(type.index) ? program.enums[type.index].values : []
            return values.indices.contains(index) ? values[index].title : String(index)
        case .record(let id, let fields):
            let declared = program.records.indices.contains(id.index) ? program.records[id.index].fields : []
            return zip(declared, fields).filter { $1 != .missing && $1 != .unknown }
                .map { text($1, $0.type, in: program) }.joined(separator: " ")
        case .list(let items):
            let element: ValueType = if case .list(let element) = plain(type) { element } else { .error }
            return items.map { text($0, element, in: program) }.joined(separator: "、")
        }
    }

    /// A whole number, or what one stands for.
    private static func whole(_ number: Int64, _ type: ValueType) -> Phrase {
        switch type {
        case .weekday: return weekday(number)
        case .timeOfDay:
            let text = timeOfDay(number)
            return Phrase(en: text, zh: text)
        default: return Phrase(en: String(number), zh: String(number))
        }
    }

    /// A day of the week; 1 is Monday.
    package static func weekday(_ number: Int64) -> Phrase {
        let names = [
            Phrase(en: "Monday", zh: "星期一"), Phrase(en: "Tuesday", zh: "星期二"), Phrase(en: "Wednesday", zh: "星期三"),
            Phrase(en: "Thursday", zh: "星期四"), Phrase(en: "Friday", zh: "星期五"), Phrase(en: "Saturday", zh: "星期六"),
            Phrase(en: "Sunday", zh: "星期日"),
        ]
        guard number >= 1, number <= names.count else { return Phrase(en: String(number), zh: String(number)) }
        return names[Int(number) - 1]
    }

    /// `09:05`, and the seconds where there are any; of milliseconds since midnight.
    package static func timeOfDay(_ milliseconds: Int64) -> String {
        func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : String(number) }
        let seconds = milliseconds / 1000
        let minutes = two(seconds / 3600) + ":" + two(seconds / 60 % 60)
        if milliseconds % 60_000 == 0 { return minutes }
        let fraction = milliseconds % 1000
        let whole = minutes + ":" + two(seconds % 60)
        return fraction == 0 ? whole : whole + "." + String(1000 + fraction).dropFirst()
    }

    /// A value within a sentence of a rule, in the sentence's language: days as its readers write them, yes and no in its words.
    /// - Parameter language: nil for a sentence whose words tell none.
    static func within(_ language: MessageLanguage?, _ value: Value, _ type: ValueType, in program: Program) -> String {
        guard let language else { return text(value, type, in: program) }
        switch value {
        case .date(let day): return date(day).text(in: language)
        case .dateTime(let moment):
            return date(moment.date).text(in: language) + " " + timeOfDay(Int64(moment.timeOfDay))
        case .boolean(let flag): return Phrase(en: flag ? "yes" : "no", zh: flag ? "是" : "否").text(in: language)
        default: return phrase(value, type, in: program).text(in: language)
        }
    }

    /// `March 2, 2026`, `2026年3月2日`
    package static func date(_ date: CalendarDate) -> Phrase {
        let (year, month, day) = date.components
        return Phrase(en: "\(englishMonths[month - 1]) \(day), \(year)", zh: "\(year)年\(month)月\(day)日")
    }

    package static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    private static func text(_ number: Decimal, _ type: ValueType, _ currency: Currency) -> String {
        switch plain(type) {
        case .money:
            let amount = number.isNegative ? -number : number
            return (number.isNegative ? "-" : "") + currency.sign + amount.groupedDescription
        case .percent: return (number.shifted(places: 2) ?? number).description + "%"
        default: return number.description
        }
    }

    private static func title(_ unit: DurationUnit) -> String {
        switch unit {
        case .days: "天"
        case .workingDays: "个工作日"
        case .months: "个月"
        case .hours: "小时"
        }
    }

    /// The type without its `?`.
    package static func plain(_ type: ValueType) -> ValueType {
        if case .optional(let inner) = type { return plain(inner) }
        return type
    }

    /// The value as JSON: exact numbers, enumeration values by name, dates as texts, durations as counts of their unit.
    /// What is unknown is null like what is missing.
    package static func write(_ value: Value, in program: Program, to writer: inout JSONWriter) {
        switch value {
        case .unknown, .missing: writer.null()
        case .boolean(let value): writer.boolean(value)
        case .integer(let value): writer.integer(value)
        case .decimal(let number): writer.raw(number.description)
        case .text(let text): writer.string(text)
        case .date(let date): writer.string(date.description)
        case .dateTime(let moment): writer.string(moment.description)
        case .duration(let count, _): writer.integer(count)
        case .enumeration(let type, let index):
            let values = program.enums.indices.contains(type.index) ? program.enums[type.index].values : []
            writer.string(values.indices.contains(index) ? values[index].name : String(index))
        case .record(let id, let fields):
            let declared = program.records.indices.contains(id.index) ? program.records[id.index].fields : []
            writer.beginObject()
            for (field, value) in zip(declared, fields) where value != .unknown && value != .missing {
                writer.key(field.name)
                write(value, in: program, to: &writer)
            }
            writer.endObject()
        case .list(let items):
            writer.beginArray()
            for item in items { write(item, in: program, to: &writer) }
            writer.endArray()
        }
    }
}
