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
        /// Other cases: `a`: the case, `b`: the number of the field, `c`: the number among `probes` or -1, `d`: their case type;
        /// `flags`: 1 where only their number is asked.
        case others
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
        /// `a`: the local, `b`: the list, `c`: the key; `flags`: 1 where the key asks nothing but the element and the case.
        case sorted
        /// `a`: the record, `b`: the list.
        case previous
        case next
        /// `a`, `b`: the operands, the second one -1 where there is one only; `c`: the function's number in `functions`.
        case function
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

    /// Where a node has the numbers of the nodes that it is made of.
    enum Operands {
        /// In the first so many of `a`, `b` and `c`; -1 where one is absent.
        case direct(Int)
        /// In a run of `lists`: `b` and `c`.
        case run
        /// In `a`, and in a run of `lists` behind it.
        case valueAndRun
        /// A list in `b`, and in `c` what is asked of each element as local `a`, or -1.
        case eachElement
    }

    var operation: Operation
    var flags: UInt8 = 0
    var a: Int32 = -1
    var b: Int32 = -1
    var c: Int32 = -1
    var d: Int32 = -1
}

extension Node.Operation {
    /// Whoever only goes on to what a node is made of asks here, and need not list the operations.
    var operands: Node.Operands {
        switch self {
        case .constant, .asOf, .parameter, .local, .argument, .documentState, .documentDate: .direct(0)
        case .field, .others, .definition, .groupKey, .groupItems, .not, .negate, .isKnown, .isMissing, .count,
            .toDecimal,
            .rounded:
            .direct(1)
        case .element, .and, .or, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .add, .subtract,
            .multiply, .divide, .orElse, .shift, .between, .previous, .next, .function:
            .direct(2)
        case .inRange, .conditional: .direct(3)
        case .inSet: .valueAndRun
        case .record, .list: .run
        case .some, .every, .filter, .group, .sorted, .sum, .min, .max, .first, .last: .eachElement
        }
    }
}

extension Plan {
    /// How many nodes a node is made of, absent ones counted.
    func operandCount(of node: Node) -> Int {
        switch node.operation.operands {
        case .direct(let count): count
        case .run: Int(node.c)
        case .valueAndRun: 1 + Int(node.c)
        case .eachElement: 2
        }
    }

    /// One of the nodes that a node is made of; -1 where it is absent.
    func operand(_ index: Int, of node: Node) -> Int32 {
        switch node.operation.operands {
        case .direct: index == 0 ? node.a : index == 1 ? node.b : node.c
        case .run: lists[Int(node.b) + index]
        case .valueAndRun: index == 0 ? node.a : lists[Int(node.b) + index - 1]
        case .eachElement: index == 0 ? node.b : node.c
        }
    }
}

/// Three-valued truth, and the fourth outcome: that it cannot be computed.
enum Truth: UInt8 {
    case no, yes, unknown, error
}
