import WritLanguage
import WritSemantics

/// Single values of a declared type from the text that data gives for them.
struct CaseValues: Sendable {
    /// How a text came: as a JSON string, as a JSON number, or as a field of a CSV file, which has no types.
    enum Spelling { case string, number, field }

    let vocabulary: CaseVocabulary

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
            switch text.lowercased() {
            case "true", "yes", "1", "是": return .success(.boolean(true))
            case "false", "no", "0", "否": return .success(.boolean(false))
            default: return .failure(CaseProblem(.notAValue(text, of: type)))
            }
        case .integer:
            guard spelling != .string else { return wrong() }
            return number(text, type).flatMap { number in
                number.integer.map { .success(.integer($0)) } ?? .failure(CaseProblem(.notWhole(text)))
            }
        case .decimal, .money, .percent: return decimal(text, spelling, type)
        case .date:
            guard spelling != .number else { return wrong() }
            return CalendarDate.parse(text).map { .success(.date($0)) } ?? .failure(CaseProblem(.badDate(text)))
        case .dateTime:
            guard spelling != .number else { return wrong() }
            return Moment.parse(text).map { .success(.dateTime($0)) } ?? .failure(CaseProblem(.badDateTime(text)))
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
        case .record, .list, .group, .error: return wrong()
        }
    }

    private func number(_ text: String, _ type: ValueType) -> Result<Decimal, CaseProblem> {
        if let number = Decimal(parsing: text) { return .success(number) }
        // A number by its form is one that does not fit.
        var bytes = Array(text.utf8)
        let end = bytes.withUnsafeBufferPointer { JSONLexer.number($0, from: 0) }
        if end == bytes.count { return .failure(CaseProblem(.outOfRange(text))) }
        bytes.removeAll()
        return .failure(CaseProblem(.notAValue(text, of: type)))
    }

    private func decimal(_ text: String, _ spelling: Spelling, _ type: ValueType) -> Result<Value, CaseProblem> {
        var digits = text[...]
        var isPercent = false
        if spelling != .number {
            if case .money = type {
                if digits.hasPrefix("\u{A5}") || digits.hasPrefix("\u{FFE5}") { digits = digits.dropFirst() }
                if digits.hasSuffix("元") { digits = digits.dropLast() }
                while digits.last == " " { digits = digits.dropLast() }
                if let plain = Self.ungrouped(digits) { digits = plain[...] }
            } else if case .percent = type, digits.hasSuffix("%") || digits.hasSuffix("\u{FF05}") {
                digits = digits.dropLast()
                isPercent = true
            }
        }
        return number(String(digits), type).flatMap { number in
            if case .money = type, number.scale > 2 { return .failure(CaseProblem(.tooManyPlaces(text))) }
            guard isPercent else { return .success(.decimal(number)) }
            return Decimal(coefficient: number.coefficient, scale: Int(number.scale) + 2)
                .map { .success(.decimal($0)) } ?? .failure(CaseProblem(.outOfRange(text)))
        }
    }

    /// `1,234.50` without its commas, where every group but the first has three digits; nil where there are none.
    private static func ungrouped(_ text: Substring) -> String? {
        guard text.contains(",") else { return nil }
        let whole = text.prefix { $0 != "." }
        let groups = whole.split(separator: ",", omittingEmptySubsequences: false)
        guard groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }), !groups[0].isEmpty, groups[0].utf8.count <= 4
        else { return nil }
        return groups.joined() + text.dropFirst(whole.count)
    }

    private func duration(
        _ text: String, _ spelling: Spelling, _ unit: DurationUnit, _ type: ValueType
    ) -> Result<Value, CaseProblem> {
        var digits = text[...]
        if spelling != .number {
            for word in Self.words(unit) where digits.hasSuffix(word) {
                digits = digits.dropLast(word.count)
                break
            }
            while digits.last == " " { digits = digits.dropLast() }
        }
        return number(String(digits), type).flatMap { number in
            number.integer.map { .success(.duration($0, unit)) } ?? .failure(CaseProblem(.notWhole(text)))
        }
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
