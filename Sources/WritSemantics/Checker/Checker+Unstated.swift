import WritLanguage

/// What the source leaves open in the middle of a definition.
///
/// A branch or a cell that is `not stated` stands for a parameter without a value, made for its definition: what rests on it is
/// open and says so like anything that rests on such a parameter, and a firm can set it by the definition's name.
extension Checker {
    /// Adds a parameter for every definition that is `not stated` somewhere.
    mutating func addUnstatedParameters() {
        var taken = Set(collected.parameters.map(\.head.name.text))
        var amended: [String: [BranchSyntax]] = [:]
        for amendment in collected.amendments {
            amended[Self.key(amendment.subject.text, amendment.head.name.text), default: []] += amendment.branches
        }
        for definition in collected.definitions {
            let branches =
                definition.branches + (amended[Self.key(definition.subject.text, definition.head.name.text)] ?? [])
            guard let branch = branches.first(where: \.value.isNotStated), let type = definition.type else { continue }
            add(
                definition.head, of: definition.subject.text, type, definition.provision.basis + branch.basis,
                at: branch.span, &taken)
        }
        for table in collected.tables {
            for (number, output) in table.outputs.enumerated() {
                let row = table.rows.first { $0.outputs.indices.contains(number) && $0.outputs[number].isNotStated }
                guard let row else { continue }
                let head = DeclarationHead(
                    name: output.name, title: output.title, documentation: nil, span: output.span)
                add(
                    head, of: table.subject.text, output.type, table.provision.basis + row.basis, at: row.span, &taken)
            }
        }
    }

    /// The parameter that `not stated` stands for in a definition.
    func unstatedParameter(_ definition: String, of subject: RecordID) -> ParameterID? {
        unstatedNames[Self.key(names.name(of: subject), definition)].flatMap { parameterNames[$0] }
    }

    static func key(_ subject: String, _ definition: String) -> String { "\(subject).\(definition)" }

    private mutating func add(
        _ head: DeclarationHead, of subject: String, _ type: TypeSyntax, _ basis: [BasisSyntax], at span: Span,
        _ taken: inout Set<String>
    ) {
        let key = Self.key(subject, head.name.text)
        var name = whole?.unstatedNames[key] ?? head.name.text
        if name.isEmpty { return }
        // Definitions of two types may share a name, and a parameter may have it already.
        if taken.contains(name) { name += "-\(subject)" }
        while taken.contains(name) { name += "-" + "not-stated" }
        taken.insert(name)
        unstatedNames[key] = name
        collected.parameters.append(
            ParameterDeclaration(
                head: DeclarationHead(
                    name: Name(text: name, span: head.name.span), title: head.title, documentation: nil,
                    span: span),
                type: TypeSyntax(kind: type.kind, isOptional: false, span: type.span), basis: basis, values: [],
                isNotStated: true))
    }
}

extension ExpressionSyntax {
    fileprivate var isNotStated: Bool { if case .notStated = kind { true } else { false } }
}
