import WritLanguage
package import WritSemantics

/// Writes values in the formats of a form, escaped, into the document's bytes.
package final class ValuePrinter: Sendable {
    let words: FormWords
    /// The titles and names of every enumeration's values, by enumeration.
    let enumTitles: [[[UInt8]]]
    let enumNames: [[[UInt8]]]

    package init(program: Program, words: FormWords) {
        self.words = words
        enumTitles = program.enums.map { $0.values.map { Array($0.title.utf8) } }
        enumNames = program.enums.map { $0.values.map { Array($0.name.utf8) } }
    }

    /// The value as people read it.
    package func print(_ value: Value, as format: ValueFormat, into bytes: inout [UInt8]) {
        switch value {
        case .unknown, .missing, .record: break
        case .boolean(let value): printBoolean(value, as: format, into: &bytes)
        case .integer(let number): printInteger(number, as: format, into: &bytes)
        case .decimal(let number): printDecimal(number, as: format, into: &bytes)
        case .text(let text): bytes.appendText(text)
        case .date(let date): printDate(date, as: format, into: &bytes)
        case .dateTime(let moment): printMoment(moment, as: format, into: &bytes)
        case .duration(let count, let unit): printDuration(count, unit, as: format, into: &bytes)
        case .enumeration(let type, let index):
            let table = format == .code ? enumNames : enumTitles
            if type.index < table.count, index < table[type.index].count {
                bytes.appendText(table[type.index][index])
            }
        case .list(let values):
            var isFirst = true
            for value in values {
                if !isFirst { bytes.appendText(words.listSeparator) }
                isFirst = false
                print(value, as: format, into: &bytes)
            }
        }
    }

    /// The value as machines read it, for an attribute of the record; nothing where the text says the same.
    func writeCode(_ value: Value, into bytes: inout [UInt8]) {
        switch value {
        case .boolean(let value): bytes.append(value ? "true" : "false")
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .decimal(let number): number.write(into: &bytes)
        case .date(let date): date.write(into: &bytes)
        case .dateTime(let moment): moment.write(into: &bytes)
        case .duration(let count, let unit):
            bytes.append(contentsOf: String(count).utf8)
            bytes.append(" ")
            bytes.append(unit.code)
        case .enumeration(let type, let index):
            if type.index < enumNames.count, index < enumNames[type.index].count {
                bytes.appendAttribute(enumNames[type.index][index])
            }
        case .unknown, .missing, .text, .record, .list: break
        }
    }

    /// Whether the record carries the machine's form beside the printed text.
    static func hasCode(_ value: Value) -> Bool {
        switch value {
        case .unknown, .missing, .text, .record, .list: false
        default: true
        }
    }

    // MARK: - By type

    private func printBoolean(_ value: Bool, as format: ValueFormat, into bytes: inout [UInt8]) {
        switch format {
        case .have: bytes.appendText(value ? words.have : words.haveNot)
        case .tick: bytes.append(value ? "☑" : "☐")
        default: bytes.appendText(value ? words.yes : words.no)
        }
    }

    private func printInteger(_ number: Int64, as format: ValueFormat, into bytes: inout [UInt8]) {
        switch format {
        case .grouped: Decimal(number).write(into: &bytes, isGrouped: true)
        case .numberWords: appendWords(words.isChinese ? ChineseNumerals.words(Int128(number)) : String(number), &bytes)
        default: bytes.append(contentsOf: String(number).utf8)
        }
    }

    private func printDecimal(_ number: Decimal, as format: ValueFormat, into bytes: inout [UInt8]) {
        switch format {
        case .grouped: number.write(into: &bytes, isGrouped: true)
        case .money:
            let sum = number.roundedHalfUp(places: 2)
            bytes.append(sum.isNegative ? "-¥" : "¥")
            (sum.isNegative ? -sum : sum).write(into: &bytes, places: 2, isGrouped: true)
        case .amount: number.roundedHalfUp(places: 2).write(into: &bytes, places: 2, isGrouped: true)
        case .moneyYuan:
            number.roundedHalfUp(places: 2).write(into: &bytes, places: 2, isGrouped: true)
            bytes.append("元")
        case .moneyCapital:
            let sum = number.roundedHalfUp(places: 2)
            if words.isChinese, let fen = sum.shifted(places: 2), let text = ChineseNumerals.money(fen: fen.coefficient)
            {
                appendWords(text, &bytes)
            } else {
                sum.write(into: &bytes, places: 2, isGrouped: true)
            }
        case .percent:
            (number.shifted(places: 2) ?? number).write(into: &bytes)
            bytes.append("%")
        case .percentWords where words.isChinese:
            appendWords(ChineseNumerals.percent(number.coefficient, scale: Int(number.scale)), &bytes)
        case .percentWords:
            (number.shifted(places: 2) ?? number).write(into: &bytes)
            bytes.append(" per cent")
        default: number.write(into: &bytes)
        }
    }

    func printDate(_ date: CalendarDate, as format: ValueFormat, into bytes: inout [UInt8]) {
        let (year, month, day) = date.components
        switch format {
        case .date: date.write(into: &bytes)
        case .hanDate where words.isChinese:
            let text =
                ChineseNumerals.digits(year) + "年" + ChineseNumerals.words(Int128(month)) + "月"
                + ChineseNumerals.words(Int128(day)) + "日"
            bytes.append(contentsOf: text.utf8)
        case .month where words.isChinese:
            bytes.appendNumber(year)
            bytes.append("年")
            bytes.appendNumber(month)
            bytes.append("月")
        case .month:
            bytes.append(contentsOf: Self.englishMonths[month - 1].utf8)
            bytes.append(" ")
            bytes.appendNumber(year)
        default:
            if words.isChinese {
                bytes.appendNumber(year)
                bytes.append("年")
                bytes.appendNumber(month)
                bytes.append("月")
                bytes.appendNumber(day)
                bytes.append("日")
            } else {
                bytes.appendNumber(day)
                bytes.append(" ")
                bytes.append(contentsOf: Self.englishMonths[month - 1].utf8)
                bytes.append(" ")
                bytes.appendNumber(year)
            }
        }
    }

    private func printMoment(_ moment: Moment, as format: ValueFormat, into bytes: inout [UInt8]) {
        if format != .time { printDate(moment.date, as: format == .date ? .date : .longDate, into: &bytes) }
        guard format == .time || format == .dateTime else { return }
        if format == .dateTime { bytes.append(" ") }
        let minutes = moment.timeOfDay / 60_000
        appendTwoDigits(minutes / 60, &bytes)
        bytes.append(":")
        appendTwoDigits(minutes % 60, &bytes)
    }

    private func appendTwoDigits(_ number: Int, _ bytes: inout [UInt8]) {
        if number < 10 { bytes.append("0") }
        bytes.appendNumber(number)
    }

    private func printDuration(
        _ count: Int64, _ unit: DurationUnit, as format: ValueFormat, into bytes: inout [UInt8]
    ) {
        bytes.append(contentsOf: String(count).utf8)
        guard format == .duration else { return }
        if words.isChinese {
            switch unit {
            case .days: bytes.append("日")
            case .workingDays: bytes.append("个工作日")
            case .months: bytes.append("个月")
            case .hours: bytes.append("小时")
            }
        } else {
            bytes.append(" ")
            bytes.append(unit.code)
        }
    }

    private func appendWords(_ text: String, _ bytes: inout [UInt8]) {
        bytes.append(contentsOf: words.text(text).utf8)
    }

    private static let englishMonths = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]
}

extension DurationUnit {
    /// As the rule language writes it.
    fileprivate var code: StaticString {
        switch self {
        case .days: "days"
        case .workingDays: "working days"
        case .months: "months"
        case .hours: "hours"
        }
    }
}
