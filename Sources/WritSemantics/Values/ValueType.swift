package import WritLanguage

/// The static type of an expression.
package indirect enum ValueType: Hashable, Sendable {
    case boolean, integer, decimal, money, percent, text, date, dateTime
    case duration(DurationUnit)
    case enumeration(EnumID)
    case record(RecordID)
    case list(ValueType)
    case optional(ValueType)
    /// `time of m`: milliseconds since midnight, as a whole number. No field has it.
    case timeOfDay
    /// `weekday of d`: a whole number, 1 being Monday. No field has it.
    case weekday
    /// What `xs group by e` is a list of, with the members `key` and `items`.
    case group(key: ValueType, element: ValueType)
    /// The type of something already reported; agrees with everything, so that one mistake is told once.
    case error
}
