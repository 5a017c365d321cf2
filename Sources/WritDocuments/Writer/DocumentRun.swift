import WritApprovals
import WritEvaluation
import WritSemantics

/// One run of a form's program.
struct DocumentRun {
    let plan: FormPlan
    let program: Program
    let input: DocumentInput
    let isRecord: Bool
    let isBlank: Bool
    let evaluate: FormEvaluation
    var stage: DocumentStage
    var bytes: [UInt8]
    var missing: [Outcome.Need] = []
    /// Something that it prints or depends on is not known.
    var isIncomplete = false
    /// What is read for every value, apart from the rest of the input and the plan: copying those costs more than reading.
    private let facts: [Value]
    private let asOf: CalendarDate
    private let arguments: [Value]
    private let pool: [UInt8]
    private var locals: [Value]
    private var loops: [LoopState]
    private var counters: [Int]

    private struct LoopState {
        var elements: [Value] = []
        /// The position of the element in its list, from 1; 0 before the first.
        var position = 0
        /// How many elements were printed.
        var printed = 0
    }

    init(
        _ writer: DocumentWriter, _ input: DocumentInput, _ target: DocumentWriter.Target, _ stage: DocumentStage,
        _ bytes: consuming [UInt8], _ evaluate: FormEvaluation
    ) {
        plan = writer.plan
        program = writer.program
        self.input = input
        isRecord = target == .xml
        isBlank = input.caseData == nil
        self.evaluate = evaluate
        self.stage = stage
        self.bytes = bytes
        facts = input.caseData?.facts ?? []
        asOf = input.caseData?.asOf ?? .first
        arguments = input.issue?.arguments ?? []
        pool = target == .xml ? plan.xml : plan.html
        locals = Array(repeating: .unknown, count: plan.localCount)
        loops = Array(repeating: LoopState(), count: plan.loops.count)
        counters = Array(repeating: 0, count: plan.counterCount)
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
        let operations = plan.operations
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
            case .tick(let slot): tick(plan.conditions[Int(slot)])
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

    func read(_ source: ValueSource) -> Value {
        if isBlank { return .unknown }
        switch source {
        case .asOf: return .date(asOf)
        case .fact(let index): return facts.indices.contains(Int(index)) ? facts[Int(index)] : .unknown
        case .local(let local): return locals[Int(local) - 1]
        case .localField(let local, let field):
            guard case .record(_, let fields) = locals[Int(local) - 1] else { return .unknown }
            return fields.indices.contains(Int(field)) ? fields[Int(field)] : .unknown
        case .nested(let index): return follow(plan.paths[Int(index)])
        case .argument(let index):
            return arguments.indices.contains(Int(index)) ? arguments[Int(index)] : .unknown
        case .expression(let index, let count):
            return evaluate.value(Int(index), count == 0 ? [] : Array(locals.prefix(Int(count))))
        }
    }

    private func follow(_ path: FieldPath) -> Value {
        guard let first = path.fields.first else { return .unknown }
        var value = read(path.local == 0 ? .fact(first) : .localField(path.local, first))
        for field in path.fields.dropFirst() {
            guard case .record(_, let fields) = value else { return value == .missing ? .missing : .unknown }
            value = fields.indices.contains(Int(field)) ? fields[Int(field)] : .unknown
        }
        return value
    }

    private mutating func value(_ index: Int) {
        let value = read(plan.values[index].source)
        switch value {
        case .unknown:
            isMissing(plan.values[index].source, plan.values[index].path)
            bytes.append(isRecord ? " state=\"unknown\">" : "<span class=\"blank\">")
            bytes.appendText(plan.values[index].blank)
            if !isRecord { bytes.append("</span>") }
        case .missing:
            if isRecord { bytes.append(" state=\"missing\">") }
            bytes.appendText(plan.values[index].otherwise)
        default:
            if isRecord {
                if ValuePrinter.hasCode(value) {
                    bytes.append(" value=\"")
                    plan.printer.writeCode(value, into: &bytes)
                    bytes.append("\"")
                }
                bytes.append(">")
            }
            plan.printer.print(value, as: plan.values[index].format, into: &bytes)
        }
    }

    /// Notes what is not known: the fact itself or, for what is computed, what it depends on.
    mutating func isMissing(_ source: ValueSource, _ path: [PathPart]) {
        guard !isBlank else { return }
        isIncomplete = true
        if case .expression(let index, let count) = source {
            for need in evaluate.needs(Int(index), Array(locals.prefix(Int(count)))) { note(need) }
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
        switch read(plan.conditions[index].source) {
        case .boolean(true): return next
        case .boolean(false): return Int(plan.conditions[index].otherwise)
        default:
            let slot = plan.conditions[index]
            isMissing(slot.source, slot.path)
            constant(isRecord ? slot.markXML : slot.markHTML)
            return Int(slot.undecided)
        }
    }

    private mutating func tick(_ slot: ConditionSlot) {
        let value = read(slot.source)
        if case .unknown = value { isMissing(slot.source, slot.path) }
        bytes.append(value == .boolean(true) ? "☑" : "☐")
    }

    private mutating func boxes(_ slot: BoxesSlot) {
        let value = read(slot.source)
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
        let slot = plan.loops[index]
        loops[index].position = 0
        loops[index].printed = 0
        if isBlank {
            loops[index].elements = Array(repeating: .unknown, count: Int(slot.blankRounds))
        } else if case .list(let elements) = read(slot.list) {
            loops[index].elements = elements
        } else {
            loops[index].elements = []
            isMissing(slot.list, slot.path)
            constant(isRecord ? slot.markXML : slot.markHTML)
        }
        return advance(index)
    }

    /// Goes to the next element that satisfies the condition.
    private mutating func advance(_ index: Int) -> Int {
        let local = Int(plan.loops[index].local) - 1
        while loops[index].position < loops[index].elements.count {
            locals[local] = loops[index].elements[loops[index].position]
            loops[index].position += 1
            if let condition = plan.loops[index].condition, !isBlank {
                switch read(condition) {
                case .boolean(true): break
                case .boolean(false): continue
                default:
                    let slot = plan.loops[index]
                    isMissing(condition, slot.conditionPath)
                    constant(isRecord ? slot.markXML : slot.markHTML)
                    continue
                }
            }
            loops[index].printed += 1
            return Int(plan.loops[index].body)
        }
        return Int(plan.loops[index].end)
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
