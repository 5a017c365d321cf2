import WritSemantics

/// The facts of one case, filled in cell by cell: records and elements of lists are made on the way to a value.
struct TableFacts {
    private let program: Program
    private let type: RecordID
    private(set) var values: [Value]

    init(_ type: RecordID, in program: Program) {
        self.program = program
        self.type = type
        values = Self.unstated(type, in: program)
    }

    private static func unstated(_ type: RecordID, in program: Program) -> [Value] {
        program.records[type.index].fields.map(\.unstated)
    }

    /// - Parameter row: the number of the row within its case, from 0.
    mutating func set(_ value: Value, at steps: [TableColumns.Step], row: Int) {
        guard case .field(let field)? = steps.first else { return }
        let type = program.records[type.index].fields[field].type
        Self.set(value, at: steps.dropFirst(), row: row, in: &values[field], type: type, program)
    }

    /// Static, because a method would hold all facts a second time while it changes some of them.
    private static func set(
        _ value: Value, at steps: ArraySlice<TableColumns.Step>, row: Int, in target: inout Value, type: ValueType,
        _ program: Program
    ) {
        guard let step = steps.first else {
            target = value
            return
        }
        prepare(&target, type, program)
        // What is changed is taken out of its place first: so it is held once, and no list is copied for one element.
        switch step {
        case .field(let field):
            guard case .record(let id, var fields) = target, fields.indices.contains(field) else { return }
            target = .unknown
            let inner = program.records[id.index].fields[field].type
            set(value, at: steps.dropFirst(), row: row, in: &fields[field], type: inner, program)
            target = .record(id, fields)
        case .element(let position):
            guard case .list(var items) = target, case .list(let element) = ValueText.plain(type) else { return }
            target = .unknown
            let index = position == 0 ? row : position - 1
            while items.count <= index { items.append(.unknown) }
            set(value, at: steps.dropFirst(), row: row, in: &items[index], type: element, program)
            target = .list(items)
        }
    }

    /// An empty record or list where nothing stands yet.
    private static func prepare(_ value: inout Value, _ type: ValueType, _ program: Program) {
        switch (value, ValueText.plain(type)) {
        case (.unknown, .record(let id)), (.missing, .record(let id)):
            value = .record(id, unstated(id, in: program))
        case (.unknown, .list), (.missing, .list): value = .list([])
        default: break
        }
    }
}
