import WritApprovals
import WritEvaluation
import WritSemantics

/// The two files of a document.
private protocol DocumentFile { static var isRecord: Bool { get } }

private enum RecordFile: DocumentFile { static let isRecord = true }

private enum ViewFile: DocumentFile { static let isRecord = false }

/// Writes one document: a run of the form's program for each of its files.
struct DocumentRun: ~Copyable {
    let writer: DocumentWriter
    let input: DocumentInput
    private var script: FormScript
    private(set) var isRecord = false
    let isBlank: Bool
    private(set) var stage: DocumentStage
    var bytes: DocumentBytes
    private(set) var missing: [Outcome.Need] = []
    /// Something that it prints or depends on is not known.
    var isIncomplete = false
    /// What the record says, for its digest.
    var content: DocumentContent
    private let asOf: CalendarDate
    let isChinese: Bool
    private let memory: LoopMemory

    var plan: FormPlan { writer.plan }
    var program: Program { writer.program }

    /// - Parameters:
    ///   - bytes: what stands in them stays, before the document.
    ///   - hasRecord: the record will be among the files.
    init(
        _ writer: DocumentWriter, _ input: DocumentInput, _ bytes: consuming DocumentBytes, hasRecord: Bool
    ) {
        self.writer = writer
        self.input = input
        script = writer.html
        isBlank = input.held == nil
        stage = DocumentStage.of(input)
        self.bytes = bytes
        content = DocumentContent(writer, input, hasRecord: hasRecord)
        asOf = input.held?.data.asOf ?? .first
        isChinese = writer.isChinese
        memory = LoopMemory(writer)
    }

    /// Gives the bytes back.
    consuming func finish() -> DocumentBytes { bytes }

    // MARK: - The program

    /// Writes a file, or one behind the other, behind what there is.
    mutating func write(
        _ first: DocumentWriter.Target, then second: DocumentWriter.Target?, _ machine: inout Machine
    ) {
        if let issue = input.issue { machine.setArguments(issue.arguments) }
        write(first, &machine)
        if let second { write(second, &machine) }
    }

    private mutating func write(_ target: DocumentWriter.Target, _ machine: inout Machine) {
        isRecord = target == .xml
        script = isRecord ? writer.xml : writer.html
        let start = bytes.count
        begin()
        perform(&machine)
        guard isIncomplete, stage != .draft else { return }
        // The state stands before what it depends on: write again, as the draft that it is.
        bytes.truncate(to: start)
        stage = .draft
        begin()
        perform(&machine)
    }

    private mutating func begin() {
        if !missing.isEmpty { missing = [] }
        isIncomplete = false
        memory.reset()
        if isRecord { content.removeAll() }
    }

    private mutating func perform(_ machine: inout Machine) {
        if isRecord { perform(as: RecordFile.self, &machine) } else { perform(as: ViewFile.self, &machine) }
    }

    /// The loop over the steps, made once for each of the two files.
    private mutating func perform<File: DocumentFile>(as _: File.Type, _ machine: inout Machine) {
        guard let pool = script.pool.baseAddress, let first = script.steps.baseAddress else { return }
        let end = script.steps.count
        var at = 0
        while at < end {
            let step = first + at
            at &+= 1
            bytes.putRoomy(pool + Int(step.pointee.start), Int(step.pointee.count))
            if step.pointee.loop >= 0 {
                bytes.appendNumber(memory.loops[Int(step.pointee.loop)].position)
                bytes.putRoomy(pool + Int(step.pointee.behindStart), Int(step.pointee.behindCount))
            }
            switch step.pointee.code {
            case .field:
                let fields = memory.firstFields[Int(step.pointee.b)]
                let slot = fields < 0 ? Slot.unknown : Self.fact(fields &+ Int(step.pointee.c), &machine)
                write(slot, Int(step.pointee.a), as: File.self, &machine)
            case .fact:
                write(Self.fact(Int(step.pointee.c), &machine), Int(step.pointee.a), as: File.self, &machine)
            case .value:
                let slot = read(script.values[Int(step.pointee.a)].source, &machine)
                write(slot, Int(step.pointee.a), as: File.self, &machine)
            case .nothing: break
            case .test: at = test(Int(step.pointee.a), next: at, &machine)
            case .jump: at = Int(step.pointee.a)
            case .leave: if !isBlank { at = Int(step.pointee.a) }
            case .loop: at = begin(Int(step.pointee.a), &machine)
            case .next: at = advance(Int(step.pointee.a), &machine)
            case .ifFirst: if memory.loops[Int(step.pointee.a)].printed == 1 { at = Int(step.pointee.b) }
            case .unlessEmpty: if memory.loops[Int(step.pointee.a)].printed > 0 { at = Int(step.pointee.b) }
            case .position: bytes.appendNumber(memory.loops[Int(step.pointee.a)].position)
            case .reset: memory.counters[Int(step.pointee.a)] = 0
            case .count: count(Int(step.pointee.a), Int(step.pointee.b))
            case .tick: keep(as: File.self) { $0.tick(Int(step.pointee.a), &machine) }
            case .boxes: keep(as: File.self) { $0.boxes($0.plan.boxes[Int(step.pointee.a)], &machine) }
            case .rare:
                let operation = script.operations[at &- 1]
                if operation.isContent {
                    keep(as: File.self) { $0.perform(operation, &machine) }
                } else {
                    perform(operation, &machine)
                }
            }
        }
        if File.isRecord { content.finish(in: &bytes) }
    }

    /// Writes something that is part of what the document says.
    @inline(__always)
    private mutating func keep<File: DocumentFile>(as _: File.Type, _ write: (inout Self) -> Void) {
        let start = bytes.count
        write(&self)
        if File.isRecord { content.add(bytes, from: start, to: bytes.count) }
    }

    /// Writes a value.
    @inline(__always)
    private mutating func write<File: DocumentFile>(
        _ slot: Slot, _ value: Int, as _: File.Type, _ machine: inout Machine
    ) {
        guard slot.tag == .text else {
            // The tag says more before it ends.
            if File.isRecord { bytes.removeLast() }
            let start = bytes.count
            let end = self.value(value, slot, script.values[value].format, &machine)
            if File.isRecord { content.add(bytes, from: start, to: end ?? bytes.count) }
            return
        }
        let text = slot.bytes(machine.texts, machine.constantTexts)
        // A text of the case knows whether it holds anything that markup must escape.
        if slot.small == 1, let source = text.baseAddress {
            bytes.putRoomy(source, text.count)
            if File.isRecord { content.add(text: source, text.count) }
        } else {
            let start = bytes.count
            bytes.appendText(text)
            if File.isRecord { content.add(bytes, from: start &- 1, to: bytes.count) }
        }
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
        bytes.put(UnsafeBufferPointer(rebasing: script.pool[Int(range.start)..<Int(range.end)]))
    }

    // MARK: - Values

    @inline(__always)
    mutating func read(_ source: ValueSource, _ machine: inout Machine) -> Slot {
        if isBlank { return .unknown }
        switch source {
        case .fact(let index): return Self.fact(Int(index), &machine)
        case .localField(let local, let field):
            let first = memory.firstFields[Int(local) &- 1]
            return first < 0 ? .unknown : Self.fact(first &+ Int(field), &machine)
        case .local(let local): return memory.locals[Int(local) &- 1]
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

    private mutating func computed(_ source: ValueSource, _ machine: inout Machine) -> Slot {
        switch source {
        case .asOf: return .date(asOf)
        case .nested(let index): return follow(Int(index), &machine)
        case .argument(let index):
            return machine.arguments.indices.contains(Int(index)) ? machine.arguments[Int(index)] : .unknown
        case .expression(let index, let count):
            return machine.slot(of: Int(index), locals: memory.outer(Int(count)))
        case .fact, .local, .localField: return .unknown
        }
    }

    private mutating func follow(_ index: Int, _ machine: inout Machine) -> Slot {
        let path = script.paths[index]
        let fields = script.fields
        let first = Int(path.first)
        var slot =
            path.local == 0
            ? Self.fact(Int(fields[first]), &machine)
            : Self.field(Int(fields[first]), of: memory.locals[Int(path.local) &- 1], &machine)
        for index in first &+ 1..<first &+ Int(path.count) {
            if slot.tag == .missing { return .missing }
            slot = Self.field(Int(fields[index]), of: slot, &machine)
        }
        return slot
    }

    /// A value that is no text, or is not there. Answers where the form for machines ends, which says all of it.
    private mutating func value(
        _ index: Int, _ slot: Slot, _ format: ValueFormat, _ machine: inout Machine
    ) -> Int? {
        switch slot.tag {
        case .absent, .unknown, .error:
            isMissing(plan.values[index].source, plan.values[index].path, &machine)
            bytes.append(isRecord ? " state=\"unknown\">" : "<span class=\"blank\">")
            bytes.appendText(plan.values[index].blank)
            if !isRecord { bytes.append("</span>") }
            return nil
        case .missing:
            if isRecord { bytes.append(" state=\"missing\">") }
            bytes.appendText(plan.values[index].otherwise)
            return nil
        default:
            // Dates stand in most documents many times: year, month and day are found once for both forms.
            if slot.tag == .date, isChinese, format == .longDate, let date = CalendarDate(day: slot.int) {
                let parts = date.components
                if isRecord { bytes.appendCodeAttribute(parts) }
                let end = bytes.count
                bytes.appendChinese(parts)
                return end
            }
            let end = isRecord ? code(slot, &machine) : nil
            // The usual types and formats without a value in between.
            switch (slot.tag, format) {
            case (.integer, .number): bytes.appendInteger(slot.int64)
            case (.decimal, .amount) where slot.small <= 2:
                bytes.appendDecimal(slot.decimal, places: 2, isGrouped: true)
            case (.decimal, .number): bytes.appendDecimal(slot.decimal)
            default: writer.printer.print(machine.value(slot), as: format, into: &bytes)
            }
            return end
        }
    }

    /// The rest of a start tag in the record: the value as machines read it, where its text does not say the same.
    private mutating func code(_ slot: Slot, _ machine: inout Machine) -> Int? {
        bytes.append(" value=\"")
        let start = bytes.count
        switch slot.tag {
        case .decimal: bytes.appendDecimal(slot.decimal)
        case .integer: bytes.appendInteger(slot.int64)
        case .date: if let date = CalendarDate(day: slot.int) { bytes.appendCode(of: date) }
        default: writer.printer.writeCode(machine.value(slot), into: &bytes)
        }
        if bytes.count == start {
            bytes.truncate(to: start - 8)
            bytes.put(0x3E)
            return nil
        }
        bytes.append("\">")
        return bytes.count
    }

    /// Notes what is not known: the fact itself or, for what is computed, what it depends on.
    mutating func isMissing(_ source: ValueSource, _ path: [PathPart], _ machine: inout Machine) {
        guard !isBlank else { return }
        isIncomplete = true
        if case .expression(let index, let count) = source {
            for need in machine.needs(of: Int(index), locals: memory.outer(Int(count))) { note(need) }
            return
        }
        var text = ""
        for part in path {
            switch part {
            case .text(let piece): text += piece
            case .position(let loop): text += String(memory.loops[Int(loop)].position)
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
        let condition = script.conditions[index]
        let slot = read(condition.source, &machine)
        if slot.isTrue {
            content.add(isThere: true)
            return next
        }
        if slot.isFalse {
            content.add(isThere: false)
            return Int(condition.otherwise)
        }
        content.add(isThere: nil)
        let planned = plan.conditions[index]
        isMissing(planned.source, planned.path, &machine)
        constant(isRecord ? planned.markXML : planned.markHTML)
        return Int(condition.undecided)
    }

    private mutating func tick(_ index: Int, _ machine: inout Machine) {
        let slot = read(script.conditions[index].source, &machine)
        if Self.isUnknown(slot) { isMissing(plan.conditions[index].source, plan.conditions[index].path, &machine) }
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
        var state = LoopMemory.Loop()
        if isBlank {
            state.count = Int(script.loops[index].blankRounds)
        } else {
            state.list = read(script.loops[index].list, &machine)
            if state.list.tag == .list {
                state.count = state.list.count
            } else {
                let slot = plan.loops[index]
                isMissing(slot.list, slot.path, &machine)
                constant(isRecord ? slot.markXML : slot.markHTML)
            }
        }
        memory.loops[index] = state
        return advance(index, &machine)
    }

    /// Goes to the next element that satisfies the condition.
    private mutating func advance(_ index: Int, _ machine: inout Machine) -> Int {
        let loop = script.loops.baseAddress.unsafelyUnwrapped + index
        let state = memory.loops.baseAddress.unsafelyUnwrapped + index
        while state.pointee.position < state.pointee.count {
            if !isBlank {
                let element = machine.elements[state.pointee.list.start &+ state.pointee.position]
                memory.locals[Int(loop.pointee.local)] = element
                memory.firstFields[Int(loop.pointee.local)] =
                    element.tag == .record ? Int(machine.instances[element.int].firstField) : -1
            }
            state.pointee.position &+= 1
            if loop.pointee.hasCondition, !isBlank {
                let slot = read(loop.pointee.condition, &machine)
                if slot.isFalse { continue }
                if !slot.isTrue {
                    let slot = plan.loops[index]
                    isMissing(loop.pointee.condition, slot.conditionPath, &machine)
                    constant(isRecord ? slot.markXML : slot.markHTML)
                    continue
                }
            }
            state.pointee.printed &+= 1
            content.add(isThere: true)
            return Int(loop.pointee.body)
        }
        content.add(isThere: false)
        return Int(loop.pointee.end)
    }

    private mutating func count(_ counter: Int, _ style: Int) {
        memory.counters[counter] += 1
        let number = memory.counters[counter]
        let styles = NumberingStyle.all
        let chosen = styles.indices.contains(style) ? styles[style] : .plain
        switch chosen {
        case .plain: bytes.appendNumber(number)
        case .arabic:
            bytes.appendNumber(number)
            bytes.append(isChinese ? "．" : ". ")
        default: bytes.appendText(plan.words.ordinal(number, style: chosen))
        }
    }
}
