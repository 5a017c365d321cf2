package import WritLanguage

/// What is wrong with the type of an expression. Types are given as they are written.
package enum TypeFact: DiagnosticFact {
    case mismatch(expected: String, found: String, hint: Hint?)
    case operands(operation: String, left: String, right: String, hint: Hint?)
    case notOrdered(type: String, isUnorderedEnum: Bool)
    case notComparable(type: String)
    case notList(found: String)
    case notRecord(found: String, member: String)
    /// Neighbours are asked for in a list whose elements cannot be told apart.
    case notRecordList(found: String)
    /// An optional value is used as if it were there.
    case untested(what: String?, type: String)
    /// `is known`, `is missing` or `or else` of something that is always there.
    case neverMissing(what: String?, type: String)
    /// The same of a judgement: nobody has made it yet, or it is there.
    case judgementNeverMissing
    /// `missing`, or `-` in a cell, where the type says that there is always a value.
    case absentNotAllowed(type: String)
    /// A comparison of something with itself.
    case sameOnBothSides(what: String)
    case notSummable(type: String)
    case numberOutOfRange(String)
    case roundedTooFar(most: Int)
    /// An amount is written in another currency than that of the rulebook.
    case otherCurrency(String, currency: Currency)
    case invalidDate(String)
    case invalidDateTime(String)
    case recordWithoutType
    case missingField(record: String, field: String)
    case notConstant
    case negativeForbidden
    case noCalendar
    /// - comparison: the sign that compares two days, where these stand on both sides.
    case notDuration(found: String, comparison: String? = nil)
    case optionalNotAllowed
    case notAllowedHere(type: String)

    /// What a reader of the mistake most likely wanted.
    package enum Hint: Sendable {
        case writeMoney(Currency)
        case writePercent, writeDuration(DurationUnit), useAfter, useDaysFrom, convertUnit, fallback
    }

    package var id: String {
        switch self {
        case .mismatch: "type.mismatch"
        case .operands: "type.operands"
        case .notOrdered: "type.not-ordered"
        case .notComparable: "type.not-comparable"
        case .notList: "type.not-a-list"
        case .notRecord: "type.not-a-record"
        case .notRecordList: "type.not-a-list-of-records"
        case .untested: "optional.untested"
        case .neverMissing, .judgementNeverMissing: "optional.never-missing"
        case .absentNotAllowed: "optional.needed"
        case .sameOnBothSides: "comparison.of-itself"
        case .notSummable: "type.not-summable"
        case .numberOutOfRange: "number.out-of-range"
        case .roundedTooFar: "rounding.places"
        case .otherCurrency: "currency.other"
        case .invalidDate: "date.invalid"
        case .invalidDateTime: "date-time.invalid"
        case .recordWithoutType: "record.unknown-type"
        case .missingField: "record.missing-field"
        case .notConstant: "constant.expected"
        case .negativeForbidden: "duration.negative"
        case .noCalendar: "calendar.none"
        case .notDuration: "type.not-a-duration"
        case .optionalNotAllowed: "optional.not-allowed"
        case .notAllowedHere: "type.not-allowed-here"
        }
    }
}
