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
}
