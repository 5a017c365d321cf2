import Foundation
import Testing
import WritAnalysis
import WritLanguage
import WritSemantics
import WritTestSupport

/// The proofs against the plain enumeration of all cases, on random rulebooks.
///
/// `WRIT_ANALYSIS_ORACLE=20000` sets how many; a failure prints the seed that repeats it.
@Suite struct OracleTests {
    static var count: Int { Int(ProcessInfo.processInfo.environment["WRIT_ANALYSIS_ORACLE"] ?? "") ?? 60 }
    static var first: UInt64 { UInt64(ProcessInfo.processInfo.environment["WRIT_ANALYSIS_SEED"] ?? "") ?? 1 }

    /// What came of some of the rulebooks.
    private struct Tally: Sendable {
        var questions = 0
        var undecided = 0
        /// How many of those are for each reason.
        var reasons: [String: Int] = [:]
        var found = 0
        var witnesses = 0
        var unreplayed = 0
        var sound = 0
        /// Rulebooks of which some definition has no value, or two, in some case.
        var valueless = 0

        mutating func add(_ other: Tally) {
            questions += other.questions
            undecided += other.undecided
            reasons.merge(other.reasons) { $0 + $1 }
            found += other.found
            witnesses += other.witnesses
            unreplayed += other.unreplayed
            sound += other.sound
            valueless += other.valueless
        }
    }

    /// The checks that tell of definitions without a value, or with two.
    private static let valueChecks: Set<String> = [
        "definition.gap", "definition.overlap", "table.gap", "table.overlap",
    ]

    @Test("every verdict is what the enumeration of all cases says")
    func agreement() async throws {
        let seeds = Self.first..<Self.first + UInt64(Self.count)
        let share = UInt64(max(1, (Self.count + 15) / 16))
        var tally = Tally()
        try await withThrowingTaskGroup(of: Tally.self) { group in
            for start in stride(from: seeds.lowerBound, to: seeds.upperBound, by: Int(share)) {
                group.addTask { try Self.compare(start..<min(start + share, seeds.upperBound)) }
            }
            for try await part in group { tally.add(part) }
        }
        let percent = Double(tally.undecided) * 100 / Double(max(1, tally.questions))
        print(
            "oracle: \(Self.count) rulebooks, \(tally.sound) sound, \(tally.valueless) in which a definition can be without a value; \(tally.questions) questions, \(tally.found) faults found, \(tally.undecided) undecided (\(percent) %), \(tally.witnesses) witnesses replayed, \(tally.unreplayed) not"
        )
        for (reason, count) in tally.reasons.sorted(by: { $0.value > $1.value }) {
            print("oracle: undecided \(count) times, \(reason)")
        }
        #expect(tally.unreplayed == 0)
        #expect(tally.undecided * 100 < max(1, tally.questions))
    }

    private static func neverApplies(_ rule: Rule) -> BruteForce.Fault {
        BruteForce.Fault(check: "rule.never-applies", place: rule.identity.nameSpan.start)
    }

    /// What is asked only of a rule that can apply.
    private static func entailed(by rule: Rule) -> [BruteForce.Fault] {
        [BruteForce.Fault(check: "override.never-applies", place: rule.identity.nameSpan.start)]
            + rule.consequences.map { BruteForce.Fault(check: "consequence.never-follows", place: $0.span.start) }
    }

    private static func compare(_ seeds: Range<UInt64>) throws -> Tally {
        var tally = Tally()
        for seed in seeds {
            let rulebook = SmallRulebook(seed: seed)
            let program = try RulebookUnderTest(rulebook.text).checked()
            let report = Analyzer.analyze(program)
            let truth = BruteForce.faults(program, rulebook.cases(of: program))
            var told: Set<BruteForce.Fault> = []
            var twice: Set<BruteForce.Fault> = []
            var open: Set<BruteForce.Fault> = []
            var unreplayed = 0
            for finding in report.findings {
                let fault = BruteForce.Fault(check: finding.check, place: finding.place.start)
                switch finding.verdict {
                case .found:
                    // Every gap of a table is told, each with its own case.
                    if !told.insert(fault).inserted, finding.check != "table.gap" { twice.insert(fault) }
                case .undecided(let reason):
                    open.insert(fault)
                    tally.reasons["\(finding.check): \(reason)", default: 0] += 1
                case .unreplayed: unreplayed += 1
                }
                if finding.verdict == .found, finding.witness != nil { tally.witnesses += 1 }
            }
            tally.undecided += open.count
            // Where it is open whether a rule applies at all, that is told once, and stands for what it entails.
            for rule in program.rules where open.contains(neverApplies(rule)) { open.formUnion(entailed(by: rule)) }
            for rule in program.rules
            where rule.overrides.contains(where: { open.contains(neverApplies(program.rules[$0.index])) }) {
                open.insert(BruteForce.Fault(check: "override.never-applies", place: rule.identity.nameSpan.start))
            }
            told = told.filter { BruteForce.checks.contains($0.check) }
            tally.questions += report.proved.values.reduce(0, +) + report.findings.count
            tally.found += told.count
            tally.unreplayed += unreplayed
            if truth.isEmpty { tally.sound += 1 }
            if truth.contains(where: { Self.valueChecks.contains($0.check) }) { tally.valueless += 1 }
            let missed = truth.subtracting(told).subtracting(open)
            let invented = told.subtracting(truth)
            let isRight = missed.isEmpty && invented.isEmpty && twice.isEmpty && unreplayed == 0
            #expect(
                isRight,
                "seed \(seed): missed \(missed.sorted()), invented \(invented.sorted()), told twice \(twice.sorted())\n\(report.lines.joined(separator: "\n"))\n\(rulebook.text)"
            )
            if !isRight { break }
        }
        return tally
    }
}
