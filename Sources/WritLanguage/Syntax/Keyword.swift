/// The words of the grammar, independent of the language that they are spelled in. `KeywordTable` spells them.
package enum Keyword: UInt8, Sendable, CaseIterable {
    // Declarations.
    case rulebook, source, role, party, action, organisation, calendar, `enum`, record, `case`, parameter, define
    case amend, table, rule, chain, duty, obligation, judgement, columns, report, stages, example, log
    // Clauses.
    case clause, prose, rejected, basis, at, valid, from, to, under, with, substitute, `for`, weekend, holiday
    case workday, deadlines, roll, forward, backward, covers, `is`, not, stated, when, otherwise, except, of, policy
    case unique, first, collect, issue, due, approval, require, by, until, refuse, hold, notify, each, `in`, `where`
    case overrides, step, all, any, line, within, escalate, after, apart, distinct, persons, restart, every, day
    case month, year, on, `as`, given, history, expect, no, open, missing, refused, column, activity, submitted
    case approved, returned, ignored, number, issued, delivered, signed, overdue, named
    case says, textFile, edition, about, rolling, least, most, once, twice, times, week, quarter, halfYear, shift
    case this, governed, zone, currency, other, rows, stage
    case act, must, be, followed, preceded, accompanied, happen, directly, its, own, exactly, kept
    case broken
    case repeated, pass, delegable, withdrawn, passedOn, countersignerAdded, copied
    // Expressions.
    case or, and, `if`, then, `else`, someIn, satisfies, known, count, sum, min, max, last, before, group, `true`,
        `false`
    case date, delivery, signing, working, days, months, hours, hour, asOf
    case weeks, quarters, halfYears, years, weekday, time, next, previous, sorted, contains, starts, ends
    case round, places, halfUp, halfEven, up, down, floor, ceiling, length, article
    // Types and weekdays: names with a fixed meaning, which a second language spells in its own way.
    case list, boolean, integer, decimal, money, percent, text, dateType, dateTime
    case monday, tuesday, wednesday, thursday, friday, saturday, sunday

    /// Words that join the parts of clauses and expressions, and can therefore never be names.
    package var isReserved: Bool {
        switch self {
        case .and, .or, .not, .in, .is, .if, .then, .else, .satisfies, .where, .when, .otherwise, .of, .to, .from, .by,
            .for, .with, .until, .basis, .except, .true, .false:
            true
        default: false
        }
    }

    /// What consequences begin with.
    package static let consequences: [Keyword] = [.issue, .require, .refuse, .hold, .notify]

    /// Whether it begins a declaration.
    package var startsDeclaration: Bool { rawValue <= Keyword.log.rawValue }

    /// Whether it may stand after a number as the unit of a duration.
    package var isUnit: Bool {
        switch self {
        case .working, .days, .day, .months, .month, .hours, .hour, .weeks, .week, .quarters, .quarter, .halfYears,
            .halfYear, .years, .year:
            true
        default: false
        }
    }
}
