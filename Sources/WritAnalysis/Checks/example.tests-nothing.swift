import WritLanguage
import WritSemantics

/// Examples that would pass whatever the rules say.
enum ExampleTestsNothing: Check {
    static let id = "example.tests-nothing"

    static func run(_ analysis: Analysis) {
        let program = analysis.program
        var earlier: [String: [Example]] = [:]
        for example in program.examples {
            if example.expectations.isEmpty {
                add(.exampleExpectsNothing, at: example.span, analysis)
                continue
            }
            // Examples of one file may state the same case to expect different things of it.
            let key = "\(example.input.type.index) \(example.input.asOf) \(example.expectations.count)"
            let isRepeated = (earlier[key] ?? []).contains { other in
                other.input.facts == example.input.facts && other.input.organisation == example.input.organisation
                    && other.input.history == example.input.history && expects(other) == expects(example)
            }
            if isRepeated { add(.exampleRepeats, at: example.span, analysis) } else { analysis.prove(id) }
            earlier[key, default: []].append(example)
            for expectation in example.expectations {
                guard let what = impossible(expectation.kind, example, analysis) else { continue }
                add(.exampleExpectsTheImpossible(what: what), at: expectation.span, analysis)
            }
        }
    }

    private static func add(_ fact: FindingFact, at span: Span, _ analysis: Analysis) {
        analysis.add(
            Finding(
                check: id, verdict: .found, severity: .warning, place: span, related: [], fact: fact, witness: nil))
    }

    private static func expects(_ example: Example) -> [String] {
        example.expectations.map { String(describing: $0.kind).filter { !$0.isWhitespace } }.map(withoutSpans)
    }

    /// Places are no part of what is expected.
    private static func withoutSpans(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let range = rest.firstRange(of: "Span(") {
            result += rest[..<range.lowerBound]
            rest = rest[range.upperBound...]
            if let end = rest.firstIndex(of: ")"), let close = rest[rest.index(after: end)...].firstIndex(of: ")") {
                rest = rest[rest.index(after: close)...]
            }
        }
        return result + rest
    }

    /// What an expectation excludes, where no rule for the case type could ever lead to it.
    private static func impossible(
        _ kind: Example.Expectation.Kind, _ example: Example, _ analysis: Analysis
    ) -> String? {
        let program = analysis.program
        func isPossible(_ select: (Consequence) -> Bool) -> Bool {
            program.rules.contains { $0.subject == example.input.type && $0.consequences.contains(where: select) }
        }
        switch kind {
        case .noIssue(let form):
            let can = isPossible { if case .issue(form, _, _, _, _) = $0.kind { true } else { false } }
            return can ? nil : "`\(program.forms[form.index].name)`"
        case .noHold(let action):
            let can = isPossible { if case .hold(action, _) = $0.kind { true } else { false } }
            return can ? nil : "hold `\(program.actions[action.index].identity.name)`"
        case .noNotify(let role):
            let can = isPossible { if case .notify(role, _) = $0.kind { true } else { false } }
            return can ? nil : "notify `\(program.roles[role.index].identity.name)`"
        case .noRequire(let text):
            let can = isPossible { if case .require(let task, _, _, _) = $0.kind { task.couldBe(text) } else { false } }
            return can ? nil : "“\(text)”"
        case .notRefused:
            return isPossible { $0.isRefusal } ? nil : "refused"
        default: return nil
        }
    }
}

extension Message {
    /// Whether the message can come out as a text when its blanks are filled in.
    func couldBe(_ text: String) -> Bool {
        var rest = text[...]
        var isFree = false
        for segment in segments {
            switch segment {
            case .value: isFree = true
            case .literal(let part):
                if isFree {
                    guard let range = rest.firstRange(of: part) else { return false }
                    rest = rest[range.upperBound...]
                    isFree = false
                } else {
                    guard rest.hasPrefix(part) else { return false }
                    rest = rest.dropFirst(part.count)
                }
            }
        }
        return isFree || rest.isEmpty
    }
}
