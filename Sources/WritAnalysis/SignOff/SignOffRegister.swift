internal import WritEvaluation
package import WritLanguage
package import WritSemantics

/// The lawyers' decisions on a rulebook, kept in `signoffs.json` beside it.
package struct SignOffRegister: Sendable {
    package static let fileName = "signoffs.json"

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

    /// In the order of the file. Of several entries for one item the last counts.
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

    /// Reads the file; what cannot be read is reported and left out.
    package static func read(_ bytes: [UInt8], file: String) -> (register: SignOffRegister, diagnostics: [Diagnostic]) {
        var register = SignOffRegister()
        var reader = JSONReader()
        reader.read(bytes)
        guard reader.isUsable, let root = reader.tree.root, reader.tree.kind(of: root) == .array else {
            return (register, [Diagnostic(.error, SignOffFact.malformed(file: file), at: .none)])
        }
        var diagnostics: [Diagnostic] = []
        let tree = reader.tree
        for (index, node) in tree.elements(of: root).enumerated() {
            func field(_ name: String) -> String? {
                guard let value = tree.member(name, of: node), tree.kind(of: value) == .string else { return nil }
                return tree.text(of: value)
            }
            guard let item = field("item"), let digest = field("digest"), let reviewer = field("reviewer"),
                let date = field("date").flatMap({ CalendarDate.parse($0) }),
                let decision = field("decision").flatMap(Decision.init(rawValue:))
            else {
                diagnostics.append(Diagnostic(.error, SignOffFact.badEntry(file: file, number: index + 1), at: .none))
                continue
            }
            register.add(
                Entry(
                    item: item, digest: digest, reviewer: reviewer, date: date, decision: decision,
                    remarks: field("remarks") ?? ""))
        }
        return (register, diagnostics)
    }

    package var json: [UInt8] {
        var writer = JSONWriter(isIndented: true)
        writer.beginArray()
        for entry in entries {
            writer.beginObject()
            writer.key("item")
            writer.string(entry.item)
            writer.key("digest")
            writer.string(entry.digest)
            writer.key("reviewer")
            writer.string(entry.reviewer)
            writer.key("date")
            writer.string(entry.date.description)
            writer.key("decision")
            writer.string(entry.decision.rawValue)
            writer.key("remarks")
            writer.string(entry.remarks)
            writer.endObject()
        }
        writer.endArray()
        writer.newLine()
        return writer.bytes
    }
}
