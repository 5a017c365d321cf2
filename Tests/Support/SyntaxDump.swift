package import WritLanguage

/// A tree as text without its places: two files that mean the same have the same dump. For tests, and for the formatter's
/// promise that it changes nothing but layout.
package enum SyntaxDump {
    package static func text(_ tree: SyntaxTree) -> String {
        var text = ""
        for declaration in tree.declarations {
            append(declaration, to: &text)
            text += "\n"
        }
        return text
    }

    package static func text(_ expression: ExpressionSyntax) -> String {
        var text = ""
        append(expression, to: &text)
        return text
    }

    private static func append(_ value: Any, to text: inout String) {
        switch value {
        case is Span:
            text += "·"
            return
        case let name as Name:
            text += name.text
            return
        case let string as String:
            text += "\"\(string)\""
            return
        case let flag as Bool:
            text += flag ? "true" : "false"
            return
        case let number as Int:
            text += String(number)
            return
        case let expression as ExpressionSyntax:
            append(expression.kind, to: &text)
            return
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional:
            if let wrapped = mirror.children.first { append(wrapped.value, to: &text) } else { text += "none" }
        case .enum:
            guard let payload = mirror.children.first else {
                text += "\(value)"
                return
            }
            text += "(" + (payload.label ?? "")
            append(payload.value, to: &text)
            text += ")"
        case .collection:
            text += "["
            for child in mirror.children {
                append(child.value, to: &text)
                text += ","
            }
            text += "]"
        default:
            text += "("
            for child in mirror.children where child.label != "span" {
                text += " "
                append(child.value, to: &text)
            }
            text += ")"
        }
    }
}
