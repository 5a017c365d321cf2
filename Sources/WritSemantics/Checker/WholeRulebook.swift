import WritLanguage

/// What must be known of a whole rulebook to check a part of it: the part then means what it means there.
///
/// Settings of parameters that the part does not declare are passed over.
package struct WholeRulebook: Sendable {
    package let digest: String
    /// The parameters that stand for what is `not stated` where another had the definition's name first, by type and
    /// definition (`Case.definition`).
    package let unstatedNames: [String: String]

    package init(digest: String, unstatedNames: [String: String]) {
        self.digest = digest
        self.unstatedNames = unstatedNames
    }

    package init(of program: Program) {
        var definitions: [Span: Definition] = [:]
        for definition in program.definitions { definitions[definition.identity.nameSpan] = definition }
        var names: [String: String] = [:]
        for parameter in program.parameters {
            guard let definition = definitions[parameter.identity.nameSpan],
                definition.identity.name != parameter.identity.name
            else { continue }
            let subject = program.records[definition.subject.index].identity.name
            names[Checker.key(subject, definition.identity.name)] = parameter.identity.name
        }
        self.init(digest: program.digest, unstatedNames: names)
    }
}
