import WritApprovals
import WritEvaluation
import WritSemantics

/// One run of a form's program.
struct DocumentRun {
    private let writer: DocumentWriter
    let input: DocumentInput
    let isRecord: Bool
    let isBlank: Bool
    /// Holds the case; absent for a blank.
    private let evaluation: Evaluation?
    var stage: DocumentStage
    var bytes: [UInt8]
    var missing: [Outcome.Need] = []
    /// Something that it prints or depends on is not known.
    var isIncomplete = false
    private let asOf: CalendarDate
    private let pool: [UInt8]
    private var locals: [Slot]
    private var loops: [LoopState]
    private var counters: [Int]

    private struct LoopState {
        var list = Slot.unknown
        /// How many elements the list has.
        var count = 0
        /// The position of the element in its list, from 1; 0 before the first.
        var position = 0
        /// How many elements were printed.
        var printed = 0
    }

    var plan: FormPlan { writer.plan }
    var program: Program { writer.program }

    init(
        _ writer: DocumentWriter, _ input: DocumentInput, _ target: DocumentWriter.Target, _ stage: DocumentStage,
        _ bytes: consuming [UInt8], _ evaluation: Evaluation?
    ) {
        self.writer = writer
        self.input = input
        isRecord = target == .xml
        isBlank = input.caseData == nil
        self.evaluation = evaluation
        self.stage = stage
        self.bytes = bytes
        asOf = input.caseData?.asOf ?? .first
        pool = target == .xml ? writer.plan.xml : writer.plan.html
        locals = Array(repeating: .unknown, count: writer.plan.localCount)
        loops = Array(repeating: LoopState(), count: writer.plan.loops.count)
        counters = Array(repeating: 0, count: writer.plan.counterCount)
    }

    mutating func restart(at count: Int, as stage: DocumentStage) {
        bytes.removeLast(bytes.count - count)
        self.stage = stage
        missing = []
        isIncomplete = false
        for index in counters.indices { counters[index] = 0 }
    }

    // MARK: - The program

    mutating func run() {
        var at = 0
        let operations = writer.plan.operations
        while at < operations.count {
            let operation = operations[at]
            at += 1
            switch operation {
            case .constant(let xml, let html): constant(isRecord ? xml : html)
            case .value(let slot): value(Int(slot))
            case .test(let slot): at = test(Int(slot), next: at)
            case .jump(let target): at = Int(target)
            case .leave(let target): if !isBlank { at = Int(target) }
            case .loop(let slot): at = begin(Int(slot))
            case .next(let slot): at = advance(Int(slot))
            case .ifFirst(let loop, let target): if loops[Int(loop)].printed == 1 { at = Int(target) }
            case .unlessEmpty(let loop, let target): if loops[Int(loop)].printed > 0 { at = Int(target) }
            case .position(let loop): if isRecord { bytes.appendNumber(loops[Int(loop)].position) }
            case .reset(let counter): counters[Int(counter)] = 0
            case .count(let counter, let style): count(Int(counter), Int(style))
            case .tick(let slot): tick(Int(slot))
            case .boxes(let slot): boxes(plan.boxes[Int(slot)])
            default: perform(operation)
            }
        }
    }

    /// What happens at most a few times in a document.
    private mutating func perform(_ operation: Operation) {
        switch operation {
        case .due(let format): due(ValueFormat.numbered(format))
        case .documentNumber: documentNumber()
        case .numberOf(let form, let otherwise):
            bytes.appendText(earlierNumber(FormID(Int(form))) ?? plan.texts[Int(otherwise)])
        case .documentDate(let isHead): documentDate(isHead: isHead)
        case .organisation(let isHead): organisation(isHead: isHead)
        case .identity: identity()
        case .state(let part): state(part)
        case .approvals(let title, let hasDiagram):
            if !isRecord { approvalTable(title: plan.texts[Int(title)], hasDiagram: hasDiagram) }
        case .basis(let title): if !isRecord { basisList(title: plan.texts[Int(title)]) }
        case .messages(let slot): messages(plan.messages[Int(slot)])
        case .signingDate: optionalDate(input.record?.signed)
        case .deliveryDate: optionalDate(input.record?.delivered)
        case .annex: if isRecord { annex() }
        default: break
        }
    }

    private mutating func constant(_ range: ByteRange) {
        pool.withUnsafeBufferPointer { buffer in
            bytes.append(contentsOf: UnsafeBufferPointer(rebasing: buffer[Int(range.start)..<Int(range.end)]))
        }
    }

    // MARK: - Values

    func read(_ source: ValueSource) -> Slot {
        guard let evaluation, !isBlank else { return .unknown }
        switch source {
        case .asOf: return .date(asOf)
        case .fact(let index): return evaluation.fact(Int(index))
        case .local(let local): return locals[Int(local) - 1]
        case .localField(let local, let field): return evaluation.field(Int(field), of: locals[Int(local) - 1])
        case .nested(let index): return follow(Int(index), evaluation)
        case .argument(let index): return evaluation.argument(Int(index))
        case .expression(let index, let count):
            return evaluation.slot(of: Int(index), locals: locals, count: Int(count))
        }
    }

    private func follow(_ index: Int, _ evaluation: Evaluation) -> Slot {
        let count = writer.plan.paths[index].fields.count
        guard count > 0 else { return .unknown }
        let local = Int(writer.plan.paths[index].local)
        let first = Int(writer.plan.paths[index].fields[0])
        var slot = local == 0 ? evaluation.fact(first) : evaluation.field(first, of: locals[local - 1])
        for step in 1..<count {
            if slot.tag == .missing { return .missing }
            slot = evaluation.field(Int(writer.plan.paths[index].fields[step]), of: slot)
        }
        return slot
    }

    private mutating func value(_ index: Int) {
        let slot = read(writer.plan.values[index].source)
        switch slot.tag {
        case .absent, .unknown, .error:
            isMissing(writer.plan.values[index].source, writer.plan.values[index].path)
            bytes.append(isRecord ? " state=\"unknown\">" : "<span class=\"blank\">")
            bytes.appendText(writer.plan.values[index].blank)
            if !isRecord { bytes.append("</span>") }
        case .missing:
            if isRecord { bytes.append(" state=\"missing\">") }
            bytes.appendText(writer.plan.values[index].otherwise)
        case .text:
            if isRecord { bytes.append(">") }
            text(slot)
        default:
            guard let value = evaluation?.value(slot) else { return }
            if isRecord {
                if ValuePrinter.hasCode(value) {
                    bytes.append(" value=\"")
                    writer.plan.printer.writeCode(value, into: &bytes)
                    bytes.append("\"")
                }
                bytes.append(">")
            }
            writer.plan.printer.print(value, as: writer.plan.values[index].format, into: &bytes)
        }
    }

    private mutating func text(_ slot: Slot) {
        if slot.small == 1 {
            evaluation?.append(slot, to: &bytes)
        } else {
            evaluation?.withText(slot) { bytes.appendText($0) }
        }
    }

    /// Notes what is not known: the fact itself or, for what is computed, what it depends on.
    mutating func isMissing(_ source: ValueSource, _ path: [PathPart]) {
        guard !isBlank else { return }
        isIncomplete = true
        if case .expression(let index, let count) = source {
            for need in evaluation?.needs(of: Int(index), locals: locals, count: Int(count)) ?? [] { note(need) }
            return
        }
        var text = ""
        for part in path {
            switch part {
            case .text(let piece): text += piece
            case .position(let loop): text += String(loops[Int(loop)].position)
            }
        }
        note(.fact(text))
    }

    mutating func note(_ need: Outcome.Need) {
        if !missing.contains(need) { missing.append(need) }
    }

    // MARK: - Conditions

    private mutating func test(_ index: Int, next: Int) -> Int {
        if isBlank { return next }
        let slot = read(writer.plan.conditions[index].source)
        if slot.isTrue { return next }
        if slot.isFalse { return Int(writer.plan.conditions[index].otherwise) }
        let condition = plan.conditions[index]
        isMissing(condition.source, condition.path)
        constant(isRecord ? condition.markXML : condition.markHTML)
        return Int(condition.undecided)
    }

    private mutating func tick(_ index: Int) {
        let slot = read(writer.plan.conditions[index].source)
        if Self.isUnknown(slot) {
            isMissing(writer.plan.conditions[index].source, writer.plan.conditions[index].path)
        }
        bytes.append(slot.isTrue ? "☑" : "☐")
    }

    /// Not known, or impossible.
    static func isUnknown(_ slot: Slot) -> Bool { !slot.isCertain }

    private mutating func boxes(_ slot: BoxesSlot) {
        let value = evaluation.map { $0.value(read(slot.source)) } ?? .unknown
        if case .unknown = value { isMissing(slot.source, slot.path) }
        for (index, title) in slot.titles.enumerated() {
            if index > 0 { bytes.append("\u{3000}") }
            let isTicked =
                switch value {
                case .boolean(let holds): holds == (index == 0)
                case .enumeration(_, let chosen): chosen == index
                case .list(let values):
                    values.contains { if case .enumeration(_, let chosen) = $0 { chosen == index } else { false } }
                default: false
                }
            box(title, isTicked: isTicked)
        }
    }

    /// A box and its text, which the view keeps on one line.
    mutating func box(_ title: [UInt8], isTicked: Bool) {
        if !isRecord { bytes.append("<span class=\"box\">") }
        bytes.append(isTicked ? "☑" : "☐")
        bytes.appendText(title)
        if !isRecord { bytes.append("</span>") }
    }

    // MARK: - Loops and counters

    private mutating func begin(_ index: Int) -> Int {
        var state = LoopState()
        if isBlank {
            state.count = Int(writer.plan.loops[index].blankRounds)
        } else {
            state.list = read(writer.plan.loops[index].list)
            if state.list.tag == .list {
                state.count = state.list.count
            } else {
                let slot = plan.loops[index]
                isMissing(slot.list, slot.path)
                constant(isRecord ? slot.markXML : slot.markHTML)
            }
        }
        loops[index] = state
        return advance(index)
    }

    /// Goes to the next element that satisfies the condition.
    private mutating func advance(_ index: Int) -> Int {
        let local = Int(writer.plan.loops[index].local) - 1
        while loops[index].position < loops[index].count {
            locals[local] = evaluation?.element(loops[index].position, of: loops[index].list) ?? .unknown
            loops[index].position += 1
            if let condition = writer.plan.loops[index].condition, !isBlank {
                let slot = read(condition)
                if slot.isFalse { continue }
                if !slot.isTrue {
                    let slot = plan.loops[index]
                    isMissing(condition, slot.conditionPath)
                    constant(isRecord ? slot.markXML : slot.markHTML)
                    continue
                }
            }
            loops[index].printed += 1
            return Int(writer.plan.loops[index].body)
        }
        return Int(writer.plan.loops[index].end)
    }

    private mutating func count(_ counter: Int, _ style: Int) {
        counters[counter] += 1
        let styles = NumberingStyle.all
        let chosen = styles.indices.contains(style) ? styles[style] : .plain
        if chosen == .plain {
            bytes.appendNumber(counters[counter])
        } else {
            bytes.appendText(plan.words.ordinal(counters[counter], style: chosen))
        }
    }
}
