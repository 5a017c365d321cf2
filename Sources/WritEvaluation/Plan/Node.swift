/// One step of a compiled expression: what to do, and the numbers of the nodes, locals or tables to do it with.
struct Node {
    enum Operation: UInt8 {
        /// `a`: a constant.
        case constant
        case asOf
        /// `a`: the parameter.
        case parameter
        /// `a`: the local.
        case local
        /// `a`: the record, `b`: the number of the field.
        case field
        /// `a`: the record, `b`: the definition.
        case definition
        /// `a`: the number among the arguments of the document that a form is filled for.
        case argument
        case groupKey
        case groupItems
        /// `a`: the list, `b`: the position.
        case element
        case not
        case negate
        case and
        case or
        case equal
        case notEqual
        case less
        case lessOrEqual
        case greater
        case greaterOrEqual
        case add
        case subtract
        case multiply
        case divide
        /// `a`: the value; `b`, `c`: a range of `lists`.
        case inSet
        /// `a`: the value; `b`, `c`: the bounds or -1; `flags`: 1 with the lower one, 2 with the upper one.
        case inRange
        case isKnown
        case isMissing
        case orElse
        /// `a`: the condition, `b` and `c`: the values.
        case conditional
        /// `a`: the local, `b`: the list, `c`: the condition.
        case some
        case every
        case filter
        case count
        /// `a`: the local, `b`: the list, `c`: the body or -1; `d`: the constant that is the sum of nothing.
        case sum
        case min
        case max
        case first
        case last
        /// `a`: the local, `b`: the list, `c`: the key.
        case group
        /// `a`: the duration, `b`: the date; `flags`: 1 for after.
        case shift
        /// `a`, `b`: the dates; `flags`: the unit, with 16 where the result is a duration.
        case between
        /// `a`: the form, `flags`: the state.
        case documentState
        /// `a`: the form, `flags`: the date.
        case documentDate
        /// `a`: the type; `b`, `c`: a range of `lists`.
        case record
        /// `b`, `c`: a range of `lists`.
        case list
        case toDecimal
        case rounded
    }

    var operation: Operation
    var flags: UInt8 = 0
    var a: Int32 = -1
    var b: Int32 = -1
    var c: Int32 = -1
    var d: Int32 = -1
}

/// Three-valued truth, and the fourth outcome: that it cannot be computed.
enum Truth: UInt8 {
    case no, yes, unknown, error
}
