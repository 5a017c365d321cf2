import WritLanguage
import WritSemantics

/// What the columns of a table of cases stand for: each names a field, its title, or a path such as `violations[1].kind`.
struct TableColumns {
    /// A step on the way from a case to a value.
    enum Step: Equatable {
        case field(Int)
        /// A position from 1; 0 is one element a row.
        case element(Int)
    }

    struct Column {
        /// A field, its title or a path; what the table calls it where the rulebook does not say what it stands for.
        let name: String
        /// As the table has it.
        let head: String
        /// What it stands for.
        var meaning: Meaning = .unknown
        var isPerRow: Bool {
            if case .value(let steps, _) = meaning { steps.contains(.element(0)) } else { false }
        }
    }

    enum Meaning {
        case value(steps: [Step], ValueType)
        /// One of `id`, `as-of`, `organisation`.
        case envelope(String)
        /// It has no name: nothing may stand there.
        case nameless
        /// The mapping of the rulebook does not name it.
        case passedOver
        case unknown
    }

    /// What is not a fact of the case, with the Chinese heads under which it may stand.
    private static let envelope = [
        "id": "id", "编号": "id", "案件编号": "id", "as-of": "as-of", "基准日": "as-of", "案件日期": "as-of",
        "organisation": "organisation", "单位": "organisation",
    ]

    private let vocabulary: CaseVocabulary
    private let type: RecordID
    private let isGrouped: Bool
    private(set) var all: [Column] = []
    /// What is wrong with the header, each with the number of its column from 1; 0 for none of them.
    private(set) var problems: [(fact: CaseFact, column: Int)] = []

    /// - Parameters:
    ///   - isGrouped: several rows may make one case, so that a list's columns need no position.
    ///   - mapping: what the rulebook says that columns stand for; those that it does not name are passed over.
    init(
        _ names: [String], vocabulary: CaseVocabulary, type: RecordID, isGrouped: Bool, mapping: ColumnMapping? = nil
    ) {
        self.vocabulary = vocabulary
        self.type = type
        self.isGrouped = isGrouped
        guard let mapping else {
            for name in names { add(name, head: name) }
            listUnknown()
            return
        }
        for name in names {
            if let path = mapping.paths[name] {
                add(path, head: name)
            } else {
                all.append(Column(name: name, head: name, meaning: .passedOver))
            }
        }
        for header in mapping.paths.keys.sorted() where !names.contains(header) {
            problems.append((.columnNotThere(header, suggestion: Suggestion.nearest(to: header, among: names)), 0))
        }
    }

    /// The columns by the one mapping of the rulebook that fits a table whose own heads mean nothing; nil where there is none,
    /// or more than one.
    static func mapping(for names: [String], of type: RecordID, in program: Program) -> ColumnMapping? {
        let heads = Set(names)
        let fitting = program.columns.filter { $0.type == type && $0.paths.keys.allSatisfy(heads.contains) }
        return fitting.count == 1 ? fitting.first : nil
    }

    /// Many columns that stand for nothing are one mistake: the table was made for something else.
    private mutating func listUnknown() {
        var unknown: [String] = []
        var first = 0
        for case (.unknownColumn(let name, _), let column) in problems {
            if unknown.isEmpty { first = column }
            unknown.append(name)
        }
        guard unknown.count > 1 else { return }
        problems.removeAll { if case .unknownColumn = $0.fact { true } else { false } }
        problems.insert((.unknownColumns(unknown), first), at: 0)
    }

    private mutating func add(_ name: String, head: String) {
        var column = Column(name: name, head: head)
        if let (steps, type) = resolve(name) {
            column.meaning = .value(steps: steps, type)
        } else if let key = Self.envelope[name] {
            column.meaning = .envelope(key)
        } else if name.isEmpty {
            column.meaning = .nameless
        } else {
            let fields = vocabulary.program.records[type.index].fields.flatMap { [$0.name, $0.title] }
            problems.append(
                (.unknownColumn(name, suggestion: Suggestion.nearest(to: name, among: fields)), all.count + 1))
        }
        if let first = all.first(where: { Self.isSame($0.meaning, column.meaning) }) {
            problems.append((.twiceGiven(head, as: first.head), all.count + 1))
        }
        all.append(column)
    }

    private static func isSame(_ a: Meaning, _ b: Meaning) -> Bool {
        switch (a, b) {
        case (.value(let first, _), .value(let second, _)): first == second
        case (.envelope(let first), .envelope(let second)): first == second
        default: false
        }
    }

    /// The way that a path leads, and the type of what stands at its end.
    private func resolve(_ path: String) -> (steps: [Step], type: ValueType)? {
        // A title may hold any character: the whole is tried before its pieces.
        let program = vocabulary.program
        if let field = vocabulary.fields[type.index][path] {
            return ([.field(field)], program.records[type.index].fields[field].type)
        }
        var type = ValueType.record(type)
        var steps: [Step] = []
        for piece in path.split(separator: ".", omittingEmptySubsequences: false) {
            if case .list(let element) = ValueText.plain(type) {
                guard isGrouped else { return nil }
                steps.append(.element(0))
                type = element
            }
            guard case .record(let record) = ValueText.plain(type) else { return nil }
            var name = piece
            var position: Int?
            if piece.hasSuffix("]"), let open = piece.firstIndex(of: "[") {
                guard let number = Int(piece[piece.index(after: open)...].dropLast()), number >= 1, number <= 10_000
                else { return nil }
                position = number
                name = piece[..<open]
            }
            guard let field = vocabulary.fields[record.index][String(name)] else { return nil }
            steps.append(.field(field))
            type = program.records[record.index].fields[field].type
            if let position {
                guard case .list(let element) = ValueText.plain(type) else { return nil }
                steps.append(.element(position))
                type = element
            }
        }
        return (steps, type)
    }
}
