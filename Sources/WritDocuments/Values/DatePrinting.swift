import WritSemantics

/// How days and moments read in documents of one language, for whoever holds a printed text against what it stands for.
package struct DatePrinting {
    private let printer: ValuePrinter

    /// - Parameter language: as a document states it.
    package init(language: String) { printer = ValuePrinter(words: FormWords.of(language)) }

    /// Whether a text is a way in which documents print a day or a moment that is written as machines read it.
    package func prints(_ text: some Sequence<UInt8>, _ code: String) -> Bool {
        if let day = CalendarDate.parse(code) { return prints(text, .date(day), .date) }
        return Moment.parse(code).map { prints(text, .dateTime($0), .dateTime) } ?? false
    }

    private func prints(_ text: some Sequence<UInt8>, _ value: Value, _ type: ValueType) -> Bool {
        ValueFormat.formats(for: type).contains { format in
            var bytes: [UInt8] = []
            printer.print(value, as: format, into: &bytes)
            return text.elementsEqual(bytes)
        }
    }
}
