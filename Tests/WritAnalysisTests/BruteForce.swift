import WritAnalysis
import WritEvaluation
import WritLanguage
import WritSemantics

/// What is wrong with a rulebook, found by evaluating every case that there is.
///
/// It shares nothing with the proofs but the ids of the checks and the places that they point to.
struct BruteForce {
    struct Fault: Hashable, Comparable, CustomStringConvertible {
        let check: String
        let place: Int32
        var description: String { "\(check)@\(place)" }
        static func < (a: Fault, b: Fault) -> Bool { (a.place, a.check) < (b.place, b.check) }
    }

    private let program: Program
    private var faults: Set<Fault> = []
    private var questions: [Expression] = []
    private var answers: [[Value]] = []
    private var outcomes: [Outcome] = []
    private var cases: [CaseData] = []
    private var isSample = false

    /// Which checks the oracle answers.
    static let checks: Set<String> = [
        "definition.overlap", "definition.gap", "definition.dead-branch", "table.overlap", "table.gap",
        "table.dead-row", "rule.never-applies", "override.never-applies", "condition.always-true",
        "consequence.two-deadlines", "consequence.conflicting-documents", "consequence.refused-and-issued",
        "consequence.held-forever", "consequence.never-follows",
    ]

    /// What must be told, and nothing else.
    ///
    /// Where the cases are only a sample, what is said of all cases counts as so unless one of them refutes it: what needs a
    /// case to be worth telling may have one elsewhere.
    static func faults(_ program: Program, _ cases: [CaseData], areAll: Bool = true) -> Set<Fault> {
        var search = BruteForce(program: program, cases: cases)
        search.isSample = !areAll
        search.run()
        return search.faults
    }

    private init(program: Program, cases: [CaseData]) {
        self.program = program
        self.cases = cases
    }

    private mutating func ask(_ expression: Expression) -> Int {
        questions.append(expression)
        return questions.count - 1
    }

    private mutating func note(_ check: String, _ span: Span) { faults.insert(Fault(check: check, place: span.start)) }

    /// The first item of the case, for definitions of items.
    private func item(_ type: RecordID) -> Expression? {
        guard let matter = program.records.firstIndex(where: \.isCase) else { return nil }
        let span = program.records[matter].identity.span
        let whole = Expression(.local(0), type: .record(RecordID(matter)), span: span)
        if type.index == matter { return whole }
        guard let field = program.records[matter].fields.firstIndex(where: { $0.type == .list(.record(type)) }) else {
            return nil
        }
        let list = Expression(.field(whole, field), type: .list(.record(type)), span: span)
        let one = Expression(.constant(.integer(1)), type: .integer, span: span)
        return Expression(.element(list, one), type: .record(type), span: span)
    }

    /// The cases in which a subject is there at all.
    private func indices(_ subject: RecordID) -> [Int] {
        if program.records[subject.index].isCase { return Array(cases.indices) }
        return cases.indices.filter { index in
            cases[index].facts.contains { if case .list(let items) = $0 { !items.isEmpty } else { false } }
        }
    }

    private mutating func run() {
        // Ask everything first: one plan serves all cases.
        var branchQuestions: [[(condition: Int?, value: Int)]] = []
        for definition in program.definitions {
            var asked: [(condition: Int?, value: Int)] = []
            if case .branches(let branches) = definition.origin, let subject = item(definition.subject) {
                for branch in branches {
                    var condition: Int?
                    if case .when(let expression) = branch.condition { condition = ask(expression.placed(at: subject)) }
                    asked.append((condition, ask(branch.value.placed(at: subject))))
                }
            }
            branchQuestions.append(asked)
        }
        let ruleQuestions = program.rules.map { rule in rule.condition.map { ask($0) } }
        let untilQuestions = program.rules.map { rule in rule.consequences.map { $0.until.map { ask($0) } } }
        let memberQuestions = program.rules.map { rule in rule.consequences.map { $0.forEach.map { ask(member($0)) } } }
        let inputQuestions = program.tables.map { table in table.inputs.map { ask($0) } }
        let evaluator = Evaluator(Plan(program, formExpressions: questions))
        for data in cases {
            let evaluation = evaluator.evaluate(data)
            answers.append(questions.indices.map { evaluation.value(of: $0) })
            outcomes.append(evaluation.outcome)
        }
        for (definition, asked) in zip(program.definitions, branchQuestions) {
            if case .branches(let branches) = definition.origin { judge(definition, branches, asked) }
        }
        for (table, asked) in zip(program.tables, inputQuestions) { judge(table, asked) }
        judgeRules(ruleQuestions, untilQuestions, memberQuestions)
    }

    /// Whether a `for each` has an element at all.
    private func member(_ each: ForEach) -> Expression {
        let always = Expression(.constant(.boolean(true)), type: .boolean, span: each.list.span)
        return Expression(
            .some(local: each.local, in: each.list, each.condition ?? always), type: .boolean, span: each.list.span)
    }

    private func answer(_ index: Int, _ question: Int?) -> Value {
        question.map { answers[index][$0] } ?? .boolean(true)
    }

    // MARK: definitions

    private mutating func judge(
        _ definition: Definition, _ branches: [Branch], _ asked: [(condition: Int?, value: Int)]
    ) {
        let indices = indices(definition.subject)
        if indices.isEmpty { return }
        let isOtherwise = branches.map { if case .otherwise = $0.condition { true } else { false } }
        var isAlive = branches.map { _ in false }
        var isAlwaysTrue = branches.map { _ in true }
        for index in indices {
            let holds = asked.map { answer(index, $0.condition) }
            func isTrue(_ branch: Int) -> Bool { holds[branch] == .boolean(true) }
            func isFalse(_ branch: Int) -> Bool { holds[branch] == .boolean(false) }
            let exceptions = branches.indices.filter { branches[$0].isException }
            let plain = branches.indices.filter { !branches[$0].isException && !isOtherwise[$0] }
            for branch in branches.indices {
                if !isTrue(branch) { isAlwaysTrue[branch] = false }
                var winners = branches[branch].isException ? [] : exceptions
                if isOtherwise[branch] { winners += plain }
                if !isFalse(branch), !winners.contains(where: isTrue) { isAlive[branch] = true }
            }
            if branches.indices.allSatisfy(isFalse) { note("definition.gap", definition.identity.nameSpan) }
            let isExcluded = exceptions.allSatisfy(isFalse)
            for tier in [exceptions, isExcluded ? plain : []] {
                for second in tier where isTrue(second) {
                    for first in tier where first < second && isTrue(first) {
                        let (a, b) = (answer(index, asked[first].value), answer(index, asked[second].value))
                        if a != b, a != .unknown, b != .unknown { note("definition.overlap", branches[second].span) }
                    }
                }
            }
        }
        for (index, branch) in branches.enumerated() {
            if branches.count > 1, !isAlive[index] { note("definition.dead-branch", branch.span) }
            if case .when(let condition) = branch.condition, isAlwaysTrue[index] {
                note("condition.always-true", condition.span)
            }
        }
    }

    // MARK: tables

    private mutating func judge(_ table: DecisionTable, _ asked: [Int]) {
        var isReached = table.rows.map { _ in false }
        for index in cases.indices {
            let inputs = asked.map { answers[index][$0] }
            let fits = table.rows.map { row in
                zip(row.cells, inputs).reduce(Bool?.some(true)) { result, part in
                    let fit = BruteForce.fits(part.0, part.1)
                    if result == false || fit == false { return false }
                    return result == nil || fit == nil ? nil : true
                }
            }
            // An input without a value may turn out to have any.
            for whole in BruteForce.completions(inputs) {
                let fits = table.rows.map { row in
                    zip(row.cells, whole).allSatisfy { BruteForce.fits($0, $1) == true }
                }
                for number in table.rows.indices where fits[number] {
                    if table.policy != .first || !fits[..<number].contains(true) { isReached[number] = true }
                }
            }
            for (number, row) in table.rows.enumerated() {
                guard table.policy == .unique, fits[number] == true else { continue }
                for first in 0..<number where fits[first] == true {
                    if BruteForce.constants(table.rows[first]) != BruteForce.constants(row) {
                        note("table.overlap", row.span)
                    }
                }
            }
            if fits.allSatisfy({ $0 == false }) { note("table.gap", table.identity.nameSpan) }
        }
        for (row, isReached) in zip(table.rows, isReached) where !isReached { note("table.dead-row", row.span) }
    }

    /// The inputs with every whole number that matters in place of those that have no value: those can only be numbers
    /// that a definition gives.
    private static func completions(_ inputs: [Value]) -> [[Value]] {
        var result: [[Value]] = [[]]
        for input in inputs {
            let values = input == .unknown ? (-1...6).map { Value.integer($0) } : [input]
            result = result.flatMap { head in values.map { head + [$0] } }
        }
        return result
    }

    private static func constants(_ row: DecisionTable.Row) -> [Value] {
        row.outputs.map { if case .constant(let value) = $0.kind { value } else { .unknown } }
    }

    private static func fits(_ cell: DecisionTable.Cell, _ value: Value) -> Bool? {
        switch cell {
        case .any: return true
        case .not(let inner): return fits(inner, value).map { !$0 }
        case .either(let cells):
            let parts = cells.map { fits($0, value) }
            return parts.contains(true) ? true : parts.contains(nil) ? nil : false
        case .values(let values):
            if value == .unknown { return nil }
            return values.contains { order($0, value) == 0 }
        case .range(let lower, let upper, let includesLower, let includesUpper):
            if value == .unknown { return nil }
            if value == .missing { return false }
            if let lower, let sign = order(lower, value), sign > 0 || sign == 0 && !includesLower { return false }
            if let upper, let sign = order(value, upper), sign > 0 || sign == 0 && !includesUpper { return false }
            return true
        }
    }

    private static func order(_ a: Value, _ b: Value) -> Int? {
        func number(_ value: Value) -> Decimal? {
            switch value {
            case .integer(let number): Decimal(number)
            case .decimal(let number): number
            case .enumeration(_, let index): Decimal(Int64(index))
            case .boolean(let flag): Decimal(flag ? 1 : 0)
            default: nil
            }
        }
        guard let a = number(a), let b = number(b) else { return nil }
        return a < b ? -1 : (a == b ? 0 : 1)
    }

    // MARK: rules

    /// Whether a provision binds the firm of a case on its day.
    private func isInForce(_ provision: Provision, _ data: CaseData) -> Bool {
        if let from = provision.validFrom, data.asOf < from { return false }
        if let to = provision.validTo, to < data.asOf { return false }
        return provision.organisations.isEmpty || data.organisation.map(provision.organisations.contains) ?? false
    }

    private mutating func judgeRules(_ asked: [Int?], _ untils: [[Int?]], _ members: [[Int?]]) {
        func overriders(_ rule: Int) -> [Int] {
            program.rules.indices.filter { program.rules[$0].overrides.contains(RuleID(rule)) }
        }
        func status(_ index: Int, _ rule: Int) -> Value {
            isInForce(program.rules[rule].provision, cases[index]) ? answer(index, asked[rule]) : .boolean(false)
        }
        // By case and rule, whether it certainly applies, certainly does not, or neither.
        let matrix = cases.indices.map { index in
            program.rules.indices.map { rule -> Bool? in
                let winners = overriders(rule).map { status(index, $0) }
                if status(index, rule) == .boolean(false) || winners.contains(.boolean(true)) { return false }
                return status(index, rule) == .boolean(true) && winners.allSatisfy { $0 == .boolean(false) }
                    ? true : nil
            }
        }
        let statuses = cases.indices.map { index in program.rules.indices.map { status(index, $0) } }
        for (number, rule) in program.rules.enumerated() {
            let canApply = cases.indices.contains { matrix[$0][number] != false }
            if !canApply { note("rule.never-applies", rule.identity.nameSpan) }
            let isAlive = cases.indices.contains { statuses[$0][number] != .boolean(false) }
            if let condition = rule.condition,
                cases.indices.allSatisfy({ answer($0, asked[number]) == .boolean(true) })
            {
                note("condition.always-true", condition.span)
            }
            for overridden in rule.overrides {
                let meets = cases.indices.contains {
                    statuses[$0][number] != .boolean(false) && statuses[$0][overridden.index] != .boolean(false)
                }
                let isOtherAlive = cases.indices.contains { statuses[$0][overridden.index] != .boolean(false) }
                if isSample || (isAlive && isOtherAlive), !meets {
                    note("override.never-applies", rule.identity.nameSpan)
                }
            }
            for (position, consequence) in rule.consequences.enumerated() {
                let asked = (until: untils[number][position], member: members[number][position])
                judge(consequence, number, asked, canApply, matrix)
            }
        }
        judgeDocuments(matrix)
    }

    private mutating func judge(
        _ consequence: Consequence, _ rule: Int, _ asked: (until: Int?, member: Int?), _ canApply: Bool,
        _ matrix: [[Bool?]]
    ) {
        if asked.until == nil, asked.member == nil { return }
        let follows = cases.indices.contains { index in
            matrix[index][rule] != false && asked.until.map { answers[index][$0] } != .boolean(true)
                && asked.member.map { answers[index][$0] } != .boolean(false)
        }
        if canApply || isSample, !follows { note("consequence.never-follows", consequence.span) }
        guard let until = asked.until else { return }
        guard case .hold(let action, let condition) = consequence.kind else { return }
        let canEnd = cases.indices.contains { answers[$0][until] != .boolean(false) }
        // What several rules hold is held once; by this one only where it certainly applies.
        let isHeld = cases.indices.contains { index in
            matrix[index][rule] == true
                && outcomes[index].holds.contains { $0.action == action && $0.status == .certain }
        }
        if !canEnd, isHeld || isSample { note("consequence.held-forever", condition.span) }
    }

    private mutating func judgeDocuments(_ matrix: [[Bool?]]) {
        for second in program.rules.indices {
            for issue in program.rules[second].consequences {
                guard case .issue(let form, let to, _, let due, let chain) = issue.kind else { continue }
                for first in 0..<second {
                    for other in program.rules[first].consequences {
                        guard case .issue(form, let otherTo, _, let otherDue, let otherChain) = other.kind else {
                            continue
                        }
                        let together = cases.indices.contains {
                            matrix[$0][first] == true && matrix[$0][second] == true
                        }
                        if !together { continue }
                        // Deadlines are so many days after the as-of day.
                        if BruteForce.days(due) != BruteForce.days(otherDue) {
                            note("consequence.two-deadlines", issue.span)
                        } else if to != otherTo || chain != otherChain {
                            note("consequence.conflicting-documents", issue.span)
                        }
                    }
                }
                guard chain != nil else { continue }
                let refusing = program.rules.indices.filter { rule in
                    program.rules[rule].consequences.contains { if case .refuse = $0.kind { true } else { false } }
                }
                let isAboutRefusal = !cases.indices.contains { index in
                    matrix[index][second] == true && !refusing.contains { matrix[index][$0] == true }
                }
                for rule in refusing where rule != second && !isAboutRefusal {
                    if cases.indices.contains(where: { matrix[$0][second] == true && matrix[$0][rule] == true }) {
                        note("consequence.refused-and-issued", issue.span)
                    }
                }
            }
        }
    }

    private static func days(_ due: Expression?) -> Int64? {
        guard let due, case .shift(let duration, _, _) = due.kind,
            case .constant(.duration(let days, _)) = duration.kind
        else { return nil }
        return days
    }
}

extension Consequence {
    fileprivate var until: Expression? {
        switch kind {
        case .hold(_, let until): until
        case .require(_, _, _, let until): until
        default: nil
        }
    }
}
