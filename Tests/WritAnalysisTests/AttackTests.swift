import Foundation
import Testing
import WritAnalysis
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// Every promise of the proofs, attacked: what they say can never be, and rulebooks that they call equivalent, are tried
/// with cases built at random around the numbers that the rulebooks compare with.
///
/// `WRIT_ATTACKS=20000` and `WRIT_DIFF_ATTACKS=5000` set how many, `WRIT_ANALYSIS_SEED` the first seed; one more seed is
/// that of the commit, `WRIT_COMMIT_SEED`. A failure prints the seed that repeats it.
@Suite struct AttackTests {
    private static func setting(_ name: String) -> UInt64? {
        ProcessInfo.processInfo.environment[name].flatMap { UInt64($0) }
    }
    private static var first: UInt64 { setting("WRIT_ANALYSIS_SEED") ?? 1 }

    private static func seeds(_ count: Int) -> [UInt64] {
        Array(first..<first + UInt64(count)) + [setting("WRIT_COMMIT_SEED")].compactMap { $0 }
    }

    private struct Tally: Sendable {
        var rulebooks = 0
        var found = 0
        var undecided = 0
        var questions = 0
        var equivalent = 0
        var different = 0
        var open = 0
        var reasons: [String: Int] = [:]

        mutating func add(_ other: Tally) {
            rulebooks += other.rulebooks
            found += other.found
            undecided += other.undecided
            questions += other.questions
            equivalent += other.equivalent
            different += other.different
            open += other.open
            reasons.merge(other.reasons) { $0 + $1 }
        }
    }

    /// What is shown by one case, and so must be told where a case shows it.
    private static let shownByOne: Set<String> = [
        "definition.overlap", "definition.gap", "consequence.two-deadlines", "consequence.conflicting-documents",
        "consequence.refused-and-issued",
    ]
    /// What is said of all cases, and so must not be said where one case refutes it.
    private static let saidOfAll: Set<String> = [
        "definition.dead-branch", "rule.never-applies", "override.never-applies", "condition.always-true",
        "consequence.held-forever", "consequence.never-follows",
    ]

    private static func shared(
        _ seeds: [UInt64], _ body: @escaping @Sendable (UInt64) throws -> Tally
    ) async throws -> Tally {
        var tally = Tally()
        let share = max(1, (seeds.count + 15) / 16)
        try await withThrowingTaskGroup(of: Tally.self) { group in
            for start in stride(from: 0, to: seeds.count, by: share) {
                let part = Array(seeds[start..<min(start + share, seeds.count)])
                group.addTask {
                    var tally = Tally()
                    for seed in part { tally.add(try body(seed)) }
                    return tally
                }
            }
            for try await part in group { tally.add(part) }
        }
        return tally
    }

    @Test("no promise about a rulebook is refuted by a case")
    func checks() async throws {
        let count = Int(Self.setting("WRIT_ATTACKS") ?? 16)
        let tally = try await Self.shared(Self.seeds(count)) { seed in try Self.attack(seed, cases: 150) }
        print(
            "attack: seeds from \(Self.first), commit \(Self.setting("WRIT_COMMIT_SEED") ?? 0): \(tally.rulebooks) rulebooks, \(tally.questions) questions, \(tally.found) found, \(tally.undecided) undecided"
        )
        for (reason, count) in tally.reasons.sorted(by: { $0.value > $1.value }).prefix(12) {
            print("attack: undecided \(count) times, \(reason)")
        }
        #expect(tally.found > 0)
    }

    private static func attack(_ seed: UInt64, cases: Int) throws -> Tally {
        let rulebook = AttackRulebook(seed: seed)
        let program = try RulebookUnderTest(rulebook.text).checked()
        // A promise that little work leads to must hold as well; every tenth rulebook gets more of it.
        let report = Analyzer.analyze(program, percent: seed % 10 == 0 ? 20 : 2)
        let truth = BruteForce.faults(program, rulebook.cases(of: program, cases), areAll: false)
        var tally = Tally()
        tally.rulebooks = 1
        tally.questions = report.proved.values.reduce(0, +) + report.findings.count
        var told: Set<BruteForce.Fault> = []
        var open: Set<BruteForce.Fault> = []
        for finding in report.findings {
            let fault = BruteForce.Fault(check: finding.check, place: finding.place.start)
            switch finding.verdict {
            case .found: told.insert(fault)
            case .undecided(let reason):
                open.insert(fault)
                tally.reasons["\(finding.check): \(reason)", default: 0] += 1
            case .unreplayed: Issue.record("seed \(seed): not replayed: \(report.lines)\n\(rulebook.text)")
            }
        }
        tally.found = told.count
        tally.undecided = open.count
        let missed = truth.filter { shownByOne.contains($0.check) }.subtracting(told).subtracting(open)
        let refuted = told.filter { saidOfAll.contains($0.check) }.subtracting(truth)
        #expect(
            missed.isEmpty && refuted.isEmpty,
            "seed \(seed): missed \(missed.sorted()), refuted \(refuted.sorted())\n\(report.lines.joined(separator: "\n"))\n\(rulebook.text)"
        )
        return tally
    }

    // MARK: two versions

    @Test("no two versions that are called equivalent differ in a case")
    func versions() async throws {
        let count = Int(Self.setting("WRIT_DIFF_ATTACKS") ?? 8)
        let tally = try await Self.shared(Self.seeds(count)) { seed in try Self.compare(seed, cases: 1000) }
        print(
            "attack: \(tally.rulebooks) pairs of versions, \(tally.equivalent) equivalent, \(tally.different) different, \(tally.open) undecided"
        )
        #expect(tally.different > 0)
    }

    /// A version with one sign or one number of its conditions turned into another.
    private static func changed(_ text: String, _ random: inout SeededRandom) -> String {
        guard let start = text.range(of: "\ndefine ")?.lowerBound else { return text }
        let signs = [
            (" >= ", " > "), (" <= ", " < "), (" < ", " <= "), (" > ", " >= "), (" = ", " != "), (" and ", " or "),
            (" or ", " and "), (" 72 hours", " 48 hours"), (" 20", " 21"), (" 100", " 101"), (" 300", " 200"),
            (" 50", " 49"), ("count items", "count more"), ("not (", "("), (" 2 days", " 3 days"),
            ("{n}", "{n + 1}"), (" / 3 * 3 ", " * 1 "), ("half-even", "half-up"), ("next of", "previous of"),
            ("first of", "last of"), (" sorted by v", " sorted by w"), ("working days from", "days from"),
            ("is a holiday", "is not a working day"), ("starts with", "contains"), (" in ([s", " in ([\"甲\""),
            ("serious.on", "as-of"), ("is overdue", "is issued"), ("day of on", "month of on"),
            ("or else as-of", "or else on"),
            ("date of t", "date of u"), ("floor of r", "r"), ("(next of x", "(previous of x"),
        ]
        var places: [(Range<String.Index>, String)] = []
        for (sign, other) in signs {
            for range in text[start...].ranges(of: sign) { places.append((range, other)) }
        }
        let heads = [
            ("case Matter ", "case Matter governed by on "),
            ("covers 2025-01-01 to 2026-12-31", "covers 2025-01-01 to 2026-04-30"),
            ("zone Asia/Shanghai", "zone Europe/London"), ("to 2026-04-06", "to 2026-04-05"),
            ("rulebook attack \"攻\"", "rulebook attack \"攻\"\n  currency USD"), ("about s ", "about n "),
            ("weekend Sunday", "weekend Saturday Sunday"), ("by manager\n", "by clerk\n"),
            ("due 2 days after on\n", "due 2 days after on by 12:00\n"),
        ]
        for (sign, other) in heads where random.oneIn(3) {
            for range in text.ranges(of: sign) { places.append((range, other)) }
        }
        guard !places.isEmpty else { return text }
        let place = places[random.number(0...(places.count - 1))]
        return text.replacingCharacters(in: place.0, with: place.1)
    }

    private static func compare(_ seed: UInt64, cases: Int) throws -> Tally {
        var tally = Tally()
        var random = SeededRandom(seed: seed &* 131)
        let rulebook = AttackRulebook(seed: seed)
        let text = changed(rulebook.text, &random)
        guard let new = RulebookUnderTest(text).program else { return tally }
        let old = try RulebookUnderTest(rulebook.text).checked()
        let report = Diff.compare(old, new, percent: seed % 10 == 0 ? 20 : 4)
        tally.rulebooks = 1
        if !report.regions.isEmpty {
            tally.different = 1
        } else if report.isEqualForAllCases {
            tally.equivalent = 1
            let difference = DiffTests.difference(old, new, rulebook.cases(of: new, cases))
            #expect(
                difference == nil,
                "seed \(seed): called equivalent, and differs in \(difference.map { "\($0.asOf) \($0.facts)" } ?? "")\n\(rulebook.text)\n\(text)"
            )
        } else {
            tally.open = 1
        }
        return tally
    }
}
