package import WritLanguage
package import WritSemantics

/// The lawyers' decisions on a rulebook, kept in the journal `signoffs.jsonl` beside it.
package struct SignOffRegister: Sendable {
    package static let fileName = "signoffs.jsonl"

    /// `commented` decides nothing: it is shown beside the item.
    package enum Decision: String, Sendable, CaseIterable { case accepted, rejected, commented }

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

    /// Only `signed` is settled: everything else is open.
    package enum Standing: String, Sendable, CaseIterable {
        case unsigned
        /// Accepted by fewer persons than are required.
        case awaiting
        case signed
        /// Somebody objects to it as it stands.
        case rejected
        case lapsed
    }

    /// How many persons must have accepted an item.
    package let reviewers: Int
    /// In the order in which they were recorded. Of several decisions of one person on one item the last counts.
    package private(set) var entries: [Entry] = []
    /// By item, the positions of what was said of it.
    private var byItem: [String: [Int]] = [:]

    package init(reviewers: Int = 1) { self.reviewers = max(1, reviewers) }

    /// The same entries, with so many persons required.
    package func requiring(_ reviewers: Int) -> SignOffRegister {
        var register = SignOffRegister(reviewers: reviewers)
        for entry in entries { register.add(entry) }
        return register
    }

    package mutating func add(_ entry: Entry) {
        byItem[entry.item, default: []].append(entries.count)
        entries.append(entry)
    }

    /// All that was said of an item, comments too.
    package func entries(for item: String) -> [Entry] { (byItem[item] ?? []).map { entries[$0] } }

    /// The last decision of each person, the latest at the end.
    package func decisions(on item: String) -> [Entry] {
        var last: [PersonName: Int] = [:]
        for position in byItem[item] ?? [] where entries[position].decision != .commented {
            guard let person = PersonName(entries[position].reviewer) else { continue }
            last[person] = position
        }
        return last.values.sorted().map { entries[$0] }
    }

    /// The latest decision.
    package func entry(for item: String) -> Entry? { decisions(on: item).last }

    package func standing(of item: String, digest: String) -> Standing {
        let decisions = decisions(on: item)
        let valid = decisions.filter { $0.digest == digest }
        if valid.contains(where: { $0.decision == .rejected }) { return .rejected }
        if Self.persons(valid) >= reviewers { return .signed }
        if !valid.isEmpty { return .awaiting }
        return decisions.isEmpty ? .unsigned : .lapsed
    }

    /// How many persons decided at least: names that a reader takes for one may be one person's.
    private static func persons(_ decisions: [Entry]) -> Int {
        guard decisions.count > 1 else { return decisions.count }
        let names = decisions.compactMap { PersonName($0.reviewer) }
        return names.count - LookAlikes.pairs(names).count
    }

    /// Items that were decided on and are no longer there.
    package func gone(from digests: MeaningDigests) -> [String] {
        byItem.keys.filter { digests.digest(key: $0) == nil && entry(for: $0) != nil }.sorted()
    }

    /// What is open of all that was decided on: sign-offs that no longer cover what the rulebook says, those of things that
    /// are no longer there, objections, and items that too few have signed.
    package func diagnostics(_ digests: MeaningDigests) -> [Diagnostic] {
        var found: [Diagnostic] = []
        var awaiting: [String] = []
        for item in byItem.keys.sorted() {
            guard let entry = entry(for: item) else { continue }
            let (reviewer, date) = (entry.reviewer, entry.date.description)
            guard let digest = digests.digest(key: item) else {
                found.append(
                    Diagnostic(.warning, SignOffFact.gone(item: item, reviewer: reviewer, date: date), at: .none))
                continue
            }
            switch standing(of: item, digest: digest) {
            case .signed, .unsigned: break
            case .awaiting: awaiting.append(item)
            case .lapsed:
                found.append(
                    Diagnostic(.warning, SignOffFact.lapsed(item: item, reviewer: reviewer, date: date), at: .none))
            case .rejected:
                for objection in decisions(on: item) where objection.decision == .rejected && objection.digest == digest
                {
                    let fact = SignOffFact.rejected(
                        item: item, reviewer: objection.reviewer, date: objection.date.description,
                        remarks: objection.remarks)
                    found.append(Diagnostic(.warning, fact, at: .none))
                }
            }
        }
        if let first = awaiting.first {
            let fact = SignOffFact.awaiting(first: first, count: awaiting.count, reviewers: reviewers)
            found.append(Diagnostic(.warning, fact, at: .none))
        }
        return found
    }
}
