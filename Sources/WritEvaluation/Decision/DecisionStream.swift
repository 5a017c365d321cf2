package import WritLanguage
package import WritSemantics

/// Answers lines of cases with lines of selected values: JSON Lines in, JSON Lines out, one answer a case, in order.
///
/// A table over fields with constant values is decided straight from the bytes; everything else, and every line that is
/// not plain, goes through the reader of cases and the evaluator. Both give the same answers. An answer holds a key for
/// each selected value that is certain (null where it is missing); a case that cannot be read is answered with
/// `{"error":…}` and reported.
package struct DecisionStream {
    /// What is to be told of one case: whether it was read, and what is wrong with it or with its values.
    package typealias Report = (_ line: Int, _ isRead: Bool, _ diagnostics: [Diagnostic]) -> Void

    private let plan: Plan
    /// By the number of the type of case, what is to be answered.
    private let selected: [[Int32]]
    private let selection: [String]
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
    ///   - selection: names of tables or of definitions about the type of case.
    ///   - defaults: with a type, all cases are of it; without, each says its own.
    /// - Returns: nil, with what is wrong, where a name is neither.
    package static func make(
        _ plan: Plan, selection: [String], defaults: CaseDefaults, file: String
    ) -> (DecisionStream?, [Diagnostic]) {
        let program = plan.program
        let types =
            defaults.type.map { [$0] }
            ?? program.records.indices.map { RecordID($0) }.filter {
                program.records[$0.index].isCase
            }
        var selected = [[Int32]](repeating: [], count: program.records.count)
        var diagnostics: [Diagnostic] = []
        for name in selection {
            let found = types.map { (type: $0, definitions: definitions(named: name, of: $0, in: program)) }
            for (type, definitions) in found { selected[type.index] += definitions }
            if found.allSatisfy(\.definitions.isEmpty) {
                let known = Set(types.flatMap { names(of: $0, in: program) }).sorted()
                diagnostics.append(Diagnostic(.error, CaseFact.unknownSelection(name, known: known), at: .none))
            }
        }
        guard diagnostics.isEmpty else { return (nil, diagnostics) }
        return (DecisionStream(plan, selection: selection, selected: selected, defaults: defaults, file: file), [])
    }

    /// A table's outputs, or the one definition of that name.
    private static func definitions(named name: String, of type: RecordID, in program: Program) -> [Int32] {
        let outputs = program.tables.first { $0.identity.name == name && $0.subject == type }?.outputs
        let definitions =
            outputs
            ?? program.definitions.indices.filter {
                program.definitions[$0].identity.name == name && program.definitions[$0].subject == type
            }.map { DefinitionID($0) }
        return definitions.map { Int32(truncatingIfNeeded: $0.index) }
    }

    /// All names that may be selected of a type of case.
    private static func names(of type: RecordID, in program: Program) -> [String] {
        program.tables.filter { $0.subject == type }.map(\.identity.name)
            + program.definitions.filter { $0.subject == type }.map(\.identity.name)
    }

    private init(
        _ plan: Plan, selection: [String], selected: [[Int32]], defaults: CaseDefaults, file: String
    ) {
        self.plan = plan
        self.selection = selection
        self.selected = selected
        self.file = file
        var defaults = defaults
        // Where nothing depends on the day, cases need not state one.
        if defaults.asOf == nil, !plan.dependsOnDate { defaults.asOf = .first }
        reader = CaseReader(plan.program, defaults: defaults)
        evaluation = Evaluation(plan)
        if let type = defaults.type { makeFlat(type) }
    }

    // MARK: - The flat table

    /// Prepares the way straight through, where all that is selected comes from one table that allows it.
    private mutating func makeFlat(_ type: RecordID) {
        // Bounds are the business of the reader of cases.
        guard plan.records[type.index].domains.isEmpty else { return }
        let selected = selected[type.index]
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
        guard let answers = constantAnswers(planned, selected),
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
    private mutating func constantAnswers(_ table: PlannedTable, _ selected: [Int32]) -> [Int32]? {
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
                ValueText.write(evaluation.interpreter.facts.value(slot), in: plan.program, to: &line)
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
    /// - Returns: How many were answered.
    @discardableResult
    package mutating func answer(
        _ lines: ByteView, firstLine: Int, to output: inout [UInt8], report: Report
    ) -> Int {
        guard table != nil, scanner != nil else { return answerSlowly(lines, firstLine, &output, report) }
        return answerQuickly(lines, firstLine, &output, report)
    }

    private mutating func answerQuickly(
        _ lines: ByteView, _ firstLine: Int, _ output: inout [UInt8], _ report: Report
    ) -> Int {
        guard var scanner, let table else { return 0 }
        var count = 0
        let room = FlatRoom()
        var at = 0
        var line = firstLine
        while at < lines.count {
            let after = scanner.scan(lines, from: at, to: lines.count, into: room.given)
            // A line that was read ends behind its brace; the end of any other must be looked for.
            var end = after
            if end >= 0 {
                while end < lines.count,
                    lines[end] == UInt8(ascii: " ") || lines[end] == UInt8(ascii: "\r")
                        || lines[end] == UInt8(ascii: "\t")
                { end &+= 1 }
                if end < lines.count, lines[end] != UInt8(ascii: "\n") { end = -1 }
            }
            if end >= 0 {
                let decision = table.decide(room)
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
                    count &+= 1
                    continue
                }
            }
            end = at
            while end < lines.count, lines[end] != UInt8(ascii: "\n") { end &+= 1 }
            count += answer(lines.part(at..<end), line: line, to: &output, report: report)
            at = end &+ 1
            line &+= 1
        }
        self.scanner = scanner
        return count
    }

    private mutating func answerSlowly(
        _ lines: ByteView, _ firstLine: Int, _ output: inout [UInt8], _ report: Report
    ) -> Int {
        var at = 0
        var count = 0
        var line = firstLine
        while at < lines.count {
            var end = at
            while end < lines.count, lines[end] != UInt8(ascii: "\n") { end &+= 1 }
            count += answer(lines.part(at..<end), line: line, to: &output, report: report)
            at = end + 1
            line += 1
        }
        return count
    }

    /// Answers one case by the reader of cases and the evaluator; 0 where the text is blank.
    /// - Parameters:
    ///   - line: the line on which it begins, in its file.
    ///   - column: the column at which it begins.
    package mutating func answer(
        _ text: ByteView, line: Int, column: Int = 1, to output: inout [UInt8], report: Report
    ) -> Int {
        if text.allSatisfy({ $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t") }) {
            return 0
        }
        let reading = reader.read(text, file: file, line: line, column: column, into: evaluation)
        answer(isRead: reading.isRead, reading.diagnostics, line, &output, report)
        return 1
    }

    /// Answers a case that another reader has read, or could not read.
    package mutating func answer(
        _ data: CaseData?, _ diagnostics: [Diagnostic], line: Int, to output: inout [UInt8], report: Report
    ) {
        if let data { evaluation.load(data) }
        answer(isRead: data != nil, diagnostics, line, &output, report)
    }

    /// Answers the case that the evaluation holds, if it was read.
    private mutating func answer(
        isRead: Bool, _ diagnostics: [Diagnostic], _ line: Int, _ output: inout [UInt8], _ report: Report
    ) {
        var told = diagnostics
        writer.removeAll()
        writer.beginObject()
        if isRead {
            let type = evaluation.head.data.type
            let chosen = selected[type.index]
            if chosen.isEmpty {
                let fact = CaseFact.unknownSelection(
                    selection.joined(separator: ","), known: Self.names(of: type, in: plan.program))
                told.append(Diagnostic(.error, fact, at: .data(file: file, line: line, column: 1, path: "case")))
                writer.key("error")
                writer.string(fact.id)
            } else {
                told += evaluation.select(chosen, to: &writer)
            }
        } else {
            writer.key("error")
            writer.string(diagnostics.first { $0.severity == .error }?.fact.id ?? "case.unusable")
        }
        writer.endObject()
        writer.newLine()
        output.append(contentsOf: writer.bytes)
        if !told.isEmpty { report(line, isRead, told) }
    }
}

extension Evaluation {
    /// Writes the definitions of a case that have a certain value; answers what made others impossible. That no row of a
    /// table holds is no error here: the value is simply not there.
    func select(_ definitions: [Int32], to writer: inout JSONWriter) -> [Diagnostic] {
        for definition in definitions {
            let slot = interpreter.definition(definition, of: .record(0))
            interpreter.report(slot)
            guard slot.isCertain else { continue }
            writer.key(interpreter.plan.program.definitions[Int(definition)].identity.name)
            ValueText.write(interpreter.facts.value(slot), in: interpreter.plan.program, to: &writer)
        }
        var diagnostics: [Diagnostic] = []
        for error in interpreter.reported.map({ interpreter.errors[$0] }) {
            if case .noRow = error.kind { continue }
            diagnostics.append(error.diagnostic(in: interpreter.plan.program))
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
