import WritApprovals
import WritEvaluation
import WritSemantics

/// One run of a form's program.
struct DocumentRun: ~Copyable {
    private let writer: DocumentWriter
    let input: DocumentInput
    let isRecord: Bool
    let isBlank: Bool
    var stage: DocumentStage
    var bytes = DocumentBytes()
    var missing: [Outcome.Need] = []
    /// Something that it prints or depends on is not known.
    var isIncomplete = false
    /// Of a record: what it says, for its digest.
    var content = DocumentContent()
    private let asOf: CalendarDate
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
        _ writer: DocumentWriter, _ input: DocumentInput, _ target: DocumentWriter.Target, _ stage: DocumentStage
    ) {
        self.writer = writer
        self.input = input
        isRecord = target == .xml
        isBlank = input.caseData == nil
        self.stage = stage
        asOf = input.caseData?.asOf ?? .first
        locals = Array(repeating: .unknown, count: writer.plan.localCount)
        loops = Array(repeating: LoopState(), count: writer.loops.count)
        counters = Array(repeating: 0, count: writer.plan.counterCount)
    }

    // MARK: - The program

    mutating func run(_ machine: inout Machine) {
        perform(&machine)
        guard isIncomplete, stage != .draft else { return }
        // The state stands before what it depends on: write again, as the draft that it is.
        bytes.removeAll()
        stage = .draft
        missing = []
        isIncomplete = false
        for index in counters.indices { counters[index] = 0 }
        content = DocumentContent()
        perform(&machine)
    }

    private mutating func perform(_ machine: inout Machine) {
        let operations = writer.operations
        let steps = writer.steps
        let pool = isRecord ? writer.xml : writer.html
        var at = 0
        while at < operations.count {
            let operation = operations[at]
            at &+= 1
            let start = bytes.count
            switch operation {
            case .constant(let xml, let html):
                let range = isRecord ? xml : html
                pool.withUnsafeBufferPointer {
                    bytes.put(UnsafeBufferPointer(rebasing: $0[Int(range.start)..<Int(range.end)]))
                }
            case .value(let number):
                let step = steps[Int(number)]
                let slot = read(step.source, &machine)
                if slot.tag == .text {
                    if isRecord { bytes.append(">") }
                    text(slot, &machine)
                } else {
                    value(Int(number), slot, step.format, &machine)
                }
                if isRecord { content.add(start..<bytes.count) }
            case .test(let slot): at = test(Int(slot), next: at, &machine)
            case .jump(let target): at = Int(target)
            case .leave(let target): if !isBlank { at = Int(target) }
            case .loop(let slot): at = begin(Int(slot), &machine)
            case .next(let slot): at = advance(Int(slot), &machine)
            case .ifFirst(let loop, let target): if loops[Int(loop)].printed == 1 { at = Int(target) }
            case .unlessEmpty(let loop, let target): if loops[Int(loop)].printed > 0 { at = Int(target) }
            case .position(let loop): if isRecord { bytes.appendNumber(loops[Int(loop)].position) }
            case .reset(let counter): counters[Int(counter)] = 0
            case .count(let counter, let style): count(Int(counter), Int(style))
            case .tick(let slot):
                tick(Int(slot), &machine)
                if isRecord { content.add(start..<bytes.count) }
            case .boxes(let slot):
                boxes(plan.boxes[Int(slot)], &machine)
                if isRecord { content.add(start..<bytes.count) }
            default:
                perform(operation, &machine)
                if isRecord, operation.isContent { content.add(start..<bytes.count) }
            }
        }
        if isRecord { content.finish(plan, input, program, in: &bytes) }
    }

    /// What happens at most a few times in a document.
    private mutating func perform(_ operation: Operation, _ machine: inout Machine) {
        switch operation {
        case .due(let format): due(ValueFormat.numbered(format))
        case .documentNumber: documentNumber(&machine)
        case .numberOf(let form, let otherwise):
            let number = isBlank ? FormWords.line(8) : earlierNumber(FormID(Int(form)))
            bytes.appendText(number ?? plan.texts[Int(otherwise)])
        case .documentDate(let isHead): documentDate(isHead: isHead, &machine)
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
        bytes.put(Array((isRecord ? writer.xml : writer.html)[Int(range.start)..<Int(range.end)]))
    }

    // MARK: - Values

    @inline(__always)
    func read(_ source: ValueSource, _ machine: inout Machine) -> Slot {
        if isBlank { return .unknown }
        switch source {
        case .fact(let index): return Self.fact(Int(index), &machine)
        case .localField(let local, let field): return Self.field(Int(field), of: locals[Int(local) &- 1], &machine)
        case .local(let local): return locals[Int(local) &- 1]
        default: return computed(source, &machine)
        }
    }

    /// A fact of the case, whose fields come first.
    @inline(__always)
    private static func fact(_ index: Int, _ machine: inout Machine) -> Slot {
        index < machine.values.count ? machine.values[index] : .unknown
    }

    /// A field of a record; unknown where the slot is none.
    @inline(__always)
    private static func field(_ index: Int, of record: Slot, _ machine: inout Machine) -> Slot {
        guard record.tag == .record else { return .unknown }
        return fact(Int(machine.instances[record.int].firstField) &+ index, &machine)
    }

    private func computed(_ source: ValueSource, _ machine: inout Machine) -> Slot {
        switch source {
        case .asOf: return .date(asOf)
        case .nested(let index): return follow(Int(index), &machine)
        case .argument(let index):
            return machine.arguments.indices.contains(Int(index)) ? machine.arguments[Int(index)] : .unknown
        case .expression(let index, let count): return machine.slot(of: Int(index), locals: locals, count: Int(count))
        case .fact, .local, .localField: return .unknown
        }
    }

    private func follow(_ index: Int, _ machine: inout Machine) -> Slot {
        let path = writer.paths[index]
        guard let first = path.fields.first else { return .unknown }
        var slot =
            path.local == 0
            ? Self.fact(Int(first), &machine) : Self.field(Int(first), of: locals[Int(path.local) - 1], &machine)
        for field in path.fields.dropFirst() {
            if slot.tag == .missing { return .missing }
            slot = Self.field(Int(field), of: slot, &machine)
        }
        return slot
    }

    /// A value that is no text, or is not there.
    private mutating func value(_ index: Int, _ slot: Slot, _ format: ValueFormat, _ machine: inout Machine) {
        switch slot.tag {
        case .absent, .unknown, .error:
            isMissing(writer.values[index].source, writer.values[index].path, &machine)
            bytes.append(isRecord ? " state=\"unknown\">" : "<span class=\"blank\">")
            bytes.appendText(writer.values[index].blank)
            if !isRecord { bytes.append("</span>") }
        case .missing:
            if isRecord { bytes.append(" state=\"missing\">") }
            bytes.appendText(writer.values[index].otherwise)
        default:
            if isRecord {
                let value = machine.value(slot)
                if ValuePrinter.hasCode(value) {
                    bytes.append(" value=\"")
                    writer.printer.writeCode(value, into: &bytes)
                    bytes.append("\"")
                }
                bytes.append(">")
            }
            // The usual types without a value in between.
            switch slot.tag {
            case .decimal: writer.printer.printDecimal(slot.decimal, as: format, into: &bytes)
            case .integer: writer.printer.printInteger(slot.int64, as: format, into: &bytes)
            case .date:
                guard let date = CalendarDate(day: slot.int) else { return }
                writer.printer.printDate(date, as: format, into: &bytes)
            default: writer.printer.print(machine.value(slot), as: format, into: &bytes)
            }
        }
    }

    @inline(__always)
    private mutating func text(_ slot: Slot, _ machine: inout Machine) {
        if slot.detail == 0 {
            machine.constantTexts.withUnsafeBufferPointer { text($0, slot) }
        } else {
            machine.texts.withUnsafeBufferPointer { text($0, slot) }
        }
    }

    @inline(__always)
    private mutating func text(_ texts: UnsafeBufferPointer<UInt8>, _ slot: Slot) {
        let part = UnsafeBufferPointer(rebasing: texts[slot.start..<slot.start + slot.count])
        if slot.small == 1 { bytes.put(part) } else { bytes.appendText(part) }
    }

    /// Notes what is not known: the fact itself or, for what is computed, what it depends on.
    mutating func isMissing(_ source: ValueSource, _ path: [PathPart], _ machine: inout Machine) {
        guard !isBlank else { return }
        isIncomplete = true
        if case .expression(let index, let count) = source {
            for need in machine.needs(of: Int(index), locals: locals, count: Int(count)) { note(need) }
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

    private mutating func test(_ index: Int, next: Int, _ machine: inout Machine) -> Int {
        if isBlank { return next }
        let slot = read(writer.conditions[index].source, &machine)
        if slot.isTrue {
            content.add(isThere: true)
            return next
        }
        if slot.isFalse {
            content.add(isThere: false)
            return Int(writer.conditions[index].otherwise)
        }
        content.add(isThere: nil)
        let condition = plan.conditions[index]
        isMissing(condition.source, condition.path, &machine)
        constant(isRecord ? condition.markXML : condition.markHTML)
        return Int(condition.undecided)
    }

    private mutating func tick(_ index: Int, _ machine: inout Machine) {
        let slot = read(writer.conditions[index].source, &machine)
        if Self.isUnknown(slot) {
            isMissing(writer.conditions[index].source, writer.conditions[index].path, &machine)
        }
        bytes.append(slot.isTrue ? "☑" : "☐")
    }

    /// Not known, or impossible.
    static func isUnknown(_ slot: Slot) -> Bool { !slot.isCertain }

    private mutating func boxes(_ slot: BoxesSlot, _ machine: inout Machine) {
        let chosen = read(slot.source, &machine)
        let value = machine.value(chosen)
        if case .unknown = value { isMissing(slot.source, slot.path, &machine) }
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

    private mutating func begin(_ index: Int, _ machine: inout Machine) -> Int {
        var state = LoopState()
        if isBlank {
            state.count = Int(writer.loops[index].blankRounds)
        } else {
            state.list = read(writer.loops[index].list, &machine)
            if state.list.tag == .list {
                state.count = state.list.count
            } else {
                let slot = plan.loops[index]
                isMissing(slot.list, slot.path, &machine)
                constant(isRecord ? slot.markXML : slot.markHTML)
            }
        }
        loops[index] = state
        return advance(index, &machine)
    }

    /// Goes to the next element that satisfies the condition.
    private mutating func advance(_ index: Int, _ machine: inout Machine) -> Int {
        let local = Int(writer.loops[index].local) - 1
        while loops[index].position < loops[index].count {
            locals[local] =
                isBlank ? .unknown : machine.elements[loops[index].list.start + loops[index].position]
            loops[index].position += 1
            if let condition = writer.loops[index].condition, !isBlank {
                let slot = read(condition, &machine)
                if slot.isFalse { continue }
                if !slot.isTrue {
                    let slot = plan.loops[index]
                    isMissing(condition, slot.conditionPath, &machine)
                    constant(isRecord ? slot.markXML : slot.markHTML)
                    continue
                }
            }
            loops[index].printed += 1
            content.add(isThere: true)
            return Int(writer.loops[index].body)
        }
        content.add(isThere: false)
        return Int(writer.loops[index].end)
    }

    private mutating func count(_ counter: Int, _ style: Int) {
        counters[counter] += 1
        let styles = NumberingStyle.all
        let chosen = styles.indices.contains(style) ? styles[style] : .plain
        switch chosen {
        case .plain: bytes.appendNumber(counters[counter])
        case .arabic:
            bytes.appendNumber(counters[counter])
            bytes.append(writer.isChinese ? "．" : ". ")
        default: bytes.appendText(plan.words.ordinal(counters[counter], style: chosen))
        }
    }
}
