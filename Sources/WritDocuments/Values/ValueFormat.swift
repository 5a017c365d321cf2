package import WritSemantics

/// How a value is printed.
package enum ValueFormat: String, BitwiseCopyable, CaseIterable, Sendable {
    case text
    case number, grouped, numberWords = "number-words"
    case money, moneyYuan = "money-yuan", moneyCapital = "money-capital", amount
    case percent, percentWords = "percent-words"
    case longDate = "long-date", date, hanDate = "han-date", month, dateTime = "date-time", time
    case duration
    case yesNo = "yes-no", have, tick
    case label, code

    /// The formats for a type, the first of which is used where the form names none. Empty: it cannot be printed.
    /// A list is printed with the formats of its elements.
    package static func formats(for type: ValueType) -> [ValueFormat] {
        switch type {
        case .boolean: [.yesNo, .have, .tick]
        case .integer: [.number, .grouped, .numberWords]
        case .decimal: [.number, .grouped]
        case .money: [.money, .moneyYuan, .amount, .moneyCapital]
        case .percent: [.percent, .percentWords]
        case .text: [.text]
        case .date: [.longDate, .date, .hanDate, .month]
        case .dateTime: [.dateTime, .longDate, .date, .time]
        case .duration: [.duration, .number]
        case .enumeration: [.label, .code]
        case .list(let element):
            if case .list = element { [] } else { formats(for: element) }
        case .optional(let wrapped): formats(for: wrapped)
        case .record, .group, .timeOfDay, .weekday, .error: []
        }
    }

    /// Whether `decimals` says how many places it prints.
    var takesPlaces: Bool {
        switch self {
        case .number, .grouped, .money, .moneyYuan, .amount, .percent: true
        default: false
        }
    }

    /// Whether what it prints could be broken in the middle: figures with words of their unit between or behind them.
    var mayBreak: Bool {
        switch self {
        case .longDate, .date, .hanDate, .month, .dateTime, .duration, .moneyYuan, .percentWords, .numberWords: true
        default: false
        }
    }

    /// Its position among all formats, for operations.
    var number: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    static func numbered(_ number: Int32) -> ValueFormat {
        let index = Int(number)
        return allCases.indices.contains(index) ? allCases[index] : .longDate
    }
}
