package import WritLanguage
package import WritSemantics

/// The lawyers' decisions on a rulebook, kept in the journal `signoffs.jsonl` beside it.
package struct SignOffRegister: Sendable {
    package static let fileName = "signoffs.jsonl"

    package enum Decision: String, Sendable, CaseIterable { case accepted, rejected }

    package struct Entry: Sendable {
        /// `rule major-violation`, `clause M2 4.2.1.2`: see `MeaningDigests.Item.key`.
        package var item: String
        /// Of what was signed.
        package var digest: String
        package var reviewer: String
        package var date: CalendarDate
        package var decision: Decision
        package var remarks: String

        package init(
            item: String, digest: String, reviewer: String, date: CalendarDate, decision: Decision, remarks: String
        ) {
            self.item = item
            self.digest = digest
            self.reviewer = reviewer
            self.date = date
            self.decision = decision
            self.remarks = remarks
        }
    }

    package enum Standing: Sendable, Equatable { case unsigned, signed, lapsed }

    /// In the order in which they were recorded. Of several entries for one item the last counts.
    package private(set) var entries: [Entry] = []
    private var last: [String: Int] = [:]

    package init() {}

    package mutating func add(_ entry: Entry) {
        last[entry.item] = entries.count
        entries.append(entry)
    }

    package func entry(for item: String) -> Entry? { last[item].map { entries[$0] } }

    package func standing(of item: String, digest: String) -> Standing {
        guard let entry = entry(for: item) else { return .unsigned }
        return entry.digest == digest ? .signed : .lapsed
    }

    /// Sign-offs that no longer cover what the rulebook says, and those of things that are no longer there.
    package func diagnostics(_ digests: MeaningDigests) -> [Diagnostic] {
        last.keys.sorted().compactMap { item in
            guard let entry = entry(for: item) else { return nil }
            guard let digest = digests.digest(key: item) else {
                return Diagnostic(.warning, SignOffFact.gone(item: item), at: .none)
            }
            if digest == entry.digest { return nil }
            return Diagnostic(
                .warning, SignOffFact.lapsed(item: item, reviewer: entry.reviewer, date: entry.date.description),
                at: .none)
        }
    }
}
