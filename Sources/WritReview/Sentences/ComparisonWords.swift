internal import WritLanguage
internal import WritSemantics

/// How two values are compared in a sentence: in Chinese in the words of statutes, where 以上 and 以内 include the figure
/// and 超过 and 不满 do not.
struct ComparisonWords {
    let en: String
    /// What stands before and behind the bound.
    let zh: (before: String, after: String)

    private enum Scale { case time, number, share, rank }

    private init(_ en: String, _ before: String, _ after: String = "") {
        self.en = en
        zh = (before, after)
    }

    /// `isStage` tells an enumeration of stages, which follow each other, from one of grades.
    static func between(
        _ comparison: Comparison, _ type: ValueType, bound: Expression, isStage: Bool = false
    ) -> ComparisonWords {
        let scale: Scale =
            switch type {
            case .date, .dateTime, .timeOfDay, .weekday: .time
            case .enumeration: .rank
            case .percent: .share
            default: .number
            }
        let isNumber = type == .integer || type == .decimal
        if scale == .number || scale == .share, bound.isZero, let words = zero(comparison, isNumber) { return words }
        // A figure with its unit is named with 以上 and 以内; a bare number and another value are compared with.
        let isFigure = bound.isConstant
        return switch (comparison, scale) {
        case (.equal, _): ComparisonWords("is", "为")
        case (.notEqual, .rank): ComparisonWords("is not", "不是")
        case (.notEqual, _): ComparisonWords("is not", isNumber || type == .money ? "不等于" : "不是")
        case (.less, .time): ComparisonWords("is before", "早于")
        case (.lessOrEqual, .time): ComparisonWords("is not after", "不晚于")
        case (.greater, .time): ComparisonWords("is after", "晚于")
        case (.greaterOrEqual, .time): ComparisonWords("is not before", "不早于")
        case (.less, .rank) where isStage: ComparisonWords("is before", "尚未到")
        case (.lessOrEqual, .rank) where isStage: ComparisonWords("is not past", "未过")
        case (.greater, .rank) where isStage: ComparisonWords("is past", "已过")
        case (.greaterOrEqual, .rank) where isStage: ComparisonWords("has reached", "已到或者已过")
        case (.less, .rank): ComparisonWords("is below", "低于")
        case (.lessOrEqual, .rank): ComparisonWords("is at most", "不高于")
        case (.greater, .rank): ComparisonWords("exceeds", "高于")
        case (.greaterOrEqual, .rank): ComparisonWords("is at least", "不低于")
        case (.less, .share): ComparisonWords("is below", "低于")
        case (.less, .number): ComparisonWords("is below", isFigure ? "不满" : isNumber ? "少于" : "低于")
        case (.lessOrEqual, .share): ComparisonWords("is at most", "不超过")
        case (.lessOrEqual, .number):
            isFigure && !isNumber
                ? ComparisonWords("is at most", "在", "以内") : ComparisonWords("is at most", "不超过")
        case (.greater, _): ComparisonWords("exceeds", "超过")
        case (.greaterOrEqual, _):
            isFigure && !isNumber
                ? ComparisonWords("is at least", "在", "以上")
                : ComparisonWords("is at least", isNumber ? "不少于" : "不低于")
        }
    }

    /// Nothing is above, or up to, nothing.
    private static func zero(_ comparison: Comparison, _ isNumber: Bool) -> ComparisonWords? {
        switch comparison {
        case .greater: ComparisonWords("exceeds", "大于")
        case .less: ComparisonWords("is below", "小于")
        case .lessOrEqual: ComparisonWords("is at most", "不大于")
        case .greaterOrEqual: ComparisonWords("is at least", "不小于")
        case .equal, .notEqual: nil
        }
    }
}
