package import WritLanguage
package import WritSemantics

/// What the command line says of cases that they do not say themselves.
package struct CaseDefaults: Sendable {
    /// `--case TYPE`: the type where the input names none.
    package var type: RecordID?
    /// `--as-of DATE`: wins over what a case says.
    package var asOf: CalendarDate?
    package var organisation: OrganisationID?
    /// `--dates`: how tables write `3/2/2026`.
    package var dateOrder: DateOrder?
    /// `--columns`: what the columns of a table stand for.
    package var columns: ColumnMapping?

    package init(type: RecordID? = nil, asOf: CalendarDate? = nil, organisation: OrganisationID? = nil) {
        self.type = type
        self.asOf = asOf
        self.organisation = organisation
    }
}

/// Reads cases written as JSON and says, with line, column and path, everything that is wrong with them.
///
/// An object without the key `facts` is the facts themselves, where the type of case is known otherwise. Lists of more
/// than `maximumElements` are refused.
package struct CaseReader {
    package static let maximumElements = 1_000_000
    static let maximumComplaints = 100
    static let envelope = ["case", "id", "as-of", "organisation", "facts", "history", "actions", "staff"]

    let vocabulary: CaseVocabulary
    let values: CaseValues
    package var defaults: CaseDefaults
    private var reader = JSONReader()
    /// Made when the first case is read straight from its text.
    private var scanner: CaseScanner?
    var file = ""
    /// The day of the case that is being read.
    var asOf: CalendarDate?
    /// Where the text begins in its file.
    var firstLine = 1
    private var firstColumn = 1
    var diagnostics: [Diagnostic] = []
    /// Places of the last text's lines are counted on from here, so that many complaints cost one pass.
    private var counted: (offset: Int, line: Int, column: Int) = (0, 1, 1)

    package init(_ program: Program, defaults: CaseDefaults = CaseDefaults()) {
        vocabulary = CaseVocabulary(program)
        values = CaseValues(vocabulary: vocabulary, dateOrder: defaults.dateOrder)
        self.defaults = defaults
    }

    package var program: Program { vocabulary.program }

    /// The type of case with a name or title.
    package func caseType(named name: String) -> RecordID? { vocabulary.caseTypes[name].map { RecordID($0) } }

    /// Reads one case. It is nil where anything is wrong.
    /// - Parameters:
    ///   - line: the line of the file on which the text begins.
    ///   - column: the column at which it begins there.
    package mutating func read(
        _ bytes: [UInt8], file: String, line: Int = 1, column: Int = 1
    ) -> (CaseData?, [Diagnostic]) {
        self.file = file
        firstLine = line
        firstColumn = column
        diagnostics.removeAll()
        counted = (0, 1, column)
        reader.read(bytes)
        guard reader.isUsable else {
            for problem in reader.problems { complain(problem) }
            return (nil, diagnostics)
        }
        let data = caseData(reader.tree)
        reader = JSONReader()
        return (diagnostics.contains { $0.severity == .error } ? nil : data, diagnostics)
    }

    /// What came of reading one case straight from its text.
    package struct Reading {
        package let isRead: Bool
        /// It needed no closer look.
        package let isPlain: Bool
        package let diagnostics: [Diagnostic]
    }

    /// Reads one case into an evaluation, which is then about it: straight from the bytes where the text is plain, else as
    /// `read(_:file:line:)` does. Where anything is wrong, the evaluation holds nothing of use.
    package mutating func read(
        _ bytes: ByteView, file: String, line: Int = 1, column: Int = 1, into evaluation: Evaluation
    ) -> Reading {
        if let head = scan(bytes, into: evaluation) {
            evaluation.begin(head)
            return Reading(isRead: true, isPlain: true, diagnostics: [])
        }
        let (data, diagnostics) = read(Array(bytes), file: file, line: line, column: column)
        if let data { evaluation.load(data) } else { evaluation.forget() }
        return Reading(isRead: data != nil, isPlain: false, diagnostics: diagnostics)
    }

    private mutating func scan(_ bytes: ByteView, into evaluation: Evaluation) -> HeldCase? {
        if scanner == nil { scanner = CaseScanner(vocabulary, values) }
        guard let head = scanner?.scan(bytes, defaults, into: &evaluation.interpreter.facts), let type = head.type,
            let asOf = head.asOf, evaluation.interpreter.facts.liesWithinDomains,
            evaluation.interpreter.facts.statesLawDay
        else { return nil }
        var data = CaseData(type: type, id: head.id, asOf: asOf, organisation: head.organisation, facts: [])
        if head.parts.isEmpty { return HeldCase(data) }
        diagnostics.removeAll()
        for part in head.parts {
            reader.read(Array(bytes[part.range]))
            guard reader.isUsable, let root = reader.tree.root else { return nil }
            switch part.key {
            case .history: data.history = history(reader.tree, root)
            case .actions: data.actions = actions(reader.tree, root)
            default: data.staff = staff(reader.tree, root, "staff")
            }
        }
        return diagnostics.isEmpty ? HeldCase(data) : nil
    }

    private mutating func complain(_ problem: JSONProblem) {
        let diagnostic = problem.diagnostic(file: file, in: reader.tree.bytes)
        guard firstLine > 1 || firstColumn > 1,
            case .data(let file, let line, let column, let path, _) = diagnostic.place
        else {
            return diagnostics.append(diagnostic)
        }
        diagnostics.append(
            Diagnostic(
                diagnostic.severity, diagnostic.fact,
                at: .data(
                    file: file, line: line + firstLine - 1, column: line == 1 ? column + firstColumn - 1 : column,
                    path: path),
                related: line == 1 ? [] : diagnostic.related))
    }

    mutating func complain(_ fact: CaseFact, _ tree: JSONTree, at node: Int, path: String) {
        guard diagnostics.count < Self.maximumComplaints else { return }
        let offset = tree.offset(of: node)
        if offset < counted.offset { counted = (0, 1, firstColumn) }
        for byte in tree.bytes[counted.offset..<offset] {
            if byte == UInt8(ascii: "\n") {
                counted.line += 1
                counted.column = 1
            } else if byte & 0xC0 != 0x80 {
                counted.column += 1
            }
        }
        counted.offset = offset
        diagnostics.append(
            Diagnostic(
                .error, fact,
                at: .data(file: file, line: counted.line + firstLine - 1, column: counted.column, path: path)))
    }

    static func found(_ kind: JSONTree.Kind) -> CaseFact.Found {
        switch kind {
        case .null: .null
        case .boolean: .boolean
        case .number: .number
        case .string: .text
        case .array: .list
        case .object: .record
        }
    }

    // MARK: - The envelope

    private mutating func caseData(_ tree: JSONTree) -> CaseData? {
        guard let root = tree.root, tree.kind(of: root) == .object else {
            complain(.wrongType(expected: "object", found: Self.found(tree.kind(of: 0))), tree, at: 0, path: "")
            return nil
        }
        let members = tree.members(of: root)
        func member(_ name: String) -> Int? { members.first { $0.name == name }?.value }
        let facts = member("facts")
        var type = defaults.type
        if let named = member("case"), facts != nil || type == nil || !isField("case", of: type) {
            type = name(.caseType, among: vocabulary.caseTypes, in: tree, at: named, path: "case").map { RecordID($0) }
            if type == nil { return nil }
        }
        guard let type else {
            complain(.missingKey("case"), tree, at: root, path: "")
            return nil
        }
        guard let facts else {
            if defaults.type == nil {
                complain(.missingKey("facts"), tree, at: root, path: "")
                return nil
            }
            return flat(tree, root, members, type)
        }
        for unknown in members where !Self.envelope.contains(unknown.name) {
            let fields = vocabulary.program.records[type.index].fields.map(\.name)
            let suggestion =
                Suggestion.nearest(to: unknown.name, among: Self.envelope)
                ?? (fields.contains(unknown.name) ? "facts.\(unknown.name)" : nil)
            complain(
                .unknownKey(unknown.name, of: "a case", suggestion: suggestion), tree, at: unknown.key,
                path: unknown.name)
        }
        guard var data = head(tree, root, member, type) else { return nil }
        asOf = data.asOf
        data.facts = record(tree, facts, type, "facts")
        requireLawDay(data, tree, facts)
        if let history = member("history") { data.history = self.history(tree, history) }
        if let actions = member("actions") { data.actions = self.actions(tree, actions) }
        if let staff = member("staff") { data.staff = self.staff(tree, staff, "staff") }
        return data
    }

    private func isField(_ name: String, of type: RecordID?) -> Bool {
        type.map { vocabulary.fields[$0.index][name] != nil } ?? false
    }

    private mutating func head(
        _ tree: JSONTree, _ root: Int, _ member: (String) -> Int?, _ type: RecordID
    ) -> CaseData? {
        var asOf = defaults.asOf
        if let node = member("as-of") {
            let written = date(tree, node, "as-of")
            asOf = asOf ?? written
        } else if asOf == nil {
            complain(.missingKey("as-of"), tree, at: root, path: "")
        }
        var organisation = defaults.organisation
        if let node = member("organisation"), tree.kind(of: node) != .null {
            organisation = name(
                .organisation, among: vocabulary.organisations, in: tree, at: node, path: "organisation"
            )
            .map { OrganisationID($0) }
        }
        var id = ""
        if let node = member("id") {
            switch tree.kind(of: node) {
            case .string, .number: id = tree.text(of: node)
            default:
                complain(
                    .wrongType(expected: "Text", found: Self.found(tree.kind(of: node))), tree, at: node, path: "id")
            }
        }
        guard let asOf else { return nil }
        return CaseData(type: type, id: id, asOf: asOf, organisation: organisation, facts: [])
    }

    /// Facts without an envelope; of its keys those count that the type has no field for.
    private mutating func flat(
        _ tree: JSONTree, _ root: Int, _ members: [JSONTree.Member], _ type: RecordID
    ) -> CaseData? {
        let isEnvelope = { (name: String) in
            ["case", "id", "as-of", "organisation"].contains(name)
        }
        let fields = vocabulary.fields[type.index]
        let own = members.filter { isEnvelope($0.name) && fields[$0.name] == nil }
        guard var data = head(tree, root, { name in own.first { $0.name == name }?.value }, type) else { return nil }
        asOf = data.asOf
        data.facts = record(tree, root, type, "", except: Set(own.map(\.name)))
        requireLawDay(data, tree, root)
        return data
    }

    /// Which law decides a case is as much a part of it as its date.
    private mutating func requireLawDay(_ data: CaseData, _ tree: JSONTree, _ facts: Int) {
        let type = program.records[data.type.index]
        guard let field = type.governing, data.facts[field] == .unknown else { return }
        complain(.missingKey(type.fields[field].name), tree, at: facts, path: "facts")
    }

    // MARK: - Values

    /// The text of a string that names something of the rulebook.
    mutating func name(
        _ entity: CaseFact.Entity, among known: [String: Int], in tree: JSONTree, at node: Int, path: String
    ) -> Int? {
        guard let text = text(tree, node, path) else { return nil }
        if let number = known[text] { return number }
        complain(
            .unknownName(text, entity, suggestion: Suggestion.nearest(to: text, among: known.keys.sorted())), tree,
            at: node, path: path)
        return nil
    }

    mutating func text(_ tree: JSONTree, _ node: Int, _ path: String) -> String? {
        if tree.kind(of: node) == .string { return tree.text(of: node) }
        complain(.wrongType(expected: "Text", found: Self.found(tree.kind(of: node))), tree, at: node, path: path)
        return nil
    }

    mutating func date(_ tree: JSONTree, _ node: Int, _ path: String) -> CalendarDate? {
        if case .date(let date) = value(tree, node, .date, path) { return date }
        return nil
    }

    /// A record's fields in the order of declaration; what is not there is missing or unknown, as its type says.
    mutating func record(
        _ tree: JSONTree, _ node: Int, _ type: RecordID, _ path: String, except: Set<String> = []
    ) -> [Value] {
        let record = vocabulary.program.records[type.index]
        var fields = record.fields.map(\.unstated)
        guard tree.kind(of: node) == .object else {
            complain(
                .wrongType(expected: record.identity.name, found: Self.found(tree.kind(of: node))), tree, at: node,
                path: path)
            return fields
        }
        var given = Set<Int>()
        for member in tree.members(of: node) where !except.contains(member.name) {
            let inner = path.isEmpty ? member.name : "\(path).\(member.name)"
            guard let field = vocabulary.fields[type.index][member.name] else {
                let names = record.fields.flatMap { [$0.name, $0.title] }
                complain(
                    .unknownKey(
                        member.name, of: "`\(record.identity.name)`",
                        suggestion: Suggestion.nearest(to: member.name, among: names)), tree, at: member.key,
                    path: inner)
                continue
            }
            if !given.insert(field).inserted {
                complain(
                    .twiceGiven(member.name, as: record.fields[field].name), tree, at: member.key, path: inner)
            }
            let declared = path.isEmpty ? record.fields[field].name : "\(path).\(record.fields[field].name)"
            let value = value(tree, member.value, record.fields[field].type, declared)
            fields[field] = value
            if let domain = record.fields[field].domain, !domain.contains(value) {
                complain(outside(domain, record.fields[field].type), tree, at: member.value, path: declared)
            }
        }
        return fields
    }

    /// That a value lies outside of the bounds of its field.
    func outside(_ domain: ValueDomain, _ type: ValueType) -> CaseFact {
        func text(_ value: Value?) -> String? { value.map { ValueText.text($0, type, in: program) } }
        return .outsideDomain(lower: text(domain.lower), upper: text(domain.upper), most: domain.most)
    }

    /// A value of a type; unknown, with a complaint, where it is none.
    mutating func value(_ tree: JSONTree, _ node: Int, _ type: ValueType, _ path: String) -> Value {
        let kind = tree.kind(of: node)
        if kind == .null {
            // A required fact that is null is one that is not stated.
            if case .optional = type { return .missing }
            return .unknown
        }
        let result: Result<Value, CaseProblem>
        switch (kind, ValueText.plain(type)) {
        case (.boolean, .boolean): return .boolean(tree.boolean(of: node) ?? false)
        case (.object, .record(let id)) where program.records[id.index].isJudgement:
            return judgement(tree, node, id, path)
        case (.object, .record(let id)): return .record(id, record(tree, node, id, path))
        case (.array, .list(let element)): return list(tree, node, element, path)
        case (.string, _): result = values.value(tree.text(of: node), .string, type)
        case (.number, _): result = values.value(tree.text(of: node), .number, type)
        default: result = .failure(CaseProblem(.wrongType(expected: type, found: Self.found(kind))))
        }
        switch result {
        case .success(let value): return value
        case .failure(let problem):
            complain(problem.fact(in: program), tree, at: node, path: path)
            return .unknown
        }
    }

    private mutating func list(_ tree: JSONTree, _ node: Int, _ element: ValueType, _ path: String) -> Value {
        let nodes = tree.elements(of: node)
        guard nodes.count <= Self.maximumElements else {
            complain(.tooManyElements(limit: Self.maximumElements), tree, at: node, path: path)
            return .unknown
        }
        var items: [Value] = []
        items.reserveCapacity(nodes.count)
        for (index, item) in nodes.enumerated() {
            items.append(value(tree, item, element, "\(path)[\(index + 1)]"))
        }
        return .list(items)
    }
}
