/// Something that is done again and again, or upon an event of which no case tells.
package struct DutyDeclaration: Sendable {
    /// `twice every day`, `at least once every half-year`
    package struct Recurrence: Sendable {
        /// Within each period.
        package let times: Int
        package let isAtLeast: Bool
        package let period: Period
        package let placement: Placement
    }
    package enum Period: Sendable {
        case day, workingDay, week, month, quarter, halfYear, year
        case weekdays([Name])
        /// `every shift "晚班"`: a shift of the firm's roster, which the rulebook does not know.
        case shift(TextSyntax?)
        /// `every holiday`
        case holiday
        /// `every 6 months from DATE`
        case interval(ExpressionSyntax, from: ExpressionSyntax)
    }
    /// Where in its period it falls.
    package enum Placement: Sendable {
        /// At any time within it.
        case anywhere
        /// `on not stated`: there is a day, and the source does not say which.
        case notStated
        /// `on Tuesday, Friday` of every week.
        case weekdays([Name])
        /// `on day 12, 27` or `from day 28 to 30` of every month.
        case days([ClosedRange<Int>])
        /// `on first day`, `on last working day` of a month or a longer period.
        case edge(isFirst: Bool, isWorkingDay: Bool)
        /// `on 01-15` or `from 03-01 to 03-15` of every year.
        case yearDays(from: DayOfYear, to: DayOfYear)
    }
    package struct DayOfYear: Hashable, Sendable {
        package let month: Int
        package let day: Int
    }
    /// What a duty is counted from.
    package enum Anchor: Sendable {
        /// `"合同鉴证"`
        case event(TextSyntax)
        /// `holiday "春节"`
        case holiday(TextSyntax)
    }
    package enum Distance: Sendable {
        /// On the day itself, or, before it, at any time until then.
        case none
        case notStated
        case length(ExpressionSyntax)
    }
    package enum Manner: Sendable {
        /// `on "开盘"`
        case on
        /// `due 10 days before …`, `due 3 days after …`: on that day.
        case exact(isAfter: Bool)
        /// `within 3 days after …`: until that day.
        case within(isAfter: Bool)
        /// `from 3 months after …`: not before that day.
        case earliest
    }
    package enum Occasion: Sendable {
        case recurring(Recurrence)
        /// `on 2026-02-17, 2027-02-06`
        case dates([ExpressionSyntax])
        case anchored(Manner, Distance, Anchor)
        case notStated
    }
    package let head: DeclarationHead
    package let provision: ProvisionSyntax
    package let occasion: Occasion
    /// `by 12:00` and `rolling forward`
    package let deadline: DeadlineSyntax
    /// `when "当月有回访"`: what must have happened, in words.
    package let condition: TextSyntax?
    package let by: [Name]
    package let to: [Name]
    /// `issue FORM, FORM`: the reports that the duty consists in.
    package let forms: [Name]
}
