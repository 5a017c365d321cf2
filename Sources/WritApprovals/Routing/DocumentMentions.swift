import WritLanguage
package import WritSemantics

/// The documents whose state an expression asks for, in the order in which it names them.
package enum DocumentMentions {
    package static func forms(in expression: Expression) -> [FormID] {
        var forms: [FormID] = []
        expression.forEach { part in
            switch part.kind {
            case .documentState(let form, _), .documentDate(_, let form):
                if !forms.contains(form) { forms.append(form) }
            default: break
            }
        }
        return forms
    }

    /// Whether the value of an expression depends on documents, by itself or by a definition that it uses.
    package static func dependsOnDocuments(_ expression: Expression, in program: Program) -> Bool {
        var visited: Set<DefinitionID> = []
        var waiting = [expression]
        var found = false
        while let next = waiting.popLast(), !found {
            next.forEach { part in
                switch part.kind {
                case .documentState, .documentDate: found = true
                case .definition(_, let id) where visited.insert(id).inserted:
                    waiting += program.expressions(behind: id)
                default: break
                }
            }
        }
        return found
    }

    /// Whether an expression asks of a document what a chain does not tell: whether it was
    /// delivered, signed or is overdue.
    package static func asksBeyondApproval(of form: FormID?, in expression: Expression) -> Bool {
        var asks = false
        expression.forEach { part in
            switch part.kind {
            case .documentState(let mentioned, let state) where mentioned == form:
                if state != .issued && state != .approved { asks = true }
            case .documentDate(let date, let mentioned) where mentioned == form:
                if date != .issue && date != .approval { asks = true }
            default: break
            }
        }
        return asks
    }
}

extension Program {
    /// What the value of a definition is computed from.
    fileprivate func expressions(behind id: DefinitionID) -> [Expression] {
        switch definitions[id.index].origin {
        case .branches(let branches):
            branches.flatMap { branch in
                if case .when(let condition) = branch.condition { [condition, branch.value] } else { [branch.value] }
            }
        case .table(let table, _): tables[table.index].inputs + tables[table.index].rows.flatMap(\.outputs)
        }
    }
}
