package import WritLanguage
package import WritSemantics

/// A random rulebook as the text of two rule files; the same seed writes the same text.
package struct RandomRulebook: Sendable {
    package let seed: UInt64
    /// The second file amends the first.
    package let files: [String]
    package let forms: [String]
    package let caseName: String

    package init(seed: UInt64) {
        self.seed = seed
        var writer = RandomRulebookWriter(seed: seed)
        files = writer.write()
        forms = writer.model.forms
        caseName = writer.caseName
    }
}

/// Writes one declaration after the other and remembers what later ones may use.
struct RandomRulebookWriter {
    var model = RandomModel()
    var random: SeededRandom
    var lines: [String] = []
    var amendments: [String] = []
    var variables = 0
    let caseName = "Matter"

    typealias Kind = RandomModel.Kind

    init(seed: UInt64) { random = SeededRandom(seed: seed) }

    mutating func write() -> [String] {
        lines = ["rulebook random \"随机\"", ""]
        amendments = ["rulebook amendments \"修订\"", ""]
        declareSurroundings()
        declareEnumerations()
        declareRecords()
        declareParameters()
        declareOrganisations()
        for index in model.records.indices where !model.records[index].isImage {
            for number in 0..<random.number(1...4) { define(index, number) }
            if random.oneIn(3) { tabulate(index) }
            if random.oneIn(3) { defineList(index) }
            if random.oneIn(4) { definePart(index) }
            if random.oneIn(3) { define(index, 5) }
        }
        declareChains()
        // Of a rulebook without rules, the definitions of the case are what is asked.
        for number in 0..<(random.oneIn(12) ? 0 : random.number(2...5)) { declareRule(number) }
        return [lines.joined(separator: "\n") + "\n", amendments.joined(separator: "\n") + "\n"]
    }

    // MARK: surroundings

    private mutating func declareSurroundings() {
        model.clauses = (1...4).map { "\(random.pick("4.2", "三", "001C/1")).\($0)" }
        lines.append("source S \"办法\"")
        for clause in model.clauses { lines.append("  clause \(clause) \"条款\"") }
        model.roles = ["clerk", "manager", "owner"]
        lines += ["role clerk \"管理员\"", "role manager \"经理\"", "party owner \"业主\"", "action payment \"支付\""]
        model.actions = ["payment"]
        model.forms = ["notice", "letter"]
        if random.oneIn(2) {
            model.arguments["letter"] = (0..<random.number(1...2)).map {
                RandomModel.Member(
                    name: "said-\($0)", kind: random.pick(Kind.text, .money, .integer, .date), isOptional: false)
            }
        }
        model.hasCalendar = random.chance(75)
        guard model.hasCalendar else { return }
        model.calendars = ["office"]
        // Where there are two, a case of no firm has none.
        if random.oneIn(5) {
            model.calendars.append("site")
            lines += ["calendar site \"工地日历\"", "  weekend Friday", "  deadlines roll forward"]
        }
        lines += ["calendar office \"办公日历\"", "  weekend \(random.pick("Saturday Sunday", "Sunday"))"]
        if random.chance(60) { lines.append("  holiday 2026-10-01 to 2026-10-07 \"国庆节\"") }
        if random.chance(60) { lines.append("  holiday 2026-05-01 \"劳动节\"") }
        if random.chance(50) { lines.append("  workday 2026-10-10") }
        if random.chance(60) { lines.append("  deadlines roll \(random.pick("forward", "backward"))") }
    }

    private mutating func declareEnumerations() {
        for number in 0..<random.number(1...2) {
            let values = (0..<random.number(2...4)).map { "e\(number)\(["a", "b", "c", "d"][$0])" }
            let isOrdered = random.oneIn(2)
            model.enumerations.append(
                RandomModel.Enumeration(name: "Enum\(number)", values: values, isOrdered: isOrdered))
            let list = values.map { "\($0) \"值\($0)\"" }.joined(separator: isOrdered ? " < " : " | ")
            lines.append("enum Enum\(number) \"枚举\(number)\" \(list)")
        }
    }

    private mutating func declareRecords() {
        for number in 0...random.number(1...2) {
            let isLast = number > 0 && (number == 2 || random.oneIn(2))
            if number == 0 || !isLast { declareRecord("Item\(number)", isCase: false) }
            if isLast { break }
        }
        declareRecord(caseName, isCase: true)
    }

    /// A stage for each date of the case, in the order of its fields.
    private mutating func declareStages(_ record: inout RandomModel.Record) {
        let dates = record.fields.filter { $0.kind == .date }
        if dates.isEmpty { return }
        lines.append("stages of \(record.name) \"阶段\"")
        for (number, date) in dates.enumerated() {
            let limit = random.oneIn(2) ? " within \(random.number(1...20)) days" : ""
            let next = number + 1 < dates.count ? " to s\(number + 1)" : ""
            lines.append("  stage s\(number) \"阶段\(number)\" on \(date.name)\(limit)\(next)")
            let questions = limit.isEmpty ? ["in"] : ["in", "overdue in"]
            for question in questions {
                record.definitions.append(
                    RandomModel.Member(name: "\(question) stage s\(number)", kind: .boolean, isOptional: false))
            }
        }
    }

    private mutating func declareRecord(_ name: String, isCase: Bool) {
        var record = RandomModel.Record(name: name, isCase: isCase)
        let number = model.records.count
        lines.append("\(isCase ? "case" : "record") \(name) \"\(isCase ? "事项" : "明细")\"")
        for index in 0..<random.number(isCase ? 4...7 : 2...5) {
            let kind = random.pick(model.kinds, or: .integer)
            let member = RandomModel.Member(
                name: random.oneIn(6) ? "字段\(number)_\(index)" : "f\(number)-\(index)", kind: kind,
                isOptional: random.oneIn(4))
            record.fields.append(member)
            lines.append(
                "  \(member.name) : \(model.text(kind))\(member.isOptional ? "? " : " ")\"栏\(number)之\(index)\"")
        }
        for (index, other) in model.records.enumerated() where !other.isCase && random.chance(isCase ? 90 : 30) {
            record.lists.append((name: "list\(number)-\(index)", record: index))
            lines.append("  list\(number)-\(index) : list of \(other.name)")
            guard random.oneIn(4) else { continue }
            let isOptional = random.oneIn(3)
            record.parts.append((name: "part\(number)-\(index)", record: index, isOptional: isOptional))
            lines.append("  part\(number)-\(index) : \(other.name)\(isOptional ? "?" : "")")
        }
        if random.oneIn(3) {
            let kind = random.pick(Kind.integer, .text, .date, .money, .days)
            record.plainLists.append((name: "plain\(number)", kind: kind))
            lines.append("  plain\(number) : list of \(model.text(kind))")
        }
        let seesOthers = isCase && random.oneIn(4)
        if seesOthers { lines.append("  others : list of other \(name)") }
        if random.oneIn(3) {
            let kind = random.pick(Kind.boolean, .enumeration(0))
            let name = "j\(number)"
            lines.append("judgement \(name) of \(record.name) : \(model.text(kind)) \"判断\(number)\" by clerk")
            record.fields.append(RandomModel.Member(name: name, kind: kind, isOptional: false))
            record.hasJudgement = true
        }
        if isCase, random.oneIn(2) { declareStages(&record) }
        if seesOthers {
            var image = RandomModel.Record(name: "other \(name)", isCase: false, isImage: true)
            image.fields = record.fields
            image.lists = record.lists
            image.plainLists = record.plainLists
            image.parts = record.parts
            image.hasJudgement = record.hasJudgement
            record.lists.append((name: "others", record: model.records.count))
            model.records.append(image)
        }
        model.records.append(record)
    }

    private mutating func declareParameters() {
        for number in 0..<random.number(1...3) {
            let kind = random.pick(
                [.integer, .money, .percent, .days, .date, .boolean, .decimal, .text, .months, .enumeration(0)]
                    as [Kind], or: .integer)
            let name = "p\(number)"
            if random.oneIn(3) {
                lines.append("parameter \(name) \"参数\" : \(model.text(kind)) is not stated")
            } else {
                lines.append("parameter \(name) \"参数\" : \(model.text(kind))")
                lines.append("  is \(constant(kind)) from 2020-01-01")
                if random.oneIn(2) { lines.append("  is \(constant(kind)) from 2026-04-01") }
            }
            model.parameters.append(RandomModel.Member(name: name, kind: kind, isOptional: false))
        }
    }

    private mutating func declareOrganisations() {
        for number in 0..<random.number(1...2) {
            lines.append("organisation firm\(number) \"公司\(number)\"")
            if model.calendars.count > 1 || (model.hasCalendar && random.oneIn(2)) {
                lines.append("  calendar \(random.pick(model.calendars, or: "office"))")
            }
            lines += ["  manager", "  clerk under manager"]
            for parameter in model.parameters where random.oneIn(2) {
                let from = random.oneIn(3) ? " from 2026-03-01" : ""
                lines.append("  with \(parameter.name) = \(constant(parameter.kind))\(from)")
            }
            model.organisations.append("firm\(number)")
        }
    }

    private mutating func declareChains() {
        let isAboutCases = random.oneIn(2)
        lines.append("chain approve \"审批\"")
        if isAboutCases { lines.append("  for \(caseName)") }
        lines.append("  step first \"初审\" by clerk")
        lines.append("  step last \"终审\" by manager within \(random.number(1...9)) days")
        if isAboutCases {
            lines[lines.count - 1] += " when \(expression(.boolean, scope(of: model.records.count - 1), 2))"
        }
        model.chains = ["approve"]
    }

    // MARK: expressions

    mutating func constant(_ kind: Kind) -> String { writing { $0.constant(kind) } }

    mutating func expression(_ kind: Kind, _ scope: RandomScope, _ depth: Int) -> String {
        writing { $0.expression(kind, scope, depth) }
    }

    private mutating func writing(_ body: (inout RandomExpression) -> String) -> String {
        var writer = RandomExpression(model: model, random: random, variables: variables)
        let text = body(&writer)
        random = writer.random
        variables = writer.variables
        return text
    }

    func scope(of record: Int) -> RandomScope {
        var scope = RandomScope()
        scope.add(model.records[record], prefix: "", model: model)
        scope.seesHistory = model.records[record].isCase
        return scope
    }

    /// `basis`, `at` and `valid`, each now and then.
    mutating func provision(_ indent: String, mayLapse: Bool = true) -> [String] {
        var clauses: [String] = []
        if random.chance(60) { clauses.append("\(indent)basis S \(random.pick(model.clauses, or: "1"))") }
        guard mayLapse else { return clauses }
        if random.oneIn(6) { clauses.append("\(indent)at \(random.pick(model.organisations, or: "firm0"))") }
        if random.oneIn(6) {
            clauses.append("\(indent)valid from 2026-02-01\(random.oneIn(2) ? " to 2026-08-31" : "")")
        }
        return clauses
    }
}
