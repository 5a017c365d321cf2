import WritLanguage

extension Checker {
    /// The procedures of all files, in the order of their places; an id that was given already is reported.
    mutating func declareProcedures(_ trees: [SyntaxTree]) {
        for tree in trees {
            var enclosing: [(id: ProcedureID, level: Int)] = []
            for heading in tree.procedures {
                guard declare(heading.id, .procedure, \.procedureNames, procedures.count) else { continue }
                while let last = enclosing.last, last.level >= heading.level { enclosing.removeLast() }
                let id = ProcedureID(procedures.count)
                procedures.append(
                    Procedure(
                        identity: Identity(
                            name: heading.id.text, title: heading.title, documentation: nil,
                            nameSpan: heading.id.span, span: heading.span),
                        extent: heading.extent, parent: enclosing.last?.id))
                enclosing.append((id, heading.level))
            }
        }
    }
}
