import Testing
import WritEvaluation
import WritLanguage
import WritSemantics

/// Amounts in another currency than yuan: written, read and told.
@Suite struct CurrencyTests {
    private static func rules(_ currency: String, _ amount: String) -> String {
        """
        rulebook r "Sample"
        \(currency.isEmpty ? "" : "  currency \(currency)")
        source S "Policy"
          clause 1 "Costs"
        role clerk "Clerk"
        case Claim "Claim"
          cost : Money "Cost"
        rule review "Review"
          for Claim
          basis S 1
          when cost > \(amount)
          require "Check {cost}" by clerk
        """
    }

    private func task(_ currency: String, _ amount: String, cost: String) throws -> String? {
        let program = try TestRulebook.program([Self.rules(currency, amount)])
        var reader = CaseReader(program)
        let json = "{\"case\":\"Claim\",\"id\":\"1\",\"as-of\":\"2026-03-02\",\"facts\":{\"cost\":\(cost)}}"
        let (data, diagnostics) = reader.read(Array(json.utf8), file: "case.json")
        for diagnostic in diagnostics { Issue.record("\(diagnostic.fact.wording.message.en)") }
        return Evaluator(Plan(program)).evaluate(try #require(data)).outcome.requirements.first?.task
    }

    @Test func amountsAreToldInTheirCurrency() throws {
        #expect(try task("USD", "$5,000", cost: "6000") == "Check $6,000.00")
        #expect(try task("USD", "5,000 USD", cost: "\"$6,000.50\"") == "Check $6,000.50")
        #expect(try task("EUR", "€5,000", cost: "\"6000 EUR\"") == "Check €6,000.00")
        #expect(try task("HKD", "$5,000", cost: "\"HK$6,000\"") == "Check HK$6,000.00")
        #expect(try task("SEK", "5,000 SEK", cost: "6000") == "Check SEK 6,000.00")
        #expect(try task("", "¥5,000", cost: "\"6000 元\"") == "Check ¥6,000.00")
        #expect(try task("USD", "$5,000", cost: "4000") == nil)
    }

    private func mistakes(_ text: String) -> [String] {
        let tree = Parser.parse(SourceText(id: FileID(0), path: "r.writ", bytes: Array(text.utf8)))
        return (tree.diagnostics + Checker.check(trees: [tree], forms: nil).diagnostics).filter {
            $0.severity == .error
        }.map(\.fact.id)
    }

    @Test(arguments: [
        ("USD", "¥5,000", "currency.other"), ("", "$5,000", "currency.other"), ("EUR", "$5,000", "currency.other"),
        ("JPY", "¥5,000", "currency.unknown"), ("dollars", "¥5,000", "currency.unknown"),
        ("USD", "$", "syntax.money-without-figure"),
    ])
    func otherCurrenciesAreTold(_ currency: String, _ amount: String, _ id: String) {
        #expect(mistakes(Self.rules(currency, amount)).first == id)
    }

    @Test func aFieldOfThreeCapitalLettersIsNoCurrency() {
        let text = "rulebook r\ncase A\n  x : Integer from 0\n  USD : Text\n"
        #expect(mistakes(text).isEmpty)
    }
}
