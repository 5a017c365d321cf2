import WritEvaluation
import WritSemantics

/// What a record says of the rules and clauses that can require the document, written once for all documents of a form.
struct Reasons: Sendable {
    private struct Place: Hashable {
        let rule: RuleID
        let consequence: Int
    }

    private let written: [Place: [UInt8]]

    init(_ form: FormID, in program: Program, isChinese: Bool) {
        var written: [Place: [UInt8]] = [:]
        for (number, rule) in program.rules.enumerated() {
            for (index, consequence) in rule.consequences.enumerated() {
                guard case .issue(let issued, _, _, _, _) = consequence.kind, issued == form else { continue }
                written[Place(rule: RuleID(number), consequence: index)] = Self.element(
                    rule.identity, consequence.citations, in: program, isChinese: isChinese)
            }
        }
        self.written = written
    }

    /// The element for one cause of the document.
    func bytes(of cause: Outcome.Cause) -> [UInt8] {
        written[Place(rule: cause.rule, consequence: cause.consequence)] ?? []
    }

    /// 《客服中心管理员工作规程》4.2.1.2　装修违规的处理
    static func text(of clause: ClauseID, in program: Program, isChinese: Bool) -> String {
        let clause = program.clauses[clause.index]
        let source = program.sources[clause.source.index].identity.title
        let name = isChinese ? "《\(source)》\(clause.number)" : "\(source), \(clause.number)"
        if clause.title.isEmpty || clause.title == clause.number { return name }
        return name + (isChinese ? "\u{3000}" : " ") + clause.title
    }

    private static func element(
        _ rule: Identity, _ citations: [ClauseID], in program: Program, isChinese: Bool
    ) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.append("<because rule=\"")
        bytes.appendAttribute(rule.name)
        bytes.append("\">\n<title>")
        bytes.appendText(rule.title)
        bytes.append("</title>\n")
        for id in citations {
            let clause = program.clauses[id.index]
            bytes.append("<clause number=\"")
            bytes.appendAttribute(clause.number)
            bytes.append("\" source=\"")
            bytes.appendAttribute(program.sources[clause.source.index].identity.name)
            bytes.append("\">")
            bytes.appendText(text(of: id, in: program, isChinese: isChinese))
            bytes.append("</clause>\n")
        }
        bytes.append("</because>\n")
        return bytes
    }
}
