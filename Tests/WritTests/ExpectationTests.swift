import Testing
import Writ
import WritLanguage

/// What an example may expect, and what is told where it came out otherwise.
@Suite struct ExpectationTests {
    private static let rules = """
        source M "规程"
          clause 1 "a"
        role clerk "办事员"
        role manager "经理"
        party owner "业主"
        case Visit "巡检"
          unit   : Text "房号"
          on     : Date "日期"
          amount : Money? "金额"
        parameter limit "期限" : days is not stated
        rule repair "整改"
          for Visit
          basis M 1
          require "整改{unit}" by clerk due 3 days after on
          require "上报" by manager due limit after on
          notify owner "请整改{unit}"
        rule refuse "不予办理"
          for Visit
          basis M 1
          when (amount or else ¥0) > ¥100
          refuse "金额{amount or else ¥0}过大"
        example "例"
          for Visit as of 2026-03-02
          given unit = "3-1", on = 2026-03-02, amount = ¥200

        """

    private func failures(_ expectation: String) throws -> [String] {
        let text = Self.rules + "  expect " + expectation + "\n"
        let sources = RulebookSources(rules: [(path: "a.writ", bytes: Array(text.utf8))], forms: [])
        let compilation = CompiledRulebook.compile(sources)
        let rulebook = try #require(compilation.rulebook, "\(compilation.diagnostics)")
        return ExampleRunner(rulebook).run().flatMap(\.failures).map(\.fact.wording.message.en)
    }

    @Test(arguments: [
        "require \"整改3-1\"", "require \"整改3-1\" by clerk", "require \"整改3-1\" due 2026-03-05",
        "require \"整改3-1\" by clerk due 2026-03-05", "no require \"整改3-2\"", "notify owner",
        "notify owner \"请整改3-1\"", "refused", "refused \"金额¥200.00过大\"", "missing limit", "no notify clerk",
    ])
    func met(_ expectation: String) throws {
        #expect(try failures(expectation).isEmpty)
    }

    /// What depends on a fact that is not stated neither follows nor does not.
    @Test(arguments: [
        ("not refused", "it is open whether the case is refused (“未整改”): it depends on `mended`"),
        ("refused", "it is open whether the case is refused (“未整改”): it depends on `mended`"),
        ("no hold pay", "it is open whether `pay` is held: it depends on `mended`"),
        ("hold pay", "it is open whether `pay` is held: it depends on `mended`"),
        ("no require \"整改\"", "it is open whether “整改” is required: it depends on `mended`"),
        ("require \"整改\"", "it is open whether “整改” is required: it depends on `mended`"),
        ("no notify owner", "it is open whether `owner` is told something: it depends on `mended`"),
        ("notify owner", "it is open whether `owner` is told something: it depends on `mended`"),
        ("no notice", "it is open whether `notice` is issued: it depends on `mended`"),
    ])
    func open(_ expectation: String, _ told: String) throws {
        let text = """
            source M "规程"
              clause 1 "a"
            role clerk "办事员"
            party owner "业主"
            action pay "付款"
            case Visit "巡检"
              mended : Boolean "已整改"
            rule repair "整改"
              for Visit
              basis M 1
              when not mended
              issue notice to owner
              require "整改" by clerk
              hold pay until mended
              notify owner "请整改"
              refuse "未整改"
            example "例"
              for Visit as of 2026-03-02
              expect \(expectation)

            """
        let sources = RulebookSources(rules: [(path: "a.writ", bytes: Array(text.utf8))], forms: nil)
        let compilation = CompiledRulebook.compile(sources)
        let rulebook = try #require(compilation.rulebook, "\(compilation.diagnostics)")
        let failures = ExampleRunner(rulebook).run().flatMap(\.failures).map(\.fact.wording.message.en)
        #expect(failures == [told])
    }

    @Test(arguments: [
        ("require \"整改3-1\" by manager", "“整改3-1” is for `clerk`, not for `manager`"),
        ("require \"整改3-1\" due 2026-03-06", "“整改3-1” is due \"2026-03-05\", not \"2026-03-06\""),
        ("require \"整改3-2\"", "“整改3-2” is not required"),
        ("notify owner \"请付款\"", "`owner` is told something else"),
        ("notify clerk", "`clerk` is not told anything"),
        ("refused \"没有理由\"", "the case is refused for another reason"),
        ("not refused", "the case is refused: 金额¥200.00过大"),
        ("missing unit", "nothing depends on `unit`"),
    ])
    func unmet(_ expectation: String, _ message: String) throws {
        #expect(try failures(expectation) == [message])
    }
}
