import WritLanguage
import WritSemantics

/// Single values of a declared type from the text that data gives for them.
struct CaseValues: Sendable {
    /// How a text came: as a JSON string, as a JSON number, or as a field of a CSV file, which has no types.
    enum Spelling { case string, number, field }

    let vocabulary: CaseVocabulary
    /// How tables write `3/2/2026`.
    var dateOrder: DateOrder?

    /// The value, or why the text is none.
    func value(_ text: String, _ spelling: Spelling, _ type: ValueType) -> Result<Value, CaseProblem> {
        func wrong() -> Result<Value, CaseProblem> {
            .failure(CaseProblem(.wrongType(expected: type, found: spelling == .number ? .number : .text)))
        }
        switch type {
        case .optional(let inner):
            if spelling == .field, text.isEmpty { return .success(.missing) }
            return value(text, spelling, inner)
        case .text:
            return spelling == .number ? wrong() : .success(.text(text))
        case .boolean:
            guard spelling == .field else { return wrong() }
            switch CellText.narrowed(text).lowercased() {
            case "true", "yes", "y", "1", "是", "√", "✓": return .success(.boolean(true))
            case "false", "no", "n", "0", "否", "×", "✗": return .success(.boolean(false))
            default: return .failure(CaseProblem(.notAValue(text, of: type)))
            }
        case .integer:
            guard spelling != .string else { return wrong() }
            let digits = spelling == .field ? String(CellText.ungrouped(CellText.narrowed(text)[...])) : text
            return number(digits, text, type).flatMap { whole($0, text).map { .integer($0) } }
        case .decimal, .money, .percent: return decimal(text, spelling, type)
        case .date:
            guard spelling != .number else { return wrong() }
            if let date = CalendarDate.parse(text) { return .success(.date(date)) }
            guard spelling == .field else { return .failure(CaseProblem(.badDate(text))) }
            return cellDate(text).flatMap { cell in
                // Which day an instant belongs to depends on where one asks.
                cell.offset == nil ? .success(.date(cell.day)) : .failure(CaseProblem(.instantForDay(text)))
            }
        case .dateTime:
            guard spelling != .number else { return wrong() }
            if let moment = Moment.parse(text) { return .success(.dateTime(moment)) }
            guard spelling == .field else { return .failure(CaseProblem(.badDateTime(text))) }
            return cellDate(text).flatMap { cell in
                cell.moment().map { .success(.dateTime($0)) } ?? .failure(CaseProblem(.badDateTime(text)))
            }.mapError { problem in
                if case .badDate = problem.kind { CaseProblem(.badDateTime(text)) } else { problem }
            }
        case .duration(let unit): return duration(text, spelling, unit, type)
        case .enumeration(let id):
            guard spelling != .number, vocabulary.enumValues.indices.contains(id.index) else { return wrong() }
            if let value = vocabulary.enumValues[id.index][text] { return .success(.enumeration(id, value)) }
            let declared = vocabulary.program.enums[id.index]
            return .failure(
                CaseProblem(
                    .unknownValue(
                        text, type: declared.identity.name, allowed: declared.values.map(\.name),
                        suggestion: Suggestion.nearest(
                            to: text, among: declared.values.flatMap { [$0.name, $0.title] }))))
        case .record, .list, .group, .timeOfDay, .weekday, .error: return wrong()
        }
    }

    private func cellDate(_ text: String) -> Result<CellDate, CaseProblem> {
        do throws(CellDate.Refusal) {
            return .success(try CellDate.read(text, order: dateOrder))
        } catch {
            switch error {
            case .notADay: return .failure(CaseProblem(.badDate(text)))
            case .unknownOrder: return .failure(CaseProblem(.unknownDateOrder(text)))
            case .serialNumber: return .failure(CaseProblem(.serialDate(text)))
            }
        }
    }

    /// - Parameter text: as it is told where it is none.
    private func number(_ digits: String, _ text: String, _ type: ValueType) -> Result<Decimal, CaseProblem> {
        if let number = Decimal(parsing: digits) { return .success(number) }
        // A number by its form is one that does not fit.
        let bytes = Array(digits.utf8)
        let end = bytes.withBytes { JSONLexer.number($0, from: 0) }
        return .failure(CaseProblem(end == bytes.count ? .outOfRange(text) : .notAValue(text, of: type)))
    }

    private func whole(_ number: Decimal, _ text: String) -> Result<Int64, CaseProblem> {
        if let whole = number.integer { return .success(whole) }
        return .failure(CaseProblem(number.scale == 0 ? .tooLarge(text) : .notWhole(text)))
    }

    private func decimal(_ text: String, _ spelling: Spelling, _ type: ValueType) -> Result<Value, CaseProblem> {
        var digits = (spelling == .field ? CellText.narrowed(text) : text)[...]
        var isPercent = false
        if spelling != .number {
            if case .money = type {
                digits = Self.withoutMark(digits, vocabulary.program.currency)
            } else if case .percent = type, digits.hasSuffix("%") || digits.hasSuffix("\u{FF05}") {
                digits = digits.dropLast()
                while spelling == .field, digits.last == " " { digits = digits.dropLast() }
                isPercent = true
            }
            digits = CellText.ungrouped(digits)
        }
        return number(String(digits), text, type).flatMap { number in
            if case .money = type, number.scale > 2 { return .failure(CaseProblem(.tooManyPlaces(text))) }
            if case .percent = type, spelling != .number, !isPercent {
                // 5 may be meant as 5 % and 0.05 as well; only a number of JSON is surely the rate itself.
                return .failure(CaseProblem(.noPercentSign(text)))
            }
            guard isPercent else { return .success(.decimal(number)) }
            return Decimal(coefficient: number.coefficient, scale: Int(number.scale) + 2)
                .map { .success(.decimal($0)) } ?? .failure(CaseProblem(.outOfRange(text)))
        }
    }

    /// An amount without the sign, the code or the word of its currency.
    private static func withoutMark(_ text: Substring, _ currency: Currency) -> Substring {
        func isFigure(_ byte: UInt8?) -> Bool { byte.map { $0 &- UInt8(ascii: "0") < 10 } ?? false }
        // Most amounts have none.
        if isFigure(text.utf8.first), isFigure(text.utf8.last) { return text }
        var digits = text
        let sign = String(currency.sign.last ?? "¥")
        for mark in [currency.sign, currency.code, sign, currency == .yuan ? "\u{FFE5}" : ""]
        where !mark.isEmpty && mark != " " && digits.hasPrefix(mark) {
            digits = digits.dropFirst(mark.count)
            while digits.first == " " { digits = digits.dropFirst() }
            break
        }
        for mark in [currency.code, currency.zh] where digits.hasSuffix(mark) {
            digits = digits.dropLast(mark.count)
            break
        }
        while digits.last == " " { digits = digits.dropLast() }
        return digits
    }

    private func duration(
        _ text: String, _ spelling: Spelling, _ unit: DurationUnit, _ type: ValueType
    ) -> Result<Value, CaseProblem> {
        var digits = (spelling == .field ? CellText.narrowed(text) : text)[...]
        if spelling != .number {
            for word in Self.words(unit) where digits.hasSuffix(word) {
                digits = digits.dropLast(word.count)
                break
            }
            while digits.last == " " { digits = digits.dropLast() }
            digits = CellText.ungrouped(digits)
        }
        return number(String(digits), text, type).flatMap { whole($0, text).map { .duration($0, unit) } }
    }

    private static func words(_ unit: DurationUnit) -> [String] {
        switch unit {
        case .days: ["days", "day", "天", "日"]
        case .workingDays: ["working days", "working day", "个工作日", "工作日"]
        case .months: ["months", "month", "个月", "月"]
        case .hours: ["hours", "hour", "小时"]
        }
    }
}
