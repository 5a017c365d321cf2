import WritLanguage
public import WritSemantics

/// A value inside a running plan: 24 bytes, copied freely, never counted. Texts, lists and records are ranges and numbers
/// that mean something to the store they belong to.
///
/// It is public, as `CaseStore` is, because only what is public can be made part of the code of other targets; it is no part of what
/// `Writ` offers.
public struct Slot: BitwiseCopyable, Sendable {
    /// What kind of value it is.
    @frozen public enum Tag: UInt8, BitwiseCopyable, Sendable {
        /// Not computed yet; only in memory for definitions.
        case absent
        case unknown
        case missing
        case error
        case boolean
        case integer
        case decimal
        case text
        case date
        case dateTime
        case duration
        case enumeration
        case record
        case list
        case group
    }

    @usableFromInline var low: UInt64
    @usableFromInline var high: Int64
    /// What kind of value it is.
    public var tag: Tag
    /// The scale of a decimal; the unit of a duration; of a text, 1 where it holds nothing that markup must escape.
    public var small: UInt8
    /// The enumeration, the offset of an instant in minutes, the pool of a text.
    public var detail: Int32

    /// The number, day, instant in milliseconds, or packed range, as the tag says.
    @inlinable
    public var payload: Int128 { Int128(truncatingIfNeeded: high) << 64 | Int128(truncatingIfNeeded: low) }

    /// A value of a kind.
    @inlinable
    public init(_ tag: Tag, _ payload: Int128 = 0, small: UInt8 = 0, detail: Int32 = 0) {
        low = UInt64(truncatingIfNeeded: payload)
        high = Int64(truncatingIfNeeded: payload >> 64)
        self.tag = tag
        self.small = small
        self.detail = detail
    }

    @inlinable static var absent: Slot { Slot(.absent) }
    /// Unknown because of several facts, or of one that must be looked for.
    @inlinable public static var unknown: Slot { Slot(.unknown) }
    /// Surely not there.
    @inlinable public static var missing: Slot { Slot(.missing) }
    @inlinable static var yes: Slot { Slot(.boolean, 1) }
    @inlinable static var no: Slot { Slot(.boolean, 0) }
    static func boolean(_ value: Bool) -> Slot { value ? yes : no }
    static func integer(_ value: Int64) -> Slot { Slot(.integer, Int128(value)) }
    package static func decimal(_ value: Decimal) -> Slot { Slot(.decimal, value.coefficient, small: value.scale) }
    package static func date(_ value: CalendarDate) -> Slot { Slot(.date, Int128(value.day)) }
    static func dateTime(_ value: Moment) -> Slot {
        Slot(.dateTime, Int128(value.milliseconds), detail: Int32(value.offsetMinutes))
    }
    static func duration(_ count: Int64, _ unit: DurationUnit) -> Slot {
        Slot(.duration, Int128(count), small: unit.number)
    }
    static func enumeration(_ type: EnumID, _ value: Int) -> Slot {
        Slot(.enumeration, Int128(value), detail: Int32(truncatingIfNeeded: type.index))
    }
    static func record(_ instance: Int) -> Slot { Slot(.record, Int128(instance)) }
    static func group(_ number: Int) -> Slot { Slot(.group, Int128(number)) }
    static func list(start: Int, count: Int) -> Slot { Slot(.list, packed(start, count)) }
    static func text(start: Int, count: Int, inCase: Bool, isPlain: Bool = false) -> Slot {
        Slot(.text, packed(start, count), small: isPlain ? 1 : 0, detail: inCase ? 1 : 0)
    }
    /// A leaf: one fact or parameter by its number among the needs.
    static func unknown(need: Int) -> Slot { Slot(.unknown, Int128(need) + 1) }
    static func error(_ number: Int) -> Slot { Slot(.error, Int128(number)) }

    private static func packed(_ start: Int, _ count: Int) -> Int128 {
        Int128(truncatingIfNeeded: UInt64(truncatingIfNeeded: start) << 32 | UInt64(truncatingIfNeeded: count))
    }

    /// The payload as a word.
    @inlinable public var int64: Int64 { Int64(bitPattern: low) }
    /// The payload as a number of something.
    @inlinable public var int: Int { Int(truncatingIfNeeded: low) }
    /// Where a list or a text begins.
    @inlinable public var start: Int { Int(truncatingIfNeeded: int64 >> 32) }
    /// How long a list or a text is.
    @inlinable public var count: Int { Int(truncatingIfNeeded: int64 & 0xFFFF_FFFF) }
    /// Surely true.
    @inlinable public var isTrue: Bool { tag == .boolean && payload != 0 }
    /// Surely false.
    @inlinable public var isFalse: Bool { tag == .boolean && payload == 0 }
    /// Neither unknown, impossible nor missing.
    @inlinable public var isThere: Bool { isCertain && tag != .missing }
    /// Neither unknown nor impossible.
    @inlinable public var isCertain: Bool { tag != .unknown && tag != .error && tag != .absent }
    /// The number of the single fact or parameter behind an unknown value.
    var need: Int? { tag == .unknown && payload != 0 ? int - 1 : nil }
    /// The payload as a decimal of the scale that `small` holds.
    @inlinable public var decimal: Decimal { Decimal(normal: payload, small) }
    var unit: DurationUnit { DurationUnit(number: small) }
}

extension DurationUnit {
    var number: UInt8 {
        switch self {
        case .days: 0
        case .workingDays: 1
        case .months: 2
        case .hours: 3
        }
    }

    init(number: UInt8) {
        switch number {
        case 1: self = .workingDays
        case 2: self = .months
        case 3: self = .hours
        default: self = .days
        }
    }
}
