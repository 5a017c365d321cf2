package import WritEvaluation
import WritLanguage
package import WritSemantics

/// What follows from a case, written so that two evaluators can be held against each other: one entry for each
/// consequence that is not excluded, with the rules that ask for it.
package struct OutcomeSummary: Equatable, Sendable {
    package struct Entry: Equatable, Sendable {
        package var isCertain: Bool
        /// Rule and number of the consequence.
        package var causes: Set<[Int]>
        /// The number of documents, where one consequence asks for them; everything else is one, however often it is asked for.
        package var count: Int
    }

    package var entries: [String: Entry] = [:]

    private mutating func add(_ key: String, certain: Bool, _ causes: [[Int]]) {
        var entry = entries[key] ?? Entry(isCertain: false, causes: [], count: 0)
        entry.isCertain = entry.isCertain || certain
        entry.causes.formUnion(causes)
        entry.count = key.hasPrefix("issue ") && entry.causes.count == 1 ? entry.count + 1 : 1
        entries[key] = entry
    }

    package init(_ consequences: [ReferenceConsequence]) {
        for consequence in consequences {
            let key: String =
                switch consequence.kind {
                case .issue(let form, let to, let due, let chain, let arguments):
                    Self.issue(form, to, due.map(\.plain), chain, arguments.map(\.plain))
                case .require(let task, let by, let due):
                    "require \(task) by \(by.index) due \(Self.text(due?.plain))"
                case .refuse(let reason): "refuse \(reason)"
                case .hold(let action): "hold \(action.index)"
                case .notify(let role, let message): "notify \(role.index) \(message)"
                }
            add(key, certain: consequence.isCertain, [[consequence.rule, consequence.consequence]])
        }
    }

    package init(_ outcome: Outcome) {
        func causes(_ because: [Outcome.Cause]) -> [[Int]] { because.map { [$0.rule.index, $0.consequence] } }
        for issue in outcome.issues {
            let key = Self.issue(issue.form, issue.to, issue.due, issue.chain, issue.arguments)
            add(key, certain: issue.status == .certain, causes(issue.because))
        }
        for task in outcome.requirements {
            let key = "require \(task.task) by \(task.by.index) due \(Self.text(task.due))"
            add(key, certain: task.status == .certain, causes(task.because))
        }
        for refusal in outcome.refusals {
            add("refuse \(refusal.reason)", certain: refusal.status == .certain, causes(refusal.because))
        }
        for hold in outcome.holds {
            add("hold \(hold.action.index)", certain: hold.status == .certain, causes(hold.because))
        }
        for message in outcome.notifications {
            let key = "notify \(message.to.index) \(message.message)"
            add(key, certain: message.status == .certain, causes(message.because))
        }
    }

    private static func issue(
        _ form: FormID, _ to: [RoleID], _ due: Value?, _ chain: ChainID?, _ arguments: [Value]
    ) -> String {
        "issue \(form.index) to \(to.map(\.index)) due \(text(due)) chain \(chain.map { "\($0.index)" } ?? "-")"
            + " with \(arguments.map { text($0) })"
    }

    private static func text(_ value: Value?) -> String {
        switch value {
        case nil: "-"
        case .unknown?: "?"
        case .text(let text)?: text
        case .date(let date)?: "\(date)"
        case let value?: "\(value)"
        }
    }

    /// What differs, in words; nothing where both are equal.
    package func difference(from other: OutcomeSummary) -> String? {
        if self == other { return nil }
        var lines: [String] = []
        for key in Set(entries.keys).union(other.entries.keys).sorted() where entries[key] != other.entries[key] {
            lines.append("\(key): \(Self.words(entries[key])) against \(Self.words(other.entries[key]))")
        }
        return lines.joined(separator: "\n")
    }

    private static func words(_ entry: Entry?) -> String {
        guard let entry else { return "excluded" }
        let causes = entry.causes.map { "rule \($0[0]).\($0[1])" }.sorted().joined(separator: ", ")
        return "\(entry.isCertain ? "certain" : "open") × \(entry.count) by \(causes)"
    }
}
