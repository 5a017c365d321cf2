package import WritLanguage
import WritSemantics

/// Answers lines of cases with lines of selected values: JSON Lines in, JSON Lines out, one answer a case, in order.
///
/// A table over fields with constant values is decided straight from the bytes; everything else, and every line that is
/// not plain, goes through the reader of cases and the evaluator. Both give the same answers. An answer holds a key for
/// each selected value that is certain (null where it is missing); a case that cannot be read is answered with
/// `{"error":…}` and reported.
package struct DecisionStream {
    /// What goes wrong with one line.
    package typealias Report = (_ line: Int, _ diagnostics: [Diagnostic]) -> Void

    private let plan: Plan
    private let selected: [Int32]
    private var reader: CaseReader
    private let evaluation: Evaluation
    private var writer = JSONWriter()
    private var scanner: FlatScanner?
    private var table: FlatTable?
    /// The answers of the flat table, each with its line end; the last one is that no row holds.
    private var answerBytes: [UInt8] = []
    private var answerStarts: [Int] = []
    private let file: String

    /// - Parameters:
    ///   - selection: names of tables or of definitions about the case type.
    ///   - defaults: the type of case must be set.
    /// - Returns: nil, with what is wrong, where a name is neither.
    package static func make(
        _ plan: Plan, selection: [String], defaults: CaseDefaults, file: String
    ) -> (DecisionStream?, [Diagnostic]) {
        guard let type = defaults.type else {
            return (nil, [Diagnostic(.error, CaseFact.missingKey("case"), at: .none)])
        }
        var selected: [Int32] = []
        var diagnostics: [Diagnostic] = []
        let program = plan.program
        for name in selection {
            let outputs = program.tables.first { $0.identity.name == name && $0.subject == type }?.outputs
            let definitions =
                outputs
                ?? program.definitions.indices.filter {
                    program.definitions[$0].identity.name == name && program.definitions[$0].subject == type
                }.map { DefinitionID($0) }
            if definitions.isEmpty {
                let known =
                    program.tables.filter { $0.subject == type }.map(\.identity.name)
                    + program.definitions.filter { $0.subject == type }.map(\.identity.name)
                diagnostics.append(
                    Diagnostic(
                        .error,
                        CaseFact.unknownSelection(name, suggestion: Suggestion.nearest(to: name, among: known)),
                        at: .none))
            }
            selected += definitions.map { Int32(truncatingIfNeeded: $0.index) }
        }
        guard diagnostics.isEmpty else { return (nil, diagnostics) }
        return (DecisionStream(plan, type, selected, defaults, file), [])
    }

    private init(
        _ plan: Plan, _ type: RecordID, _ selected: [Int32], _ defaults: CaseDefaults, _ file: String
    ) {
        self.plan = plan
        self.selected = selected
        self.file = file
        var defaults = defaults
        // Where nothing depends on the day, cases need not state one.
        if defaults.asOf == nil, !plan.dependsOnDate { defaults.asOf = .first }
        reader = CaseReader(plan.program, defaults: defaults)
        evaluation = Evaluation(plan)
        makeFlat(type)
    }

    // MARK: - The flat table

    /// Prepares the way straight through, where all that is selected comes from one table that allows it.
    private mutating func makeFlat(_ type: RecordID) {
        guard let first = selected.first, plan.definitions[Int(first)].table >= 0 else { return }
        let number = Int(plan.definitions[Int(first)].table)
        guard selected.allSatisfy({ Int(plan.definitions[Int($0)].table) == number }) else { return }
        let planned = plan.tables[number]
        var fields: [Int] = []
        var texts: [Int: [String]] = [:]
        for (column, input) in planned.inputs.enumerated() {
            if case .free = planned.index.columns[column].kind {
                fields.append(-1)
                continue
            }
            guard let field = field(of: input) else { return }
            // A field may be asked in two columns, but only one list of texts is kept for it.
            if case .texts = planned.index.columns[column].kind {
                if texts[field] != nil { return }
                texts[field] = planned.index.columns[column].texts.sorted { $0.value < $1.value }.map(\.key)
            }
            fields.append(field)
        }
        guard let answers = constantAnswers(planned),
            let table = FlatTable(planned, fields: fields, answers: answers),
            let scanner = FlatScanner(plan.program, type: type, texts: texts)
        else { return }
        self.table = table
        self.scanner = scanner
    }

    /// The field of the case that an expression is.
    private func field(of node: Int32) -> Int? {
        let node = plan.nodes[Int(node)]
        switch node.operation {
        case .toDecimal: return field(of: node.a)
        case .field:
            let record = plan.nodes[Int(node.a)]
            return record.operation == .local && record.a == 0 ? Int(node.b) : nil
        default: return nil
        }
    }

    /// Writes the answer of each row once, and answers their numbers; nil where a value is no constant.
    private mutating func constantAnswers(_ table: PlannedTable) -> [Int32]? {
        var numbers: [[UInt8]: Int32] = [:]
        var answers: [Int32] = []
        for row in table.outputs {
            var line = JSONWriter()
            line.beginObject()
            for definition in selected {
                let node = plan.nodes[Int(row[Int(plan.definitions[Int(definition)].output)])]
                guard node.operation == .constant else { return nil }
                let slot = plan.constants[Int(node.a)]
                guard slot.isCertain else { return nil }
                line.key(plan.program.definitions[Int(definition)].identity.name)
                ValueText.write(evaluation.machine.value(slot), in: plan.program, to: &line)
            }
            line.endObject()
            line.newLine()
            if let known = numbers[line.bytes] {
                answers.append(known)
            } else {
                let number = Int32(truncatingIfNeeded: numbers.count)
                numbers[line.bytes] = number
                answers.append(number)
                answerStarts.append(answerBytes.count)
                answerBytes += line.bytes
            }
        }
        answerStarts.append(answerBytes.count)
        answerBytes += Array("{}\n".utf8)
        answerStarts.append(answerBytes.count)
        return answers
    }

    // MARK: - Lines

    /// Answers whole lines; empty ones have no answer.
    /// - Parameter firstLine: the number of the first line in its file.
    package mutating func answer(
        _ lines: UnsafeBufferPointer<UInt8>, firstLine: Int, to output: inout [UInt8], report: Report
    ) {
        guard table != nil, scanner != nil else {
            answerSlowly(lines, firstLine, &output, report)
            return
        }
        withUnsafeTemporaryAllocation(of: FlatScanner.Given.self, capacity: 64) { given in
            given.initialize(repeating: FlatScanner.Given())
            withUnsafeTemporaryAllocation(of: Int64.self, capacity: 16) { places in
                withUnsafeTemporaryAllocation(of: UnsafePointer<UInt64>.self, capacity: 16) { sets in
                    answerQuickly(lines, firstLine, &output, report, given, places, sets)
                }
            }
        }
    }

    private mutating func answerQuickly(
        _ lines: UnsafeBufferPointer<UInt8>, _ firstLine: Int, _ output: inout [UInt8], _ report: Report,
        _ given: UnsafeMutableBufferPointer<FlatScanner.Given>, _ places: UnsafeMutableBufferPointer<Int64>,
        _ sets: UnsafeMutableBufferPointer<UnsafePointer<UInt64>>
    ) {
        guard var scanner, let table else { return }
        let fields = UnsafeMutableBufferPointer(rebasing: given[0..<min(64, scanner.fields.count)])
        var at = 0
        var line = firstLine
        while at < lines.count {
            let after = scanner.scan(lines, from: at, to: lines.count, into: fields)
            // A line that was read ends behind its brace; the end of any other must be looked for.
            var end = after
            if end >= 0 {
                while end < lines.count, lines[end] == 0x20 || lines[end] == 0x0D || lines[end] == 0x09 { end &+= 1 }
                if end < lines.count, lines[end] != 0x0A { end = -1 }
            }
            if end >= 0 {
                let decision = table.decide(fields, places, sets)
                let answer: Int
                switch decision {
                case .row(let row): answer = Int(table.answers[row])
                case .none: answer = answerStarts.count &- 2
                case .open: answer = -1
                }
                if answer >= 0 {
                    output.append(contentsOf: answerBytes[answerStarts[answer]..<answerStarts[answer &+ 1]])
                    at = end &+ 1
                    line &+= 1
                    continue
                }
            }
            end = at
            while end < lines.count, lines[end] != 0x0A { end &+= 1 }
            answer(UnsafeBufferPointer(rebasing: lines[at..<end]), line, &output, report)
            at = end &+ 1
            line &+= 1
        }
        self.scanner = scanner
    }

    private mutating func answerSlowly(
        _ lines: UnsafeBufferPointer<UInt8>, _ firstLine: Int, _ output: inout [UInt8], _ report: Report
    ) {
        var at = 0
        var line = firstLine
        while at < lines.count {
            var end = at
            while end < lines.count, lines[end] != 0x0A { end &+= 1 }
            answer(UnsafeBufferPointer(rebasing: lines[at..<end]), line, &output, report)
            at = end + 1
            line += 1
        }
    }

    /// Answers one line by the reader of cases and the evaluator.
    private mutating func answer(
        _ text: UnsafeBufferPointer<UInt8>, _ line: Int, _ output: inout [UInt8], _ report: Report
    ) {
        if text.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { return }
        let reading = reader.read(text, file: file, line: line, into: evaluation)
        if !reading.diagnostics.isEmpty { report(line, reading.diagnostics) }
        writer.removeAll()
        writer.beginObject()
        if reading.isRead {
            let errors = evaluation.select(selected, to: &writer)
            if !errors.isEmpty { report(line, errors) }
        } else {
            writer.key("error")
            writer.string(reading.diagnostics.first?.fact.id ?? "case.unusable")
        }
        writer.endObject()
        writer.newLine()
        output.append(contentsOf: writer.bytes)
    }
}

extension Evaluation {
    /// Writes the definitions of a case that have a certain value; answers what made others impossible. That no row of a
    /// table holds is no error here: the value is simply not there.
    func select(_ definitions: [Int32], to writer: inout JSONWriter) -> [Diagnostic] {
        for definition in definitions {
            let slot = machine.definition(definition, of: .record(0))
            machine.report(slot)
            guard slot.isCertain else { continue }
            writer.key(machine.plan.program.definitions[Int(definition)].identity.name)
            ValueText.write(machine.value(slot), in: machine.plan.program, to: &writer)
        }
        var diagnostics: [Diagnostic] = []
        for error in machine.reported.map({ machine.errors[$0] }) {
            if case .noRow = error.kind { continue }
            diagnostics.append(error.diagnostic(in: machine.plan.program))
        }
        if let first = diagnostics.first {
            writer.key("error")
            writer.string(first.fact.id)
        }
        return diagnostics
    }
}

extension Plan {
    /// Whether what follows can depend on the day of the case.
    var dependsOnDate: Bool {
        nodes.contains { $0.operation == .asOf || $0.operation == .documentState }
            || scopes.contains { $0.from != Int32.min || $0.to != Int32.max }
            || parameters.contains { parameter in
                parameter.values.contains { $0.from != Int32.min }
                    || parameter.settings.values.contains { $0.contains { $0.from != Int32.min } }
            }
    }
}
