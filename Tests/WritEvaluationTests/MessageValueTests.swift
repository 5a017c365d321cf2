import Testing
import WritEvaluation

/// Values within sentences of rules read as their sentence does.
@Suite struct MessageValueTests {
    private static let rules = """
        rulebook notes "Notes"
          currency USD
        source S "Manual"
          clause 1 "Words"
        parameter grace "Grace" : days
          is 14 days
        case Matter "Matter"
          day    : Date "Day"
          at     : DateTime "Moment"
          late   : Boolean "Late"
          amount : Money "Amount"
        rule english "English"
          for Matter
          basis S 1
          refuse "on {day}, at {at}, late: {late}, within {grace}, {amount}, a {weekday of day}"
        rule chinese "Chinese"
          for Matter
          basis S 1
          refuse "{day}，{at}，迟延：{late}，期限{grace}，{amount}，{weekday of day}"
        rule bare "Bare"
          for Matter
          basis S 1
          refuse "{day} {late}"
        """

    @Test func valuesReadAsTheirSentence() throws {
        let json = """
            {"case":"Matter","id":"1","as-of":"2024-06-20","facts":{"day":"2024-06-18","at":"2024-06-18T09:05:00+08:00",
            "late":true,"amount":"1234.5"}}
            """
        let (evaluation, _) = try EvaluatorTests.evaluate(json, rules: Self.rules)
        #expect(
            evaluation.outcome.refusals.map(\.reason) == [
                "on June 18, 2024, at June 18, 2024 09:05, late: yes, within 14 days, $1,234.50, a Tuesday",
                "2024年6月18日，2024年6月18日 09:05，迟延：是，期限14 天，$1,234.50，星期二",
                // No word tells which language it is.
                "2024-06-18 是",
            ])
    }
}
