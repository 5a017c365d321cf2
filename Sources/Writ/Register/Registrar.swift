package import WritDocuments
internal import WritEvaluation
package import WritLanguage
package import WritSemantics

/// Numbers the documents of a run, in its turn at the register, and gathers what is to be recorded of them.
///
/// The same document is found again under its number; another text under that number is refused.
///
/// Unsafe memory: a registrar has no lock. It is for one thread at a time: a batch that numbers its documents makes them one
/// after the other.
package final class Registrar: @unchecked Sendable {
    /// Which document of a case it is.
    package struct Identity: Sendable {
        package let organisation: String?
        package let type: String
        package let caseID: String
        package let form: String
        package let ordinal: Int
        /// Which of several of its form it is.
        package let subject: String?

        var fields: [JournalLine.Act.Field] {
            var fields: [JournalLine.Act.Field] = []
            if let organisation { fields.append(.init("organisation", organisation)) }
            fields.append(.init("type", type))
            fields.append(.init("case", caseID))
            fields.append(.init("form", form))
            fields.append(.init("ordinal", String(ordinal)))
            return fields
        }
    }

    /// What is known of a document before it is written.
    package struct Given {
        package var number: String?
        package var revokes: RevokedDocument?
        fileprivate var series: DocumentSeries?
        fileprivate var count: Int?
        fileprivate var known: JournalLine?
        fileprivate var isReplacing = false
        private(set) var isNew = false

        fileprivate mutating func give(_ number: String, _ count: Int, in series: DocumentSeries) {
            (self.number, self.count, self.series, isNew) = (number, count, series, true)
        }
    }

    /// A finished document, as it goes into the register.
    package struct Finished {
        package let title: String
        package let stage: DocumentStage
        package let date: CalendarDate?
        package let record: [UInt8]
        /// The record of its routing sheet.
        package let sheet: [UInt8]?
        package let about: [JournalLine.Act.Field]

        package init(
            title: String, stage: DocumentStage, date: CalendarDate?, record: [UInt8], sheet: [UInt8]? = nil,
            about: [JournalLine.Act.Field]
        ) {
            self.title = title
            self.stage = stage
            self.date = date
            self.record = record
            self.sheet = sheet
            self.about = about
        }
    }

    package let register: Register
    private let person: String
    private let replacing: (numbers: Set<String>, reason: String)
    /// What is to be recorded.
    private var acts: [JournalLine.Act] = []
    /// Numbers that this run gives, by series and by number.
    private var counts: [UInt64: Int] = [:]
    private var taken: Set<UInt64> = []
    /// Numbers that the histories of this run's cases state: those documents have them, and no other gets one.
    private var reserved: Set<UInt64> = []
    private var began: Journal.Position
    package private(set) var problems: [Diagnostic] = []
    /// Of the numbers that are to be revoked, those that a new document revokes.
    package private(set) var replaced: Set<String> = []
    /// Writes the files of a case, and answers why it could not: what is not filed is not recorded.
    package var filing: ((BatchRunner.CaseFiles) -> Diagnostic?)?
    private var history: RegisteredHistory?
    private var kept: [(digest: String, record: [UInt8])] = []
    /// What the case that is under way has changed, to be taken back where one of its documents is refused.
    private var mark = Mark()

    private struct Mark {
        var acts = 0
        var kept = 0
        var problems = 0
        var counts: [(key: UInt64, count: Int?)] = []
        var taken: [UInt64] = []
    }

    /// Waits for a turn at the register, which lasts until `finish` or `giveUp`.
    package init(
        _ register: Register, person: String, replacing: (numbers: Set<String>, reason: String) = ([], "")
    ) throws(FileFailure) {
        self.register = register
        self.person = person
        self.replacing = replacing
        try register.lock()
        began = register.journal.position
    }

    /// Adds to a case what the register knows of its documents; answers what a reader must know of that.
    package func complete(_ data: inout CaseData, _ program: Program) -> [Diagnostic] {
        let history = history ?? RegisteredHistory(register, program)
        self.history = history
        return history.complete(&data, replacing: replacing.numbers)
    }

    /// Keeps the numbers that histories state for the documents that have them.
    package func reserve(_ history: [HistoryDocument], of organisation: String?) {
        for number in history.compactMap(\.number) {
            reserved.insert(IndexEntry.numberKey(number, of: organisation))
        }
    }

    // MARK: - One case

    /// Begins the documents of a case, which are recorded all or none.
    package func beginCase() {
        mark = Mark(acts: acts.count, kept: kept.count, problems: problems.count)
    }

    /// Ends a case. Where a document of it is refused, nothing of it is recorded, and what is wrong is handed out.
    package func endCase() -> [Diagnostic] {
        guard problems.count > mark.problems else { return [] }
        defer { problems.removeLast(problems.count - mark.problems) }
        takeBackCase()
        return Array(problems[mark.problems...])
    }

    /// Records nothing of the case that was just done: its numbers are free for the next one.
    package func takeBackCase() {
        acts.removeLast(acts.count - mark.acts)
        kept.removeLast(kept.count - mark.kept)
        for (key, count) in mark.counts.reversed() { counts[key] = count }
        for key in mark.taken { taken.remove(key) }
    }

    // MARK: - One document

    /// The number of a document, known or new.
    package func number(_ identity: Identity, history: String?, series: DocumentSeries?) -> Given {
        var given = Given()
        if let line = current(identity) {
            given.known = line
            given.number = line.act["number"]
            given.revokes = revocation(of: line)
            guard let number = line.act["number"] ?? line.act["form"], replacing.numbers.contains(number) else {
                // The same command again: it has been replaced.
                if let old = line.act["replaces"], replacing.numbers.contains(old) { replaced.insert(old) }
                return given
            }
            given.isReplacing = true
            given.revokes = RevokedDocument(
                number: line.act["number"] ?? "", title: line.act["title"] ?? "",
                date: line.act["on"] ?? line.moment.date.description, reason: replacing.reason)
        } else if let history {
            given.number = history
            given.series = series
            given.count = series?.count(of: history)
            return given
        }
        if let series {
            let key = IndexEntry.key("series", series.pattern, series.period, identity.organisation)
            let last = max(counts[key] ?? 0, register.state.series[key] ?? 0)
            var next = last + 1
            while reserved.contains(IndexEntry.numberKey(series.number(next), of: identity.organisation)) { next += 1 }
            given.give(series.number(next), next, in: series)
        } else {
            given.number = nil
        }
        return given
    }

    /// The line that says what a document is, unless its number is void.
    private func current(_ identity: Identity) -> JournalLine? {
        let key = IndexEntry.documentKey(JournalLine.Act(person: "", act: "", fields: identity.fields))
        guard let place = register.state.documents[key], let line = register.line(place) else { return nil }
        for field in identity.fields where line.act[field.name] != field.text { return nil }
        let number = register.index[place].numberOfFirm
        return number != 0 && register.state.voided[number] != nil ? nil : line
    }

    /// What the document of a line revokes.
    private func revocation(of line: JournalLine) -> RevokedDocument? {
        guard let number = line.act["replaces"] else { return nil }
        return RevokedDocument(
            number: number, title: line.act["replaces-title"] ?? "", date: line.act["replaces-on"] ?? "",
            reason: line.act["reason"] ?? "")
    }

    /// Takes a document that was written under its number. False where it is refused.
    package func take(_ identity: Identity, _ given: Given, _ document: Finished) -> Bool {
        guard let digest = RecordHead(document.record)?.digest else { return true }
        if let known = given.known, !given.isReplacing {
            let was = known.act["digest"] ?? ""
            guard was == digest else {
                problem(
                    .changed(
                        form: identity.form, caseID: identity.caseID, number: known.act["number"], was: was, is: digest)
                )
                return false
            }
            if known.act.act == RegisterAct.issued.rawValue {
                return isSheetUnchanged(identity, known.act, document)
            }
            if !document.stage.isDone { return true }
        }
        // What still prints something unknown is no document yet.
        if document.stage == .draft { return true }
        if let number = given.number, given.known == nil || given.isReplacing {
            let key = IndexEntry.numberKey(number, of: identity.organisation)
            guard register.state.numbers[key] == nil, taken.insert(key).inserted else {
                problem(.numberTaken(number: number, form: identity.form, caseID: identity.caseID))
                return false
            }
            mark.taken.append(key)
        }
        record(identity, given, document, digest)
        return true
    }

    /// Whether the routing sheet of an issued document still says how the document was approved then.
    private func isSheetUnchanged(_ identity: Identity, _ known: JournalLine.Act, _ document: Finished) -> Bool {
        guard let was = known["sheet"], let sheet = document.sheet, let digest = FinishedRecord(sheet)?.shownDigest,
            digest != was
        else { return true }
        problem(
            .sheetChanged(
                form: identity.form, caseID: identity.caseID, number: known["number"], was: was, is: digest))
        return false
    }

    private func record(_ identity: Identity, _ given: Given, _ document: Finished, _ digest: String) {
        let file = BLAKE2b.hex(document.record)
        var fields = identity.fields
        fields.append(.init("title", document.title))
        if let subject = identity.subject { fields.append(.init("subject", subject)) }
        if let number = given.number { fields.append(.init("number", number)) }
        let old = given.isReplacing ? nil : given.known?.act
        if let series = given.series, let count = given.count {
            let key = IndexEntry.key("series", series.pattern, series.period, identity.organisation)
            mark.counts.append((key, counts[key]))
            counts[key] = max(counts[key] ?? 0, count)
            fields.append(.init("series", series.pattern))
            fields.append(.init("period", series.period))
            fields.append(.init("count", String(count)))
        } else if let old {
            for name in ["series", "period", "count"] {
                if let text = old[name] { fields.append(.init(name, text)) }
            }
        }
        if let date = document.date { fields.append(.init("on", date.description)) }
        fields.append(.init("digest", digest))
        fields.append(.init("record", file))
        fields.append(.init("state", document.stage.rawValue))
        if let revokes = given.revokes {
            fields.append(.init("replaces", revokes.number))
            fields.append(.init("replaces-title", revokes.title))
            fields.append(.init("replaces-on", revokes.date))
            fields.append(.init("reason", revokes.reason))
        }
        // Until it is issued, each decision makes another sheet of it.
        if document.stage.isDone, let sheet = document.sheet, let digest = FinishedRecord(sheet)?.shownDigest {
            let file = BLAKE2b.hex(sheet)
            fields.append(.init("sheet", digest))
            fields.append(.init("sheet-record", file))
            kept.append((file, sheet))
        }
        let act: RegisterAct = document.stage.isDone ? .issued : .numbered
        if given.isReplacing, let known = given.known?.act {
            if let number = known["number"] ?? known["form"] { replaced.insert(number) }
            // The old number is void by the new document, whose number it names.
            var fields = identity.fields
            if let number = known["number"] { fields.append(.init("number", number)) }
            if let number = given.number { fields.append(.init("replaced-by", number)) }
            fields.append(.init("reason", replacing.reason))
            acts.append(JournalLine.Act(person: person, act: RegisterAct.voided.rawValue, fields: fields))
        }
        acts.append(JournalLine.Act(person: person, act: act.rawValue, fields: fields, about: document.about))
        kept.append((file, document.record))
    }

    private func problem(_ fact: RegisterFact) { problems.append(Diagnostic(.error, fact, at: .none)) }

    // MARK: - The end

    /// Records what was gathered so far. Lines, records and table are on the disk then; the turn goes on.
    package func record() throws(FileFailure) {
        try register.keep(kept)
        kept.removeAll()
        let gathered = acts
        acts.removeAll()
        try register.append(gathered)
    }

    /// Ends the turn.
    package func finish() {
        register.saveIndex()
        register.unlock()
    }

    /// Ends the turn and takes back what was recorded in it: the documents could not be written.
    package func giveUp() {
        register.rollBack(to: began)
        register.unlock()
    }
}

extension DocumentStage {
    /// Whether nothing is missing from it any more, and nobody's approval.
    var isDone: Bool { self == .approved || self == .issued }
}
