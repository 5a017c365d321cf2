import WritLanguage
package import WritSemantics

/// A checked rulebook made ready to run: expressions as flat arrays of nodes, names as numbers, tables behind indexes.
/// Compiled once, never changed, shared by all threads.
package struct Plan: Sendable {
    package private(set) var program: Program
    var nodes: [Node] = []
    /// Where each node stands in the rules, for errors of a case.
    var spans: [Span] = []
    /// The type of each node, for telling values to people.
    var types: [ValueType] = []
    /// The nodes of sets, lists and records, in runs.
    var lists: [Int32] = []
    var constants: [Slot] = []
    /// What is worked out by name, as nodes number it.
    var functions: [Function] = []
    /// UTF-8 of all constant texts.
    package var texts: [UInt8] = []
    var scopes: [PlannedScope] = []
    var branches: [PlannedBranch] = []
    var definitions: [PlannedDefinition] = []
    var tables: [PlannedTable] = []
    var rules: [PlannedRule] = []
    var consequences: [PlannedConsequence] = []
    /// For each consequence what it says to people.
    var messages: [[PlannedSegment]] = []
    /// By consequence: the language of its message, nil where its words tell none.
    var messageLanguages: [MessageLanguage?] = []
    var chains: [[PlannedStep]] = []
    var obligations: [PlannedObligation] = []
    /// By number of the record type.
    var records: [PlannedRecord] = []
    var parameters: [PlannedParameter] = []
    /// Whether facts can be moments, which are read by the clocks of the firm's zone.
    private(set) var hasMoments = false
    /// For each condition on other cases that asks for equal values: what is equal.
    var probes: [PlannedProbe] = []
    var reports: [PlannedReport] = []
    /// The cases beside the one that is decided; nil where nothing states them.
    package var cases: OtherCases?
    /// One root for each expression that the forms ask for.
    var formExpressions: [PlannedExpression] = []
    /// For each example, for each of its expectations, the expression it asks for.
    var expectations: [[PlannedExpression?]] = []
    /// How many definitions may wait for one another.
    static let maximumDepth = 256

    package init(_ program: Program, formExpressions: [Expression] = []) {
        self.program = program
        var compiler = PlanCompiler(program: program)
        compiler.compile(formExpressions: formExpressions)
        self = compiler.plan
        hasMoments = program.records.contains { $0.fields.contains { $0.type.holdsMoments } }
    }

    /// An empty plan, which the compiler fills.
    package init(empty program: Program) { self.program = program }
}

/// The root of an expression and the number of locals that it needs.
struct PlannedExpression: Sendable {
    let root: Int32
    let localCount: Int32
}

/// When and where a declaration applies.
struct PlannedScope: Sendable {
    /// Organisations; empty is everywhere.
    let organisations: [Int32]
    let from: Int32
    let to: Int32

    init(_ provision: Provision) {
        organisations = provision.organisations.map { Int32(truncatingIfNeeded: $0.index) }
        from = provision.validFrom?.day ?? Int32.min
        to = provision.validTo?.day ?? Int32.max
    }

    var isAlways: Bool { organisations.isEmpty && from == Int32.min && to == Int32.max }
}

struct PlannedBranch: Sendable {
    /// -1: always; -2: otherwise.
    let condition: Int32
    let value: Int32
    /// An index into `scopes`; -1: always and everywhere.
    let scope: Int32
    /// Its number among the branches as declared.
    let declared: Int32
}

struct PlannedDefinition: Sendable {
    /// The type it is about.
    let subject: Int32
    /// Its place among what is computed of an instance of that type.
    let place: Int32
    let localCount: Int32
    /// Its branches in `branches`: exceptions first, then plain ones, then those for otherwise.
    let firstBranch: Int32
    let exceptionCount: Int32
    let plainCount: Int32
    let otherwiseCount: Int32
    /// The table that computes it and the number of its output; -1 where branches do.
    let table: Int32
    let output: Int32
    /// One plain branch without condition, always in force.
    let isSimple: Bool
}

struct PlannedRecord: Sendable {
    let fieldCount: Int
    /// For each field, whether leaving it out means missing.
    let isOptional: [Bool]
    /// The fields that have bounds.
    let domains: [(field: Int, domain: ValueDomain)]
    /// The fields that hold other cases.
    let links: [PlannedLink]
    /// Definitions about the type; an instance remembers one value for each.
    var definitions: [Int32] = []
    /// Tables about the type; an instance remembers which rows of each hold.
    var tables: [Int32] = []
    /// Rules about the type, in order.
    var rules: [Int32] = []

    /// How many values are kept of an instance once something is computed of it.
    var computedCount: Int { definitions.count + tables.count }
}

struct PlannedParameter: Sendable {
    struct Value: Sendable {
        let from: Int32
        let constant: Int32
    }
    /// In order of date.
    let values: [Value]
    /// By organisation, in order of date.
    var settings: [Int32: [Value]] = [:]

    /// The constant in force, -1 where nothing states it. What an organisation sets wins over the rulebook.
    func constant(on day: Int32, at organisation: Int32?) -> Int32 {
        if let organisation, let own = settings[organisation]?.last(where: { $0.from <= day }) { return own.constant }
        return values.last { $0.from <= day }?.constant ?? -1
    }
}

struct PlannedTable: Sendable {
    let inputs: [Int32]
    /// For each row the node of each output.
    let outputs: [[Int32]]
    let policy: TableDeclaration.Policy
    /// An index into `scopes`; -1: always and everywhere.
    let scope: Int32
    let subject: Int32
    let localCount: Int32
    /// Its place among what is computed of an instance, after the definitions.
    let place: Int32
    let index: TableIndex
}

struct PlannedConsequence: Sendable {
    /// Of `for each`: the local, the list and the condition; -1 where there is none.
    let eachLocal: Int32
    let eachList: Int32
    let eachCondition: Int32
    /// The condition under which it is settled already; -1 where there is none.
    let until: Int32
    let due: Int32
    let rolling: DeadlineRolling
    /// -1 where there is none.
    let about: Int32
    /// A range of `lists`.
    let firstArgument: Int32
    let argumentCount: Int32

    /// No part of it depends on values, but for what it says.
    var isFixed: Bool { eachLocal < 0 && until < 0 && due < 0 && about < 0 && argumentCount == 0 }
}

/// A piece of a text shown to people.
enum PlannedSegment: Sendable {
    case text(String)
    case value(node: Int32, type: ValueType)

    var isText: Bool { if case .text = self { true } else { false } }

    /// The language of a text, by its letters; nil where it has none.
    static func language(of segments: [PlannedSegment]) -> MessageLanguage? {
        var hasLetters = false
        for case .text(let text) in segments {
            for scalar in text.unicodeScalars {
                if (0x4E00...0x9FFF).contains(scalar.value) || scalar.value >= 0x20000 { return .zhHans }
                hasLetters = hasLetters || scalar.properties.isAlphabetic
            }
        }
        return hasLetters ? .en : nil
    }
}

struct PlannedRule: Sendable {
    let subject: Int32
    /// An index into `scopes`; -1: always and everywhere.
    let scope: Int32
    /// -1 where it has none.
    let condition: Int32
    let localCount: Int32
    let firstConsequence: Int32
    let consequenceCount: Int32
    /// Nothing of what follows from it depends on values: where it applies, the same follows in every case.
    let isFixed: Bool
    var overriddenBy: [Int32] = []
}

struct PlannedObligation: Sendable {
    let condition: PlannedExpression?
    /// By demand.
    let within: [PlannedExpression?]
}

struct PlannedStep: Sendable {
    let condition: PlannedExpression?
    let within: PlannedExpression?
    let escalation: PlannedExpression?
}
