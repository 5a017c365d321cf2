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

    @Test("every verdict is what the enumeration of all cases says")
    func agreement() throws {
        var questions = 0
        var undecided = 0
        var found = 0
        var witnesses = 0
        var unreplayed = 0
        var sound = 0
        for seed in Self.first..<Self.first + UInt64(Self.count) {
            let rulebook = SmallRulebook(seed: seed)
            let program = try RulebookUnderTest(rulebook.text).checked()
            let report = Analyzer.analyze(program)
            let truth = BruteForce.faults(program, rulebook.cases(of: program))
            var told: Set<BruteForce.Fault> = []
            var open: Set<BruteForce.Fault> = []
            for finding in report.findings {
                let fault = BruteForce.Fault(check: finding.check, place: finding.place.start)
                switch finding.verdict {
                case .found: told.insert(fault)
                case .undecided: open.insert(fault)
                case .unreplayed: unreplayed += 1
                }
                if finding.verdict == .found, finding.witness != nil { witnesses += 1 }
            }
            told = told.filter { BruteForce.checks.contains($0.check) }
            questions += report.proved.values.reduce(0, +) + report.findings.count
            undecided += open.count
            found += told.count
            if truth.isEmpty { sound += 1 }
            // Documents that differ in both ways are told of once.
            let missed = truth.subtracting(told).subtracting(open)
            let invented = told.subtracting(truth)
            #expect(
                missed.isEmpty && invented.isEmpty && unreplayed == 0,
                "seed \(seed): missed \(missed.sorted()), invented \(invented.sorted())\n\(report.lines.joined(separator: "\n"))\n\(rulebook.text)"
            )
            if !missed.isEmpty || !invented.isEmpty || unreplayed > 0 { return }
        }
        print(
            "oracle: \(Self.count) rulebooks, \(sound) sound; \(questions) questions, \(found) faults found, \(undecided) undecided (\(Double(undecided) * 100 / Double(max(1, questions))) %), \(witnesses) witnesses replayed, \(unreplayed) not"
        )
        #expect(unreplayed == 0)
        #expect(undecided * 100 < max(1, questions))
    }
}
