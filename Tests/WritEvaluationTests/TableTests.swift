import Testing
import WritEvaluation
import WritLanguage
import WritSemantics
import WritTestSupport

@Suite struct TableTests {
    private static func rules(_ policy: String, _ rows: String) -> String {
        """
        rulebook t "t"
        source S "s"
          clause 1 "a"
        enum Kind "k" a "甲" | b "乙" | c "丙"
        case C "c"
          kind   : Kind "k"
          amount : Money "m"
          days   : Integer? "d"
          city   : Text "t"
          vip    : Boolean "v"
        table grade for C "g"
          basis S 1
          \(policy)
          | kind | amount | days | city | vip || level : Integer |
          |------|--------|------|------|-----||-----------------|
        \(rows)
        """
    }

    private func level(_ program: Program, _ facts: [Value]) -> (Value, [String]) {
        let data = CaseData(
            type: RecordID(0), id: "1", asOf: CalendarDate.first, organisation: nil, facts: facts)
        let evaluation = Evaluator(Plan(program)).evaluate(data)
        return (evaluation.value(of: DefinitionID(0)), evaluation.outcome.errors.map(\.fact.id))
    }

    private let rows = """
          | a, b   | >= 1,000         | -       | -          | -     || 1 |
          | -      | [100..1000)      | <= 5    | "北京"     | -     || 2 |
          | not(a) | -                | -       | not("北京") | true  || 3 |
          | -      | -                | not(7)  | -          | -     || 4 |
        """

    @Test func theFirstRowThatHoldsDecides() throws {
        let program = try TestRulebook.program([Self.rules("policy first", rows)])
        func facts(_ kind: Int, _ amount: String, _ days: Value, _ city: String, _ vip: Bool) throws -> [Value] {
            [
                .enumeration(EnumID(0), kind), .decimal(try #require(Decimal(parsing: amount))), days, .text(city),
                .boolean(vip),
            ]
        }
        #expect(level(program, try facts(1, "1000", .missing, "北京", true)).0 == .integer(1))
        #expect(level(program, try facts(2, "999.99", .integer(5), "北京", true)).0 == .integer(2))
        #expect(level(program, try facts(2, "999.99", .integer(6), "上海", true)).0 == .integer(3))
        #expect(level(program, try facts(0, "99.99", .missing, "上海", true)).0 == .integer(4))
        let (none, errors) = level(program, try facts(0, "99.99", .integer(7), "上海", true))
        #expect(none == .unknown)
        #expect(errors == ["evaluation.no-row"])
    }

    @Test func unknownConditionsLeaveOpenOnlyWhatTheyDecide() throws {
        let program = try TestRulebook.program([Self.rules("policy first", rows)])
        let amount = Value.decimal(Decimal(2000))
        #expect(level(program, [.enumeration(EnumID(0), 0), amount, .unknown, .unknown, .unknown]).0 == .integer(1))
        #expect(level(program, [.unknown, amount, .integer(1), .text("北京"), .boolean(true)]).0 == .unknown)
        #expect(
            level(program, [.enumeration(EnumID(0), 2), .decimal(Decimal(1)), .integer(1), .text("上海"), .unknown]).0
                == .unknown)
    }

    @Test func rowsThatDisagreeAreAnErrorWhereTheTableIsUnique() throws {
        let program = try TestRulebook.program([Self.rules("", rows)])
        let (value, errors) = level(
            program,
            [.enumeration(EnumID(0), 0), .decimal(Decimal(2000)), .integer(1), .text("北京"), .boolean(true)])
        #expect(value == .unknown)
        #expect(errors == ["evaluation.rows-disagree"])
    }

    /// Many rows with random cells, against a look at every cell.
    @Test(arguments: [7, 64, 65, 700])
    func theIndexFindsWhatALookAtEveryRowFinds(count: Int) throws {
        let seed = UInt64(20_260_302 + count)
        var random = SeededRandom(seed: seed)
        func bounds(_ low: Int, _ high: Int) -> String {
            let first = random.number(low...high)
            let second = random.number(first...high)
            return random.pick(
                "[\(first)..\(second)]", ">= \(first)", "< \(second)", "\(first), \(second)", "not(\(first))", "-", "-")
        }
        var text = ""
        for row in 0..<count {
            let cells = [
                random.pick("a", "b", "a, c", "not(b)", "-"), bounds(0, 500), bounds(0, 30),
                random.pick("\"x\"", "\"x\", \"y\"", "not(\"z\")", "-"), random.pick("true", "false", "-"),
            ]
            text += "  | \(cells.joined(separator: " | ")) || \(row) |\n"
        }
        let program = try TestRulebook.program([Self.rules("policy first", text)])
        let plan = Plan(program)
        for _ in 0..<200 {
            let kind = random.number(0...2)
            let cents = random.number(0...50_000)
            let days = random.number(-1...30)
            let city = random.pick("x", "y", "z", "w")
            let vip = random.oneIn(2)
            let facts: [Value] = [
                .enumeration(EnumID(0), kind), .decimal(try #require(Decimal(coefficient: Int128(cents), scale: 2))),
                days < 0 ? .missing : .integer(Int64(days)), .text(city), .boolean(vip),
            ]
            let expected = program.tables[0].rows.firstIndex { row in
                zip(row.cells, facts).allSatisfy { Self.holds($0, $1) }
            }
            let evaluation = Evaluator(plan).evaluate(
                CaseData(type: RecordID(0), id: "", asOf: .first, organisation: nil, facts: facts))
            #expect(
                evaluation.value(of: DefinitionID(0)) == (expected.map { .integer(Int64($0)) } ?? .unknown),
                "seed \(seed)")
        }
    }

    private static func holds(_ cell: DecisionTable.Cell, _ value: Value) -> Bool {
        func number(_ value: Value?) -> Decimal? {
            switch value {
            case .integer(let number)?: Decimal(number)
            case .decimal(let number)?: number
            default: nil
            }
        }
        switch cell {
        case .any: return true
        case .not(let inner): return !holds(inner, value)
        case .either(let cells): return cells.contains { holds($0, value) }
        case .values(let values):
            return values.contains { $0 == value || (number($0) != nil && number($0) == number(value)) }
        case .range(let lower, let upper, let includesLower, let includesUpper):
            guard let own = number(value) else { return false }
            if let lower = number(lower), includesLower ? own < lower : !(lower < own) { return false }
            if let upper = number(upper), includesUpper ? upper < own : !(own < upper) { return false }
            return true
        }
    }
}
