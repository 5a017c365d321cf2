import WritLanguage
import WritSemantics

/// Rules that add nothing: whenever one applies another with the same consequences does, of the same clauses.
enum RuleSubsumed: Check {
    static let id = "rule.subsumed"
    /// Rules with the same consequences that are compared with each other.
    private static let groupLimit = 60

    static func run(_ analysis: Analysis) {
        let program = analysis.program
        let canonical = CanonicalText(program: program, effectMarks: [:])
        var groups: [String: [Int]] = [:]
        for (index, rule) in program.rules.enumerated() where !rule.consequences.isEmpty {
            let said = rule.consequences.map(canonical.text).sorted()
            groups["\(rule.subject.index)\n" + said.joined(separator: "\n"), default: []].append(index)
        }
        for (_, rules) in groups.sorted(by: { $0.value[0] < $1.value[0] }) where rules.count > 1 {
            if rules.count > groupLimit {
                analysis.undecided(id, .tooMuchWork, at: program.rules[rules[0]].identity.nameSpan)
                continue
            }
            for narrow in rules { check(narrow, rules, analysis) }
        }
    }

    private static func check(_ narrow: Int, _ rules: [Int], _ analysis: Analysis) {
        let program = analysis.program
        let rule = program.rules[narrow]
        let translator = analysis.translator(for: rule.subject)
        let applies = translator.applies(RuleID(narrow), overriders: analysis.overriders[narrow])
        // A rule that never applies is told of by its own check.
        if analysis.isImpossible(translator, [!applies.no]) != false { return }
        for wide in rules where wide != narrow {
            let other = program.rules[wide]
            // A clause of its own is a reason to say the same again.
            if !clauses(rule).isSubset(of: clauses(other)) { continue }
            let covers = translator.applies(RuleID(wide), overriders: analysis.overriders[wide])
            switch analysis.ask(translator, [!applies.no, !covers.yes], smallest: false) {
            case .possible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(id, reason, at: rule.identity.nameSpan)
            case .impossible:
                // Of two that say the same the later one is told of.
                let isBack = analysis.isImpossible(translator, [!covers.no, !applies.yes]) == true
                if isBack, narrow < wide, clauses(other).isSubset(of: clauses(rule)) { continue }
                analysis.add(
                    Finding(
                        check: id, verdict: .found, severity: .warning, place: rule.identity.nameSpan,
                        related: [(other.identity.nameSpan, Phrase(en: "the wider rule", zh: "范围更宽的规则"))],
                        fact: .ruleSubsumed(rule: rule.identity.name, by: other.identity.name), witness: nil))
                return
            }
        }
    }

    private static func clauses(_ rule: Rule) -> Set<ClauseID> {
        Set(rule.provision.citations + rule.consequences.flatMap(\.citations))
    }
}
