import WritEvaluation

/// Where the loops and counters of one run of a form stand. One piece of memory, asked for once a document.
struct LoopMemory: ~Copyable {
    struct Loop: BitwiseCopyable {
        var list = Slot.unknown
        /// How many elements the list has.
        var count = 0
        /// The position of the element in its list, from 1; 0 before the first.
        var position = 0
        /// How many elements were printed.
        var printed = 0
    }

    /// The elements that loops stand at, the outermost first.
    let locals: UnsafeMutableBufferPointer<Slot>
    /// Where the fields of those elements begin among the values of the case; -1 for what is no record.
    let firstFields: UnsafeMutableBufferPointer<Int>
    let loops: UnsafeMutableBufferPointer<Loop>
    let counters: UnsafeMutableBufferPointer<Int>
    private let memory: UnsafeMutableRawPointer

    init(_ writer: DocumentWriter) {
        let (localCount, loopCount, counterCount) = (writer.localCount, writer.script.loops.count, writer.counterCount)
        let localBytes = localCount * MemoryLayout<Slot>.stride
        let firstBytes = localCount * MemoryLayout<Int>.stride
        let loopBytes = loopCount * MemoryLayout<Loop>.stride
        let counterBytes = counterCount * MemoryLayout<Int>.stride
        memory = .allocate(byteCount: max(1, localBytes + firstBytes + loopBytes + counterBytes), alignment: 16)
        locals = Self.bind(memory, localCount, .unknown)
        firstFields = Self.bind(memory + localBytes, localCount, -1)
        loops = Self.bind(memory + localBytes + firstBytes, loopCount, Loop())
        counters = Self.bind(memory + localBytes + firstBytes + loopBytes, counterCount, 0)
    }

    deinit { memory.deallocate() }

    private static func bind<Element: BitwiseCopyable>(
        _ memory: UnsafeMutableRawPointer, _ count: Int, _ element: Element
    ) -> UnsafeMutableBufferPointer<Element> {
        UnsafeMutableBufferPointer(
            start: memory.initializeMemory(as: Element.self, repeating: element, count: count), count: count)
    }

    /// The locals around a place, the first of them all.
    func outer(_ count: Int) -> UnsafeBufferPointer<Slot> {
        UnsafeBufferPointer(rebasing: locals.prefix(count))
    }

    /// Begins anew.
    func reset() {
        locals.update(repeating: .unknown)
        firstFields.update(repeating: -1)
        loops.update(repeating: Loop())
        counters.update(repeating: 0)
    }
}
