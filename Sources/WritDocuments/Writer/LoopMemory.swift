import WritEvaluation

/// Where the loops and counters of one run of a form stand.
struct LoopMemory: ~Copyable {
    struct Loop: BitwiseCopyable {
        var list = Slot.unknown
        /// How many elements the list has.
        var count = 0
        /// The position of the element in its list, from 1; 0 before the first.
        var position = 0
        /// How many elements were printed.
        var printed = 0
        /// Of how many it is not known whether they are printed; 1 where the list itself is not known.
        var undecided = 0

        /// Whether there was nothing to print, which is certain.
        var isEmpty: Bool { printed == 0 && undecided == 0 }
    }

    /// The elements that loops stand at, the outermost first.
    let locals: FixedTable<Slot>
    /// Where the fields of those elements begin among the values of the case; -1 for what is no record.
    let firstFields: FixedTable<Int>
    let loops: FixedTable<Loop>
    let counters: FixedTable<Int>

    init(_ writer: DocumentWriter) {
        locals = FixedTable(repeating: .unknown, count: writer.localCount)
        firstFields = FixedTable(repeating: -1, count: writer.localCount)
        loops = FixedTable(repeating: Loop(), count: writer.script.loops.count)
        counters = FixedTable(repeating: 0, count: writer.counterCount)
    }

    /// Begins anew.
    func reset() {
        locals.fill(with: .unknown)
        firstFields.fill(with: -1)
        loops.fill(with: Loop())
        counters.fill(with: 0)
    }
}
