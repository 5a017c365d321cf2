package import WritAnalysis
package import WritLanguage
internal import WritSemantics

/// The sign-offs of a rulebook: a journal beside it, of the same make as a register's.
package enum SignOffJournal {
    private static let act = "signed-off"
    private static let keeping = "kept-sign-off"

    /// A decision that stays although something changed, because the effect is proved to be the same; and who says so.
    package struct Kept: Sendable {
        package let decision: SignOffRegister.Entry
        package let newDigest: String
        package let by: String

        package init(decision: SignOffRegister.Entry, newDigest: String, by person: String) {
            self.decision = decision
            self.newDigest = newDigest
            by = person
        }
    }

    /// What was signed so far; nothing where there is no journal.
    package static func read(
        _ path: String
    ) throws(FileFailure) -> (register: SignOffRegister, diagnostics: [Diagnostic]) {
        var register = SignOffRegister()
        guard FileSystem.exists(path) else { return (register, []) }
        var diagnostics: [Diagnostic] = []
        let journal = try Journal.reading(path)
        try journal.read { line, _ in
            if let entry = entry(line.act) ?? kept(line.act, register) {
                register.add(entry)
            } else {
                diagnostics.append(
                    Diagnostic(.error, SignOffFact.badEntry(file: path, number: line.sequence), at: .none))
            }
        }
        if journal.unfinished > 0 {
            let fact = JournalFact.unfinished(
                path: path, line: journal.position.lines + 1, bytes: journal.unfinished)
            diagnostics.append(Diagnostic(.warning, fact, at: .none))
        }
        return (register, diagnostics)
    }

    /// Records sign-offs. They are on the disk when this returns.
    package static func append(_ entries: [SignOffRegister.Entry], to path: String) throws(FileFailure) {
        let journal = try Journal.writing(path)
        try journal.record(
            entries.map { entry in
                JournalLine.Act(
                    person: entry.reviewer, act: act,
                    fields: [
                        .init("item", entry.item), .init("digest", entry.digest),
                        .init("date", entry.date.description), .init("decision", entry.decision.rawValue),
                        .init("remarks", entry.remarks),
                    ])
            })
    }

    /// Records what is kept, each with the decision that it keeps.
    package static func keep(_ kept: [Kept], in path: String) throws(FileFailure) {
        let journal = try Journal.writing(path)
        try journal.record(
            kept.map { kept in
                JournalLine.Act(
                    person: kept.by, act: keeping,
                    fields: [
                        .init("item", kept.decision.item), .init("digest", kept.newDigest),
                        .init("kept-from", kept.decision.digest), .init("reviewer", kept.decision.reviewer),
                    ])
            })
    }

    /// What is kept is a decision that stands before it in the journal, on another digest.
    private static func kept(_ act: JournalLine.Act, _ register: SignOffRegister) -> SignOffRegister.Entry? {
        guard act.act == keeping, let item = act["item"], let digest = act["digest"], let former = act["kept-from"],
            let reviewer = act["reviewer"],
            var entry = register.decisions(on: item).first(where: {
                $0.reviewer == reviewer && $0.digest == former && $0.decision == .accepted
            })
        else { return nil }
        entry.digest = digest
        return entry
    }

    private static func entry(_ act: JournalLine.Act) -> SignOffRegister.Entry? {
        guard act.act == Self.act, !act.person.isEmpty, let item = act["item"], let digest = act["digest"],
            let date = act["date"].flatMap({ CalendarDate.parse($0) }),
            let decision = act["decision"].flatMap(SignOffRegister.Decision.init(rawValue:))
        else { return nil }
        return SignOffRegister.Entry(
            item: item, digest: digest, reviewer: act.person, date: date, decision: decision,
            remarks: act["remarks"] ?? "")
    }
}
