import WritLanguage
import WritSemantics

/// Two rules that ask for one form in different ways: each surely asks for a document that the other surely does not.
///
/// A rule that asks for some of the documents of another's `for each` does not differ from it; nor does one of which
/// facts that are still open may make the same.
struct DocumentDifferences {
    /// How many documents of unknown content are held against each other for two rules. Beyond it nothing is reported, so
    /// that a case with a million elements ends.
    private static let mostComparisons = 100_000

    /// Everything that one consequence of one rule asks for, as numbers of documents.
    private struct Request {
        let cause: DocumentDraft.Cause
        var documents: [Int] = []
        /// Those that it surely asks for.
        var certain: [Int] = []
        /// The contents of those that are known in every part, and the other documents.
        var contents: Set<Int> = []
        var partlyKnown: [Int] = []
    }

    /// Documents of one form about different things are different documents, and no contradiction.
    private struct Instance: Hashable, Comparable {
        let form: FormID
        let about: String?

        static func < (a: Instance, b: Instance) -> Bool {
            a.form == b.form ? (a.about ?? "") < (b.about ?? "") : a.form < b.form
        }
    }

    private var found: [CaseError.Kind] = []

    init(_ issues: [DocumentDraft], _ interpreter: inout Interpreter) {
        var byInstance: [Instance: [Int]] = [:]
        for (index, issue) in issues.enumerated() {
            let about = issue.about(&interpreter)
            // What a document is about that is not known yet may be like no other.
            if issue.draft.about != nil, about == nil { continue }
            byInstance[Instance(form: issue.form, about: about), default: []].append(index)
        }
        for (instance, documents) in byInstance.sorted(by: { $0.key < $1.key }) where documents.count > 1 {
            let form = instance.form
            let requests = Self.requests(documents, issues)
            for (number, second) in requests.enumerated() where !second.certain.isEmpty {
                let first = requests[..<number].first { first in
                    Self.asksForMore(first, than: second, issues, &interpreter)
                        && Self.asksForMore(second, than: first, issues, &interpreter)
                }
                guard let first else { continue }
                found.append(
                    .issuesDisagree(
                        form: form.index, first: (first.cause.rule, first.cause.consequence),
                        second: (second.cause.rule, second.cause.consequence)))
            }
        }
    }

    func errors(in program: Program) -> [CaseError] {
        found.map { kind in
            guard case .issuesDisagree(_, _, let second) = kind else { return CaseError(kind: kind, span: nil) }
            return CaseError(kind: kind, span: program.rules[second.rule].consequences[second.consequence].span)
        }
    }

    /// By rule and consequence, in the order of the rules.
    private static func requests(_ documents: [Int], _ issues: [DocumentDraft]) -> [Request] {
        var requests: [Request] = []
        for number in documents {
            for cause in issues[number].causes {
                let known = requests.firstIndex {
                    $0.cause.rule == cause.rule && $0.cause.consequence == cause.consequence
                }
                if known == nil { requests.append(Request(cause: cause)) }
                let index = known ?? requests.count - 1
                requests[index].documents.append(number)
                if cause.isCertain { requests[index].certain.append(number) }
                if let content = issues[number].content {
                    requests[index].contents.insert(content)
                } else {
                    requests[index].partlyKnown.append(number)
                }
            }
        }
        return requests.sorted { ($0.cause.rule, $0.cause.consequence) < ($1.cause.rule, $1.cause.consequence) }
    }

    /// Whether one surely asks for a document that the other surely does not.
    private static func asksForMore(
        _ one: Request, than other: Request, _ issues: [DocumentDraft], _ interpreter: inout Interpreter
    ) -> Bool {
        var comparisons = 0
        for number in one.certain {
            let content = issues[number].content
            if let content, other.contents.contains(content) { continue }
            let candidates = content == nil ? other.documents : other.partlyKnown
            comparisons += candidates.count
            if comparisons > mostComparisons { return false }
            var differsFromAll = true
            for candidate in candidates where !differs(issues[number], issues[candidate], &interpreter) {
                differsFromAll = false
                break
            }
            if differsFromAll { return true }
        }
        return false
    }

    /// Whether two documents surely differ.
    private static func differs(_ a: DocumentDraft, _ b: DocumentDraft, _ interpreter: inout Interpreter) -> Bool {
        if a.to != b.to || a.chain != b.chain { return true }
        if let first = a.draft.due, let second = b.draft.due {
            if interpreter.equals(first, second) == .no { return true }
        } else if a.draft.due != nil || b.draft.due != nil {
            return true
        }
        if a.time != b.time { return true }
        for (first, second) in zip(a.draft.arguments, b.draft.arguments) where interpreter.equals(first, second) == .no
        {
            return true
        }
        return false
    }
}
