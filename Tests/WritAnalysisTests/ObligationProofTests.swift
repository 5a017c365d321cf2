import Testing
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

@testable import WritAnalysis

/// What the proofs and the comparison of versions know of obligations.
@Suite("Obligations in proofs and versions")
struct ObligationProofTests {
    private static let head = """
        rulebook acts "Acts"
        source S "Source"
          clause 1 "One"
        action a "A" action b "B" action c "C"
        role clerk "Clerk"
        case Req "Request"
          amount : Money "Amount"
        define big of Req : Boolean "Big"
          is amount >= ¥100

        """

    private func program(_ text: String) throws -> Program { try RulebookUnderTest(Self.head + text).checked() }

    private static func obligation(_ demands: String..., when: String? = nil, name: String = "o") -> String {
        "obligation \(name) \"\(name)\"\n  for Req\n  basis S 1\n" + (when.map { "  when \($0)\n" } ?? "")
            + demands.map { "  act \($0)\n" }.joined()
    }

    private static func courses(_ most: Int) -> [[Character]] {
        var all: [[Character]] = [[]]
        var longest: [[Character]] = [[]]
        for _ in 0..<most {
            longest = longest.flatMap { course in "abc".map { course + [$0] } }
            all += longest
        }
        return all
    }

    @Test("The machines that proofs use take the courses that keep a demand, and no others")
    func automata() throws {
        let oracles = ObligationOracle.all.filter { $0.within == nil && !$0.text.contains("persons") }
        let text = oracles.enumerated().map {
            "obligation o\($0.offset) \"O\"\n  for Req\n  basis S 1\n  \($0.element.text)\n"
        }.joined()
        let program = try program(text)
        let acts = Dictionary(
            uniqueKeysWithValues: program.actions.enumerated().map {
                (Character($0.element.identity.name), Obligation.Act.action(ActionID($0.offset)))
            })
        for (oracle, obligation) in zip(oracles, program.obligations) {
            let automaton = try #require(DemandAutomaton(obligation.demands[0]))
            for course in Self.courses(5) {
                var state: DemandAutomaton.State? = .init()
                var isCut = false
                for act in course {
                    state = state.flatMap { automaton.next($0, acts[act] ?? .action(ActionID(0)), isCut: &isCut) }
                }
                let isTaken = state.map(automaton.accepts) ?? false
                let isKept = oracle.holds(course.map { ObligationOracle.Event(act: $0, day: 0) })
                if isTaken != isKept, !isCut { Issue.record("\(oracle.text): \(course): \(isTaken), not \(isKept)") }
            }
        }
    }

    @Test("Two demands contradict each other where no course holds the act, and nowhere else")
    func contradictions() throws {
        let oracles = ObligationOracle.all.filter {
            $0.within == nil && !$0.text.contains("persons") && !$0.text.contains("its own")
        }
        let courses = Self.courses(5).map { $0.map { ObligationOracle.Event(act: $0, day: 0) } }
        let kept = oracles.map { oracle in courses.map(oracle.holds) }
        var clashes = 0
        for one in oracles.indices {
            for two in oracles.indices where one < two {
                let text = Self.obligation(
                    String(oracles[one].text.dropFirst(4)), String(oracles[two].text.dropFirst(4)))
                let program = try program(text)
                let answer = CourseSearch(program.obligations[0].demands).answer()
                let good = courses.indices.filter { kept[one][$0] && kept[two][$0] }
                let named = Set("abc").filter { act in
                    oracles[one].subject.union(oracles[one].others).union(oracles[two].subject).union(
                        oracles[two].others
                    )
                    .contains(act)
                }
                let barred = [oracles[one], oracles[two]].filter { $0.text.hasSuffix("must not happen") }
                    .reduce(into: Set<Character>()) { $0.formUnion($1.subject) }
                let reached = Set(good.flatMap { courses[$0].map(\.act) })
                let isPossible = !good.isEmpty && named.subtracting(barred).isSubset(of: reached)
                if (answer == .possible) != isPossible {
                    Issue.record("\(oracles[one].text) + \(oracles[two].text): \(answer), not \(isPossible)")
                }
                if !isPossible { clashes += 1 }
            }
        }
        #expect(clashes > 10)
    }

    @Test("A contradiction is told with a case in which both apply")
    func witness() throws {
        let program = try program(
            Self.obligation("a must be followed by b", when: "amount > ¥100", name: "x")
                + Self.obligation("a must not be followed by b", when: "amount > ¥500", name: "y"))
        let findings = Analyzer.analyze(program).findings.filter { $0.check == "obligation.contradictory" }
        #expect(findings.count == 1)
        let witness = try #require(findings.first?.witness)
        guard case .decimal(let amount) = witness.facts[0] else {
            Issue.record("no amount")
            return
        }
        #expect(Decimal(500) < amount)
        // Where they never meet there is none.
        let apart = try self.program(
            Self.obligation("a must be followed by b", when: "amount > ¥100", name: "x")
                + Self.obligation("a must not be followed by b", when: "amount < ¥50", name: "y"))
        #expect(Analyzer.analyze(apart).findings.filter { $0.check == "obligation.contradictory" }.isEmpty)
    }

    @Test("Periods that cannot be compared are undecided, and never a proof")
    func periods() throws {
        let program = try program(
            Self.obligation("a must be followed by b within 3 days", "a must not be followed by b within 1 months"))
        let findings = Analyzer.analyze(program).findings
        #expect(
            findings.contains { if case .undecided = $0.verdict { $0.fact.id == "analysis.undecided" } else { false } })
        let fine = try self.program(
            Self.obligation("a must be followed by b within 5 days", "a must not be followed by b within 3 days"))
        #expect(Analyzer.analyze(fine).findings.isEmpty)
    }

    @Test("Versions differ where an obligation says or rests on something else")
    func versions() throws {
        let old = Self.obligation("a must be preceded by b", when: "big")
        func isEquivalent(_ before: String, _ after: String) throws -> Bool {
            Diff.compare(try RulebookUnderTest(before).checked(), try RulebookUnderTest(after).checked()).isEquivalent
        }
        let head = Self.head
        #expect(try isEquivalent(head + old, head + old.replacing("  act", with: "    act")))
        #expect(try !isEquivalent(head + old, head))
        #expect(try !isEquivalent(head, head + old))
        #expect(try !isEquivalent(head + old, head + old.replacing("preceded", with: "followed")))
        #expect(try !isEquivalent(head + old, head + old.replacing("by b", with: "by its own b")))
        #expect(try !isEquivalent(head + old, head + old.replacing("by b", with: "by b within 3 days")))
        // The definition that decides to which cases it applies is asked by nothing else.
        #expect(try !isEquivalent(head + old, head.replacing("¥100", with: "¥200") + old))
    }

    @Test("A sign-off covers what an obligation says and rests on")
    func signOff() throws {
        let old = Self.obligation("a must be preceded by b", when: "big")
        func digest(_ text: String) throws -> String? {
            MeaningDigests(try RulebookUnderTest(text).checked()).digest(key: "obligation o")
        }
        let before = try #require(try digest(Self.head + old))
        #expect(try digest(Self.head + old.replacing("  act", with: "    act")) == before)
        for changed in [
            Self.head + old.replacing("preceded", with: "followed"), Self.head.replacing("¥100", with: "¥200") + old,
            Self.head + old.replacing("when big", with: "when not big"),
            Self.head.replacing("action b \"B\"", with: "action b \"Other\"") + old,
        ] {
            #expect(try digest(changed) != before, "\(changed)")
        }
    }
}
