import Testing
import WritAnalysis
import WritLanguage
import WritSemantics
import WritTestSupport

/// Pairs of versions that a coarse look would call equivalent, each of which was once.
@Suite struct DiffSoundnessTests {
    static let head = """
        rulebook x "样例"
        source S "办法"
          clause 1 "一"
        role clerk "经办人"
        role manager "经理"
        party owner "业主"
        calendar office "办公日历"
          weekend Saturday Sunday
          holiday 2026-05-01 to 2026-05-05 "劳动节"
          covers 2026-01-01 to 2026-12-31
          zone Asia/Shanghai
        record Item "明细"
          v : Integer "值"
        case Matter "事项"
          items : list of Item "各项"
          n : Integer "数"
          r : Decimal "率"
          a : Money "额"
          d : Date "日"
          t : DateTime "时"
          s : Text "文"

        """

    private static func rule(_ condition: String, _ consequence: String = "notify owner \"x\"") -> String {
        "rule r \"规\"\n  for Matter\n  basis S 1\n  when \(condition)\n  \(consequence)\n"
    }

    private func report(_ old: String, _ new: String) throws -> DiffReport {
        Diff.compare(try RulebookUnderTest(old).checked(), try RulebookUnderTest(new).checked())
    }

    static let conditions: [(String, String)] = [
        // A third ends at the eighteenth place.
        ("r / 3 * 3 < r", "1 = 2"), ("a / 3 * 3 = a", "1 = 1"), ("r / 3 + r / 3 + r / 3 = r", "1 = 1"),
        ("a / 7 * 0.5 * 14 = a", "1 = 1"),
        // What holidays do not cover is open.
        ("working days from d to as-of >= 0 or working days from d to as-of < 0", "1 = 1"),
        ("3 working days after d > d", "1 = 1"),
        // Large numbers are numbers.
        ("r > 100000000000000000 and round r * 1000000 to 2 places > 5", "1 = 2"),
        ("n >= -9223372036854775807", "1 = 1"),
    ]

    @Test("conditions that come apart somewhere", arguments: conditions)
    func conditionsDiffer(_ old: String, _ new: String) throws {
        let report = try report(Self.head + Self.rule(old), Self.head + Self.rule(new))
        #expect(!report.isEqualForAllCases, "\(old) is not \(new)")
    }

    static let same: [(String, String)] = [
        ("a / 3 > ¥5", "a > ¥15"), ("a * 3 / 3 = a", "1 = 1"), ("a / 4 * 4 = a", "1 = 1"),
        ("weeks from d to as-of >= 2", "days from d to as-of >= 14"),
        ("round a to 0 places half-up > ¥10", "a >= ¥10.50"), ("-n = n", "n = 0"),
        ("(if n > 3 then 1 else 2) = 1", "n > 3"), ("not (n > 3 and a > ¥1)", "n <= 3 or a <= ¥1"),
    ]

    @Test("conditions that never come apart", arguments: same)
    func conditionsAgree(_ old: String, _ new: String) throws {
        let report = try report(Self.head + Self.rule(old), Self.head + Self.rule(new))
        #expect(report.isEquivalent, "\(old) is \(new): \(report.undecided.map(\.reason))")
    }

    /// A declaration that both versions have, and an edit elsewhere that changes what comes of it.
    static let edits: [(rule: String, from: String, to: String)] = [
        (rule("d is a holiday"), "2026-05-05", "2026-05-04"),
        (rule("d is a holiday"), "\"劳动节\"", "\"劳动节\"\n  holiday 2026-06-06 \"周六\""),
        (rule("d is a working day"), "to 2026-12-31", "to 2027-12-31"),
        (rule("n > 3", "issue letter to owner due 3 working days after d"), "to 2026-12-31", "to 2027-12-31"),
        (rule("n > 3", "notify owner \"{t}\""), "Asia/Shanghai", "Europe/London"),
        (rule("n > 3", "notify owner \"{a}\""), "rulebook x \"样例\"", "rulebook x \"样例\"\n  currency USD"),
        (rule("n > 3", "issue letter to owner about s"), "about s", "about n"),
        (
            rule("n > 3", "for each i in items\n    issue letter to owner"), "rule r \"规\"",
            "rule twice \"再\"\n  for Matter\n  basis S 1\n  when n > 3\n  for each i in items\n    issue letter to owner\nrule r \"规\""
        ),
        (rule("n > 3", "require \"办\" by clerk due 3 days after d"), "after d", "after d by 12:00"),
        // A case that only one version reads has no outcome in the other.
        (rule("n > 5"), "n : Integer \"数\"", "n : Integer from 4 \"数\""),
    ]

    @Test("what changes an outcome from elsewhere", arguments: edits.indices)
    func editsDiffer(_ number: Int) throws {
        let edit = Self.edits[number]
        let old = Self.head + edit.rule
        let new = old.replacing(edit.from, with: edit.to)
        try #require(old != new)
        #expect(!(try report(old, new).isEquivalent), "\(edit.from) is not \(edit.to)")
    }

    @Test("a step that stands in another place is shown where both are asked for")
    func movedSteps() throws {
        let chain =
            "chain q \"程序\"\n  basis S 1\n  step one \"审\" by clerk\n  step two \"批\" by manager when a > ¥100\n"
        let other =
            "chain q \"程序\"\n  basis S 1\n  step two \"批\" by manager when a > ¥100\n  step one \"审\" by clerk\n"
        let rule = Self.rule("n > 3", "issue letter to owner approval q")
        let report = try report(Self.head + chain + rule, Self.head + other + rule)
        #expect(report.undecided.isEmpty && report.regions.map(\.aspect) == [.approval])
    }

    @Test("an earlier document that lies in the future has not been issued")
    func futureDocuments() throws {
        let rule = { (condition: String) in Self.rule(condition, "issue letter to owner") }
        let report = try report(
            Self.head + rule("letter is issued"),
            Self.head + rule("letter is issued and (issue date of letter or else as-of) <= as-of"))
        #expect(report.isEquivalent, "\(report.undecided.map(\.reason))")
    }
}
