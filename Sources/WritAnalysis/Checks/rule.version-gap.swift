import WritEvaluation
import WritLanguage
import WritSemantics

/// Days between two versions of a rule, on which neither is in force.
enum RuleVersionGap: Check {
    static let id = "rule.version-gap"

    static func run(_ analysis: Analysis) {
        let program = analysis.program
        for type in analysis.caseTypes {
            let bySubject = topics(of: program.rules.indices.filter { program.rules[$0].subject == type }, program)
            var seen: Set<[Int]> = []
            for (_, rules) in bySubject.sorted(by: { $0.key < $1.key }) {
                for earlier in rules {
                    guard let end = program.rules[earlier].provision.validTo,
                        let later = successor(of: earlier, after: end, among: rules, program),
                        seen.insert([earlier, later]).inserted
                    else { continue }
                    check(earlier, later, rules, analysis)
                }
            }
        }
    }

    /// The rules that bring about the same, by what that is.
    static func topics(of rules: [Int], _ program: Program) -> [String: [Int]] {
        var bySubject: [String: [Int]] = [:]
        for index in rules {
            for topic in DiffTopic.allCases {
                let names = Set(program.rules[index].consequences.compactMap { topic.subject($0, program)?.name })
                for name in names { bySubject["\(topic) \(name)", default: []].append(index) }
            }
        }
        return bySubject
    }

    /// The next rule for the same firms that begins after a day, where it does not begin on the next one.
    private static func successor(
        of earlier: Int, after end: CalendarDate, among rules: [Int], _ program: Program
    ) -> Int? {
        let firms = Set(program.rules[earlier].provision.organisations)
        let next = rules.filter { index in
            guard let start = program.rules[index].provision.validFrom else { return false }
            return start > end && Set(program.rules[index].provision.organisations) == firms
        }.min { a, b in
            let (first, second) = (program.rules[a].provision, program.rules[b].provision)
            return (first.validFrom ?? .last, a) < (second.validFrom ?? .last, b)
        }
        guard let next, let start = program.rules[next].provision.validFrom, end.day + 1 < start.day else { return nil }
        return next
    }

    private static func check(_ earlier: Int, _ later: Int, _ rules: [Int], _ analysis: Analysis) {
        let (was, now) = (analysis.program.rules[earlier], analysis.program.rules[later])
        guard let end = was.provision.validTo, let start = now.provision.validFrom, let first = end.addingDays(1),
            let last = start.addingDays(-1)
        else { return }
        let translator = analysis.translator(for: now.subject)
        func condition(_ rule: Rule) -> Formula {
            rule.condition.map { translator.truth(translator.translate($0, [0: translator.subject])).yes } ?? .yes
        }
        var question = [
            translator.isAtLeast(translator.lawDay, Rational(Int(first.day))),
            translator.isAtMost(translator.lawDay, Rational(Int(last.day))), condition(was), condition(now),
        ]
        if !now.provision.organisations.isEmpty {
            let here = now.provision.organisations.map { translator.organisations[$0.index + 1] }
            question.append(translator.space.store.any(here))
        }
        // Another rule may say the same in between.
        for index in rules where index != earlier && index != later {
            question.append(translator.holds(analysis.program.rules[index]).no)
        }
        switch analysis.ask(translator, question) {
        case .impossible: analysis.prove(id)
        case .undecided(let reason): analysis.undecided(id, reason, at: now.identity.nameSpan)
        case .possible(let model, let doubt):
            let ids = [RuleID(earlier), RuleID(later)]
            analysis.show(
                id,
                fact: .versionGap(
                    rule: was.identity.name, successor: now.identity.name, first: first.description,
                    last: last.description), severity: .warning, at: now.identity.nameSpan,
                related: [(was.identity.nameSpan, Phrase(en: "the rule before it", zh: "在前的规则"))], in: translator,
                by: model, doubt: doubt, replay: Replay(steps: analysis.conditionSteps(ids)))
        }
    }
}
