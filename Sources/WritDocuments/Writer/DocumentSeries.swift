package import WritEvaluation
package import WritSemantics

/// The series in which a document is numbered: the form's pattern, and the year, month or day that the pattern names.
package struct DocumentSeries: Sendable {
    private let parts: [NumberPattern.Part]
    private let date: CalendarDate

    init(_ pattern: NumberPattern, _ date: CalendarDate) {
        parts = pattern.parts
        self.date = date
    }

    /// The pattern as the form has it: `整改〔{year}〕{sequence}号`.
    package var pattern: String {
        parts.map { part in
            switch part {
            case .text(let text): text
            case .year: "{year}"
            case .month: "{month}"
            case .day: "{day}"
            case .sequence(let digits): digits > 1 ? "{sequence:\(digits)}" : "{sequence}"
            }
        }.joined()
    }

    /// What the pattern names of the date: `2026`, `2026-03`; empty where it names nothing, and numbers run on for ever.
    package var period: String {
        let (year, month, day) = date.components
        var period: [String] = []
        if parts.contains(.year) { period.append(String(year)) }
        if parts.contains(.month) { period.append(Self.padded(month, 2)) }
        if parts.contains(.day) { period.append(Self.padded(day, 2)) }
        return period.joined(separator: "-")
    }

    /// The number that stands so far in the series.
    package func number(_ count: Int) -> String {
        let (year, month, day) = date.components
        return parts.map { part in
            switch part {
            case .text(let text): text
            case .year: String(year)
            case .month: String(month)
            case .day: String(day)
            case .sequence(let digits): Self.padded(count, digits)
            }
        }.joined()
    }

    /// How far in the series a number stands; nil where it is none of this series.
    package func count(of number: String) -> Int? {
        guard let place = parts.firstIndex(where: { if case .sequence = $0 { true } else { false } }) else {
            return nil
        }
        let before = DocumentSeries(NumberPattern(parts: Array(parts[..<place])), date).number(0)
        let after = DocumentSeries(NumberPattern(parts: Array(parts[(place + 1)...])), date).number(0)
        guard number.hasPrefix(before), number.hasSuffix(after), number.count > before.count + after.count else {
            return nil
        }
        let digits = number.dropFirst(before.count).dropLast(after.count)
        guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
        return Int(digits)
    }

    private static func padded(_ number: Int, _ width: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
    }
}

extension DocumentWriter {
    /// Whether the form's documents are numbered.
    package var isNumbered: Bool { plan.number != nil }

    /// The series of a document; nil where its form has no numbers, or the document's date is not known.
    package func series(_ input: DocumentInput, evaluation: Evaluation) -> DocumentSeries? {
        guard let pattern = plan.number else { return nil }
        var run = DocumentRun(self, input, .xml, DocumentBytes(capacity: 0))
        return evaluation.withInterpreter { interpreter in
            if let issue = input.issue { interpreter.setArguments(issue.arguments) }
            return run.date(plan.date.source, &interpreter).map { DocumentSeries(pattern, $0) }
        }
    }

    /// The document's own date, where it is known.
    package func date(_ input: DocumentInput, evaluation: Evaluation) -> CalendarDate? {
        var run = DocumentRun(self, input, .xml, DocumentBytes(capacity: 0))
        return evaluation.withInterpreter { interpreter in
            if let issue = input.issue { interpreter.setArguments(issue.arguments) }
            return run.date(plan.date.source, &interpreter)
        }
    }
}
