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
