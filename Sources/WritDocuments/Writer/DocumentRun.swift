import WritLanguage
import WritApprovals
import WritEvaluation
import WritSemantics

/// Which files a run writes: the record, its view, or both in one go.
protocol DocumentFiles {
    static var hasRecord: Bool { get }
    static var hasView: Bool { get }
}

private enum RecordAlone: DocumentFiles {
    static let hasRecord = true
    static let hasView = false
}

private enum ViewAlone: DocumentFiles {
    static let hasRecord = false
    static let hasView = true
}

private enum RecordAndView: DocumentFiles {
    static let hasRecord = true
    static let hasView = true
}

/// One run of a form's program.
struct DocumentRun: ~Copyable {
    let writer: DocumentWriter
    let input: DocumentInput
    private let script: FormScript
    let target: DocumentWriter.Target
    /// What is written is the record. Where both files are written, it is, but for what is written anew for the view.
    private(set) var isRecord: Bool
    let isBlank: Bool
    private(set) var stage: DocumentStage
    var bytes: DocumentBytes
    /// The view, where both files are written.
    var view: DocumentBytes
    private(set) var missing: [Outcome.Need] = []
    private var noted: Set<Outcome.Need> = []
    /// Something that it prints or depends on is not known.
    var isIncomplete = false
    /// How often something was not known.
    private(set) var unknowns = 0
    /// Those beside the case; nil where it has no folder.
    let pictures: PictureShelf?
    var pictureBytes = 0
    /// A picture that cannot be shown; nothing of the document may be used.
    private(set) var faultyPicture: (name: String, problem: Picture.Problem)?
    /// Footnotes that wait for their place, and the table under way where it has cells to merge.
    var notes: FootnotePages?
    var merging: MergingCells?
    /// Whether the record (true) and the view say already what the document revokes.
    var revocationPrinted: Set<Bool> = []
    /// What the record says, for its digest.
    var content: DocumentContent
    /// Loops would write more than a document may hold: they end, and nothing of it may be used.
    private(set) var isTooLarge = false
    private var rounds = 0
    private let start: Int
    private let asOf: CalendarDate
    let isChinese: Bool
    private let memory: LoopMemory

    var plan: FormPlan { writer.plan }
    var program: Program { writer.program }

    /// - Parameter bytes: what stands in them stays, before the document.
    init(
        _ writer: DocumentWriter, _ input: DocumentInput, _ target: DocumentWriter.Target,
        _ bytes: consuming DocumentBytes, pictures: PictureShelf? = nil
    ) {
        self.writer = writer
        self.pictures = pictures
        self.input = input
        self.target = target
        script = writer.script
        isRecord = target != .html
        isBlank = input.held == nil
        stage = DocumentStage.of(input)
        self.bytes = bytes
        start = self.bytes.count
        view = DocumentBytes(capacity: target == .both ? 1 << 14 : 0)
        content = DocumentContent(isKept: target != .html && input.held != nil)
        asOf = input.held?.data.asOf ?? .first
        isChinese = writer.isChinese
        memory = LoopMemory(writer)
    }

    /// Gives the bytes back, the view behind the record where both were written.
    consuming func finish() -> DocumentBytes {
        view.withBytes { bytes.put($0) }
        return bytes
    }

    // MARK: - The program

    mutating func run(_ interpreter: inout Interpreter) {
        if let issue = input.issue { interpreter.setArguments(issue.arguments) }
        let start = bytes.count
        defer { content.finish(in: &bytes, from: start + FormCompiler.declaration.utf8.count, writer.frames) }
        perform(&interpreter)
        guard isIncomplete, stage != .draft, !isTooLarge, faultyPicture == nil else { return }
        // The state stands before what it depends on: write again, as the draft that it is.
        bytes.truncate(to: start)
        view.truncate(to: 0)
        stage = .draft
        missing = []
        noted = []
        isIncomplete = false
        revocationPrinted = []
        pictureBytes = 0
        notes = nil
        merging = nil
        rounds = 0
        memory.reset()
        content.removeAll()
        perform(&interpreter)
    }

    private mutating func perform(_ interpreter: inout Interpreter) {
        switch target {
        case .xml: perform(RecordAlone.self, &interpreter)
        case .html: perform(ViewAlone.self, &interpreter)
        case .both: perform(RecordAndView.self, &interpreter)
        }
    }

    /// The loop over the steps.
    private mutating func perform<Files: DocumentFiles>(_: Files.Type, _ interpreter: inout Interpreter) {
        let (ofRecord, ofView) = (script.record.roomy(from: 0), script.view.roomy(from: 0))
        let end = script.steps.count
        guard end > 0 else { return }
        let first = script.steps.entry(0)
        var at = 0
        while at < end {
            let step = first.next(at)
            at &+= 1
            if Files.hasRecord {
                bytes.putRoomy(ofRecord.from(Int(step.value.record.start)), Int(step.value.record.count))
                if step.value.loop >= 0 {
                    bytes.appendNumber(memory.loops[Int(step.value.loop)].position)
                    bytes.putRoomy(ofRecord.from(Int(step.value.behind.start)), Int(step.value.behind.count))
                }
                if Files.hasView { view.putRoomy(ofView.from(Int(step.value.view.start)), Int(step.value.view.count)) }
            } else {
                bytes.putRoomy(ofView.from(Int(step.value.view.start)), Int(step.value.view.count))
            }
            switch step.value.code {
            case .field:
                let slot = field(Int(step.value.c), ofLocal: Int(step.value.b), &interpreter)
                write(slot, Int(step.value.a), Files.self, &interpreter)
            case .fact:
                write(
                    interpreter.facts.fact(at: Int(step.value.c)), Int(step.value.a), Files.self, &interpreter)
            case .value:
                let slot = read(script.values[Int(step.value.a)].source, &interpreter)
                write(slot, Int(step.value.a), Files.self, &interpreter)
            case .nothing: break
            case .test: at = test(Int(step.value.a), next: at, &interpreter)
            case .jump: at = Int(step.value.a)
            case .leave: if !isBlank { at = Int(step.value.a) }
            case .loop: at = begin(Int(step.value.a), &interpreter)
            case .next: at = advance(Int(step.value.a), &interpreter)
            case .ifFirst: if memory.loops[Int(step.value.a)].printed == 1 { at = Int(step.value.b) }
            case .unlessEmpty: if !memory.loops[Int(step.value.a)].isEmpty { at = Int(step.value.b) }
            case .position: if Files.hasRecord { bytes.appendNumber(memory.loops[Int(step.value.a)].position) }
            case .reset: memory.counters[Int(step.value.a)] = 0
            case .count:
                let start = bytes.count
                count(Int(step.value.a), Int(step.value.b))
                if Files.hasRecord, Files.hasView { view.putRoomy(bytes.roomy(from: start), bytes.count &- start) }
            case .tick: write(fillingStart: nil, Files.self) { $0.tick(Int(step.value.a), &interpreter) }
            case .boxes:
                write(fillingStart: 1, Files.self) { $0.boxes($0.plan.boxes[Int(step.value.a)], &interpreter) }
            case .note: if let part = Operation.NotePart(rawValue: step.value.a) { note(part, Files.self) }
            case .merge: if let part = Operation.MergePart(rawValue: step.value.a) { merge(part, Files.self) }
            case .rare:
                let operation = script.operations[at &- 1]
                write(fillingStart: operation.fillingStart, Files.self) { $0.perform(operation, &interpreter) }
            }
        }
    }

    /// Writes something that each file has in its own way.
    private mutating func write<Files: DocumentFiles>(
        fillingStart: Int?, _: Files.Type, _ body: (inout Self) -> Void
    ) {
        let start = bytes.count
        body(&self)
        guard Files.hasRecord else { return }
        if let fillingStart { content.add(bytes, from: start &- fillingStart, to: bytes.count) }
        if Files.hasView { writeView(body) }
    }

    /// Writes markup that each file has in its own way.
    mutating func inEachFile<Files: DocumentFiles>(_: Files.Type, _ body: (inout Self) -> Void) {
        body(&self)
        if Files.hasRecord, Files.hasView { writeView(body) }
    }

    /// Writes something of the view, which waits beside the record.
    private mutating func writeView(_ body: (inout Self) -> Void) {
        swap(&bytes, &view)
        isRecord = false
        body(&self)
        isRecord = true
        swap(&bytes, &view)
    }

    /// Writes a value.
    @inline(__always)
    private mutating func write<Files: DocumentFiles>(
        _ slot: Slot, _ value: Int, _: Files.Type, _ interpreter: inout Interpreter
    ) {
        guard slot.tag == .text else { return other(slot, value, Files.self, &interpreter) }
        let text = interpreter.facts.bytes(of: slot)
        // White space says nothing: there is no such value.
        guard Self.saysSomething(text) else {
            return other(plan.values[value].otherwise.isEmpty ? .unknown : .missing, value, Files.self, &interpreter)
        }
        // A text of the case knows whether it holds anything that markup must escape.
        if slot.small == 1 {
            let source = interpreter.facts.roomyBytes(of: slot)
            if Files.hasRecord {
                bytes.putRoomy(source, text.count)
                content.add(text: source, text.count)
            }
            guard !Files.hasRecord || Files.hasView else { return }
            if source.mayHold(WholePieces.joint, among: text.count) {
                unbroken(text, Files.self)
            } else if Files.hasRecord {
                view.putRoomy(source, text.count)
            } else {
                bytes.putRoomy(source, text.count)
            }
        } else {
            if Files.hasRecord {
                let start = bytes.count
                bytes.appendText(text)
                content.add(bytes, from: start &- 1, to: bytes.count)
            }
            if !Files.hasRecord || Files.hasView { unbroken(text, Files.self) }
        }
    }

    private mutating func unbroken<Files: DocumentFiles>(_ text: ByteView, _: Files.Type) {
        if Files.hasRecord { writeView { $0.appendUnbroken(text) } } else { appendUnbroken(text) }
    }

    /// Whether there is more than spaces, ASCII's and the wide one (U+3000).
    private static func saysSomething(_ text: ByteView) -> Bool {
        var at = 0
        while at < text.count {
            if text[at] <= 0x20 {
                at &+= 1
            } else if text[at] == 0xE3, at &+ 2 < text.count, text[at &+ 1] == 0x80, text[at &+ 2] == 0x80 {
                at &+= 3
            } else {
                return true
            }
        }
        return false
    }

    /// Writes a value that is no text, or is not there.
    private mutating func other<Files: DocumentFiles>(
        _ slot: Slot, _ value: Int, _: Files.Type, _ interpreter: inout Interpreter
    ) {
        let shown = script.values[value]
        guard Files.hasRecord else {
            slot.isThere ? print(slot, shown, &interpreter) : nothing(value, slot, &interpreter)
            return
        }
        // The tag says more before it ends.
        bytes.removeLast()
        let start = bytes.count
        guard slot.isThere else {
            nothing(value, slot, &interpreter)
            content.add(bytes, from: start, to: bytes.count)
            if Files.hasView { writeView { $0.nothing(value, slot, &interpreter) } }
            return
        }
        code(slot, &interpreter)
        let text = bytes.count
        print(slot, shown, &interpreter)
        content.add(bytes, from: start, to: bytes.count)
        if Files.hasView { view.putRoomy(bytes.roomy(from: text), bytes.count &- text) }
    }

    /// What happens at most a few times in a document.
    private mutating func perform(_ operation: Operation, _ interpreter: inout Interpreter) {
        switch operation {
        case .due(let format): due(ValueFormat.numbered(format))
        case .documentNumber: documentNumber(&interpreter)
        case .numberOf(let form, let otherwise):
            if !isBlank, let number = earlierNumber(FormID(Int(form))) {
                typed(number)
            } else {
                bytes.appendText(isBlank ? plan.words.line(8) : plan.texts[Int(otherwise)])
            }
        case .documentDate(let isHead): documentDate(isHead: isHead, &interpreter)
        case .organisation(let isHead): organisation(isHead: isHead)
        case .identity(let part): identity(part)
        case .state(let part): state(part)
        case .approvals(let title, let hasDiagram):
            if !isRecord { approvalTable(title: plan.texts[Int(title)], hasDiagram: hasDiagram) }
        case .basis(let title): if !isRecord { basisList(title: plan.texts[Int(title)]) }
        case .messages(let slot): messages(plan.messages[Int(slot)])
        case .image(let slot): image(plan.images[Int(slot)], &interpreter)
        case .signingDate: optionalDate(input.record?.signed)
        case .deliveryDate: optionalDate(input.record?.delivered)
        case .slip(let isOpen): content.pause(isOpen)
        case .annex(let hasApprovals): if isRecord { annex(hasApprovals: hasApprovals) }
        case .documentDigest: documentDigest()
        case .alternative: if isBlank { bytes.append("☐") }
        case .revocation: revocation()
        default: break
        }
    }

    /// Marks a place where something is not known, or so many places in one.
    private mutating func mark(_ mark: UndecidedMark, count: Int = 1) {
        let text = plan.words.undecided(count, areRows: mark.isRow)
        if isRecord {
            bytes.put(script.record.part(mark.before.xml.range))
            bytes.appendText(text)
            bytes.put(script.record.part(mark.behind.xml.range))
        }
        // Some parts stand in the record alone.
        guard !mark.before.html.isEmpty else { return }
        switch target {
        case .xml: break
        case .html: Self.mark(script, mark, text, in: &bytes)
        case .both: Self.mark(script, mark, text, in: &view)
        }
    }

    private static func mark(
        _ script: FormScript, _ mark: UndecidedMark, _ text: String, in view: inout DocumentBytes
    ) {
        view.put(script.view.part(mark.before.html.range))
        view.appendText(text)
        view.put(script.view.part(mark.behind.html.range))
    }

    // MARK: - Values

    @inline(__always)
    mutating func read(_ source: ValueSource, _ interpreter: inout Interpreter) -> Slot {
        if isBlank { return .unknown }
        switch source {
        case .fact(let index): return interpreter.facts.fact(at: Int(index))
        case .localField(let local, let field):
            return self.field(Int(field), ofLocal: Int(local) &- 1, &interpreter)
        case .local(let local): return memory.locals[Int(local) &- 1]
        default: return computed(source, &interpreter)
        }
    }

    /// A field of the element in a local, numbered from 0; unknown where that is no record.
    @inline(__always)
    private mutating func field(_ index: Int, ofLocal local: Int, _ interpreter: inout Interpreter) -> Slot {
        let first = memory.firstFields[local]
        return first < 0 ? .unknown : interpreter.facts.fact(at: first &+ index)
    }

    /// A field of a record; unknown where the slot is none.
    @inline(__always)
    private static func field(_ index: Int, of record: Slot, _ interpreter: inout Interpreter) -> Slot {
        guard record.tag == .record else { return .unknown }
        return interpreter.facts.field(index, of: record.int)
    }

    private mutating func computed(_ source: ValueSource, _ interpreter: inout Interpreter) -> Slot {
        switch source {
        case .asOf: return .date(asOf)
        case .nested(let index): return follow(Int(index), &interpreter)
        case .argument(let index):
            return interpreter.arguments.indices.contains(Int(index)) ? interpreter.arguments[Int(index)] : .unknown
        case .expression(let index, let count):
            return interpreter.slot(of: Int(index), locals: memory.locals, Int(count))
        case .fact, .local, .localField: return .unknown
        }
    }

    private mutating func follow(_ index: Int, _ interpreter: inout Interpreter) -> Slot {
        let path = script.paths[index]
        let first = Int(path.first)
        var slot =
            path.local == 0
            ? interpreter.facts.fact(at: Int(script.fields[first]))
            : field(Int(script.fields[first]), ofLocal: Int(path.local) &- 1, &interpreter)
        for index in first &+ 1..<first &+ Int(path.count) {
            if slot.tag == .missing { return .missing }
            slot = Self.field(Int(script.fields[index]), of: slot, &interpreter)
        }
        return slot
    }

    /// What stands in place of a value that is not there, with the rest of its start tag in the record.
    private mutating func nothing(_ index: Int, _ slot: Slot, _ interpreter: inout Interpreter) {
        if slot.tag == .missing {
            if isRecord { bytes.append(" state=\"missing\">") }
            bytes.appendText(plan.values[index].otherwise)
            return
        }
        isMissing(plan.values[index].source, plan.values[index].path, &interpreter)
        bytes.append(isRecord ? " state=\"unknown\">" : "<span class=\"blank\">")
        bytes.put(isRecord ? plan.values[index].blank.record : plan.values[index].blank.view)
        if !isRecord { bytes.append("</span>") }
    }

    /// A value as people read it.
    private mutating func print(_ slot: Slot, _ shown: FormScript.Value, _ interpreter: inout Interpreter) {
        if let rounding = shown.rounding {
            return writer.printer.print(interpreter.facts.value(slot), as: shown.format, rounding, into: &bytes)
        }
        let format = shown.format
        // The usual types and formats without a value in between.
        switch (slot.tag, format) {
        case (.date, .longDate) where isChinese:
            if let date = CalendarDate(day: slot.int) { bytes.appendChinese(date) }
        case (.integer, .number): bytes.appendInteger(slot.int64)
        case (.decimal, .amount) where slot.small <= 2:
            bytes.appendDecimal(slot.decimal, places: 2, isGrouped: true)
        case (.decimal, .number): bytes.appendDecimal(slot.decimal)
        default: writer.printer.print(interpreter.facts.value(slot), as: format, into: &bytes)
        }
    }

    /// The rest of a start tag in the record: the value as machines read it.
    private mutating func code(_ slot: Slot, _ interpreter: inout Interpreter) {
        bytes.append(" value=\"")
        let start = bytes.count
        switch slot.tag {
        case .decimal: bytes.appendDecimal(slot.decimal)
        case .integer: bytes.appendInteger(slot.int64)
        case .date: if let date = CalendarDate(day: slot.int) { bytes.appendCode(of: date) }
        default: writer.printer.writeCode(interpreter.facts.value(slot), into: &bytes)
        }
        if bytes.count > start { bytes.put(UInt8(ascii: "\"")) } else { bytes.truncate(to: start &- 8) }
        bytes.put(UInt8(ascii: ">"))
    }

    /// Notes what is not known: the fact itself or, for what is computed, what it depends on.
    mutating func isMissing(_ source: ValueSource, _ path: [PathPart], _ interpreter: inout Interpreter) {
        guard !isBlank else { return }
        isIncomplete = true
        unknowns &+= 1
        if case .expression(let index, let count) = source {
            for need in interpreter.needs(of: Int(index), locals: memory.locals, Int(count)) { note(need) }
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

    /// A picture that cannot be shown: the first of them is told.
    mutating func isFaulty(_ name: String, _ problem: Picture.Problem) {
        if faultyPicture == nil { faultyPicture = (name, problem) }
    }

    mutating func note(_ need: Outcome.Need) {
        if noted.insert(need).inserted { missing.append(need) }
    }

    // MARK: - Conditions

    private mutating func test(_ index: Int, next: Int, _ interpreter: inout Interpreter) -> Int {
        if isBlank { return next }
        let condition = script.conditions[index]
        let slot = read(condition.source, &interpreter)
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
        isMissing(planned.source, planned.path, &interpreter)
        mark(planned.mark)
        return Int(condition.undecided)
    }

    private mutating func tick(_ index: Int, _ interpreter: inout Interpreter) {
        let slot = read(script.conditions[index].source, &interpreter)
        if Self.isUnknown(slot) { isMissing(plan.conditions[index].source, plan.conditions[index].path, &interpreter) }
        if isRecord { content.add(isThere: slot.isTrue) }
        bytes.append(slot.isTrue ? "☑" : "☐")
    }

    /// Not known, or impossible.
    static func isUnknown(_ slot: Slot) -> Bool { !slot.isCertain }

    private mutating func boxes(_ slot: BoxesSlot, _ interpreter: inout Interpreter) {
        let chosen = read(slot.source, &interpreter)
        let value = interpreter.facts.value(chosen)
        if case .unknown = value { isMissing(slot.source, slot.path, &interpreter) }
        for (index, title) in slot.titles.enumerated() {
            if index > 0 { bytes.put(plan.words.gap) }
            let isTicked =
                switch value {
                case .boolean(let holds): holds == (index == 0)
                case .enumeration(_, let chosen): chosen == index
                case .list(let values):
                    values.contains { if case .enumeration(_, let chosen) = $0 { chosen == index } else { false } }
                default: false
                }
            bytes.appendBox(title, isTicked: isTicked, isView: !isRecord)
        }
    }

    // MARK: - Loops and counters

    private mutating func begin(_ index: Int, _ interpreter: inout Interpreter) -> Int {
        var state = LoopMemory.Loop()
        if isBlank {
            state.count = Int(script.loops[index].blankRounds)
        } else {
            state.list = read(script.loops[index].list, &interpreter)
            if state.list.tag == .list {
                state.count = state.list.count
            } else {
                let slot = plan.loops[index]
                isMissing(slot.list, slot.path, &interpreter)
                content.add(isThere: nil)
                state.undecided = 1
            }
        }
        memory.loops[index] = state
        return advance(index, &interpreter)
    }

    /// Goes to the next element that satisfies the condition.
    private mutating func advance(_ index: Int, _ interpreter: inout Interpreter) -> Int {
        let loop = script.loops.entry(index)
        let state = memory.loops.entry(index)
        if isTooLarge { return Int(loop.value.end) }
        while state.value.position < state.value.count {
            if !isBlank {
                let element = interpreter.facts.element(state.value.list.start &+ state.value.position)
                memory.locals[Int(loop.value.local)] = element
                memory.firstFields[Int(loop.value.local)] =
                    element.tag == .record ? interpreter.facts.firstField(of: element.int) : -1
            }
            state.value.position &+= 1
            rounds &+= 1
            if rounds > DocumentWriter.mostRounds || bytes.count &- start > DocumentWriter.mostBytes {
                isTooLarge = true
                return Int(loop.value.end)
            }
            if loop.value.hasCondition, !isBlank {
                let slot = read(loop.value.condition, &interpreter)
                if slot.isFalse { continue }
                if !slot.isTrue {
                    let slot = plan.loops[index]
                    isMissing(loop.value.condition, slot.conditionPath, &interpreter)
                    content.add(isThere: nil)
                    state.value.undecided &+= 1
                    continue
                }
            }
            state.value.printed &+= 1
            content.add(isThere: true)
            return Int(loop.value.body)
        }
        content.add(isThere: false)
        // One mark for all, so that nobody counts lines that say nothing.
        if state.value.undecided > 0 {
            merging?.interrupt()
            mark(plan.loops[index].mark, count: state.value.undecided)
        }
        return Int(loop.value.end)
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
