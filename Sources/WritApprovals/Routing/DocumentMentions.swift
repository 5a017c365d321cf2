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
