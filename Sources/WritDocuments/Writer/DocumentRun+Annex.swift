import WritEvaluation
import WritSemantics

/// Why there is the document: rules and clauses; and what the record has after its body.
extension DocumentRun {
    /// 《客服中心管理员工作规程》4.2.1.2　装修违规的处理
    private func text(of clause: ClauseID) -> String {
        let clause = program.clauses[clause.index]
        let source = program.sources[clause.source.index].identity.title
        let name = plan.words.isChinese ? "《\(source)》\(clause.number)" : "\(source), \(clause.number)"
        return clause.title.isEmpty || clause.title == clause.number ? name : name + "\u{3000}" + clause.title
    }

    mutating func basisList(title: String) {
        guard let causes = input.issue?.because, !causes.isEmpty || isBlank else { return }
        bytes.append("<div class=\"basis\">\n<p class=\"caption\">")
        bytes.appendText(title)
        bytes.append("</p>\n<ul>\n")
        var seen: Set<ClauseID> = []
        for cause in causes {
            for clause in cause.citations where seen.insert(clause).inserted {
                bytes.append("<li>")
                bytes.appendText(text(of: clause))
                bytes.append("</li>\n")
            }
        }
        bytes.append("</ul>\n</div>\n")
    }

    mutating func annex() {
        basisRecord()
        approvalRecord()
        guard !missing.isEmpty else { return }
        bytes.append("<missing>\n")
        for need in missing {
            switch need {
            case .fact(let path): attribute("<fact path=\"", path)
            case .parameter(let id): attribute("<parameter name=\"", program.parameters[id.index].identity.name)
            }
            bytes.append("/>\n")
        }
        bytes.append("</missing>\n")
    }

    private mutating func basisRecord() {
        guard let causes = input.issue?.because, !causes.isEmpty else { return }
        bytes.append("<basis>\n")
        for cause in causes {
            let rule = program.rules[cause.rule.index].identity
            attribute("<because rule=\"", rule.name)
            bytes.append(">\n<title>")
            bytes.appendText(rule.title)
            bytes.append("</title>\n")
            for id in cause.citations {
                let clause = program.clauses[id.index]
                attribute("<clause source=\"", program.sources[clause.source.index].identity.name)
                attribute(" number=\"", clause.number)
                bytes.append(">")
                bytes.appendText(text(of: id))
                bytes.append("</clause>\n")
            }
            bytes.append("</because>\n")
        }
        bytes.append("</basis>\n")
    }
}
