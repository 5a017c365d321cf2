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
        var found = 0
        var witnesses = 0
        var unreplayed = 0
        var sound = 0
        /// Rulebooks of which all definitions have one value in every case.
        var whole = 0
        /// Rulebooks in which a definition without a value hid something that follows nevertheless.
        var hidden = 0

        mutating func add(_ other: Tally) {
            questions += other.questions
            undecided += other.undecided
            found += other.found
            witnesses += other.witnesses
            unreplayed += other.unreplayed
            sound += other.sound
            whole += other.whole
            hidden += other.hidden
        }
    }

    /// The checks that tell of definitions without a value, or with two.
    private static let valueless: Set<String> = [
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
            "oracle: \(Self.count) rulebooks, \(tally.sound) sound, \(tally.whole) with a value for every case, \(tally.hidden) in which a gap hides a fault; \(tally.questions) questions, \(tally.found) faults found, \(tally.undecided) undecided (\(percent) %), \(tally.witnesses) witnesses replayed, \(tally.unreplayed) not"
        )
        #expect(tally.unreplayed == 0)
        #expect(tally.undecided * 100 < max(1, tally.questions))
        #expect(tally.hidden * 50 <= Self.count)
    }

    private static func compare(_ seeds: Range<UInt64>) throws -> Tally {
        var tally = Tally()
        for seed in seeds {
            let rulebook = SmallRulebook(seed: seed)
            let program = try RulebookUnderTest(rulebook.text).checked()
            let report = Analyzer.analyze(program)
            let (truth, admitted) = BruteForce.faults(program, rulebook.cases(of: program))
            var told: Set<BruteForce.Fault> = []
            var open: Set<BruteForce.Fault> = []
            var unreplayed = 0
            for finding in report.findings {
                let fault = BruteForce.Fault(check: finding.check, place: finding.place.start)
                switch finding.verdict {
                case .found: told.insert(fault)
                case .undecided: open.insert(fault)
                case .unreplayed: unreplayed += 1
                }
                if finding.verdict == .found, finding.witness != nil { tally.witnesses += 1 }
            }
            told = told.filter { BruteForce.checks.contains($0.check) }
            tally.questions += report.proved.values.reduce(0, +) + report.findings.count
            tally.undecided += open.count
            tally.found += told.count
            tally.unreplayed += unreplayed
            if truth.isEmpty { tally.sound += 1 }
            // Documents that differ in both ways are told of once.
            let missed = truth.subtracting(told).subtracting(open)
            let invented = told.subtracting(truth).subtracting(admitted)
            // Where a definition has no value the evaluator still concludes what holds for every value; the proofs leave that
            // open. The gap itself must have been told.
            let isWhole = !report.findings.contains { $0.verdict == .found && Self.valueless.contains($0.check) }
            if isWhole { tally.whole += 1 }
            if !missed.isEmpty { tally.hidden += 1 }
            // What is missed there may be told under another name: a rule that never applies as one whose consequence never follows.
            let renamed = invented.filter {
                ["consequence.never-follows", "override.never-applies"].contains($0.check)
            }
            let isHidden = !isWhole && !missed.isEmpty && renamed == invented && invented.count <= missed.count
            #expect(
                (isHidden || missed.isEmpty && invented.isEmpty) && unreplayed == 0,
                "seed \(seed): missed \(missed.sorted()), invented \(invented.sorted())\n\(report.lines.joined(separator: "\n"))\n\(rulebook.text)"
            )
            if !isHidden && !(missed.isEmpty && invented.isEmpty) || unreplayed > 0 { break }
        }
        return tally
    }
}
