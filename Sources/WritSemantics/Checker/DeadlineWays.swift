import WritLanguage

/// In which ways a deadline is counted: back from a date, as a notice period is, or in another way. What a definition or a
/// table computes is looked through to its branches and rows.
struct DeadlineWays {
    /// It may be so long *before* a date.
    private(set) var isNotice = false
    /// It may be anything else: so long after a date, or a date as it stands.
    private(set) var isOther = false
    private let definitions: [Definition]
    private let tables: [DecisionTable]
    private var seen: Set<DefinitionID> = []

    init(_ due: Expression, definitions: [Definition], tables: [DecisionTable]) {
        self.definitions = definitions
        self.tables = tables
        look(at: due)
    }

    private mutating func look(at expression: Expression) {
        switch expression.kind {
        case .shift(_, _, let isAfter):
            if isAfter { isOther = true } else { isNotice = true }
        case .function(.nearest(_, let isAfter), _):
            if isAfter { isOther = true } else { isNotice = true }
        case .conditional(_, let first, let second), .orElse(let first, let second):
            look(at: first)
            look(at: second)
        case .widened(let inner), .rounded(let inner): look(at: inner)
        case .definition(_, let id): look(at: id)
        // A deadline that there is not is counted in no way.
        case .constant(.missing), .error: break
        default: isOther = true
        }
    }

    private mutating func look(at id: DefinitionID) {
        guard seen.insert(id).inserted, definitions.indices.contains(id.index) else { return }
        switch definitions[id.index].origin {
        case .branches(let branches): for branch in branches { look(at: branch.value) }
        case .table(let table, let output):
            guard tables.indices.contains(table.index) else { return }
            for row in tables[table.index].rows where row.outputs.indices.contains(output) {
                look(at: row.outputs[output])
            }
        }
    }
}
