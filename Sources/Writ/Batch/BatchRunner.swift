internal import WritApprovals
package import WritDocuments
package import WritEvaluation
package import WritLanguage
package import WritSemantics

/// Many cases in one pass: in constant memory, on several threads, with output in the order of the input.
package struct BatchRunner: Sendable {
    /// What is made of each case.
    package enum Output: Sendable, Equatable {
        /// Files in a folder for each case, and one line of outcome.
        case documents
        /// One line of outcome.
        case outcomes
        /// The documents themselves, one after the other.
        case stream(CaseProcessor.Targets)
        /// One line with some defined values only, for `--select`.
        case decisions([String])
    }

    /// What came of one piece of the input.
    package struct Batch: Sendable {
        let buffer: OutputBuffer
        /// Lines of outcome. They go when the batch was consumed.
        package var bytes: [UInt8] {
            get { buffer.bytes }
            _modify { yield &buffer.bytes }
        }
        /// Calls with the documents of a stream; there are none where lines are asked for.
        package func withDocuments<Failure: Error>(
            _ body: (ByteView) throws(Failure) -> Void
        ) throws(Failure) {
            try buffer.documents.withBytes(body)
        }
        package var files: [CaseFiles] = []
        package var diagnostics: [Diagnostic] = []
        package var counts = Counts()
        /// Numbers of documents that the cases' histories state.
        var numbers: [RepeatedNumbers.Stated] = []
        /// How much of the input it was, where that is known.
        package var inputBytes = 0

        init(_ buffer: OutputBuffer) { self.buffer = buffer }
    }

    /// The files of one case.
    package struct CaseFiles: Sendable {
        /// Where the case stands in the input.
        package let place: Place
        package let line: Int
        package let id: String
        package let folder: String
        package let documents: Int
        package let files: [(name: String, bytes: [UInt8])]
        /// Where its outcome stands among the bytes of the batch.
        package fileprivate(set) var outcome: Range<Int>

        fileprivate func at(_ outcome: Range<Int>) -> CaseFiles {
            var files = self
            files.outcome = outcome
            return files
        }
    }

    package struct Counts: Sendable, Equatable {
        package var cases = 0
        package var documents = 0
        /// Cases that could not be read.
        package var unreadable = 0
        /// Cases in which a value was impossible.
        package var faulty = 0
        package var refused = 0
        /// Cases of which nothing was written, because they have no id or that of another.
        package var unfiled = 0
        /// Cases with approvals in which nobody but the case says who holds which role.
        package var ownStaff = 0
        /// Cases with approvals in which nobody says who holds which role.
        package var noStaff = 0
        /// Cases that name no organisation, of the types about which rules hold at some only: by number of the type.
        package var unplaced: [Int: Int] = [:]

        package init() {}

        package mutating func add(_ other: Counts) {
            cases += other.cases
            documents += other.documents
            unreadable += other.unreadable
            faulty += other.faulty
            refused += other.refused
            unfiled += other.unfiled
            ownStaff += other.ownStaff
            noStaff += other.noStaff
            if !other.unplaced.isEmpty { unplaced.merge(other.unplaced, uniquingKeysWith: +) }
        }

        fileprivate mutating func addStaff(_ origin: CaseRouting.StaffOrigin) {
            switch origin {
            case .list: break
            case .caseItself: ownStaff += 1
            case .none: noStaff += 1
            }
        }
    }

    private let rulebook: CompiledRulebook
    private let defaults: CaseDefaults
    private let path: String
    private let output: Output
    private let language: MessageLanguage
    /// Numbers the documents, in the order of the cases.
    private let registrar: Registrar?
    /// Beside record and view, each document as an office program edits it.
    private let makesOfficeFiles: Bool

    package init(
        _ rulebook: CompiledRulebook, defaults: CaseDefaults, path: String, output: Output, language: MessageLanguage,
        registrar: Registrar? = nil, makesOfficeFiles: Bool = false
    ) {
        self.registrar = registrar
        self.makesOfficeFiles = makesOfficeFiles
        self.rulebook = rulebook
        self.defaults = defaults
        self.path = path
        self.output = output
        self.language = language
    }

    /// - Parameters:
    ///   - consume: takes each batch in order; returning false ends the run.
    package func run(
        _ input: inout BatchInput, jobs: Int, consume: (Batch) throws(FileFailure) -> Bool
    ) throws(FileFailure) {
        let buffers = Pool<OutputBuffer>()
        let blocks = input.pool
        var numbers = RepeatedNumbers()
        try OrderedPipeline<BatchInput.Piece, Batch>.run(
            jobs: registrar == nil ? jobs : 1,
            produce: { () throws(FileFailure) -> BatchInput.Piece? in try input.next() },
            makeWorker: {
                var worker = Worker(self)
                return { piece in
                    let batch = worker.work(piece, into: buffers.take() ?? OutputBuffer())
                    BatchInput.giveBack(piece, to: blocks)
                    return batch
                }
            },
            consume: { batch throws(FileFailure) in
                var batch = batch
                if !batch.numbers.isEmpty { batch.diagnostics += numbers.check(batch.numbers) }
                let goesOn = try consume(batch)
                batch.buffer.empty()
                buffers.give(batch.buffer)
                return goesOn
            })
    }

    /// The state of one thread.
    private struct Worker {
        let processor: CaseProcessor
        var decisions: DecisionStream?
        var reader: CaseReader
        /// Holds one case after the other.
        let evaluation: Evaluation
        let path: String
        let output: Output
        let targets: CaseProcessor.Targets
        let registrar: Registrar?
        /// With a register, the lines on which cases stand by their ids: a second one of an id is another case, which the register
        /// would take for a change of the first.
        private var firstLines: [String: Int] = [:]
        /// By type of case, whether rules about it hold at some organisations only.
        let isPlaced: [Bool]
        var writer = JSONWriter()

        init(_ runner: BatchRunner) {
            processor = CaseProcessor(runner.rulebook, language: runner.language)
            reader = CaseReader(runner.rulebook.program, defaults: runner.defaults)
            evaluation = Evaluation(runner.rulebook.plan)
            path = runner.path
            processor.pictures = PictureFolder.shelf(beside: runner.path)
            output = runner.output
            registrar = runner.registrar
            let program = runner.rulebook.program
            var isPlaced = [Bool](repeating: false, count: program.records.count)
            for rule in program.rules where !rule.provision.organisations.isEmpty {
                isPlaced[rule.subject.index] = true
            }
            self.isPlaced = isPlaced
            switch runner.output {
            case .documents: targets = runner.makesOfficeFiles ? [.xml, .html, .docx] : [.xml, .html]
            case .outcomes: targets = []
            case .stream(let chosen): targets = chosen
            case .decisions(let names):
                targets = []
                // The names were checked before the threads began.
                decisions =
                    DecisionStream.make(
                        runner.rulebook.plan, selection: names, defaults: runner.defaults, file: runner.path
                    ).0
            }
        }

        /// - Parameter buffer: empty, for the bytes that come of it.
        mutating func work(_ piece: BatchInput.Piece, into buffer: OutputBuffer) -> Batch {
            var batch = Batch(buffer)
            switch piece {
            case .rows(let rows):
                for row in rows { take(row, &batch) }
            case .elements(let elements):
                for element in elements { take(element, &batch) }
            case .lines(let block):
                batch.inputBytes = block.count
                if decisions != nil {
                    decide(block, &batch)
                } else {
                    read(block.bytes, block.firstLine, &batch)
                }
            }
            return batch
        }

        private mutating func take(_ row: TableCaseReader.Reading, _ batch: inout Batch) {
            guard decisions == nil else {
                return decide(&batch) { decisions, output, report in
                    decisions.answer(row.data, row.diagnostics, line: row.line, to: &output, report: report)
                    return 1
                }
            }
            if let data = row.data { evaluation.load(data) }
            take(isRead: row.data != nil, row.diagnostics, atLine: row.line, &batch)
        }

        private mutating func take(_ element: JSONSequence.Element, _ batch: inout Batch) {
            if let problem = element.problem {
                let place = Place.data(file: path, line: element.line, column: element.column, path: "")
                let told = [Diagnostic(.error, InputFact.json(problem), at: place)]
                if decisions == nil { return take(isRead: false, told, atLine: element.line, &batch) }
                return decide(&batch) { decisions, output, report in
                    decisions.answer(nil, told, line: element.line, to: &output, report: report)
                    return 1
                }
            }
            element.text.withBytes { text in
                guard decisions == nil else {
                    return decide(&batch) { decisions, output, report in
                        decisions.answer(
                            text, line: element.line, column: element.column, to: &output, report: report)
                    }
                }
                let reading = reader.read(
                    text, file: path, line: element.line, column: element.column, into: evaluation)
                take(isRead: reading.isRead, reading.diagnostics, atLine: element.line, &batch)
            }
        }

        private mutating func read(_ bytes: ByteView, _ firstLine: Int, _ batch: inout Batch) {
            var line = firstLine
            var start = 0
            while start < bytes.count {
                let end = RecordBlocks.lineEnd(bytes, from: start)
                let text = bytes.part(start..<end)
                if text.contains(where: {
                    $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "\r") && $0 != UInt8(ascii: "\t")
                }) {
                    let reading = reader.read(text, file: path, line: line, into: evaluation)
                    take(isRead: reading.isRead, reading.diagnostics, atLine: line, &batch)
                }
                line += 1
                start = end + 1
            }
        }

        private mutating func decide(_ block: RecordBlock, _ batch: inout Batch) {
            batch.bytes.reserveCapacity(block.count)
            decide(&batch) { decisions, output, report in
                decisions.answer(block.bytes, firstLine: block.firstLine, to: &output, report: report)
            }
        }

        /// - Parameter answer: answers cases and says how many they were.
        private mutating func decide(
            _ batch: inout Batch,
            _ answer: (inout DecisionStream, inout [UInt8], DecisionStream.Report) -> Int
        ) {
            var problems: [Diagnostic] = []
            var counts = Counts()
            // Taken out and put back, so that the stream is held once and nothing of it is copied.
            guard var stream = decisions else { return }
            decisions = nil
            counts.cases = answer(&stream, &batch.bytes) { _, isRead, diagnostics in
                problems += diagnostics
                guard diagnostics.contains(where: { $0.severity == .error }) else { return }
                if isRead { counts.faulty += 1 } else { counts.unreadable += 1 }
            }
            decisions = stream
            batch.diagnostics += problems
            batch.counts.add(counts)
        }

        /// Does what is asked with the case that the evaluation holds.
        private mutating func take(
            isRead: Bool, _ diagnostics: [Diagnostic], atLine line: Int, _ batch: inout Batch
        ) {
            batch.counts.cases += 1
            if !diagnostics.isEmpty { batch.diagnostics += diagnostics }
            guard isRead else {
                batch.counts.unreadable += 1
                if targets.isEmpty || output == .documents { unreadable(diagnostics, &batch) }
                return
            }
            let head = evaluation.head
            if head.data.organisation == nil, isPlaced[head.data.type.index] {
                batch.counts.unplaced[head.data.type.index, default: 0] += 1
            }
            for document in head.data.history {
                guard let number = document.number else { continue }
                batch.numbers.append(
                    RepeatedNumbers.Stated(
                        number: number, organisation: head.data.organisation?.index, caseID: head.data.id,
                        place: .data(file: path, line: line, column: 1, path: "history")))
            }
            if case .stream = output {
                let streamed = processor.stream(evaluation, targets, into: &batch.buffer.documents)
                batch.counts.documents += streamed.documents
                if streamed.isRefused { batch.counts.refused += 1 }
                if !streamed.errors.isEmpty {
                    batch.counts.faulty += 1
                    batch.diagnostics += streamed.errors
                }
                return
            }
            if registrar != nil, let problem = repeated(head.data.id, line) {
                batch.diagnostics.append(problem)
                batch.counts.unfiled += 1
                return unreadable([problem], &batch)
            }
            let result = process(&batch)
            let place = Place.data(file: path, line: line, column: 1, path: "")
            let refused = registrar?.endCase().map { Diagnostic($0.severity, $0.fact, at: place) } ?? []
            if !refused.isEmpty {
                batch.diagnostics += refused
                batch.counts.faulty += 1
                unreadable(refused, &batch)
                return
            }
            let files = output == .documents ? filed(result, line) : nil
            if let registrar, let files, let problem = registrar.filing?(files) {
                registrar.takeBackCase()
                batch.diagnostics.append(problem)
                batch.counts.unfiled += 1
                unreadable([problem], &batch)
                return
            }
            batch.counts.documents += result.documents.count
            if result.hasErrors { batch.counts.faulty += 1 }
            if result.isRefused { batch.counts.refused += 1 }
            if !result.routing.documents.isEmpty { batch.counts.addStaff(result.routing.staffOrigin) }
            batch.diagnostics += result.errors
            writer.removeAll()
            processor.writeOutcome(result, targets: targets, to: &writer)
            writer.newLine()
            let start = batch.bytes.count
            batch.bytes += writer.bytes
            if let files, registrar == nil { batch.files.append(files.at(start..<batch.bytes.count)) }
        }

        /// Says of a case that an earlier one has its id.
        private mutating func repeated(_ id: String, _ line: Int) -> Diagnostic? {
            guard !id.isEmpty, let first = firstLines.updateValue(line, forKey: id) else { return nil }
            firstLines[id] = first
            let place = Place.data(file: path, line: line, column: 1, path: "id")
            return Diagnostic(.error, FileFact.duplicateCase(id: id, firstLine: first), at: place)
        }

        /// Evaluates the case that is held; with a register, as far as that knows it.
        private func process(_ batch: inout Batch) -> CaseProcessor.Result {
            guard let registrar else { return processor.process(evaluation, targets: targets) }
            registrar.beginCase()
            var data = evaluation.data
            let given = data
            batch.diagnostics += registrar.complete(&data, processor.rulebook.program)
            return data == given
                ? processor.process(evaluation, targets: targets, registrar: registrar)
                : processor.process(data, targets: targets, registrar: registrar)
        }

        private func filed(_ result: CaseProcessor.Result, _ line: Int) -> CaseFiles {
            CaseFiles(
                place: .data(file: path, line: line, column: 1, path: "id"), line: line, id: result.routing.data.id,
                folder: result.folder, documents: result.documents.count,
                files: result.documents.flatMap(\.files),
                outcome: 0..<0)
        }

        /// A line of output for a case that could not be read, so that line n of the output belongs to case n.
        private mutating func unreadable(_ diagnostics: [Diagnostic], _ batch: inout Batch) {
            batch.bytes += BatchRunner.outcome(ofUnusableCase: diagnostics)
        }
    }

    /// The line of outcome of a case of which nothing came.
    package static func outcome(ofUnusableCase diagnostics: [Diagnostic]) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("case")
        writer.null()
        writer.key("errors")
        writer.beginArray()
        for diagnostic in diagnostics {
            writer.beginObject()
            writer.key("id")
            writer.string(diagnostic.fact.id)
            writer.key("message")
            writer.string(diagnostic.fact.wording.message.en)
            if case .data(_, let line, _, let path, _) = diagnostic.place {
                writer.key("line")
                writer.integer(line)
                writer.key("path")
                writer.string(path)
            }
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        writer.newLine()
        return writer.bytes
    }
}
