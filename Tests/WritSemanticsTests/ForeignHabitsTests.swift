import Testing
import WritLanguage
import WritSemantics

/// What people write who come from other languages: one mistake, one message, with what is written here.
@Suite struct ForeignHabitsTests {
    private static func rulebook(_ condition: String, due: String = "10 days after received", type: String = "Text")
        -> String
    {
        """
        source S "Manual"
          clause 1 "One"
        role clerk "Clerk"
        calendar office "Office"
          weekend Saturday Sunday
        case Matter "Matter"
          name : \(type) "Name"
          fee : Money "Fee"
          paid : Money "Paid"
          urgent : Boolean "Urgent"
          received : Date "Received"
        rule r "Rule"
          for Matter
          basis S 1
          when \(condition)
          require "Answer" by clerk
            due \(due)

        """
    }

    private static func only(_ text: String) -> (id: String, help: Phrase?)? {
        let rulebook = RulebookText(text)
        let found = rulebook.trees.flatMap(\.diagnostics) + rulebook.result.diagnostics
        let errors = found.filter { $0.severity == .error }
        guard errors.count == 1 else {
            Issue.record("\(errors.map { "\($0.fact.id): \($0.fact.wording.message.en)" })")
            return nil
        }
        return errors.first.map { ($0.fact.id, $0.fact.wording.help) }
    }

    @Test func theRightWayIsRead() {
        let found = RulebookText(Self.rulebook("urgent")).result.diagnostics.filter { $0.severity == .error }
        #expect(found.isEmpty)
    }

    @Test(arguments: [
        ("paid > 25.12.2026", "syntax.date-format", "2026-12-25"),
        ("urgent;", "syntax.unreadable-character", "leave it out"),
        ("urgent // only then", "syntax.foreign-symbol", "`--`"),
        ("urgent # only then", "syntax.foreign-symbol", "`--`"),
        ("urgent && paid < fee", "syntax.unreadable-character", "`and`"),
        ("paid >= 50% of fee", "syntax.unexpected", "fee * 50%"),
        ("fee-paid > fee", "fact.unknown-name", "`fee - paid`"),
    ])
    func inAConditionItIsTold(_ condition: String, _ id: String, _ help: String) {
        let found = Self.only(Self.rulebook(condition))
        #expect(found?.id == id)
        #expect(found?.help?.en.contains(help) == true, "\(String(describing: found?.help))")
        #expect(found?.help?.zh.isEmpty == false)
    }

    @Test func aUnitOfDaysThatIsNone() {
        let found = Self.only(Self.rulebook("urgent", due: "10 workdays after received"))
        #expect(found?.id == "syntax.unexpected")
        #expect(found?.help?.en == "write `working days`")
    }

    @Test(arguments: [
        ("String", "Text"), ("Varchar", "Text"), ("bool", "Boolean"), ("Int", "Integer"), ("float", "Decimal"),
        ("字符串", "Text"),
        ("datetime", "DateTime"),
    ])
    func aTypeByItsNameElsewhere(_ written: String, _ meant: String) {
        let found = Self.only(Self.rulebook("urgent", type: written))
        #expect(found?.id == "type.unknown-name")
        #expect(found?.help?.en.contains("`\(meant)`") == true, "\(String(describing: found?.help))")
    }

    /// A clause that is written wrong stays a clause of its rule.
    @Test func aMisspeltClauseEndsNothing() {
        let found = Self.only(Self.rulebook("urgent").replacing("  basis S 1", with: "  base S 1"))
        #expect(found?.id == "syntax.unknown-clause")
    }
}
