package import WritLanguage

/// A value as people and programs exchange it: in case data, examples, outcomes, witnesses and table cells.
/// The compiled plan has a flatter form of its own.
package enum Value: Hashable, Sendable {
    /// A required fact that the case does not state.
    case unknown
    /// An optional fact that is absent.
    case missing
    case boolean(Bool)
    case integer(Int64)
    /// `Decimal`, `Money` (in yuan, exact) and `Percent` (12 % is 0.12) share a representation; the type tells them apart.
    case decimal(Decimal)
    case text(String)
    case date(CalendarDate)
    case dateTime(Moment)
    case duration(Int64, DurationUnit)
    /// The index of the value in the enumeration's order.
    case enumeration(EnumID, Int)
    /// One entry a field, in the order of declaration.
    case record(RecordID, [Value])
    case list([Value])
}

extension Value {
    /// Whether a part of it, or all, is not known.
    package var holdsUnknown: Bool {
        switch self {
        case .unknown: true
        case .list(let items): items.contains(where: \.holdsUnknown)
        case .record(_, let fields): fields.contains(where: \.holdsUnknown)
        default: false
        }
    }

    /// The same with every instant written as of UTC, so that what rules call equal is the same value.
    package var inUTC: Value {
        switch self {
        case .dateTime(let moment):
            Moment(milliseconds: moment.milliseconds, offsetMinutes: 0).map { .dateTime($0) } ?? self
        case .list(let items): .list(items.map(\.inUTC))
        case .record(let type, let fields): .record(type, fields.map(\.inUTC))
        default: self
        }
    }
}
