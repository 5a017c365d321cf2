import Foundation
import Testing
import WritAnalysis
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// Every kind of edit against every kind of item: what lapses, and that nothing keeps its sign-off whose effect changed.
///
/// `WRIT_SIGNOFF_CASES=10000` sets how many random cases each edit is tried with.
@Suite struct SignOffMatrixTests {
    static let edits = SignOffEdit.harmless + SignOffEdit.harmful

    private static func version(_ edit: SignOffEdit) throws -> SignOffRulebook.Version {
        var (rules, form) = (SignOffRulebook.rules, SignOffRulebook.form)
        var others: [String] = []
        for change in edit.changes {
            switch change {
            case .replace(let old, let new):
                let place = try #require(rules.range(of: old), "\(edit): \(old) is not in the rules")
                rules.replaceSubrange(place, with: new)
            case .replaceInForm(let old, let new):
                let place = try #require(form.range(of: old), "\(edit): \(old) is not in the form")
                form.replaceSubrange(place, with: new)
            case .move(let head):
                var lines = rules.components(separatedBy: "\n")
                let start = try #require(lines.firstIndex { $0.hasPrefix(head) }, "\(edit)")
                let end = lines[(start + 1)...].firstIndex { !$0.hasPrefix(" ") } ?? lines.count
                others.append(lines[start..<end].joined(separator: "\n") + "\n")
                lines.removeSubrange(start..<end)
                rules = lines.joined(separator: "\n")
            case .add(let text): rules += "\n" + text
            }
        }
        return try SignOffRulebook.version(rules, form: form, others: others)
    }

    private static func lapsed(_ before: MeaningDigests, _ after: MeaningDigests) -> Set<String> {
        Set(before.entries.filter { after.digest(key: $0.key) != $0.digest }.map(\.key))
    }

    @Test("the fields by which a chain names persons", arguments: ["apart", "named"])
    func fieldsOfPersons(_ way: String) throws {
        let step = way == "named" ? "by clerk named proposer" : "by clerk"
        let rules = SignOffRulebook.rules.replacing(
            "  urgent : Boolean", with: "  proposer : Text? \"提出人\"\n  urgent : Boolean"
        ).replacing("step first  \"初审\" by clerk", with: "step first  \"初审\" \(step)")
        let chain = way == "apart" ? rules.replacing("  step first", with: "  apart proposer\n  step first") : rules
        try #require(chain != SignOffRulebook.rules)
        let before = try SignOffRulebook.version(chain).digests
        for (old, new) in [("Text? \"提出人\"", "Text \"提出人\""), ("\"提出人\"", "\"经办\"")] {
            let lapsed = Self.lapsed(before, try SignOffRulebook.version(chain.replacing(old, with: new)).digests)
            #expect(lapsed.isSuperset(of: ["chain release", "rule tell", "clause M 3"]), "\(old): \(lapsed.sorted())")
        }
    }

    @Test("what lapses, item by item", arguments: edits)
    func matrix(_ edit: SignOffEdit) throws {
        let before = try SignOffRulebook.version()
        let lapsed = Self.lapsed(before.digests, try Self.version(edit).digests)
        #expect(
            lapsed == edit.lapses,
            "kept: \(edit.lapses.subtracting(lapsed).sorted()), lapsed: \(lapsed.subtracting(edit.lapses).sorted())")
    }

    @Test("there are enough kinds of edits, and every item is there")
    func size() throws {
        #expect(Self.edits.count >= 100 && Set(Self.edits.map(\.description)).count == Self.edits.count)
        let items = Set(try SignOffRulebook.version().digests.entries.map(\.key))
        let kinds = Set(items.compactMap { $0.split(separator: " ").first })
        #expect(kinds.count == 10, "\(kinds)")
        #expect(
            items.subtracting(["clause M 9"]) == Set(SignOffEdit.harmful.flatMap(\.lapses)).subtracting(["clause M 9"]))
    }

    @Test("all of it written in other keywords keeps every sign-off", arguments: [MessageLanguage.zhHans, .zhHant])
    func keywords(_ language: MessageLanguage) throws {
        let tree = Parser.parse(
            SourceText(id: FileID(0), path: "r.writ", bytes: Array(SignOffRulebook.rules.utf8)))
        let respelled = String(decoding: Respeller.respell(tree, in: language), as: UTF8.self)
        #expect(respelled != SignOffRulebook.rules)
        let (before, after) = (try SignOffRulebook.version(), try SignOffRulebook.version(respelled))
        #expect(Self.lapsed(before.digests, after.digests).isEmpty)
    }

    @Test("no item keeps its sign-off whose effect differs in a random case", arguments: edits)
    func effects(_ edit: SignOffEdit) throws {
        let (before, after) = (try SignOffRulebook.version(), try Self.version(edit))
        let lapsed = Self.lapsed(before.digests, after.digests)
        // Only what keeps its sign-off is compared.
        let kept = Set(before.digests.entries.map(\.key)).subtracting(lapsed)
        let new = Evaluator(Plan(after.program))
        for tried in try Self.tried.get() {
            let data = try SignOffRulebook.data(tried.facts, after.program)
            let now = SignOffRulebook.effects(new.evaluate(data), data, after.program, of: kept)
            for item in kept where tried.effects[item] != now[item] {
                Issue.record("seed \(Self.seed): \(item) in \(tried.facts)")
                return
            }
        }
    }

    private static let seed = ProcessInfo.processInfo.environment["WRIT_COMMIT_SEED"].flatMap { UInt64($0) } ?? 7

    /// Random cases with what the rulebook as it was signed makes of them, once for all edits.
    private static let tried: Result<[(facts: SignOffRulebook.Facts, effects: [String: Set<String>])], any Error> =
        Result {
            let count = ProcessInfo.processInfo.environment["WRIT_SIGNOFF_CASES"].flatMap { Int($0) } ?? 30
            let before = try SignOffRulebook.version()
            let old = Evaluator(Plan(before.program))
            let items = Set(before.digests.entries.map(\.key))
            var random = SeededRandom(seed: seed)
            return try (0..<count).map { _ in
                let facts = SignOffRulebook.facts(&random)
                let data = try SignOffRulebook.data(facts, before.program)
                return (facts, SignOffRulebook.effects(old.evaluate(data), data, before.program, of: items))
            }
        }
}
