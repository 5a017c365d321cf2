import WritEvaluation
import WritLanguage
import WritSemantics

/// One party that two rules tell the same in one case with different figures.
enum ConsequenceConflictingNotices: Check {
    static let id = "consequence.conflicting-notices"

    private struct Notice {
        let following: Following
        let to: RoleID
        let message: Message
    }

    /// Notices are about the same where they have the same words around their values.
    private struct Words: Hashable, Comparable {
        let to: RoleID
        let text: String

        static func < (a: Words, b: Words) -> Bool { a.to == b.to ? a.text < b.text : a.to < b.to }
    }

    static func run(_ analysis: Analysis) {
        for type in analysis.caseTypes {
            let translator = analysis.translator(for: type)
            var byWords: [Words: [Notice]] = [:]
            // A `for each` says the same of every element, and should.
            for following in analysis.followings(translator, { $0.isNotice && $0.forEach == nil }) {
                guard case .notify(let to, let message) = analysis.consequence(following).kind, message.literal == nil
                else { continue }
                byWords[Words(to: to, text: message.plain), default: []].append(
                    Notice(following: following, to: to, message: message))
            }
            for (_, notices) in byWords.sorted(by: { $0.key < $1.key }) where notices.count > 1 {
                check(notices, translator, analysis)
            }
        }
    }

    private static func check(_ notices: [Notice], _ translator: Translator, _ analysis: Analysis) {
        let canonical = CanonicalText(program: analysis.program)
        var groups: [String: Int] = [:]
        let entries = notices.map { notice -> (formula: Formula, group: Int) in
            let text = notice.message.values.map(canonical.text).joined(separator: "\n")
            let group = groups[text] ?? groups.count
            groups[text] = group
            return (notice.following.certain, group)
        }
        let meeting = MeetingPairs.find(entries, in: translator.space, limit: ConsequenceTwoDeadlines.pairLimit)
        if !meeting.isWhole {
            analysis.undecided(id, .tooMuchWork, at: analysis.consequence(notices[0].following).span)
            return
        }
        for (i, j) in meeting.pairs.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }) {
            let (a, b) = (notices[i], notices[j])
            let differ = translator.space.store.any(
                zip(a.message.values, b.message.values).map { first, second in
                    translator.equal(
                        translator.translate(first, a.following.locals),
                        translator.translate(second, b.following.locals), at: second
                    ).no
                })
            let span = analysis.consequence(b.following).span
            switch analysis.ask(translator, [a.following.certain, b.following.certain, differ]) {
            case .impossible: analysis.prove(id)
            case .undecided(let reason): analysis.undecided(id, reason, at: span)
            case .possible(let model, let doubt):
                let to = a.to
                let causes = [a.following, b.following].map { ($0.rule, $0.consequence) }
                analysis.show(
                    id, fact: .conflictingNotices(to: analysis.program.roles[to.index].identity.words),
                    severity: .warning, at: span,
                    related: [(analysis.consequence(a.following).span, Phrase(en: "told here too", zh: "此处也告知"))],
                    in: translator, by: model, doubt: doubt,
                    replay: Replay(outcome: { outcome in
                        let told = outcome.notifications.filter { notice in
                            notice.to == to && notice.status == .certain
                                && notice.because.contains { cause in
                                    causes.contains { $0 == (cause.rule, cause.consequence) }
                                }
                        }
                        return Set(told.map(\.message)).count > 1
                    }))
            }
        }
    }
}

extension Consequence {
    fileprivate var isNotice: Bool { if case .notify = kind { true } else { false } }
}

extension Message {
    /// The values that stand in it.
    fileprivate var values: [Expression] {
        segments.compactMap { if case .value(let expression) = $0 { expression } else { nil } }
    }
}
