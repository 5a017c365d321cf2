package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// Sums up many cases in one pass: pieces of the input are counted by several threads, and what each counted is added up in the order
/// of the input. Memory does not grow with the number of cases.
package struct ReportRunner {
    package struct Result: Sendable {
        package var tally: ReportTally
        package var unread = 0
        /// What is wrong with the first of those that could not be read.
        package var diagnostics: [Diagnostic] = []
    }

    private let rulebook: CompiledRulebook
    /// The number of the report.
    private let report: Int
    private let period: ClosedRange<CalendarDate>?
    private let defaults: CaseDefaults
    private static let mostTold = 100

    package init(
        _ rulebook: CompiledRulebook, report: Int, period: ClosedRange<CalendarDate>?, defaults: CaseDefaults
    ) {
        self.rulebook = rulebook
        self.report = report
        self.period = period
        self.defaults = defaults
    }

    /// Nothing counted yet.
    package func begin() -> Result { Result(tally: Evaluation(rulebook.plan).tally(of: report)) }

    /// Adds the cases of an input.
    package func run(
        _ input: inout BatchInput, path: String, jobs: Int, into result: inout Result
    ) throws(FileFailure) {
        let blocks = input.pool
        var total = result
        try OrderedPipeline<BatchInput.Piece, Result>.run(
            jobs: jobs, produce: { () throws(FileFailure) -> BatchInput.Piece? in try input.next() },
            makeWorker: {
                var worker = Worker(self, path: path)
                return { piece in
                    let counted = worker.work(piece)
                    BatchInput.giveBack(piece, to: blocks)
                    return counted
                }
            },
            consume: { counted throws(FileFailure) in
                total.tally.add(counted.tally)
                total.unread += counted.unread
                total.diagnostics += counted.diagnostics.prefix(max(0, Self.mostTold - total.diagnostics.count))
                return true
            })
        result = total
    }

    /// The state of one thread.
    private struct Worker {
        private let runner: ReportRunner
        private let path: String
        private let evaluation: Evaluation
        private var reader: CaseReader

        init(_ runner: ReportRunner, path: String) {
            self.runner = runner
            self.path = path
            evaluation = Evaluation(runner.rulebook.plan)
            reader = CaseReader(runner.rulebook.program, defaults: runner.defaults)
        }

        mutating func work(_ piece: BatchInput.Piece) -> Result {
            var result = Result(tally: evaluation.tally(of: runner.report))
            switch piece {
            case .rows(let rows):
                for row in rows {
                    if let data = row.data { evaluation.load(data) }
                    take(row.data != nil, row.diagnostics, &result)
                }
            case .elements(let elements):
                for element in elements {
                    if let problem = element.problem {
                        let place = Place.data(file: path, line: element.line, column: element.column, path: "")
                        take(false, [Diagnostic(.error, InputFact.json(problem), at: place)], &result)
                    } else {
                        element.text.withBytes { read($0, element.line, element.column, &result) }
                    }
                }
            case .lines(let block): read(block.bytes, block.firstLine, &result)
            }
            return result
        }

        private mutating func read(_ bytes: ByteView, _ firstLine: Int, _ result: inout Result) {
            var line = firstLine
            var start = 0
            while start < bytes.count {
                let end = RecordBlocks.lineEnd(bytes, from: start)
                let text = bytes.part(start..<end)
                if text.contains(where: { $0 > UInt8(ascii: " ") }) { read(text, line, 1, &result) }
                line += 1
                start = end + 1
            }
        }

        private mutating func read(_ text: ByteView, _ line: Int, _ column: Int, _ result: inout Result) {
            let reading = reader.read(text, file: path, line: line, column: column, into: evaluation)
            take(reading.isRead, reading.diagnostics, &result)
        }

        private mutating func take(_ isRead: Bool, _ diagnostics: [Diagnostic], _ result: inout Result) {
            guard isRead else {
                result.unread += 1
                if result.diagnostics.count < ReportRunner.mostTold { result.diagnostics += diagnostics }
                return
            }
            evaluation.add(to: &result.tally, of: runner.report, period: runner.period)
        }
    }
}

extension ReportRunner.Result {
    /// The facts of the case that the report makes, and why some of them are not known.
    package func facts(
        of report: Int, in program: Program, period: ClosedRange<CalendarDate>?, beside facts: [Value]
    ) -> (facts: [Value], diagnostics: [Diagnostic]) {
        let made = ReportCase(report, in: program, tally, period: period, facts: facts, isWhole: unread == 0)
        var told: [Diagnostic] = []
        func tell(_ severity: Diagnostic.Severity, _ fact: ReportFact) {
            told.append(Diagnostic(severity, fact, at: .none))
        }
        if unread > 0 { tell(.error, .unread(count: unread)) }
        if tally.open.count > 0 { tell(.warning, .unplaced(count: tally.open.count, ids: tally.open.ids)) }
        for fact in made.open { tell(.warning, .open(path: fact.path, count: fact.cases.count, ids: fact.cases.ids)) }
        for path in made.tooLarge { tell(.error, .tooLarge(path: path)) }
        return (made.facts, diagnostics + told)
    }
}
