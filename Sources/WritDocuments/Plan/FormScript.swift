import WritEvaluation

/// A form's program ready to be run, for the record, for its view or for both at once: what is constant goes with the step that
/// follows it. It lies in memory of its own, so that a run neither counts references nor checks what cannot change.
final class FormScript: Sendable {
    /// What a step does, told apart as far as a run wants it: most steps write a value that lies where a number says.
    enum Code: UInt8, BitwiseCopyable {
        /// `a` is the number of a value, field `c` of the element in the local `b`, from 0.
        case field
        /// `a` is the number of a value, the fact `c` of the case.
        case fact
        /// `a` is the number of a value, which comes from elsewhere.
        case value
        case nothing
        /// `a` is the number of a condition, a loop, a counter, a place, as `Operation` says, and `b` what goes with it.
        case test, jump, leave, loop, next, ifFirst, unlessEmpty, position, reset, count, tick, boxes
        /// `a` is the raw value of the part.
        case note, merge
        /// One of those that stand at most a few times in a document, in `operations`.
        case rare
    }

    /// A piece of a pool.
    struct Piece: BitwiseCopyable {
        let start: Int32
        let count: Int32

        init(_ range: ByteRange) {
            start = range.start
            count = range.count
        }
    }

    /// Constant bytes of each file, and then an operation.
    struct Step: BitwiseCopyable {
        let record: Piece
        /// Of the record: behind that the position of the element in a loop, and more constant bytes; -1 where there is none.
        let loop: Int32
        let behind: Piece
        let view: Piece
        let code: Code
        var a: Int32 = 0
        var b: Int32 = 0
        var c: Int32 = 0
    }

    /// The part of a value's slot that is looked at when the value is there.
    struct Value: BitwiseCopyable {
        let source: ValueSource
        let format: ValueFormat
        let rounding: PrintedRounding?
    }

    struct Condition: BitwiseCopyable {
        let source: ValueSource
        let otherwise: Int32
        let undecided: Int32
    }

    struct Loop: BitwiseCopyable {
        let list: ValueSource
        let condition: ValueSource
        let hasCondition: Bool
        /// The local that holds the element, from 0.
        let local: Int32
        let blankRounds: Int32
        let body: Int32
        let end: Int32
    }

    /// A range of `fields`, to follow from a local; local 0 is the case.
    struct Path: BitwiseCopyable {
        let local: Int32
        let first: Int32
        let count: Int32
    }

    let steps: FixedTable<Step>
    /// By step.
    let operations: FixedTable<Operation>
    let values: FixedTable<Value>
    let conditions: FixedTable<Condition>
    let loops: FixedTable<Loop>
    let paths: FixedTable<Path>
    /// The fields of all paths.
    let fields: FixedTable<Int32>
    /// The constant bytes of the record and of the view, with room behind them for `DocumentBytes.putRoomy`.
    let record: FixedTable<UInt8>
    let view: FixedTable<UInt8>

    init(_ plan: FormPlan) {
        var builder = Builder(plan)
        builder.build()
        steps = FixedTable(builder.steps.map { $0.step(plan) })
        operations = FixedTable(builder.steps.map(\.operation))
        values = FixedTable(plan.values.map { Value(source: $0.source, format: $0.format, rounding: $0.rounding) })
        conditions = FixedTable(
            plan.conditions.map {
                Condition(
                    source: $0.source, otherwise: builder.place(of: $0.otherwise),
                    undecided: builder.place(of: $0.undecided))
            })
        loops = FixedTable(
            plan.loops.map {
                Loop(
                    list: $0.list, condition: $0.condition ?? .asOf, hasCondition: $0.condition != nil,
                    local: $0.local - 1, blankRounds: $0.blankRounds, body: builder.place(of: $0.body),
                    end: builder.place(of: $0.end))
            })
        var paths: [Path] = []
        var fields: [Int32] = []
        for path in plan.paths {
            paths.append(
                Path(
                    local: path.local, first: Int32(truncatingIfNeeded: fields.count),
                    count: Int32(truncatingIfNeeded: path.fields.count)))
            fields += path.fields
        }
        self.paths = FixedTable(paths)
        self.fields = FixedTable(fields)
        record = FixedTable(builder.record, isRoomy: true)
        view = FixedTable(plan.html, isRoomy: true)
    }

    /// A step before it is told apart what it does.
    private struct Draft {
        var record: ByteRange
        var loop: Int32 = -1
        var behind = ByteRange.empty
        var view: ByteRange
        var operation: Operation

        func step(_ plan: FormPlan) -> Step {
            func step(_ code: Code, _ a: Int32 = 0, _ b: Int32 = 0, _ c: Int32 = 0) -> Step {
                Step(
                    record: Piece(record), loop: loop, behind: Piece(behind), view: Piece(view), code: code, a: a, b: b,
                    c: c)
            }
            switch operation {
            case .value(let number):
                switch plan.values[Int(number)].source {
                case .localField(let local, let field): return step(.field, number, local - 1, field)
                case .fact(let fact): return step(.fact, number, 0, fact)
                default: return step(.value, number)
                }
            case .nothing: return step(.nothing)
            case .test(let slot): return step(.test, slot)
            case .jump(let target): return step(.jump, target)
            case .leave(let target): return step(.leave, target)
            case .loop(let slot): return step(.loop, slot)
            case .next(let slot): return step(.next, slot)
            case .ifFirst(let loop, let target): return step(.ifFirst, loop, target)
            case .unlessEmpty(let loop, let target): return step(.unlessEmpty, loop, target)
            case .position(let loop): return step(.position, loop)
            case .reset(let counter): return step(.reset, counter)
            case .count(let counter, let style): return step(.count, counter, style)
            case .tick(let slot): return step(.tick, slot)
            case .boxes(let slot): return step(.boxes, slot)
            case .note(let part): return step(.note, part.rawValue)
            case .merge(let part): return step(.merge, part.rawValue)
            default: return step(.rare)
            }
        }
    }

    /// Joins constants with operations, and finds the new places of jumps.
    private struct Builder {
        let plan: FormPlan
        var steps: [Draft] = []
        /// The constant bytes of the plan, and behind them those that are put together here.
        private(set) var record: [UInt8]
        /// For each operation of the plan the step that it went into, or the one behind where nothing is left of it.
        private var places: [Int32] = []
        private var isTarget: [Bool]
        /// Constants that no step has taken yet.
        private var waiting = (record: ByteRange.empty, view: ByteRange.empty)
        /// The last step writes a position, and what follows may go with it.
        private var isOpen = false

        init(_ plan: FormPlan) {
            self.plan = plan
            record = plan.xml
            isTarget = Array(repeating: false, count: plan.operations.count + 1)
            let jumps = plan.operations.compactMap(\.target)
            let branches = plan.conditions.flatMap { [$0.otherwise, $0.undecided] }
            for target in jumps + branches + plan.loops.flatMap({ [$0.body, $0.end] }) {
                isTarget[Int(target)] = true
            }
        }

        func place(of operation: Int32) -> Int32 { places[Int(operation)] }

        mutating func build() {
            for (index, operation) in plan.operations.enumerated() {
                if isTarget[index] {
                    flush()
                    isOpen = false
                }
                places.append(Int32(truncatingIfNeeded: steps.count))
                if case .constant(let xml, let html) = operation {
                    if !Self.goesOn(waiting.record, xml) || !Self.goesOn(waiting.view, html) { flush() }
                    waiting = (Self.joined(waiting.record, xml), Self.joined(waiting.view, html))
                } else {
                    add(operation)
                }
            }
            flush()
            places.append(Int32(truncatingIfNeeded: steps.count))
            for index in steps.indices {
                if let target = steps[index].operation.target { steps[index].operation.aim(at: place(of: target)) }
            }
        }

        /// Whether a range follows another in the pool.
        private static func goesOn(_ range: ByteRange, _ next: ByteRange) -> Bool {
            range.isEmpty || next.isEmpty || range.end == next.start
        }

        private static func joined(_ range: ByteRange, _ next: ByteRange) -> ByteRange {
            if next.isEmpty { return range }
            return ByteRange(start: range.isEmpty ? next.start : range.start, end: next.end)
        }

        private mutating func flush() {
            if !waiting.record.isEmpty || !waiting.view.isEmpty { add(.nothing) }
        }

        private mutating func add(_ operation: Operation) {
            var (record, view) = waiting
            waiting.record = .empty
            if case .position = operation {
                // The view has nothing here: what waits for it waits on.
                steps.append(Draft(record: record, view: .empty, operation: operation))
                isOpen = true
                return
            }
            waiting.view = .empty
            if case .value = operation {
                record = closed(record)
                if isOpen, let last = steps.indices.last, case .position(let loop) = steps[last].operation {
                    isOpen = false
                    steps[last].loop = loop
                    steps[last].behind = record
                    steps[last].view = view
                    steps[last].operation = operation
                    return
                }
            }
            isOpen = false
            steps.append(Draft(record: record, view: view, operation: operation))
        }

        /// The bytes before a value of the record with the end of its tag, which stands there unless it says more.
        private mutating func closed(_ range: ByteRange) -> ByteRange {
            let start = record.count
            // A slice of the pool that grows would have all of it copied.
            record += plan.xml[Int(range.start)..<Int(range.end)]
            record.append(UInt8(ascii: ">"))
            return ByteRange(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: record.count))
        }
    }
}
