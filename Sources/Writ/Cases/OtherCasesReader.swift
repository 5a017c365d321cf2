package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// Reads all cases that there are beside those that are decided.
///
/// A file is taken as all the cases of the types that stand in it or that cases ask about. One that cannot be read, or that cannot be
/// told from another, leaves open what rests on cases of its type; where its type is not known, on any.
package struct OtherCasesReader {
    private let program: Program
    private var builder: OtherCases.Builder
    private var reader: CaseReader
    private let defaults: CaseDefaults
    private let evaluation: Evaluation
    /// What is wrong with the cases: the first of them, and how many there are in the file that is being read.
    package private(set) var diagnostics: [Diagnostic] = []
    private var unread = 0
    private static let mostTold = 20

    package init(_ rulebook: CompiledRulebook, defaults: CaseDefaults) {
        program = rulebook.program
        self.defaults = defaults
        builder = OtherCases.Builder(rulebook.plan)
        reader = CaseReader(rulebook.program, defaults: defaults)
        evaluation = Evaluation(rulebook.plan)
    }

    package func finish() -> OtherCases { builder.finish() }

    /// Reads the cases of one file; false where a table does not say what its rows are.
    package mutating func read(_ stream: TextStream, path: String) throws(FileFailure) -> Bool {
        let format = BatchInput.Format(named: path, first: stream.firstSign)
        guard
            var input = BatchInput(
                stream, path: path, format: format, program: program, defaults: defaults, grouping: nil,
                pieceBytes: 1 << 18)
        else { return false }
        unread = 0
        if input.headerDiagnostics.contains(where: { $0.severity == .error }) {
            tell(input.headerDiagnostics)
            skip(nil)
        }
        while let piece = try input.next() {
            switch piece {
            case .rows(let rows): for row in rows { take(row.data, row.diagnostics, path, row.line) }
            case .elements(let elements): for element in elements { take(element, path) }
            case .lines(let block): read(block, path)
            }
            BatchInput.giveBack(piece, to: input.pool)
        }
        if unread > 0 {
            let fact = FileFact.otherCasesIncomplete(path: path, unread: unread)
            diagnostics.append(Diagnostic(.warning, fact, at: .none))
        }
        return true
    }

    private mutating func read(_ block: RecordBlock, _ path: String) {
        let bytes = block.bytes
        var line = block.firstLine
        var start = 0
        while start < bytes.count {
            let end = RecordBlocks.lineEnd(bytes, from: start)
            let text = bytes.part(start..<end)
            if text.contains(where: { $0 > UInt8(ascii: " ") }) { take(text, path, line, 1) }
            line += 1
            start = end + 1
        }
    }

    private mutating func take(_ element: JSONSequence.Element, _ path: String) {
        if let problem = element.problem {
            let place = Place.data(file: path, line: element.line, column: element.column, path: "")
            return take(nil, [Diagnostic(.error, InputFact.json(problem), at: place)], path, element.line)
        }
        element.text.withBytes { take($0, path, element.line, element.column) }
    }

    private mutating func take(_ text: ByteView, _ path: String, _ line: Int, _ column: Int) {
        let reading = reader.read(text, file: path, line: line, column: column, into: evaluation)
        // The facts of a case that nobody asks for stay in its text.
        if reading.isRead, !builder.isAsked(evaluation.head.data.type) { return }
        take(reading.isRead ? evaluation.data : nil, reading.diagnostics, path, line)
    }

    private mutating func take(_ data: CaseData?, _ found: [Diagnostic], _ path: String, _ line: Int) {
        guard let data else {
            tell(found)
            return skip(nil)
        }
        guard let refusal = builder.add(data) else { return }
        let fact: FileFact =
            switch refusal {
            case .noID: .otherCaseWithoutID
            case .repeatedID: .otherCaseTwice(id: data.id)
            }
        tell([Diagnostic(.warning, fact, at: .data(file: path, line: line, column: 1, path: "id"))])
        unread += 1
    }

    private mutating func skip(_ type: RecordID?) {
        builder.skip(type)
        unread += 1
    }

    /// What keeps a case from being read is no error of those that are decided.
    private mutating func tell(_ found: [Diagnostic]) {
        for diagnostic in found where diagnostics.count < Self.mostTold {
            diagnostics.append(
                Diagnostic(.warning, diagnostic.fact, at: diagnostic.place, related: diagnostic.related))
        }
    }
}
