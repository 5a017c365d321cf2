internal import WritLanguage
internal import WritSemantics

/// What the register knows of one document, held against what its record says and its digest leaves out: who decided what and
/// when, its day, its delivery, how far it has come.
struct RegisteredRecord {
    private let record: FinishedRecord
    private let path: String
    private let history: RegisterDocuments.History
    /// The last record that the register keeps of it; nil where there is none that can be read.
    private let kept: FinishedRecord?
    private(set) var problems: [VerifyFact] = []

    init(_ record: FinishedRecord, _ bytes: [UInt8], _ history: RegisterDocuments.History, at path: String) {
        self.record = record
        self.path = path
        self.history = history
        let digest = BLAKE2b.hex(bytes)
        // It is the very record that was registered.
        if history.documents.contains(where: { $0.act["record"] == digest || $0.act["sheet-record"] == digest }) {
            kept = record
            return
        }
        let isSheet = record.attributes["sheet-of"] != nil
        let name = isSheet ? "sheet-record" : "record"
        let named = history.documents.last?.act[name]
        kept = named.flatMap { history.kept($0) }.flatMap { FinishedRecord($0) }
        if named != nil, kept == nil { problems.append(.notKept(path: path, number: record.number)) }
        decisions()
        number()
        if isSheet { return }
        day()
        deliveries()
        state()
    }

    /// Each decision is one that the register has, or stood in the record when that was registered.
    private mutating func decisions() {
        let recorded = history.decisions
        for decision in record.decisions {
            let isRecorded = recorded.contains { line in
                let act = line.act
                return act["step"] == decision.step && act.act == decision.value && act["role"] == decision.role
                    && Self.isSame(line, decision.at)
                    && (act["on-behalf-of"] == nil
                        ? decision.person == act.person : decision.person.hasPrefix(act.person))
                    && (act["remarks"] ?? "") == decision.remarks
            }
            let wasThere = kept?.decisions.contains { $0 == decision } ?? false
            guard !isRecorded, !wasThere else { continue }
            let same = recorded.last { $0.act["step"] == decision.step }
            problems.append(
                .decisionNotRegistered(
                    path: path, step: decision.step, person: decision.person, time: decision.time,
                    registered: same.map { "\($0.act.person), \(Self.moment($0))" }))
        }
    }

    /// A sheet has no number of its own; it prints that of its document.
    private mutating func number() {
        guard record.number == nil, let number = history.documents.last?.act["number"] else { return }
        if record.attributes["sheet-of"] == nil {
            return problems.append(.printsOther(path: path, text: "", value: number))
        }
        for printed in record.numbers.map({ String(decoding: $0, as: UTF8.self) })
        where FinishedRecord.squeezed(printed) != FinishedRecord.squeezed(number) {
            problems.append(.printsOther(path: path, text: printed, value: number))
        }
    }

    private mutating func day() {
        // It is not older than what was registered.
        if let asOf = record.attributes["as-of"], let was = kept?.attributes["as-of"], asOf < was {
            problems.append(.dayNotRegistered(path: path, day: asOf, registered: was))
        }
        guard let day = record.days.first(where: { $0.place == .head })?.value else { return }
        var known = kept.map { [$0.days.first { $0.place == .head }?.value] } ?? history.documents.map { $0.act["on"] }
        // What waited for approval when it was registered bears the day of its last approval.
        if history.documents.last?.act.act != RegisterAct.issued.rawValue || kept == nil {
            known += history.decisions.map { Self.moment($0).date.description }
        }
        if !known.contains(day) {
            problems.append(.dayNotRegistered(path: path, day: day, registered: known.compactMap { $0 }.last))
        }
    }

    private mutating func deliveries() {
        var known = Set(kept?.days.filter { $0.place == .delivery }.compactMap(\.value) ?? [])
        for line in history.acts where line.act.act == RegisterAct.delivered.rawValue {
            known.insert(line.act["on"] ?? Self.moment(line).date.description)
        }
        for day in record.days where day.place == .delivery {
            guard let value = day.value, !known.contains(value) else { continue }
            problems.append(.deliveryNotRegistered(path: path, day: value, registered: known.sorted().last))
        }
    }

    /// What is out with all its approvals was registered as issued.
    private mutating func state() {
        let stated = record.attributes["state"] ?? ""
        guard let registered = history.documents.last?.act["state"], stated != registered else { return }
        problems.append(.stateNotRegistered(path: path, state: stated, registered: registered))
    }

    /// When an act was done: as it says, else when it was recorded.
    private static func moment(_ line: JournalLine) -> Moment {
        line.act["at"].flatMap { Moment.parse($0) } ?? line.moment
    }

    /// Whether a record states the moment of an act; records have no parts of seconds.
    private static func isSame(_ line: JournalLine, _ stated: String) -> Bool {
        Moment.parse(stated).map { abs($0.milliseconds - moment(line).milliseconds) < 1000 } ?? false
    }
}
