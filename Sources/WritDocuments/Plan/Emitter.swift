/// Collects the operations of a form: constant bytes for the record and for its view, and slots between them.
struct Emitter {
    private(set) var operations: [Operation] = []
    private(set) var xmlPool: [UInt8] = []
    private(set) var htmlPool: [UInt8] = []
    private var xmlMark = 0
    private var htmlMark = 0

    /// Markup of the record.
    mutating func xml(_ markup: String) { xmlPool.append(contentsOf: markup.utf8) }

    /// Markup of the view.
    mutating func html(_ markup: String) { htmlPool.append(contentsOf: markup.utf8) }

    mutating func markup(xml recordMarkup: String, html viewMarkup: String) {
        xml(recordMarkup)
        html(viewMarkup)
    }

    /// Text that stands in both.
    mutating func text(_ text: String) {
        xmlPool.appendText(text)
        htmlPool.appendText(text)
    }

    /// Something to be filled in by hand.
    mutating func blank(_ blank: Blank) {
        xmlPool += blank.record
        htmlPool += blank.view
    }

    mutating func add(_ operation: Operation) {
        flush()
        operations.append(operation)
    }

    /// The place of the next operation, as the target of a jump.
    mutating func here() -> Int32 {
        flush()
        return Int32(truncatingIfNeeded: operations.count)
    }

    mutating func replace(at index: Int32, with operation: Operation) { operations[Int(index)] = operation }

    /// Bytes that are not part of the flow and that a slot refers to.
    mutating func apart(xml recordMarkup: String, html viewMarkup: String) -> UndecidedMark.Part {
        flush()
        xml(recordMarkup)
        html(viewMarkup)
        let ranges = UndecidedMark.Part(
            xml: Self.range(xmlMark, xmlPool.count), html: Self.range(htmlMark, htmlPool.count))
        xmlMark = xmlPool.count
        htmlMark = htmlPool.count
        return ranges
    }

    private mutating func flush() {
        guard xmlPool.count > xmlMark || htmlPool.count > htmlMark else { return }
        operations.append(
            .constant(xml: Self.range(xmlMark, xmlPool.count), html: Self.range(htmlMark, htmlPool.count)))
        xmlMark = xmlPool.count
        htmlMark = htmlPool.count
    }

    private static func range(_ start: Int, _ end: Int) -> ByteRange {
        ByteRange(start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: end))
    }
}
