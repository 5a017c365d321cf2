import Testing

import WritSemantics

/// Where the checker knows that a value that may be missing is there.
@Suite struct NarrowingTests {
    private static let prelude = """
        role clerk "管理员"
        party owner "业主"
        record Item "事项"
          cost   : Money "费用"
          fixed  : Date? "整改日期"
          weight : Decimal? "重量"
        case Matter "案件"
          opened : Date "受理日期"
          closed : Date? "办结日期"
          signed : Date? "签署日期"
          fee    : Money? "费用"
          urgent : Boolean "加急"
          items  : list of Item "明细"
        rule first-notice "通知"
          for Matter
          issue notice to owner

        """

    private func check(_ condition: String) -> [String] {
        RulebookText(
            NarrowingTests.prelude + "rule r \"规则\"\n  for Matter\n  when \(condition)\n  require \"办理\" by clerk\n"
        ).messages
    }

    @Test(arguments: [
        "closed is known and closed < as-of",
        "closed is missing or closed < as-of",
        "not (closed is missing) and closed < as-of",
        "not (closed is missing or urgent) and closed < as-of",
        "urgent and (closed is known and urgent) and closed < as-of",
        "closed is known and signed is known and closed < signed",
        "(closed is missing or signed is missing) or closed < signed",
        "if closed is known then closed < as-of else urgent",
        "if closed is missing then urgent else closed < as-of",
        "if closed is missing or urgent then urgent else closed < as-of",
        "(if urgent then closed is known else closed is known) and closed < as-of",
        "(closed is known or closed is known) and closed < as-of",
        "(closed or else as-of) < as-of",
        "fee is known and fee > ¥5 and fee * 2 > ¥5",
        "some i in items satisfies i.fixed is known and i.fixed > opened",
        "every i in items satisfies i.fixed is missing or i.fixed > opened",
        "count (items where fixed is known and fixed > opened) > 1",
        "some i in (items where fixed is known) satisfies i.fixed > opened",
        "some i in ((items where cost > ¥1) where fixed is known) satisfies i.fixed > opened",
        "some i in ((items where fixed is known) where cost > ¥1) satisfies i.fixed > opened",
        "((max of i.fixed for i in (items where fixed is known)) or else as-of) > opened",
        "(sum of i.cost for i in (items where fixed is known and fixed > opened)) > ¥5",
        "items[1].fixed is known and items[1].fixed > opened",
        "closed is known and (some i in items satisfies i.fixed is known and i.fixed > closed)",
        "(some i in items satisfies closed is known and i.cost > ¥1) and closed > opened",
        "notice is delivered and as-of > 3 days after (delivery date of notice)",
        "notice is issued and (issue date of notice) < as-of",
        "notice is signed and (signing date of notice) < as-of",
        "notice is approved and (approval date of notice) < as-of",
        "notice is overdue and (due date of notice) < as-of",
        "(delivery date of notice) is known and (delivery date of notice) < as-of",
    ])
    func knows(_ condition: String) {
        #expect(check(condition) == [])
    }

    @Test(arguments: [
        "closed is known or closed < as-of",
        "(closed is known or urgent) and closed < as-of",
        "not (closed is known) and closed < as-of",
        "(closed is known and closed < as-of) or closed > opened",
        "if urgent then closed < as-of else urgent",
        "(if urgent then closed is known else urgent) and closed < as-of",
        "(some i in items satisfies i.fixed is known) and (some i in items satisfies i.fixed > opened)",
        "(every i in items satisfies closed is known) and closed < as-of",
        "items[1].fixed is known and items[2].fixed > opened",
        "notice is issued and (delivery date of notice) < as-of",
        "not (notice is delivered) and (delivery date of notice) < as-of",
        "signed is known and closed < as-of",
        "some i in (items where fixed is missing) satisfies i.fixed > opened",
    ])
    func doesNotKnow(_ condition: String) {
        let messages = check(condition)
        #expect(messages.count == 1 && messages[0].contains("optional.untested"), "\(messages)")
    }

    @Test func consequencesKnowWhatTheirRuleAsks() {
        let text = RulebookText(
            NarrowingTests.prelude + """
                rule r "规则"
                  for Matter
                  when closed is known
                  require "办理" by clerk due 3 days after closed until signed is known and signed > closed
                  notify clerk "办结于{closed}"
                  for each i in items where i.fixed is known
                  require "复核" by clerk due 3 days after i.fixed
                  for each i in (items where fixed is known)
                  refuse "整改于{i.fixed}"
                define days-open of Matter : Integer
                  is days from opened to closed when closed is known
                  is days from opened to as-of otherwise
                define end of Matter : Date
                  is as-of when closed is missing
                  is closed otherwise
                chain c "审批"
                  for Matter
                  step a by clerk when fee is known and fee > ¥5,000
                """)
        #expect(text.messages == [])
    }

    @Test func longChainsOfConditionsAreReadInOneWalk() {
        let parts = (0..<120).map { "(closed is missing or closed > 2026-01-\($0 % 28 + 10)) and urgent" }
            .map { $0.replacing("2026-01-3", with: "2026-01-2") }
        #expect(check(parts.joined(separator: " and ")) == [])
        // Each level has both an `and` and an `or`: what one walk a level would make of it takes for ever.
        var nested = "closed is known"
        for level in 0..<100 { nested = level % 2 == 0 ? "(\(nested) and urgent)" : "(\(nested) or closed is known)" }
        #expect(check("\(nested) and closed < as-of") == [])
    }
}
