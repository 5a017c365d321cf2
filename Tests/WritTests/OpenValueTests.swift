import Foundation
import Testing
import Writ
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

/// Values that there are not, values that the source leaves open, and values that a field cannot have.
@Suite struct OpenValueTests {
    private static let head = """
        source S "试"
          clause 1 "一"
        role clerk "职员"
        party owner "业主"
        organisation firm "公司"
          clerk

        """

    private static func compile(_ rules: String) -> CompiledRulebook.Compilation {
        CompiledRulebook.compile(RulebookSources(rules: [("t.writ", Array((head + rules).utf8))], forms: nil))
    }

    private static func ids(_ rules: String) -> [String] { compile(rules).diagnostics.map(\.fact.id) }

    /// What one case comes to, as the command tells it.
    private static func run(_ rules: String, _ facts: String, firm: String = "firm") throws -> ToolRun {
        let folder = try ScratchFolder()
        try folder.write("Rules/t.writ", head + rules)
        try folder.write(
            "c.json",
            "{\"case\":\"V\",\"id\":\"v\",\"as-of\":\"2026-06-01\",\"organisation\":\"\(firm)\",\"facts\":{\(facts)}}")
        return try ToolRun(["run", "c.json", "--forms", "none", "--lang", "en"], folder: folder.url)
    }

    private static let violation = """
        enum Class "等级" A | B | I | K
        case V "违规"
          class : Class "等级"
          order : Integer "序号"
          on    : Date "日期"
        define correct-by of V : Date? "整改期限"
          basis S 1
          is missing when class = I
          is 30 days after on when class in {A, B}
          is not stated when class = K
        rule notice "通知" for V basis S 1
          require "整改" by clerk due correct-by

        """

    @Test func aBranchMayHaveNoValue() throws {
        #expect(Self.ids(Self.violation) == [])
        let none = try Self.run(Self.violation, "\"class\":\"I\",\"order\":1,\"on\":\"2026-06-01\"")
        #expect(none.text.contains("整改") && !none.text.contains("due"), "\(none.text)")
        let some = try Self.run(Self.violation, "\"class\":\"A\",\"order\":1,\"on\":\"2026-06-01\"")
        #expect(some.text.contains("due 2026-07-01"), "\(some.text)")
        let wrong = Self.violation.replacing("Date? \"整改期限\"", with: "Date \"整改期限\"")
        #expect(Self.ids(wrong).contains("optional.needed"))
    }

    @Test func whatTheSourceLeavesOpenIsOpenAndNamed() throws {
        let run = try Self.run(Self.violation, "\"class\":\"K\",\"order\":1,\"on\":\"2026-06-01\"")
        #expect(run.text.contains("correct-by") || run.text.contains("整改期限"), "\(run.text)\(run.errors)")
        #expect(!run.text.contains("due 2026"))
    }

    private static let table = """
        enum Class "等级" A | B | I | K
        case V "违规"
          class : Class "等级"
          order : Integer "序号"
        table terms for V "期限"
          basis S 1
          policy first
          | class | order           || days-left : Integer? | fee : Money |
          | A     | [664..670], 966 || 3                    | ¥1          |
          | A     | -               || 5                    | ¥2          |
          | I     | -               || -                    | ¥3          |
          | -     | -               || 7                    | not stated  |
        organisation other "别家"
          clerk
          with fee = ¥50
        rule fee "费用" for V basis S 1
          when fee > ¥0
          notify owner "应付{fee}"

        """

    @Test func cellsMixRangesAndValuesAndMayBeEmpty() throws {
        #expect(Self.ids(Self.table) == [])
        for (order, days) in [(664, "3"), (667, "3"), (670, "3"), (966, "3"), (671, "5"), (965, "5"), (663, "5")] {
            let run = try Self.run(
                Self.table
                    + "rule d \"期\" for V basis S 1 when days-left is known notify clerk \"{days-left or else 0}天\"\n",
                "\"class\":\"A\",\"order\":\(order)")
            #expect(run.text.contains("\(days)天"), "\(order): \(run.text)\(run.errors)")
        }
        let empty = try Self.run(
            Self.table + "rule d \"期\" for V basis S 1 when days-left is missing notify clerk \"无期限\"\n",
            "\"class\":\"I\",\"order\":1")
        #expect(empty.text.contains("无期限"), "\(empty.text)\(empty.errors)")
    }

    @Test func aFirmMaySetWhatTheTableLeavesOpen() throws {
        let open = try Self.run(Self.table, "\"class\":\"K\",\"order\":1")
        #expect(!open.text.contains("应付¥50"), "\(open.text)")
        #expect(open.text.contains("fee") || open.text.contains("open"), "\(open.text)")
        let set = try Self.run(Self.table, "\"class\":\"K\",\"order\":1", firm: "other")
        #expect(set.text.contains("应付"), "\(set.text)\(set.errors)")
        let back =
            Self.table
            + "organisation third \"第三家\"\n  clerk\n  with rate not stated\nparameter rate : Percent\n  basis S 1\n  is 5%\nrule q \"率\" for V basis S 1 when rate > 1% notify owner \"率\"\n"
        #expect(Self.ids(back) == [])
        let third = try Self.run(back, "\"class\":\"A\",\"order\":1", firm: "third")
        #expect(third.text.contains("rate"), "\(third.text)")
    }

    private static let account = """
        record P "人"
          age : Integer from 0 to 150 "年龄"
        case V "账户"
          amount : Money from ¥0 "金额"
          rate   : Percent? from 0% to 100% "费率"
          people : list of P at most 2 "人员"
        rule r "规则" for V basis S 1 when amount < ¥0 notify clerk "负数"

        """

    @Test func whatAFieldCannotBeIsRefusedWithItsPlace() throws {
        for (facts, path) in [
            ("\"amount\":-1,\"people\":[]", "amount"), ("\"amount\":1,\"rate\":\"101%\",\"people\":[]", "rate"),
            ("\"amount\":1,\"people\":[{\"age\":1},{\"age\":151}]", "people[2].age"),
            ("\"amount\":1,\"people\":[{\"age\":1},{\"age\":1},{\"age\":1}]", "people"),
        ] {
            let run = try Self.run(Self.account, facts)
            #expect(run.status == 3 && run.errors.contains("case.outside-domain"), "\(facts): \(run.errors)")
            #expect(run.errors.contains(path), "\(facts): \(run.errors)")
        }
        #expect(try Self.run(Self.account, "\"amount\":0,\"rate\":\"100%\",\"people\":[{\"age\":150}]").status == 0)
        #expect(Self.ids(Self.account.replacing("Money from ¥0", with: "Text from 0")).contains("domain.not-here"))
        #expect(Self.ids(Self.account.replacing("from 0% to 100%", with: "from 100% to 0%")).contains("domain.empty"))
        let example =
            Self.account + "example \"负\"\n  for V as of 2026-01-01\n  given amount = -¥1\n  expect no refused\n"
        #expect(Self.ids(example).contains("domain.outside"))
    }

    @Test func csvIsRefusedLikeJSON() throws {
        let folder = try ScratchFolder()
        try folder.write("Rules/t.writ", Self.head + Self.account)
        try folder.write("c.csv", "id,as-of,organisation,amount\n1,2026-01-01,firm,-5\n")
        let run = try ToolRun(
            ["batch", "c.csv", "--case", "V", "--forms", "none", "--out", "out"], folder: folder.url)
        #expect(run.errors.contains("case.outside-domain"), "\(run.errors)")
    }

    /// No case has a negative amount, so the rule can never apply.
    @Test func proofsKnowTheBounds() throws {
        let folder = try ScratchFolder()
        try folder.write("Rules/t.writ", Self.head + Self.account)
        let bounded = try ToolRun(["check", "--forms", "none"], folder: folder.url)
        #expect((bounded.text + bounded.errors).contains("rule.never-applies"), "\(bounded.text)\(bounded.errors)")
        try folder.write("Rules/t.writ", Self.head + Self.account.replacing("Money from ¥0", with: "Money"))
        let free = try ToolRun(["check", "--forms", "none"], folder: folder.url)
        #expect(!(free.text + free.errors).contains("rule.never-applies"))
    }

    private static let swap = """
        record Swap "换班"
          requester : Text "换班人"
        case V "申请"
          requester : Text "申请人"
          past      : list of Swap "已换"
        define n of V : Integer "次数"
          basis S 1
          is count (past where requester = this.requester)
        rule r "超过" for V basis S 1 when n >= 3 refuse "超过三次"
        example "甲只换过一次"
          for V as of 2026-03-01 at firm
          given requester = "甲", past = [ { requester = "甲" }, { requester = "乙" }, { requester = "丙" } ]
          expect n = 1

        """

    @Test func aShadowedNameIsToldAndThisReachesTheOuterOne() throws {
        #expect(Self.ids(Self.swap) == ["name.shadowed"])
        let itself = Self.ids(Self.swap.replacing("this.requester", with: "requester"))
        #expect(itself.contains("comparison.of-itself"))
        let folder = try ScratchFolder()
        try folder.write("Rules/t.writ", Self.head + Self.swap)
        let test = try ToolRun(["test", "--forms", "none"], folder: folder.url)
        #expect(test.status == 0, "\(test.text)\(test.errors)")
    }

    private static let governed = """
        case V governed by received-on "投诉"
          received-on : Date "受理日期"
        parameter limit "期限" : days
          basis S 1
          is 7 days from 2020-01-01
          is 3 days from 2026-01-01
        rule old "旧办法" for V basis S 1 valid from 2020-01-01 to 2025-12-31 notify clerk "旧办法"
        rule new "新办法" for V basis S 1 valid from 2026-01-01
          require "答复" by clerk due limit after received-on

        """

    @Test func theLawOfTheEventDecides() throws {
        #expect(Self.ids(Self.governed) == [])
        let old = try Self.run(Self.governed, "\"received-on\":\"2025-12-31\"")
        #expect(old.text.contains("旧办法") && !old.text.contains("答复"), "\(old.text)\(old.errors)")
        let new = try Self.run(Self.governed, "\"received-on\":\"2026-01-01\"")
        #expect(new.text.contains("due 2026-01-04") && !new.text.contains("旧办法"), "\(new.text)")
        let silent = try Self.run(Self.governed, "")
        #expect(silent.status == 3 && silent.errors.contains("received-on"), "\(silent.errors)")
        #expect(
            Self.ids(Self.governed.replacing("received-on : Date", with: "received-on : Date?"))
                .contains("type.mismatch"))
    }
}
