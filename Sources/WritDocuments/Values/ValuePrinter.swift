import WritEvaluation
import WritLanguage
package import WritSemantics

/// Writes values in the formats of a form, escaped, into the document's bytes.
package final class ValuePrinter: Sendable {
    let words: FormWords
    /// The titles and names of every enumeration's values, by enumeration.
    let enumTitles: [[[UInt8]]]
    let enumNames: [[[UInt8]]]

    /// What stands before amounts, and behind those that are written in words.
    private let currency: Currency

    package init(program: Program, words: FormWords) {
        self.words = words
        currency = program.currency
        enumTitles = program.enums.map { $0.values.map { Array($0.title.utf8) } }
        enumNames = program.enums.map { $0.values.map { Array($0.name.utf8) } }
    }

    /// For values of no rulebook, such as days.
    init(words: FormWords) {
        self.words = words
        currency = .yuan
        (enumTitles, enumNames) = ([], [])
    }

    /// The value as people read it.
    package func print<Output: ByteOutput & ~Copyable>(_ value: Value, as format: ValueFormat, into bytes: inout Output)
    {
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
    func writeCode<Output: ByteOutput & ~Copyable>(_ value: Value, into bytes: inout Output) {
        switch value {
        case .boolean(let value): bytes.append(value ? "true" : "false")
        case .integer(let number): bytes.put(String(number))
        case .decimal(let number): bytes.appendDecimal(number)
        case .date(let date): bytes.appendCode(of: date)
        case .dateTime(let moment): bytes.appendCode(of: moment)
        case .duration(let count, let unit):
            bytes.put(String(count))
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

    /// What stands behind a sum.
    private var unit: String { words.unit(of: currency) }

    // MARK: - By type

    private func printBoolean<Output: ByteOutput & ~Copyable>(
        _ value: Bool, as format: ValueFormat, into bytes: inout Output
    ) {
        switch format {
        case .have: bytes.appendText(value ? words.have : words.haveNot)
        case .tick: bytes.append(value ? "☑" : "☐")
        default: bytes.appendText(value ? words.yes : words.no)
        }
    }

    func printInteger<Output: ByteOutput & ~Copyable>(_ number: Int64, as format: ValueFormat, into bytes: inout Output)
    {
        switch format {
        case .grouped: bytes.appendDecimal(Decimal(number), isGrouped: true)
        case .numberWords: appendWords(words.isChinese ? ChineseNumerals.words(Int128(number)) : String(number), &bytes)
        default: bytes.appendNumber(Int(number))
        }
    }

    func printDecimal<Output: ByteOutput & ~Copyable>(
        _ number: Decimal, as format: ValueFormat, into bytes: inout Output
    ) {
        switch format {
        case .grouped: bytes.appendDecimal(number, isGrouped: true)
        case .money:
            let sum = number.roundedHalfUp(places: 2)
            if currency == .yuan {
                bytes.append(sum.isNegative ? "-¥" : "¥")
            } else {
                bytes.put(sum.isNegative ? "-" + currency.sign : currency.sign)
            }
            bytes.appendDecimal(sum.isNegative ? -sum : sum, places: 2, isGrouped: true)
        case .amount:
            bytes.appendDecimal(number.scale > 2 ? number.roundedHalfUp(places: 2) : number, places: 2, isGrouped: true)
        case .moneyYuan:
            bytes.appendDecimal(number.scale > 2 ? number.roundedHalfUp(places: 2) : number, places: 2, isGrouped: true)
            bytes.put(unit)
        case .moneyCapital:
            let sum = number.roundedHalfUp(places: 2)
            if words.isChinese, currency == .yuan, let fen = sum.shifted(places: 2),
                let text = ChineseNumerals.money(fen: fen.coefficient)
            {
                appendWords(text, &bytes)
            } else {
                bytes.appendDecimal(sum, places: 2, isGrouped: true)
            }
        case .percent:
            bytes.appendDecimal(number.shifted(places: 2) ?? number)
            bytes.append("%")
        case .percentWords where words.isChinese:
            appendWords(ChineseNumerals.percent(number.coefficient, scale: Int(number.scale)), &bytes)
        case .percentWords:
            bytes.appendDecimal(number.shifted(places: 2) ?? number)
            bytes.append(" per cent")
        default: bytes.appendDecimal(number)
        }
    }

    /// A number with so many places; anything else as it is.
    func print<Output: ByteOutput & ~Copyable>(
        _ value: Value, as format: ValueFormat, _ rounding: PrintedRounding, into bytes: inout Output
    ) {
        let number: Decimal
        switch value {
        case .decimal(let decimal): number = decimal
        case .integer(let whole): number = Decimal(whole)
        default: return print(value, as: format, into: &bytes)
        }
        let isPercent = format == .percent
        let fine = number.rounded(places: rounding.places + (isPercent ? 2 : 0), rounding.rounding)
        let rounded = isPercent ? fine.shifted(places: 2) ?? fine : fine
        let isMoney = format == .money
        if isMoney { bytes.put(rounded.isNegative ? "-" + currency.sign : currency.sign) }
        let isGrouped = isMoney || format == .grouped || format == .amount || format == .moneyYuan
        bytes.appendDecimal(
            isMoney && rounded.isNegative ? -rounded : rounded, places: rounding.places, isGrouped: isGrouped)
        if isPercent { bytes.append("%") }
        if format == .moneyYuan { bytes.put(unit) }
    }

    func printDate<Output: ByteOutput & ~Copyable>(
        _ date: CalendarDate, as format: ValueFormat, into bytes: inout Output
    ) {
        let (year, month, day) = date.components
        switch format {
        case .hanDate where words.isChinese:
            let text =
                ChineseNumerals.digits(year) + "年" + ChineseNumerals.words(Int128(month)) + "月"
                + ChineseNumerals.words(Int128(day)) + "日"
            bytes.put(text)
        case .month where words.isChinese:
            bytes.appendNumber(year)
            bytes.append("年")
            bytes.appendNumber(month)
            bytes.append("月")
        case .month:
            bytes.put(ValueText.englishMonths[month - 1])
            bytes.append(" ")
            bytes.appendNumber(year)
        default:
            if words.isChinese {
                bytes.appendChinese(date)
            } else {
                let name = ValueText.englishMonths[month - 1]
                bytes.put(format == .date ? String(name.prefix(3)) : name)
                bytes.append(" ")
                bytes.appendNumber(day)
                bytes.append(", ")
                bytes.appendNumber(year)
            }
        }
    }

    private func printMoment<Output: ByteOutput & ~Copyable>(
        _ moment: Moment, as format: ValueFormat, into bytes: inout Output
    ) {
        if format != .time { printDate(moment.date, as: format == .date ? .date : .longDate, into: &bytes) }
        guard format == .time || format == .dateTime else { return }
        if format == .dateTime { bytes.append(" ") }
        let minutes = moment.timeOfDay / 60_000
        appendTwoDigits(minutes / 60, &bytes)
        bytes.append(":")
        appendTwoDigits(minutes % 60, &bytes)
    }

    private func appendTwoDigits<Output: ByteOutput & ~Copyable>(_ number: Int, _ bytes: inout Output) {
        if number < 10 { bytes.append("0") }
        bytes.appendNumber(number)
    }

    private func printDuration<Output: ByteOutput & ~Copyable>(
        _ count: Int64, _ unit: DurationUnit, as format: ValueFormat, into bytes: inout Output
    ) {
        bytes.put(String(count))
        guard format == .duration else { return }
        bytes.put(words.unit(unit))
    }

    private func appendWords<Output: ByteOutput & ~Copyable>(_ text: String, _ bytes: inout Output) {
        bytes.put(words.text(text))
    }
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
