import WritLanguage

/// Columns of tables of cases.
extension Checker {
    /// What a case states beside its facts.
    private static let envelope = ["id", "as-of", "organisation"]

    mutating func checkColumns() {
        collected.columns = accepted(collected.columns, .columns, \.columnNames) { $0.head.name }
        for declaration in collected.columns {
            let type = caseType(declaration.subject)
            var paths: [String: String] = [:]
            var seen: Set<String> = []
            for (path, header) in declaration.columns where !path.text.isEmpty {
                guard let type, isPath(path, of: type) else { continue }
                if !seen.insert(path.text).inserted {
                    report(NameFact.duplicate(.part, name: path.text), at: path.span)
                } else if paths.updateValue(path.text, forKey: header.plain) != nil {
                    report(DeclarationFact.activityTwice(header.plain), at: header.span)
                }
            }
            guard let type else { continue }
            columns.append(ColumnMapping(identity: identity(declaration.head), type: type, paths: paths))
        }
    }

    /// Whether a path leads to something that one cell can state; otherwise that is reported.
    private mutating func isPath(_ path: Name, of type: RecordID) -> Bool {
        if Self.envelope.contains(path.text), names.field(path.text, of: type) == nil { return true }
        var type = ValueType.record(type)
        for piece in path.text.split(separator: ".") {
            let name = String(piece.prefix { $0 != "[" })
            if case .list(let element) = type.bare { type = element }
            guard case .record(let id) = type.bare, let field = names.field(name, of: id) else {
                let owner: String = if case .record(let id) = type.bare { names.name(of: id) } else { name }
                var candidates = Self.envelope
                if case .record(let id) = type.bare { candidates = names.records[id.index].fields.map(\.name) }
                report(
                    NameFact.noMember(owner: owner, name: name, suggestion: suggestion(for: name, among: candidates)),
                    at: path.span)
                return false
            }
            type = names.records[id.index].fields[field].type
            if piece.hasSuffix("]"), case .list(let element) = type.bare { type = element }
        }
        switch type.bare {
        case .record, .list:
            report(DeclarationFact.logFactOfManyValues(path.text), at: path.span)
            return false
        default: return true
        }
    }
}
