package import WritSemantics

/// What is looked for in a register.
package struct RegisterQuery: Sendable {
    package enum State: String, Sendable, CaseIterable { case numbered, issued, void, replaced }

    package var number: String?
    package var caseID: String?
    package var unit: String?
    package var name: String?
    package var form: String?
    package var organisation: String?
    package var state: State?
    package var from: CalendarDate?
    package var to: CalendarDate?

    package init() {}
}

/// One document of a register as it stands now.
package struct RegisterRow: Sendable {
    /// The line that says what it is.
    package let line: JournalLine
    package let state: RegisterQuery.State
    /// The line that made it void.
    package let end: JournalLine?

    package var act: JournalLine.Act { line.act }
    package var reason: String? { end?.act["reason"] }
    package var replacedBy: String? { end?.act["replaced-by"] }
}

extension Register {
    /// The documents that a query asks for, in the order in which they were recorded.
    ///
    /// It goes once through the table and reads only the lines that may be asked for.
    package func find(_ query: RegisterQuery) -> [RegisterRow] {
        let wanted = Wanted(query)
        // Of the lines about one document under one number the last counts; it stands where the first stood.
        var order: [Key: Int] = [:]
        var found: [Int] = []
        var ended: [UInt64: Int] = [:]
        for number in 0..<index.count {
            let entry = index[number]
            guard let act = entry.act else { continue }
            if act == .voided {
                ended[entry.numberOfFirm] = number
            } else if act.isDocument, wanted.mayBe(entry) {
                let key = Key(document: entry.document, number: entry.number)
                if let place = order[key] {
                    found[place] = number
                } else {
                    order[key] = found.count
                    found.append(number)
                }
            }
        }
        return found.compactMap { row($0, ended: ended) }.filter(query.matches)
    }

    /// The document that a line is about, as it stands now.
    /// - Parameter ended: the lines that made numbers void.
    fileprivate func row(_ number: Int, ended: [UInt64: Int]) -> RegisterRow? {
        guard let line = line(number) else { return nil }
        let end = ended[index[number].numberOfFirm].flatMap { index[number].number == 0 ? nil : self.line($0) }
        let state: RegisterQuery.State =
            end.map { $0.act["replaced-by"] == nil ? .void : .replaced }
            ?? (line.act.act == RegisterAct.issued.rawValue ? .issued : .numbered)
        return RegisterRow(line: line, state: state, end: end)
    }

    /// Every line about a number.
    package func lines(about number: String, organisation: String?) -> [JournalLine] {
        let text = NumberText.key(number)
        let key = IndexEntry.key("number", text)
        return (0..<index.count).compactMap { place in
            guard index[place].number == key, let line = line(place), line.act["number"].map(NumberText.key) == text
            else { return nil }
            return organisation == nil || line.act["organisation"] == organisation ? line : nil
        }
    }

    private struct Key: Hashable {
        let document: UInt64
        let number: UInt64
    }

    /// A query in the words of the table.
    private struct Wanted {
        let number, caseID, unit, name, form, firm: UInt64?
        let days: ClosedRange<Int32>?

        init(_ query: RegisterQuery) {
            number = query.number.map { IndexEntry.key("number", NumberText.key($0)) }
            caseID = query.caseID.map { IndexEntry.key("case", $0) }
            unit = query.unit.map { IndexEntry.key("unit", NumberText.key($0)) }
            name = query.name.map { IndexEntry.key("name", NumberText.key($0)) }
            form = query.form.map { IndexEntry.key("form", $0) }
            firm = query.organisation.map { IndexEntry.key("firm", $0) }
            let from = query.from.map { Int32(truncatingIfNeeded: $0.day) } ?? Int32.min
            let to = query.to.map { Int32(truncatingIfNeeded: $0.day) } ?? Int32.max
            days = query.from == nil && query.to == nil ? nil : from <= to ? from...to : 1...1
        }

        func mayBe(_ entry: IndexEntry) -> Bool {
            if let number, entry.number != number { return false }
            if let caseID, entry.caseID != caseID { return false }
            if let unit, entry.unit != unit { return false }
            if let form, entry.form != form { return false }
            if let firm, entry.firm != firm { return false }
            if let days, !days.contains(entry.day) { return false }
            if let name, entry.names.0 != name, entry.names.1 != name, entry.names.2 != name {
                return entry.kind & IndexEntry.hasMoreNames != 0
            }
            return true
        }
    }
}

extension RegisterQuery {
    fileprivate func matches(_ row: RegisterRow) -> Bool {
        let act = row.act
        if let number, act["number"].map(NumberText.key) != NumberText.key(number) { return false }
        if let caseID, act["case"] != caseID { return false }
        if let form, act["form"] != form { return false }
        if let organisation, act["organisation"] != organisation { return false }
        func isAbout(_ text: String, asUnit: Bool) -> Bool {
            let key = NumberText.key(text)
            return act.about.contains { ($0.name == RegisterFacts.unit) == asUnit && NumberText.key($0.text) == key }
        }
        if let unit, !isAbout(unit, asUnit: true) { return false }
        if let name, !isAbout(name, asUnit: false) { return false }
        if from != nil || to != nil {
            guard let day = act["on"].flatMap({ CalendarDate.parse($0) }) ?? Optional(row.line.moment.date) else {
                return false
            }
            if let from, day < from { return false }
            if let to, to < day { return false }
        }
        return state == nil || state == row.state
    }
}

/// The documents of a register by what they are, for many questions about single ones.
package struct RegisterDocuments {
    private let register: Register
    /// Lines that say what a document is, by the document's key.
    private var places: [(document: UInt64, line: Int)] = []
    /// Lines that say what people did about one.
    private var acts: [(document: UInt64, line: Int)] = []
    private var ended: [UInt64: Int] = [:]

    /// Goes through the table once.
    package init(_ register: Register) {
        self.register = register
        for number in 0..<register.index.count {
            let entry = register.index[number]
            if entry.act == .voided { ended[entry.numberOfFirm] = number }
            guard let act = entry.act else { continue }
            if act.isDocument { places.append((entry.document, number)) }
            if RegisterAct.ofPeople.contains(act) { acts.append((entry.document, number)) }
        }
        places.sort { ($0.document, $0.line) < ($1.document, $1.line) }
        acts.sort { ($0.document, $0.line) < ($1.document, $1.line) }
    }

    /// All that happened to one document under one number.
    package struct History {
        /// The lines that say what it is, in the order in which they were recorded.
        package let documents: [JournalLine]
        /// What people did about it.
        package let acts: [JournalLine]
        fileprivate let folder: String

        /// The decisions of its approvers that nobody took back.
        package var decisions: [JournalLine] { acts.decisions }

        /// A record that the register keeps; nil where it cannot be read, or is not what was put there.
        package func kept(_ digest: String) -> [UInt8]? {
            guard let bytes = try? FileSystem.read(Register.keptPath(digest, in: folder)), BLAKE2b.hex(bytes) == digest
            else { return nil }
            return bytes
        }
    }

    /// - Parameter row: one that `rows` gave for the same fields.
    package func history(_ fields: [JournalLine.Act.Field], of row: RegisterRow) -> History {
        func found(_ places: [(document: UInt64, line: Int)]) -> [JournalLine] {
            lines(places, of: fields).compactMap { register.line($0) }.filter { line in
                line.act["number"] == row.act["number"] && fields.allSatisfy { line.act[$0.name] == $0.text }
            }
        }
        return History(documents: found(places), acts: found(acts).standing, folder: register.folder)
    }

    private func lines(
        _ places: [(document: UInt64, line: Int)], of fields: [JournalLine.Act.Field]
    ) -> some Sequence<Int> {
        let key = IndexEntry.documentKey(JournalLine.Act(person: "", act: "", fields: fields))
        var low = 0
        var high = places.count
        while low < high {
            let middle = (low + high) / 2
            if places[middle].document < key { low = middle + 1 } else { high = middle }
        }
        return places[low...].prefix { $0.document == key }.map { $0.line }
    }

    /// What the register has of one document: a row for each number, in the order in which they were given.
    /// - Parameter fields: firm, type, case, form and ordinal.
    package func rows(_ fields: [JournalLine.Act.Field]) -> [RegisterRow] {
        var rows: [RegisterRow] = []
        for line in lines(places, of: fields) {
            guard let row = register.row(line, ended: ended),
                fields.allSatisfy({ row.act[$0.name] == $0.text })
            else { continue }
            rows.removeAll { $0.act["number"] == row.act["number"] }
            rows.append(row)
        }
        return rows
    }
}
